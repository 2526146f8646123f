"""Draw the pictures of the docs: a refreshed demo workbook, opened by LibreOffice, one page a sheet.

    python docs/render_pictures.py [FOLDER]

Needs LibreOffice (soffice) and poppler (pdftoppm, pdftotext). The demo's leads end today, so the pictures differ
from day to day in their dates.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# sheet -> the part of its first page that is shown: top and height, in inches
SHEETS = {"Today": (0.42, 7.3), "Owners": (0.42, 7.3), "Leads": (0.42, 4.6), "Plan": (0.42, 4.6), "Funnel": (0.42, 6.8),
          "Checks": (0.42, 5.0), "Certificate": (0.42, 4.6), "Account": (0.42, 4.6), "Help": (0.42, 7.4)}
DPI = 96
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def converted(workbook: Path, suffix: str, folder: Path) -> Path:
    """The workbook as LibreOffice recalculates and writes it, in a profile of its own."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix,
                    "--outdir", str(folder / "out"), str(workbook)], check=True, capture_output=True, timeout=240)
    return next((folder / "out").glob(f"{workbook.stem}.{suffix.partition(':')[0]}"))


def pages_of(pdf: Path) -> dict[str, int]:
    """Sheet name -> the page to show, by the name at the right end of each page's header: the first; late Leads."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(text.split("\f"), 1):
        head = next((line for line in page.splitlines() if line.strip()), "")
        pages.setdefault(re.split(r"\s{2,}", head.strip())[-1], []).append(number)
    return {sheet: numbers[-2] if sheet == "Leads" else numbers[0] for sheet, numbers in pages.items()}


def main(target: Path) -> None:
    """Write one PNG a sheet into ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        book = folder / "Demo.xlsx"
        subprocess.run([sys.executable, "-m", "leadbook", "demo", "--leads", "300", "--out", str(book)], check=True)
        pdf = converted(book, "pdf", folder)
        pages = pages_of(pdf)
        for sheet, (top, height) in SHEETS.items():
            page = str(pages[sheet])
            out = target / f"{sheet.lower()}"
            cut = ["-y", f"{top * DPI:.0f}", "-H", f"{height * DPI:.0f}"]
            subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", str(DPI), *cut, "-f", page, "-l", page, str(pdf),
                            str(out)], check=True)
            print(f"{out}.png: {out.with_suffix('.png').stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")

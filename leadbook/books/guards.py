"""What stands in the way of reading or writing a closed workbook, each in one sentence, before anything is done."""

from __future__ import annotations

import difflib
import os
import re
import time
from pathlib import Path

from leadbook.books.owner_file import opened_by
from leadbook.errors import Busy, Refusal

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OTHERS = {
    ".csv": "a CSV file: bring it into a workbook with 'leadbook import WORKBOOK {name}'",
    ".xls": "in the old .xls format: open it in Excel and save it as .xlsx or .xlsm",
    ".xlsb": "a binary workbook: open it in Excel and save it as .xlsx or .xlsm",
    ".ods": "a LibreOffice file: save it as .xlsx",
}
ABSENCE = 2.0  # seconds; Excel saves by delete and rename, so the file may be absent for a moment
RECALL_ON_DATA_ACCESS = 0x400000                      # Windows' st_file_attributes
DATALESS = 0x40000000                                   # the Mac's st_flags


def readable(path: Path) -> None:
    """Raise Refusal unless ``path`` is a file that can be read and has a workbook's suffix."""
    if is_address(path):
        raise Refusal("That is a web address; LeadBook works on files. In the browser choose Sync, or Add shortcut to "
                      "OneDrive, then give the file in the OneDrive folder of this computer.")
    if path.is_dir():
        raise Refusal(f"{path} is a folder; give the workbook in it, for example {path / 'LeadBook.xlsx'}.")
    if path.suffix.lower() not in SUFFIXES:
        what = _OTHERS.get(path.suffix.lower(), f"not a workbook of Excel ({', '.join(SUFFIXES)})")
        raise Refusal(f"{path.name} is {what.format(name=path.name)}.")
    if not present(path):
        raise Refusal(_missing(path))
    if not os.access(path, os.R_OK):
        raise Refusal(f"{path.name}: you have no right to read it; ask the person who keeps the file.")
    if not path.stat().st_size:
        raise Refusal(f"{path.name}: the file is empty (0 bytes); take a backup or a fresh copy.")


def is_address(path: Path) -> bool:
    """Whether somebody gave a web address (a path has one slash where the address has two)."""
    return re.match(r"https?:[\\/]", str(path), re.IGNORECASE) is not None


def present(path: Path, patience: float = ABSENCE) -> bool:
    """Whether the file exists, waiting ``patience`` seconds for one that was there a moment ago."""
    deadline = time.monotonic() + patience
    while not path.exists():
        if time.monotonic() >= deadline or not _stirred(path.parent):
            return False
        time.sleep(0.05)
    return True


def _stirred(folder: Path) -> bool:
    """Whether the folder's list of names changed within the last seconds: somebody may be saving."""
    try:
        return abs(time.time() - folder.stat().st_mtime) < ABSENCE + 3
    except OSError:
        return False


def writable(path: Path) -> None:
    """Raise Refusal or Busy unless ``path`` may be replaced now: not read-only, not open elsewhere."""
    if not present(path):
        raise Busy(f"{path.name} is no longer in its folder; nothing was written. Was it moved or renamed?")
    if not _may_write(path):
        raise Refusal(f"{path.name} is read-only; nothing was written. Take the read-only mark off (file properties) "
                      "or ask the person who keeps the file.")
    if not _may_write(path.parent):
        raise Refusal(f"{path.name}: you have no right to write in its folder {path.parent}; nothing was written. "
                      "Copy the workbook to a folder of your own, or ask for the right.")
    holder = opened_by(path)
    if holder is not None:
        who, sign = holder
        raise Busy(f"{path.name} is open{f' ({who})' if who else ''}; nothing was written. Close it there and try "
                   f"again. If nobody has it open, delete the left-over file {sign}.")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def in_the_cloud(path: Path) -> bool:
    """Whether the file is a placeholder (OneDrive: online-only) that is downloaded when it is opened."""
    found = path.stat()
    return bool(getattr(found, "st_file_attributes", 0) & RECALL_ON_DATA_ACCESS
                or getattr(found, "st_flags", 0) & DATALESS)


def _missing(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder}; check the path."
    names = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.name[0] not in "~.")
    near = difflib.get_close_matches(path.name.lower(), [n.lower() for n in names], 1, 0.6)
    if near:
        meant = next(n for n in names if n.lower() == near[0])
        return f"There is no file {path}; did you mean {meant}?"
    return f"There is no file {path}; check the name and the folder."

"""The sign that a workbook is open: Excel's ``~$Name`` and LibreOffice's ``.~lock.Name#`` beside it.

Present = open on this machine (or left over from a crash); absent proves nothing: web and remote editors leave none.
"""

from __future__ import annotations

from pathlib import Path


def opened_by(path: Path) -> tuple[str, str] | None:
    """(who has the workbook open, "" if unknown; the sign's file name), or None when there is no sign."""
    excel, libre = path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")
    if excel.exists():
        return _excel_user(excel), excel.name
    if libre.exists():
        return _libre_user(libre), libre.name
    return None


def _excel_user(sign: Path) -> str:
    """One byte of length, then the name in the system's code page, padded with blanks to 54 bytes."""
    data = _content(sign)
    if not data or not 0 < data[0] < 55:
        return ""
    name = data[1 : 1 + data[0]].decode("cp1252", "replace").strip()
    return name if name.isprintable() else ""


def _libre_user(sign: Path) -> str:
    """Comma-separated: user, system account, host, time, profile."""
    fields = _content(sign).decode("utf-8", "replace").split(",")
    name = next((field.strip() for field in fields[:2] if field.strip()), "")
    return name if name.isprintable() else ""


def _content(sign: Path) -> bytes:
    try:
        return sign.read_bytes()[:1024]
    except OSError:  # Excel holds its own sign open and unreadable
        return b""

"""Where the files that leave the book go, and how they are written: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from leadbook.errors import BadInput

LISTS = (".csv", ".txt")


def folder_for(file: Path, into: Path | None) -> Path:
    """The folder of the calendars. Raises BadInput if a file of that name is there."""
    folder = into or file.parent / f"{file.stem} calendars"
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; --into takes a folder for the calendars.")
    return folder


def list_for(file: Path, job: str, into: Path | None) -> Path:
    """The file of a list. Raises BadInput for a name that is no CSV file's: a workbook is never written over."""
    path = into or file.parent / f"{file.stem} {job}.csv"
    if path.suffix.lower() not in LISTS:
        raise BadInput(f"{path.name} is not the name of a list; let it end in .csv.")
    if path.is_dir():
        raise BadInput(f"{path} is a folder; --into takes the name of a file that ends in .csv.")
    return path


def put(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, in the place of an earlier file; its folder is made. A failure leaves that one."""
    from leadbook.ooxml.replace import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    temp = path.with_name(f".{path.name[:80]}.leadbook.tmp")
    try:
        temp.write_bytes(content)
        replace_file(temp, path)
    finally:
        temp.unlink(missing_ok=True)

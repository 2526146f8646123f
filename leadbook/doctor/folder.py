"""Where the workbook lies: OneDrive or another sync, online-only, a download; what lies beside it; its backups."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from leadbook.doctor.line import Line
from leadbook.errors import LeadbookError

LONGEST = 255                       # characters of a path that Excel opens
ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")       # the sync client's variables on Windows
OTHERS = {"dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive",
          "my drive": "Google Drive", "mobile documents": "iCloud Drive", "iclouddrive": "iCloud Drive"}
PRIVATE = ("downloads", "inetcache", "content.outlook")


def place(path: Path, environ: Mapping[str, str] = os.environ) -> Iterator[Line]:
    """The folder and the name; nothing of a file that is not there, or given by a web address: ``content.file`` tells.
    """
    from leadbook.books import guards

    if guards.is_address(path) or not path.is_file():
        return
    whole = path.resolve()
    if len(str(whole)) > LONGEST:
        yield Line("warn", "path", f"The path is {len(str(whole))} characters long; Excel takes {LONGEST}: move the "
                                   "file up.")
    if "%20" in path.name:
        yield Line("warn", "name", f"The name {path.name} comes from a web address (%20 stands for a blank): it is "
                                   "probably a download, not the shared file. Open the one in the OneDrive folder.")
    if any(part.casefold() in PRIVATE for part in whole.parent.parts):
        yield Line("warn", "download", f"{path.name} lies in {whole.parent}: a copy of your own, which your teammates "
                                       "do not see. Work on the one in the shared folder.")
    if guards.in_the_cloud(path):
        yield Line("warn", "cloud", f"{path.name} is only in the cloud; OneDrive downloads it when it is used. Choose "
                                    "'Always keep on this device' for nightly jobs.")
    service = synced_by(whole, environ)
    if service == "OneDrive":
        yield Line("ok", "onedrive", "It lies in OneDrive. In Excel several people can edit at once. Commands write "
                                     "the whole file: run them when nobody has it open, or click Refresh in Excel.")
    elif service:
        yield Line("warn", "sync", f"It lies in {service}, where Excel cannot let two people edit at once: the later "
                                   "one gets a copy beside it. Use OneDrive or SharePoint, or take turns.")


def synced_by(path: Path, environ: Mapping[str, str]) -> str:
    """"OneDrive", another service, or "" if the path does not tell (a synced SharePoint library has any name)."""
    roots = [Path(environ[name]).resolve() for name in ONEDRIVE if environ.get(name)]
    parts = [part.casefold() for part in path.parent.parts]
    if any(path.is_relative_to(root) for root in roots) or any(part.startswith("onedrive") for part in parts):
        return "OneDrive"
    return next((OTHERS[sign] for part in parts for sign in OTHERS if part == sign or part.startswith(f"{sign}-")), "")


def newer(path: Path) -> Iterator[Line]:
    """Whether the last run on this computer left a newer version than the file is now."""
    from leadbook.books import as_left
    from leadbook.books.closed import ClosedBook

    try:
        with ClosedBook(path) as book:
            left = as_left.gone_back(book.path, book.book_id, book.read("History"), book.read("Seen"))
    except LeadbookError:               # made before there was a history
        return
    if left:
        yield Line("warn", "older", as_left.sentence(path, left))


def copies(path: Path) -> Iterator[Line]:
    """Conflict copies, by the id inside; files that look like one and cannot be told."""
    from leadbook.books import conflicts, guards, naming

    book_id = naming.id_of(path)
    found, dark = [], []
    for other in sorted(path.parent.iterdir()) if book_id else ():
        if other.suffix.lower() not in guards.SUFFIXES or other.name[0] in "~." or other.samefile(path):
            continue
        if guards.in_the_cloud(other):          # looking inside would download it
            dark += [other.name] * (other in conflicts.candidates(path))
            continue
        try:
            found += [other.name] * (naming.id_of(other) == book_id)
        except (LeadbookError, OSError) as error:
            if other in conflicts.candidates(path):
                yield Line("warn", "copies", f"{other.name} looks like a conflict copy, but it cannot be read: {error}")
    if found:
        yield Line("warn", "copies", conflicts.sentence(path.name, found))
    if dark:
        yield Line("warn", "copies", f"{', '.join(dark)}: by the name a conflict copy, but only in the cloud. Open it "
                                     "once, then run 'leadbook doctor' again.")


def backups(path: Path) -> Iterator[Line]:
    """How many backups there are, and the newest."""
    from leadbook.books.backups import backups as kept_of

    kept = kept_of(path)
    newest = f", the newest is {kept[0]}" if kept else ""
    said = f"{len(kept)} {'backup' if len(kept) == 1 else 'backups'} of this workbook"
    yield Line("ok", "backups", f"{said}{newest}.")

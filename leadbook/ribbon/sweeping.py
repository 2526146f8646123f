"""The button Sweep inbox: the sheet's rows, and the files in the folder beside the workbook, become leads."""

from __future__ import annotations

from pathlib import Path

from leadbook import sentences
from leadbook.imports.away import away
from leadbook.imports.drops import drops, folder_of
from leadbook.ribbon.capture import shown
from leadbook.ribbon.click import Click
from leadbook.ribbon.running import left


def sweep(click: Click) -> None:
    """A message where a row or a file stays, with its reason; the first new lead's row is selected."""
    folder = _folder(click)
    found = list(drops(folder)) if folder else []
    report = click.run("sweep", drops=[one.incoming for one in found if one.incoming])
    own = report.own | {"files": away(found, report.own["drops"], moving=True)}
    first, *more = (sentences.swept(own) or _nothing(own["inbox"]["there"], folder)).split("\n")
    new = [one for told in (own["inbox"], *own["drops"]) for one in told["new"]]
    if new:
        shown(click, new[0]["lead"])
    if new and not more:
        first += " Press Refresh to check and plan them."
    click.voice.say(first, *more, *left(report))


def _folder(click: Click) -> Path | None:
    """The folder of the setting ``inbox.folder``; None where Excel knows the workbook by a web address only."""
    path = click.path       # without one, the sheet is swept all the same
    return folder_of(click.settings[0].inbox.folder, path) if path else None


def _nothing(there: bool, folder: Path | None) -> str:
    if not there:
        return "This workbook has no sheet Inbox: it was made before there was one."
    return f"Nothing waits, neither in the sheet Inbox nor in the folder {folder}." if folder else (
        "Nothing waits in the sheet Inbox.")

"""The buttons that bring people in: Quick add and Import."""

from __future__ import annotations

import re
from pathlib import Path

from leadbook import sentences
from leadbook.errors import BadInput
from leadbook.ribbon.click import Click
from leadbook.ribbon.running import left


def quick_add(click: Click, line: str) -> None:
    """One line about a person becomes a lead; its row is selected. Who is there already is said."""
    report = click.run("quick-add", {"line": line}, text=line, owner=click.owner)
    shown(click, report.own["lead"])
    click.voice.say(report.own["sentence"], *left(report), message=not report.own["added"])


def import_file(click: Click, path: str) -> None:
    """The contacts of a file become leads; a message where a row was refused or something is to be looked at."""
    from leadbook.imports.reading import read

    incoming = read(posix(path))
    report = click.run("import", {"file": incoming.file}, incoming=incoming, owner="")
    first, *more = sentences.imported(report.own, more="'leadbook import --dry-run --json' lists them all").split("\n")
    if report.own["new"]:
        shown(click, report.own["new"][0]["lead"])
    click.voice.say(f"{first} Press Refresh to check and plan them." if report.own["new"] else first, *more,
                    *left(report))


def shown(click: Click, lead: str) -> None:
    """Select the row of a lead on its sheet."""
    leads = click.book.read("Leads")
    rows = leads.index[(leads["Lead ID"] == lead).to_numpy()]
    sheet, area = click.table("Leads")
    if not len(rows):
        return
    sheet.activate()
    at = area.row + 1 + int(rows[0])
    sheet.range((at, area.column), (at, area.column + area.shape[1] - 1)).select()


def posix(path: str) -> Path:
    """The path that Excel gave; older Excels for Mac write ``Macintosh HD:Users:jane:contacts.csv``."""
    if not path.strip():
        raise BadInput("No file was chosen.")
    if "/" not in path and ":" in path and not re.match(r"[A-Za-z]:[\\/]", path):
        return Path("/Volumes", *path.split(":"))
    return Path(path)

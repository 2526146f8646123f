"""sweep: what came in by phone, on the web or as dropped files, into Leads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done
from leadbook.sentences import swept


@click.command("sweep", short_help="Bring the Inbox into Leads: the sheet's rows and dropped files.")
@FILE
@click.option("--folder", type=click.Path(path_type=Path), metavar="DIR",
              help="Where files are dropped [default: the setting inbox.folder, beside the workbook].")
@job_options
def sweep(file: Path, folder: Path | None, asked: JobOptions) -> int:
    """Bring the Inbox into Leads: the rows of the sheet Inbox, and the CSV and JSON files dropped into a folder.

    Each row becomes one lead, however often it comes; who is there already only gets their blanks filled. A row that
    cannot be a lead stays, with the reason beside it. A file that was read moves to the folder 'done'; its bad rows
    stand in NAME.problems.csv. 'refresh' does the sheet's part by itself.

    \b
    Examples:
      leadbook sweep MyLeads.xlsm
      leadbook sweep MyLeads.xlsm --folder C:\\Users\\Jane\\OneDrive\\Cards
      leadbook sweep MyLeads.xlsm --dry-run
    """
    from leadbook.imports.away import away
    from leadbook.imports.drops import drops, folder_of
    from leadbook.jobs.work import settings_of

    if folder is None:
        from leadbook.books.closed import ClosedBook

        with ClosedBook(file) as book:
            folder = folder_of(settings_of(book)[0].inbox.folder, book.path)
    found = list(drops(folder)) if folder else []

    def said(facts: Any) -> str:
        facts["files"] = away(found, facts["drops"], moving=not asked.dry_run)
        return swept(facts) or nothing(facts, folder)

    done("sweep", file, asked, said, drops=[one.incoming for one in found if one.incoming])
    return 0


def nothing(facts: Any, folder: Path | None) -> str:
    """Where it was looked, when nothing waits."""
    sheet = "the sheet Inbox" if facts["inbox"]["there"] else "the workbook (made before there was a sheet Inbox)"
    return f"Nothing waits: neither in {sheet} nor in the folder {folder}." if folder else f"Nothing waits in {sheet}."

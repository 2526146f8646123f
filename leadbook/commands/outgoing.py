"""calendar, mailing, broadcast: files for other programs. The workbook is only read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.outgoing_files import folder_for, list_for, put
from leadbook.commands.outgoing_words import calendars_made, listed, say_left_out
from leadbook.commands.running import done


@click.command("calendar", short_help="The planned touches as a calendar file for each owner.")
@FILE
@click.option("--owner", default="", metavar="O", help="Only this owner's calendar.")
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER",
              help='The folder for the files [default: "MyLeads calendars" beside the workbook].')
@job_options
def calendar(file: Path, owner: str, into: Path | None, asked: JobOptions) -> int:
    """The planned touches and promises from today on as a calendar file (.ics) for each owner.

    Import it into Outlook, Google Calendar or Apple Calendar. A later file updates what the earlier one brought, and
    cancels what was done or dropped since. Refresh the workbook first. Only reads the workbook.

    \b
    Examples:
      leadbook calendar MyLeads.xlsm
      leadbook calendar MyLeads.xlsm --owner "Jane Doe"
      leadbook calendar MyLeads.xlsm --into Calendars
    """
    folder = folder_for(file, into)

    def write(files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            put(folder / name, content)

    done("calendar", file, asked, lambda facts: calendars_made(facts), owner=owner, into=str(folder),
         write=nothing if asked.dry_run else write)
    return 0


@click.command("mailing", short_help="The mailing list as CSV: who gets your letter, who does not and why.")
@FILE
@click.option("--into", type=click.Path(path_type=Path), metavar="CSV",
              help='The file to write [default: "MyLeads mailing.csv" beside the workbook].')
@job_options
def mailing(file: Path, into: Path | None, asked: JobOptions) -> int:
    """The monthly mailing list as CSV: everybody with a postal address who permits mail.

    Do Not Contact always wins. Who is left out is counted and named. Only reads the workbook.

    \b
    Examples:
      leadbook mailing MyLeads.xlsm
      leadbook mailing MyLeads.xlsm --into Letters.csv
    """
    return _list("mailing", file, into, asked)


@click.command("broadcast", short_help="The broadcast list as CSV: who gets your newsletter, who does not and why.")
@FILE
@click.option("--into", type=click.Path(path_type=Path), metavar="CSV",
              help='The file to write [default: "MyLeads broadcast.csv" beside the workbook].')
@job_options
def broadcast(file: Path, into: Path | None, asked: JobOptions) -> int:
    """The weekly broadcast list as CSV: everybody with a valid e-mail address who agreed (Newsletter = Yes).

    Do Not Contact always wins. Who is left out is counted and named. Only reads the workbook.

    \b
    Examples:
      leadbook broadcast MyLeads.xlsm
      leadbook broadcast MyLeads.xlsm --json
    """
    return _list("broadcast", file, into, asked)


def _list(job: str, file: Path, into: Path | None, asked: JobOptions) -> int:
    path = list_for(file, job, into)
    facts = done(job, file, asked, listed, into=str(path),
                 write=nothing if asked.dry_run else lambda content: put(path, content))
    if not asked.as_json:
        say_left_out(facts["left_out"])
    return 0


def nothing(content: Any) -> None:
    """A dry run writes no file."""

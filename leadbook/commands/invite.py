"""invite: the invitation list of an event. The workbook is only read."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.outgoing import nothing
from leadbook.commands.outgoing_files import list_for, put
from leadbook.commands.outgoing_words import listed, say_left_out
from leadbook.commands.running import done
from leadbook.sentences import Facts


@click.command("invite", short_help="Everybody's invitation to an event as CSV: who is invited, who is not and why.")
@FILE
@click.argument("event")
@click.option("--into", type=click.Path(path_type=Path), metavar="CSV",
              help='The file to write [default: "MyLeads invitations.csv" beside the workbook].')
@job_options
def invite(file: Path, event: str, into: Path | None, asked: JobOptions) -> int:
    """The invitation list of an EVENT of the settings as CSV: everybody you keep up with, and how to invite them.

    Do Not Contact always wins. Who is not invited is counted and named. Only reads the workbook.

    \b
    Examples:
      leadbook invite MyLeads.xlsm "Summer party"
      leadbook invite MyLeads.xlsm "Summer party" --into Party.csv
    """
    path = list_for(file, "invitations", into)
    facts = done("invite", file, asked, sentence, event=event, into=str(path),
                 write=nothing if asked.dry_run else lambda content: put(path, content))
    if not asked.as_json:
        say_left_out(facts["not_invited"])
    return 0


def sentence(facts: Facts) -> str:
    """The event and its days, then who is in the list and who is not: it adds up."""
    by = f", invitations leave by {facts['invite_by']}" if facts["invite_by"] else ""
    return f"{facts['event']} on {facts['date']}{by}.\n{listed(facts)}"

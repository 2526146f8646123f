"""import: a contacts file into Leads."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import called, done, next_step, quoted
from leadbook.sentences import imported


@click.command("import")
@FILE
@click.argument("contacts", type=click.Path(path_type=Path), metavar="CSV")
@click.option("--source", default="", metavar="S", help="Source of the new leads [default: the file's, else Import].")
@click.option("--owner", default="", metavar="O", help="Owner of the leads for whom the file names none.")
@job_options
def import_(file: Path, contacts: Path, source: str, owner: str, asked: JobOptions) -> int:
    """Bring the contacts of a CSV file into the workbook.

    Reads the exports of Google, Outlook, HubSpot, Salesforce, Pipedrive, Follow Up Boss, Zoho and plain lists by their
    column names. A column that LeadBook does not know goes to Notes. Somebody who is there already (same
    e-mail, or same phone and name) only gets their blanks filled. The same file twice adds nothing.

    \b
    Examples:
      leadbook import MyLeads.xlsm contacts.csv
      leadbook import MyLeads.xlsm contacts.csv --source "Trade show" --owner "Jane Doe"
      leadbook import MyLeads.xlsm contacts.csv --dry-run
    """
    from leadbook.imports.reading import read

    done("import", file, asked, imported, incoming=read(contacts), source=source, owner=owner)
    if not (asked.as_json or asked.dry_run):
        next_step(f"Next: {called()} refresh {quoted(file)}")
    return 0

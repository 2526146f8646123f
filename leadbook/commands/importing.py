"""import: a contacts file into Leads; quick-add: one person, typed in one line."""

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


@click.command("quick-add", short_help="A new lead from one line; who is there already is said, not doubled.")
@FILE
@click.argument("line")
@click.option("--owner", default="", metavar="O", help="Owner of the new lead, if the line names none.")
@job_options
def quick_add(file: Path, line: str, owner: str, asked: JobOptions) -> int:
    """Make a lead of one LINE about somebody: name, phone, e-mail, how you met, with commas between.

    A name or a company is enough. Phones and e-mails are known by their look; "Company: Acme" names a column;
    the rest goes to Notes. Somebody who is there already only gets their blanks filled.

    \b
    Examples:
      leadbook quick-add MyLeads.xlsm "Ann Lee, 555 0100, ann@x.com, met at the open house"
      leadbook quick-add MyLeads.xlsm "Company: Acme, referred by Bob Ray" --owner "Jane Doe"
    """
    done("quick-add", file, asked, lambda facts: str(facts["sentence"]), text=line, owner=owner)
    return 0

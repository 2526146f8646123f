"""certificate: everybody's touches and calls, month by month, against what is due. The workbook is only read."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.outgoing_files import list_for, put
from leadbook.commands.running import done
from leadbook.sentences import Facts, certified, plural

SHOWN = 20


@click.command("certificate", short_help="Who gets their three touches and their call, and who does not and why.")
@FILE
@click.option("--csv", "into", type=click.Path(path_type=Path), metavar="CSV",
              help="Write a line for every person and month into this file.")
@job_options
def certificate(file: Path, into: Path | None, asked: JobOptions) -> int:
    """Prove it: who gets their touches and their call this month and next, and who does not and why, by name.

    Counts what is done and what stands in the plan, person by person. Only reads the workbook.

    \b
    Examples:
      leadbook certificate MyLeads.xlsm
      leadbook certificate MyLeads.xlsm --csv Certificate.csv
      leadbook certificate MyLeads.xlsm --json
    """
    path = list_for(file, "certificate", into) if into else None
    done("certificate", file, asked, proven, into=str(path or ""),
         write=lambda content: None if asked.dry_run or path is None else put(path, content))
    return 0


def proven(facts: Facts) -> str:
    """The sentence of the certificate; whether the plan is up to date; then by name who falls short, and why."""
    one, missing = facts["certificate"], facts["not_in_the_book"]
    lines = [certified(facts) or "Nobody is in the plan."]
    if missing:
        lines.append(f"{plural(missing, 'touch is', 'touches are')} counted that the workbook does not hold yet: "
                     "refresh it first.")
    if one["excluded"]:
        lines.append(f"{plural(one['excluded'], 'person', 'people')} asked not to be contacted.")
    short = one["not_kept"]
    lines += [f"  {who['month']}  {who['name'] or who['lead']} ({who['owner']}), {who['has']} of {who['needs']}: "
              f"{who['reason']}" for who in short[:SHOWN]]
    lines += [f"  ... and {len(short) - SHOWN:,} more; --csv or --json lists them all."] * (len(short) > SHOWN)
    return "\n".join([*lines, *[f"Every person: {facts['into']}"] * bool(facts["into"])])

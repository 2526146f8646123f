"""log: one contact we made."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done


@click.command("log", short_help="Write down a touch; tick the planned one that it fulfils.")
@FILE
@click.argument("lead")
@click.argument("channel")
@click.argument("outcome")
@click.option("--when", default="", metavar="T",
              help='When: "2026-11-23 14:30", "today 9:15", "yesterday" [default: now].')
@click.option("--note", default="", metavar="N", help="What was said.")
@click.option("--by", default="", metavar="WHO", help="Who did it [default: the lead's owner].")
@click.option("--again", is_flag=True, help="Log it although the very same touch is in the log.")
@job_options
def log(file: Path, lead: str, channel: str, outcome: str, when: str, note: str, by: str, again: bool,
        asked: JobOptions) -> int:
    """Write a touch into the log, and tick the planned one that it fulfils.

    LEAD is a Lead ID or (a part of) a name or company. CHANNEL: Call, Text, E-mail, Mail, Meeting ...
    OUTCOME: Spoke, Met, Replied, Sent, "Left message", "No answer" ... (the words of your settings).

    \b
    Examples:
      leadbook log MyLeads.xlsm "Dana Whitfield" Call Spoke --note "Wants to see it on Saturday"
      leadbook log MyLeads.xlsm whitfield call voicemail --when "yesterday 16:05"
      leadbook log MyLeads.xlsm L-7K3QF9X2AB Mail Sent --by "Tom Lee"
    """
    done("log", file, asked, lambda facts: str(facts["sentence"]),
         lead=lead, channel=channel, outcome=outcome, when=when, note=note, by=by, again=again)
    return 0

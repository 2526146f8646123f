"""doctor: is everything in order here, and with this workbook?"""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands import output
from leadbook.commands.options import AS_JSON

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@AS_JSON
def doctor(file: Path | None, as_json: bool) -> int:
    """Look whether everything is in order, here and with a workbook.

    Python, LeadBook and its folder; and, if you name a workbook, its tables, its settings and the files beside it.
    Changes nothing. Exit status 2 means: something must be mended, and its line says how.

    \b
    Examples:
      leadbook doctor
      leadbook doctor MyLeads.xlsm
    """
    from leadbook.doctor import looked_at

    lines = looked_at(file)
    if as_json:
        output.json_object({"job": "doctor", "file": str(file or ""), "lines": [vars(one) for one in lines]})
    else:
        for one in lines:
            output.line(f"{click.style(one.status.ljust(4), fg=COLOURS[one.status])}  {one.sentence}")
    return 2 if any(one.status == "fail" for one in lines) else 0

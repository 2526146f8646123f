"""forever: whether the promise of so many touches a month can be kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done


@click.command("forever", short_help="Whether each owner can keep three touches a month for ever.")
@FILE
@job_options
def forever(file: Path, asked: JobOptions) -> int:
    """Whether each owner can keep three touches a month, and a call every other month, for ever.

    "certain" and "impossible" are proofs; in between the next 24 months are looked at, with working days, holidays,
    the leave that is known and the capacity. Only reads the workbook.

    \b
    Examples:
      leadbook forever MyLeads.xlsm
      leadbook forever MyLeads.xlsm --json
    """
    done("forever", file, asked, verdicts)
    return 0


def verdicts(facts: Mapping[str, Any]) -> str:
    """One line for each owner."""
    return "\n".join(one["sentence"] for one in facts["forever"]) or "There is nobody to touch."

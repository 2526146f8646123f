"""setup: tell Excel where this LeadBook is."""

from __future__ import annotations

import click

from leadbook.commands import output
from leadbook.commands.running import called, next_step


@click.command("setup")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def setup(dry_run: bool) -> int:
    """Tell Excel where LeadBook is, so that its buttons and functions work.

    Writes xlwings' settings of your user: this very Python, and on Windows a helper that stays warm, so that a second
    click is quick. On a Mac also the script with which Excel may start Python. Other settings stay as they are. Run
    it once on each computer, and again after LeadBook was moved or updated.

    \b
    Examples:
      leadbook setup
      leadbook setup --dry-run
    """
    from leadbook.excel_setup.setup import set_up
    from leadbook.excel_setup.system import this

    for sentence in set_up(this(), dry_run):
        output.line(sentence)
    if not dry_run:
        next_step("Next: quit Excel if it is open, open your workbook and click Refresh on the tab LeadBook.",
                  f"      If a button does not answer: {called()} doctor")
    return 0

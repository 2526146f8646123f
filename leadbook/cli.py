"""``leadbook COMMAND FILE``: the door for closed files. One file a command group stands in ``leadbook.commands``."""

from __future__ import annotations

import click

from leadbook import __version__
from leadbook.commands.account import account
from leadbook.commands.certificate import certificate
from leadbook.commands.doctor import doctor
from leadbook.commands.edge import Door
from leadbook.commands.forever import forever
from leadbook.commands.history import history
from leadbook.commands.importing import import_, quick_add
from leadbook.commands.invite import invite
from leadbook.commands.log import log
from leadbook.commands.make import build, demo, init
from leadbook.commands.merge import merge
from leadbook.commands.outgoing import broadcast, calendar, mailing
from leadbook.commands.restore import restore
from leadbook.commands.setup import setup
from leadbook.commands.sweeping import sweep
from leadbook.commands.the_jobs import funnel, plan, refresh, stale, validate
from leadbook.commands.today import today
from leadbook.commands.undo import undo
from leadbook.commands.why import why

COMMANDS = (demo, init, import_, quick_add, sweep, refresh, today, log, why, validate, stale, plan, funnel, certificate,
            forever, account, restore, merge, undo, calendar, mailing, broadcast, invite, history, setup, doctor, build)


@click.group("leadbook", cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="leadbook")
def leadbook() -> None:
    """No lead left behind: keep your leads in an Excel workbook; LeadBook checks, marks, plans and counts.

    These commands work on a workbook that is closed in Excel. A backup is made before every write.

    \b
    Examples:
      leadbook demo                                  make a workbook full of examples
      leadbook init MyLeads.xlsm                     make an empty workbook of your own
      leadbook import MyLeads.xlsm contacts.csv      bring in the contacts you have
      leadbook refresh MyLeads.xlsm                  check, plan, mark and count
      leadbook today MyLeads.xlsm                    what to do today

    \b
    Exit status: 0 done; 1 done, and validate has findings; 2 refused, the file is untouched;
    3 something unexpected, the file is untouched.
    """


for _command in COMMANDS:
    leadbook.add_command(_command)

main = leadbook

"""The button door: one function a button of the LeadBook tab (``workbook/ribbon/customUI14.xml``).

VBA calls ``RunPython "import leadbook.ribbon; leadbook.ribbon.refresh()"``. Each function works on the workbook in
which the button was pressed, says one sentence and returns normally, whatever happened: xlwings would show a traceback
as a message. Text that a person typed, or a path, comes as hex (``packed``). Importing this module loads nothing.
"""

from __future__ import annotations


def today() -> None:
    """Go to the sheet Today and say how the day stands. Changes nothing."""
    _clicked("looking", "today")


def refresh() -> None:
    """Do the work of Validate, Plan, Stale and Funnel at once."""
    _clicked("running", "refresh")


def undo() -> None:
    """Take back what the last run wrote, but for what somebody has changed since."""
    _clicked("taking_back", "undo")


def quick_add(line: str) -> None:
    """A new lead from one line (hex) about a person; who is there already is said, not doubled."""
    _clicked("capture", "quick_add", line)


def import_file(path: str) -> None:
    """The contacts of a file (its path as hex) become leads."""
    _clicked("capture", "import_file", path)


def sweep() -> None:
    """The rows of the sheet Inbox and the files dropped into its folder become leads."""
    _clicked("sweeping", "sweep")


def log_touch(what: str) -> None:
    """A touch with the lead of each selected row; ``what``: "Channel|Outcome" as hex."""
    _clicked("touches", "log_touch", what)


def undo_log() -> None:
    """Take back the touches that the last Log a touch added."""
    _clicked("taking_back", "undo_log")


def validate() -> None:
    """Check every lead: what is missing or wrong."""
    _clicked("running", "validate")


def stale() -> None:
    """Mark the leads that have waited too long."""
    _clicked("running", "stale")


def account() -> None:
    """Count every lead that ever came in and name who is gone."""
    _clicked("accounting", "account")


def plan() -> None:
    """Plan the touches of this month and the next."""
    _clicked("running", "plan")


def funnel() -> None:
    """Count what came in and what became of it."""
    _clicked("running", "funnel")


def settings() -> None:
    """Go to the sheet Settings. Changes nothing."""
    _clicked("looking", "settings")


def merge() -> None:
    """Bring the conflict copies beside the workbook into it, after a question."""
    _clicked("merging", "merge")


def help() -> None:
    """Go to the sheet Help. Changes nothing."""
    _clicked("looking", "help")


def doctor() -> None:
    """Say whether everything LeadBook needs is there. Changes nothing."""
    _clicked("looking", "doctor")


def _clicked(room: str, button: str, *texts: str) -> None:
    from leadbook.ribbon.edge import clicked

    clicked(room, button, *texts)

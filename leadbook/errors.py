"""Failed jobs: each class holds its sentence and its exit code.

Bad *data* never raises: it is a finding (a row in the Checks table). What raises is a job that cannot be
done; the sentence names the file and says what to do, and the file stays as it was.
"""

from __future__ import annotations


class LeadbookError(Exception):
    """A job was refused. ``str(error)`` is one sentence for a person; ``exit_code`` is the shell's status."""

    exit_code = 2


class ConfigError(LeadbookError):
    """A setting is wrong: the sentence names the key path, the value and what is allowed."""


class Refusal(LeadbookError):
    """A workbook cannot be read or edited safely: said before anything is written."""


class NotALeadbook(Refusal):
    """The file is a workbook, but not one of LeadBook's (a table or column is missing or was renamed)."""


class Busy(Refusal):
    """Somebody has the file open, or it changed while we worked: nothing was written, try again."""


class BadInput(LeadbookError):
    """What the person typed (an option, a lead's name, a CSV file) cannot be used as it is."""

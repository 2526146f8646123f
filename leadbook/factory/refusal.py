"""When the workbook cannot be built from its text sources."""

from __future__ import annotations

from leadbook.errors import LeadbookError


class CannotBuild(LeadbookError):
    """A text source (VBA, ribbon) or the built file is wrong: the sentence names the place and what to change."""

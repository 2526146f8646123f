"""The jobs that live from History: account, restore, the funnel as of a past day, the archive."""

from __future__ import annotations

from leadbook.jobs import accounting, archiving, as_of, restoring
from leadbook.jobs.prepare import prepare

JOBS = {
    "account": (prepare, accounting.account_),
    "restore": (prepare, restoring.restore_),
    "as-of": (prepare, as_of.as_of_),
    "archive": (prepare, archiving.archive_),
}
READS_ONLY = ("account", "as-of")
GIVES_BACK = ("restore",)

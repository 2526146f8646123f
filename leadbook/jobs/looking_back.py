"""The jobs that live from History: account, restore, the funnel as of a past day, the archive, the merge of copies."""

from __future__ import annotations

from leadbook.jobs import accounting, archiving, as_of, merging, restoring
from leadbook.jobs.prepare import prepare

JOBS = {
    "account": (prepare, accounting.account_),
    "restore": (prepare, restoring.restore_),
    "as-of": (prepare, as_of.as_of_),
    "archive": (prepare, archiving.archive_),
    "merge": (merging.merge_,),
}
READS_ONLY = ("account", "as-of")
GIVES_BACK = ("restore", "merge")

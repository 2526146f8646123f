"""The jobs that live from History: account, restore, the funnel as of a past day, the archive, the merge of copies."""

from __future__ import annotations

from leadbook.jobs import accounting, archiving, as_of, letting_go, merging, restoring
from leadbook.jobs.prepare import prepare

JOBS = {
    "account": (prepare, accounting.account_),
    "let-go": (prepare, letting_go.let_go_),
    "restore": (prepare, restoring.restore_),
    "as-of": (prepare, as_of.as_of_),
    "archive": (prepare, archiving.archive_),
    "merge": (merging.merge_,),
}
READS_ONLY = ("account", "as-of")
GIVES_BACK = ("restore", "merge")
SHOWN = ("refresh", "let-go", "restore")      # what fills the sheet Account

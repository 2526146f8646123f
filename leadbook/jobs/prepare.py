"""What every job does first: ids for typed rows, defaults, and the bookkeeping of the log."""

from __future__ import annotations

from leadbook import __version__
from leadbook.jobs.work import Work
from leadbook.rules import ids, lists, log, versions
from leadbook.rules.contact import people
from leadbook.rules.plan import fulfilment
from leadbook.schema import LEADS, TOUCHES


def prepare(work: Work) -> None:
    """Fill blanks that LeadBook fills, tie the log to the leads and the plan. Idempotent."""
    work.progress("reading")
    work.read("Leads", "Touches", "Plan", "Lists")
    work.progress("keeping the log")
    leads = ids.filled(work.leads, LEADS, work.book_id, work.damaged("Leads", "Lead ID"))
    leads = people.numbered(leads, work.config)
    touches = log.named(work.touches, leads, work.problems["Touches"])
    touches = ids.filled(touches, TOUCHES, work.book_id, work.damaged("Touches", "Touch ID"))
    known = leads.drop_duplicates("Lead ID").set_index("Lead ID")
    touches, plan = fulfilment.ticked(
        touches, work.plan, work.config, work.today, known["Person"], received=known["Received"])
    work.sheets["Touches"], work.sheets["Plan"] = touches, plan
    work.sheets["Leads"] = log.bookkept(leads, work.log, work.config, work.today, work.problems["Leads"])
    work.sheets["Lists"] = lists.lists(work.config)
    settings = work.book.read("Settings")
    if (new := versions.signed(settings, __version__)) is not settings:
        work.read("Settings")
        work.sheets["Settings"] = new

"""What the worksheet functions answer: frames, settings and the day in; one value or one small frame out.

Each function has a native twin ``LB.<NAME>`` (leadbook/factory/native), and the two agree. They read the tables as
they stand: what LeadBook writes into Leads (Alert, Stale, Deadline, Check, Person) is as of the last refresh, the log
and the plan are live. Errors for the door to turn into Excel's: BadInput = #N/A (unknown or ambiguous lead, unknown
owner or step), NotALeadbook = #REF! (a column is gone). A blank ``lead`` gives a blank answer (None or ""), so that a
formula filled down beside empty rows stays quiet.
"""

from leadbook.rules.answers.due import due_today
from leadbook.rules.answers.gaps import cracks
from leadbook.rules.answers.going_stale import stale_leads
from leadbook.rules.answers.reached import funnel_count
from leadbook.rules.answers.touched import last_touch, touches_this_month
from leadbook.rules.answers.upcoming import next_touch
from leadbook.rules.answers.why import why_today

__all__ = ["cracks", "due_today", "funnel_count", "last_touch", "next_touch", "stale_leads", "touches_this_month",
           "why_today"]

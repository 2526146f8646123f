"""LB.NEXT_TOUCH, LB.LAST_TOUCH, LB.TOUCHES_THIS_MONTH, LB.WHY_TODAY and LB.FUNNEL_COUNT: one value each."""

from __future__ import annotations

from leadbook.rules.funnel.events import ALSO, EVENTS

NEXT_TOUCH = """
LAMBDA(lead, LET(place, lbx_Row(lead), IF(place="", "", LET(
  day, lb_Today,
  ids, lbx_Text(Plan[Lead ID]),
  mine, REDUCE(0, lbx_Person(place), LAMBDA(all, one, LET(
    id, lbx_Text(INDEX(Leads[Lead ID], one)), all+(ids=id)*(id<>"")))),
  date, lbx_Date(Plan[Date]),
  due, (mine>0)*lbx_Waiting(day)*(date>0),
  coming, due*(date>=day),
  IF(SUM(due)=0, "", MIN(FILTER(date, IF(SUM(coming)>0, coming, due))))))))
"""

LAST_TOUCH = """
LAMBDA(lead, LET(place, lbx_Row(lead), IF(place="", "", LET(
  last, MAX(lbx_Reached(place, lb_Today)), IF(last=0, "", last)))))
"""

TOUCHES_THIS_MONTH = """
LAMBDA(lead, LET(place, lbx_Row(lead), IF(place="", "", LET(
  day, lb_Today, SUM(--(lbx_Reached(lbx_Person(place), day)>=day-DAY(day)+1))))))
"""

# The reasons of rules/today/reasons.py, in its order.
WHY_TODAY = """
LAMBDA(lead, LET(place, lbx_Row(lead), IF(place="", "", IF(lbx_Never(INDEX(Leads[Do Not Contact], place)), "", LET(
  day, lb_Today,
  id, lbx_Text(INDEX(Leads[Lead ID], place)),
  times, lbx_Time(Touches[When]),
  mine, lbx_With(place)*(times>0)*(times<day+1),
  when, FILTER(times, mine, 0),
  kinds, lbx_Kinds(FILTER(lbx_Text(Touches[Channel]), mine, ""), FILTER(lbx_Text(Touches[Outcome]), mine, "")),
  tried, SUM((when>=day)*((kinds="c")+(kinds="d")+(kinds="a")))>0,
  typed, lbx_Time(INDEX(Leads[First Contact], place)),
  spoken, MAX((kinds="c")*when, IF(typed<day+1, typed, 0)),
  stage, lbx_Stages(lbx_Text(INDEX(Leads[Stage], place))),
  known, (LEFT(stage)="o")+(LEFT(stage)="n")>0,
  ours, (stage="")+known>0,
  first, stage=lbx_Stages(""),
  kept, lbx_Kept(stage),
  promise, lbx_Date(INDEX(Leads[Promise], place)),
  next, lbx_Date(INDEX(Leads[Next Date], place)),
  action, lbx_Text(INDEX(Leads[Next Action], place)),
  broken, ours*(promise>0)*(promise<=day)*(INT(spoken)<promise),
  fresh, known*first*(spoken=0)*(1-tried)*(promise<=day),
  dates, lbx_Date(Plan[Date]),
  rows, IF(id="", 0, (lbx_Text(Plan[Lead ID])=id)*lbx_Waiting(day)*(dates>0)*(dates<=day)),
  due, IF(SUM(rows)=0, 0, MIN(FILTER(dates, rows))),
  task, IF(kept*(due>0)*(1-broken*(due=promise)),
    "; "&lbx_Due("Planned", due, INDEX(FILTER(lbx_Text(Plan[Why]), rows*(dates=due)), 1), day), ""),
  step, IF(kept*(next>0)*(next<=day), "; "&lbx_Due("Next action", next, action, day), ""),
  came, lbx_Time(INDEX(Leads[Received], place)),
  until, lbx_Time(INDEX(Leads[Deadline], place)),
  new, IF(fresh, "; "&IF(came=0, "Nobody has spoken to them yet",
    "Received "&lbx_Moment(came, day)&", nobody has spoken to them yet")
    &IF(until=0, "", ", contact by "&lbx_Moment(until, day)), ""),
  stale, IF(ours*(lbx_Text(INDEX(Leads[Alert], place))<>"")*(1-fresh), "; "&lbx_Text(INDEX(Leads[Stale], place)), ""),
  MID(IF(broken, "; "&lbx_Due("Promised", promise, action, day), "")&new
    &IF(kept*(due>0)*(next>0)*(due<=next), task&step, step&task)&stale, 3, 5000))))))
"""

STEPS = "".join(f"|{word.casefold()}={EVENTS.index(step) + 1}"
                for word, step in ({name: name for name in EVENTS} | ALSO).items())

# The number of the funnel's step (1 Received ... 5 Closed, 6 Lost) that a word means: rules/funnel/events.step_of.
STEP = f"""
LAMBDA(stage, LET(
  word, LOWER(lbx_Text(stage)),
  own, lbx_Info(word, lbx_Words("stages")),
  named, LEFT(lbx_Info(word, "{STEPS}|")),
  IF(word="", NA(), IF(named<>"", --named, IF(LEFT(own)="w", 5, IF(LEFT(own)="l", 6, IF(LEFT(own)="o",
    (FIND(MID(own, 2, 2), "recoapprcl")+1)/2, NA())))))))
"""

# For each lead the moment of its first contact, 0 = none: rules/funnel/log.from_log. A First Contact that equals a
# contact in the log was stamped from it, and gives way to an earlier contact.
CONTACTED = """
LAMBDA(day, LET(
  ids, lbx_Text(Touches[Lead ID]),
  all, lbx_Time(Touches[When]),
  spoke, (lbx_Kinds(lbx_Text(Touches[Channel]), lbx_Text(Touches[Outcome]))="c")*(ids<>"")*(all>0),
  whom, FILTER(ids, spoke, ""),
  when, FILTER(all, spoke, 0),
  order, SORTBY(whom, when, 1),
  times, SORTBY(INT(when*86400+0.5), when, 1),
  marks, order&"|"&times,
  MAP(lbx_Text(Leads[Lead ID]), lbx_Time(Leads[First Contact]), LAMBDA(id, typed, LET(
    stamp, INT(typed*86400+0.5),
    first, IF(id="", 0, IFERROR(INDEX(times, lbx_Find(id, order)), 0)),
    IF(stamp=0, first, IF((first=0)+(first>=stamp), stamp,
      IFERROR(IF(lbx_Find(id&"|"&stamp, marks), first, 0), stamp)))/86400)))))
"""

# Of past days (asof) only Python knows: the history of the tables is packed.
FUNNEL_COUNT = """
LAMBDA(stage, [from], [to], [asof], IF(IF(ISOMITTED(asof), FALSE, asof<>""), NA(), LET(
  step, lbx_Step(stage),
  begin, IF(ISOMITTED(from), 0, IF(from="", 0, INT(from))),
  end, IF(ISOMITTED(to), 2958466, IF(to="", 2958466, INT(to)+1)),
  info, lbx_Stages(lbx_Text(Leads[Stage])),
  kind, LEFT(info),
  open, (kind<>"w")*(kind<>"l")*(kind<>"d")*(kind<>"m"),
  reached, MID(info, 2, 2),
  far, (lbx_Date(Leads[Appointment])+lbx_Date(Leads[Proposal])>0)+(reached="ap")+(reached="pr")+(reached="cl"),
  type, LOWER(lbx_Text(Leads[Type])),
  idle, (type="client")*open*(far=0)*(lbx_Text(Leads[Need])="")*(lbx_Date(Leads[Closed])=0),
  date, IF(step=1, lbx_Time(Leads[Received]), IF(step=2, lbx_Contacted(0), IF(step=3, lbx_Date(Leads[Appointment]),
    IF(step=4, lbx_Date(Leads[Proposal]), lbx_Date(Leads[Closed])*(kind=IF(step=5, "w", "l")))))),
  hits, (date>0)*(date>=begin)*(date<end)*(kind<>"m")*(type<>"connector")*(1-idle),
  ids, lbx_Text(Leads[Lead ID]),
  IF(SUM(hits)=0, 0, ROWS(UNIQUE(FILTER(IF(ids="", "row "&SEQUENCE(ROWS(ids)), ids), hits)))))))
"""

HELPERS = {"lbx_Step": STEP, "lbx_Contacted": CONTACTED}
VALUES = {"NEXT_TOUCH": NEXT_TOUCH, "LAST_TOUCH": LAST_TOUCH, "TOUCHES_THIS_MONTH": TOUCHES_THIS_MONTH,
          "WHY_TODAY": WHY_TODAY, "FUNNEL_COUNT": FUNNEL_COUNT}

"""LB.DUE_TODAY, LB.STALE_LEADS and LB.CRACKS: lists with a row of headings."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.rules.answers import due, gaps, going_stale

ASKED = 'lbx_Owner(IF(ISOMITTED(owner), "", owner))'


def heads(columns: Sequence[str]) -> str:
    """The headings as an array of one row."""
    return "{" + ",".join(f'"{column}"' for column in columns) + "}"


def of(column: str) -> str:
    """A text column of the lead at the place ``at``; 0 = no lead, no text."""
    return f'IF(at=0, "", lbx_Text(INDEX(Leads[{column}], at)))'


# A number k > 0 is a row of Plan, k < 0 a row of Leads: its next action, or its promise when k < -5000000;
# at = its lead's place, 0 = none.
DUE_TODAY = f"""
LAMBDA([owner], LET(
  asked, {ASKED},
  day, lb_Today,
  ids, lbx_Text(Leads[Lead ID]),
  date, lbx_Date(Plan[Date]),
  planned, FILTER(SEQUENCE(ROWS(date)), lbx_Waiting(day)*(date>0)*(date<=day), 0),
  next, lbx_Date(Leads[Next Date]),
  actions, FILTER(-SEQUENCE(ROWS(next)), (next>0)*(next<=day), 0),
  waits, MAP(planned, LAMBDA(k, IF(k=0, "", lbx_Text(INDEX(Plan[Lead ID], k))&"|"&lbx_Date(INDEX(Plan[Date], k))))),
  promised, MAP(lbx_Date(Leads[Promise]), lbx_Time(Leads[Last Touch]), ids, LAMBDA(promise, last, id,
    IF((promise>0)*(promise<=day)*(last<promise), --(SUM((id<>"")*(waits=id&"|"&promise))=0), 0))),
  all, VSTACK(planned, FILTER(-5000000-SEQUENCE(ROWS(ids)), promised, 0), actions),
  place, LAMBDA(k, IF(k<=0, MOD(-k, 5000000), LET(id, lbx_Text(INDEX(Plan[Lead ID], k)),
    IF(id="", 0, IFERROR(lbx_Find(id, ids), 0))))),
  whom, LAMBDA(k, at, LET(doer, IF(k>0, lbx_Text(INDEX(Plan[Owner], ABS(k))), ""),
    IF((at=0)+(doer<>""), doer, lbx_Text(INDEX(Leads[Owner], at))))),
  mine, LAMBDA(k, at, (asked="")+(LOWER(whom(k, at))=asked)>0),
  kept, LAMBDA(k, at, IF(lbx_Never(INDEX(Leads[Do Not Contact], at)), 0, LET(
    stage, lbx_Stages(lbx_Text(INDEX(Leads[Stage], at))),
    --IF(k<-5000000, (stage="")+(LEFT(stage)="o")+(LEFT(stage)="n")>0, lbx_Kept(stage))))),
  good, MAP(all, LAMBDA(k, IF(k=0, 0, LET(at, place(k), IF(mine(k, at), IF(at=0, 1, kept(k, at)), 0))))),
  heads, {heads(due.COLUMNS)},
  IF(ISERROR(asked), asked, IF(SUM(good)=0, heads, LET(
    few, FILTER(all, good),
    when, MAP(few, LAMBDA(k, lbx_Date(IF(k>0, INDEX(Plan[Date], ABS(k)), IF(k<-5000000, INDEX(Leads[Promise], place(k)),
      INDEX(Leads[Next Date], ABS(k))))))),
    keys, SORTBY(few, when, 1, SEQUENCE(ROWS(few)), 1),
    dates, SORTBY(when, when, 1),
    ats, MAP(keys, LAMBDA(k, place(k))),
    name, MAP(keys, ats, LAMBDA(k, at, LET(
      person, IF(at=0, lbx_Text(INDEX(Plan[Name], k)), {of("Name")}),
      called, IF(person="", {of("Company")}, person),
      IF(called="", IF(k>0, lbx_Text(INDEX(Plan[Lead ID], ABS(k))), {of("Lead ID")}), called)))),
    channel, MAP(keys, ats, LAMBDA(k, at, IF(k<0, "", LET(how, lbx_Text(INDEX(Plan[Channel], k)),
      IF(at=0, how, IF(lbx_Barred(INDEX(Leads[Do Not Contact], at), INDEX(Leads[Newsletter], at), how), "", how)))))),
    why, MAP(keys, LAMBDA(k, IF(k>0, lbx_Text(INDEX(Plan[Why], ABS(k))), LET(
      said, lbx_Text(INDEX(Leads[Next Action], place(k))),
      IF(k<-5000000, "{due.PROMISED}"&IF(said="", "", ": "&said), IF(said="", "{due.NO_ACTION}", said)))))),
    VSTACK(heads, HSTACK(dates,
      MAP(keys, LAMBDA(k, lbx_Text(IF(k>0, INDEX(Plan[Lead ID], ABS(k)), INDEX(Leads[Lead ID], place(k)))))), name,
      MAP(ats, LAMBDA(at, {of("Phone")})), MAP(ats, LAMBDA(at, {of("Email")})), channel, why,
      MAP(keys, ats, LAMBDA(k, at, whom(k, at))),
      day-dates)))))))
"""

NAMED = ('IF(lbx_Text(Leads[Name])<>"", lbx_Text(Leads[Name]), '
         'IF(lbx_Text(Leads[Company])<>"", lbx_Text(Leads[Company]), lbx_Text(Leads[Lead ID])))')


def shown(column: str) -> str:
    """The rows ``few`` of a text column of Leads."""
    return f'FILTER(lbx_Text(Leads[{column}]), few)'


STALE_LEADS = f"""
LAMBDA([owner], LET(
  asked, {ASKED},
  stage, LEFT(lbx_Stages(lbx_Text(Leads[Stage]))),
  closed, (stage="w")+(stage="l")+(stage="d")+(stage="m"),
  alert, lbx_Text(Leads[Alert]),
  some, ((asked="")+(LOWER(lbx_Text(Leads[Owner]))=asked)>0)*(closed=0)*((alert="Red")+(alert="Amber")),
  few, MAP(some, Leads[Do Not Contact], LAMBDA(one, wish, IF(one, IF(lbx_Never(wish), 0, 1), 0))),
  heads, {heads(going_stale.COLUMNS)},
  IF(SUM(few)=0, heads, LET(
    until, FILTER(lbx_Time(Leads[Deadline]), few),
    known, (until>0)*1,
    red, {shown("Alert")}="Red",
    table, HSTACK({shown("Alert")}, IF(known, until, ""), {shown("Lead ID")}, FILTER({NAMED}, few), {shown("Phone")},
      {shown("Stage")}, {shown("Owner")}, {shown("Stale")}),
    VSTACK(heads, SORTBY(table, 1-red, 1, 1-known, 1, IF(known, until, 0), 1, SEQUENCE(ROWS(known)), 1))))))
"""

CRACKS = f"""
LAMBDA([owner], LET(
  asked, {ASKED},
  day, lb_Today,
  stage, LEFT(lbx_Stages(lbx_Text(Leads[Stage]))),
  ours, (stage<>"w")*(stage<>"l")*(stage<>"d")*(stage<>"m"),
  open, ours*(stage<>"n"),
  date, lbx_Date(Leads[Next Date]),
  idle, lbx_Nothing(lbx_Text(Leads[Next Action]))*(LEFT(LOWER(lbx_Text(Leads[Check])), 10)<>"incomplete"),
  whom, lbx_Text(Leads[Owner]),
  missing, IF(ours*(whom=""), "; no owner", "")&IF(open*idle, "; no next action", "")
    &IF(open*(date=0), "; no next date", "")
    &IF(ours*(date>0)*(date<day), "; next date was "&IFERROR(lbx_Day(date, day), ""), ""),
  few, (missing<>"")*((asked="")+(LOWER(whom)=asked)>0)*({NAMED}<>""),
  heads, {heads(gaps.COLUMNS)},
  IF(SUM(few)=0, heads, LET(
    next, FILTER(date, few),
    VSTACK(heads, HSTACK({shown("Lead ID")}, FILTER({NAMED}, few), {shown("Owner")}, {shown("Phone")}, {shown("Stage")},
      {shown("Next Action")}, IF(next>0, next, ""), MID(FILTER(missing, few), 3, 200)))))))
"""

LISTS = {"DUE_TODAY": DUE_TODAY, "STALE_LEADS": STALE_LEADS, "CRACKS": CRACKS}

"""Helper names that find leads, persons, their touches, and say days in words."""

from __future__ import annotations

from leadbook.factory.native.words import listed
from leadbook.rules.checks.work import NOTHING
from leadbook.rules.dates import MONTHS

# What a cell says, without blanks around it; an error says nothing.
TEXT = """
LAMBDA(cells, IFERROR(TRIM(SUBSTITUTE(cells&"", UNICHAR(160), " ")), ""))
"""

# The moment in a cell, or its day; 0 = no date (blank, a text, an error, a number that is no date).
TIME = """
LAMBDA(cells, IFERROR(IF((cells>=1)*(cells<2958466), cells, 0), 0))
"""
DATE = """
LAMBDA(cells, INT(lbx_Time(cells)))
"""

# The place of something (not blank) in a list, #N/A = nowhere. The list is made two long at least: what is worked out
# from the column of a table with one row is a single value, and a look-up wants a list.
FIND = """
LAMBDA(what, list, XMATCH(what, VSTACK(list, ""), 0))
"""

# The place in Leads of the lead meant: Lead ID, name, company, a part of them (rules/answers/asked.py). Blank = "".
ROW = """
LAMBDA(lead, LET(
  asked, lbx_Text(lead),
  IF(asked="", "", IFERROR(XMATCH(asked, Leads[Lead ID], 0), LET(
    ids, lbx_Text(Leads[Lead ID]),
    IFERROR(lbx_Find(asked, ids), IFERROR(lbx_Find("L-"&asked, ids), LET(
      names, lbx_Text(Leads[Name]),
      firms, lbx_Text(Leads[Company]),
      whole, (names=asked)*1,
      firm, (firms=asked)*1,
      low, LOWER(asked),
      part, ((IFERROR(FIND(low, LOWER(names)), 0)+IFERROR(FIND(low, LOWER(firms)), 0))>0)*1,
      only, LAMBDA(fits, IF(SUM(fits)=1, lbx_Find(1, fits), NA())),
      IF(SUM(whole)>0, only(whole), IF(SUM(firm)>0, only(firm), only(part)))))))))))
"""

# The places of all leads of the same person.
PERSON = """
LAMBDA(place, LET(
  persons, lbx_Text(Leads[Person]),
  person, lbx_Text(INDEX(Leads[Person], place)),
  IF(person="", place, FILTER(SEQUENCE(ROWS(persons)), persons=person, place))))
"""

# For each row of Touches whether it was with one of the leads at these places: by Lead ID, or by a name only they have.
WITH = """
LAMBDA(places, LET(
  ids, lbx_Text(Touches[Lead ID]),
  typed, IF(ids="", lbx_Text(Touches[Name]), ""),
  names, lbx_Text(Leads[Name]),
  firms, lbx_Text(Leads[Company]),
  alone, LAMBDA(word, IF(word="", 0, SUM(--((names=word)+(firms=word)>0))=1)),
  hits, REDUCE(0, places, LAMBDA(all, place, LET(
    id, lbx_Text(INDEX(Leads[Lead ID], place)),
    name, lbx_Text(INDEX(Leads[Name], place)),
    firm, lbx_Text(INDEX(Leads[Company], place)),
    IF(id="", all, all+(ids=id)+(typed=name)*alone(name)+(typed=firm)*alone(firm))))),
  hits>0))
"""

# The moments at which touches reached the leads at these places, up to the end of the day; 0 = none.
REACHED = """
LAMBDA(places, day, LET(
  times, lbx_Time(Touches[When]),
  mine, lbx_With(places)*(times>0)*(times<day+1),
  when, FILTER(times, mine, 0),
  kinds, lbx_Kinds(FILTER(lbx_Text(Touches[Channel]), mine, ""), FILTER(lbx_Text(Touches[Outcome]), mine, "")),
  FILTER(when, (kinds="c")+(kinds="d")+(kinds="b"), 0)))
"""

# The owner asked for, lower case; "" = everyone; #N/A = nobody is called so.
OWNER = """
LAMBDA(owner, LET(
  asked, LOWER(lbx_Text(owner)),
  known, SUM(--(LOWER(lbx_Text(Leads[Owner]))=asked))
    +SUM((Settings[Section]="owners")*(LOWER(lbx_Text(Settings[Name]))=asked)),
  IF((asked="")+(known>0), asked, NA())))
"""

# 20 Nov, or 20 Nov 2025 in another year than this day's.
DAY = f"""
LAMBDA(date, day,
  DAY(date)&" "&MID("{''.join(MONTHS)}", MONTH(date)*3-2, 3)&IF(YEAR(date)=YEAR(day), "", " "&YEAR(date)))
"""

# 20 Nov 09:30, with seconds if there are any; midnight is a day without a time.
MOMENT = """
LAMBDA(moment, day, LET(
  seconds, INT(moment*86400+0.5),
  date, INT(seconds/86400),
  rest, seconds-date*86400,
  two, LAMBDA(number, TEXT(number, "00")),
  lbx_Day(date, day)&IF(rest=0, "", " "&two(INT(rest/3600))&":"&two(INT(rest/60)-60*INT(rest/3600))
    &IF(rest=60*INT(rest/60), "", ":"&two(rest-60*INT(rest/60))))))
"""

# Planned for 20 Nov, 3 days overdue: the text
DUE = """
LAMBDA(what, date, more, day,
  what&" for "&IF(date=day, "today",
    lbx_Day(date, day)&", "&(day-date)&IF(day-date=1, " day", " days")&" overdue")
    &IF(more="", "", ": "&more))
"""

# Whether a lead in a stage (info) is still kept up: open, in the plan, or unknown.
KEPT = """
LAMBDA(info, (info="")+(LEFT(info)="o")+(LEFT(info)="n")+(RIGHT(info)="-")>0)
"""

# Whether a text says that there is no next action.
NOTHING_SAID = f"""
LAMBDA(said, (said="")+IFERROR(FIND("|"&LOWER(said)&"|", {listed(NOTHING)}), 0)>0)
"""

HELPERS = {"lbx_Text": TEXT, "lbx_Time": TIME, "lbx_Date": DATE, "lbx_Find": FIND,
           "lbx_Row": ROW, "lbx_Person": PERSON, "lbx_With": WITH, "lbx_Reached": REACHED,
           "lbx_Owner": OWNER, "lbx_Day": DAY, "lbx_Moment": MOMENT, "lbx_Due": DUE, "lbx_Kept": KEPT,
           "lbx_Nothing": NOTHING_SAID}

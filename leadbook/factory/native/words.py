"""Helper names that read words as LeadBook does: the settings' names and synonyms, whatever the case.

The sheet Settings is read live, so a changed setting counts at once. A dictionary is one text, "|name=info|name=info",
in which the first mention of a word wins, as in rules/words.py: the names, then their other words.
"""

from __future__ import annotations

from collections.abc import Iterable

from leadbook.rules.contact.consent import ALLOWED, NEVER
from leadbook.rules.plan.statuses import DONE, SKIPPED


def listed(words: Iterable[str]) -> str:
    """Words -> "|a|b|", as a text in a formula."""
    return '"|' + "|".join(sorted(word for word in words if word)).replace('"', '""') + '|"'


# A word without quotes, in small letters.
WORD = """
LAMBDA(word, LOWER(lbx_Text(SUBSTITUTE(word, "'", ""))))
"""

# What the settings say, in one spelling without quotes: {kind:contact,also:[reached,voice mail]}
PLAIN = """
LAMBDA(says, LET(
  bare, lbx_Word(SUBSTITUTE(says, UNICHAR(34), "")),
  tight, SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(bare, ": ", ":"), " :", ":"), ", ", ","), " ,", ","),
  SUBSTITUTE(SUBSTITUTE(tight, "[ ", "["), " ]", "]")))
"""

# Info of a section's words, 4 characters each. outcomes: kind (c, d, a). channels: b or p (broadcast, personal), its
# number, what it uses. stages: kind, what it reaches (re, co, ap, pr, cl), x = no longer kept up in the plan.
WORDS = """
LAMBDA(section, LET(
  names, lbx_Word(FILTER(Settings[Name], Settings[Section]=section, "?")),
  says, lbx_Plain(FILTER(Settings[Value], Settings[Section]=section, "?")),
  kind, IFERROR(MID(says, FIND("kind:", says)+5, 1), "?"),
  info, IF(section="outcomes", kind&"---",
    IF(section="channels",
      IFERROR(IF(FIND("personal:f", says), "b", ""), IFERROR(IF(FIND("personal:n", says), "b", ""), "p"))
        &TEXT(SEQUENCE(ROWS(names)), "00")&IFERROR(MID(says, FIND("uses:", says)+5, 1), "n"),
      kind&IFERROR(MID(says, FIND("reaches:", says)+8, 2), "re")&IFERROR(IF(FIND("planned:f", says), "x", ""), "-"))),
  begin, IFERROR(FIND("also:[", says)+6, 0),
  also, IFERROR(MID(says, begin, FIND("]", says, begin)-begin), ""),
  more, IF((begin=0)+(also=""), "", "|"&SUBSTITUTE(also, ",", "="&info&"|")&"="&info),
  REDUCE("", "|"&names&"="&info, LAMBDA(all, one, all&one))&REDUCE("", more, LAMBDA(all, one, all&one))))
"""

# The info of each word in a dictionary, "" = not known.
INFO = """
LAMBDA(words, dictionary, LET(
  plain, lbx_Word(words),
  IFERROR(MID(dictionary, FIND("|"&plain&"=", dictionary)+LEN(plain)+2, 4), "")))
"""

# What each touch was: c = contact, d = delivered, a = attempt, b = broadcast, "" = channel or outcome not known.
KINDS = """
LAMBDA(channels, outcomes, LET(
  how, LEFT(lbx_Info(channels, lbx_Words("channels"))),
  end, LEFT(lbx_Info(outcomes, lbx_Words("outcomes"))),
  IF((how="")+(end=""), "", IF((how="b")*(end="d"), "b", end))))
"""

# Stages (texts) as info; blank = the first stage.
STAGES = """
LAMBDA(stages, LET(
  first, INDEX(FILTER(Settings[Name], Settings[Section]="stages", "?"), 1),
  lbx_Info(IF(stages="", first, stages), lbx_Words("stages"))))
"""

# The words of a wish (Do Not Contact), separated.
WISHES = """
LAMBDA(wish, LET(
  apart, SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(LOWER(wish), UNICHAR(10), ","), ";", ","), "/", ","),
    "+", ","), "&", ","),
  spaced, " "&SUBSTITUTE(apart, ",", " , ")&" ",
  TRIM(TEXTSPLIT(SUBSTITUTE(SUBSTITUTE(spaced, " and ", " , "), " or ", " , "), ","))))
"""

# Whether a wish bars every channel: one of its words says so, or is not understood.
NEVER_AT_ALL = f"""
LAMBDA(wish, IF(lbx_Text(wish)="", FALSE, LET(
  words, lbx_Wishes(wish),
  known, (lbx_Info(words, lbx_Words("channels"))<>"")+(words="")+IFERROR(FIND("|"&words&"|", {listed(ALLOWED)}), 0),
  SUM(IFERROR(FIND("|"&words&"|", {listed(NEVER)}), 0)+(known=0))>0)))
"""

# Whether a wish, or the newsletter declined, bars this channel.
BARRED = """
LAMBDA(wish, newsletter, channel, LET(
  dictionary, lbx_Words("channels"),
  asked, lbx_Info(channel, dictionary),
  named, IF(lbx_Text(wish)="", "", lbx_Info(lbx_Wishes(wish), dictionary)),
  same, SUM(--(MID(named, 2, 2)=MID(asked, 2, 2))),
  akin, IF((LEFT(asked)="b")*(RIGHT(asked)<>"n"), SUM((named<>"")*(RIGHT(named)=RIGHT(asked))), 0),
  declined, (LEFT(asked)="b")*IFERROR(FIND("|"&LOWER(lbx_Text(newsletter))&"|", "|no|n|false|0|"), 0),
  (asked<>"")*(same+akin+declined)>0))
"""

# For each row of Plan whether it waits: neither done nor skipped by what Status says, or by a Done On up to today.
WAITING = f"""
LAMBDA(day, LET(
  said, LOWER(lbx_Text(SUBSTITUTE(SUBSTITUTE(lbx_Text(Plan[Status]), ".", " "), "!", " "))),
  done, lbx_Date(Plan[Done On]),
  (IFERROR(FIND("|"&said&"|", {listed(DONE | SKIPPED)}), 0)=0)*(1-(done>0)*(done<=day))))
"""

HELPERS = {"lbx_Word": WORD, "lbx_Plain": PLAIN, "lbx_Words": WORDS, "lbx_Info": INFO, "lbx_Kinds": KINDS,
           "lbx_Stages": STAGES,
           "lbx_Wishes": WISHES, "lbx_Never": NEVER_AT_ALL, "lbx_Barred": BARRED, "lbx_Waiting": WAITING}

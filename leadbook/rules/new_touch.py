"""log: one contact we made -> a row under Touches.

Mission rows 17 and 18: what is logged is what resets the clocks, so channel and outcome must be words of the settings,
the moment must not be in the future, and the very same touch is not logged twice.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules import ids
from leadbook.rules.dates import moment_words
from leadbook.rules.find_lead import described, found
from leadbook.rules.imports.values import MONTH_FIRST, moment
from leadbook.rules.words import canonical, synonyms
from leadbook.schema import TOUCHES

if TYPE_CHECKING:
    import pandas as pd

_RELATIVE = re.compile(r"(now|today|yesterday)?(?:\s+at)?\s*(?:(\d{1,2})(?::(\d{2}))?\s*([ap]m)?)?", re.IGNORECASE)


@dataclass
class NewTouch:
    """``touches``: the log with the new row at the end. ``already``: the very same touch was there, nothing was added.

    ``report``: touch (its cells, for programs), already_logged; ``sentence`` starts what the person is told.
    """

    touches: pd.DataFrame
    touch_id: str
    lead_id: str
    already: bool
    sentence: str
    report: dict[str, Any]


def logged(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, now: dt.datetime, *, lead: str, channel: str,
           outcome: str, when: str = "", note: str = "", by: str = "", again: bool = False) -> NewTouch:
    """Leads and the log in (every lead with its id), the log with the new touch out.

    ``lead`` as for ``find_lead.found``; ``when`` as for ``moment_of``; ``by`` is the lead's owner if blank; ``again``
    adds a touch that is there already. Raises BadInput in one sentence.
    """
    who = leads.loc[found(leads, lead)]
    at = moment_of(when, now, config)
    cells: dict[str, Any] = {
        "When": at, "Lead ID": who["Lead ID"], "Name": who["Name"] or who["Company"],
        "Channel": word(channel, config.channels, "channel"), "Outcome": word(outcome, config.outcomes, "outcome"),
        "By": synonyms(config.owners).get(by.casefold(), by) or who["Owner"], "Note": note.strip()}
    same = _same(touches, cells, config)
    told = moment_words(at, now.date())
    what = f"{cells['Channel']}, {cells['Outcome']} with {described(dict(who))}, {told}"
    already = bool(same.any()) and not again
    if already:
        touch_id, sentence = str(touches.loc[same, "Touch ID"].iloc[0]), f"Already logged: {what}. Nothing was added."
    else:
        touch_id, sentence = _new_id(cells, int(same.sum()), set(touches["Touch ID"])), f"Logged: {what}."
        touches = _appended(touches, {**cells, "Touch ID": touch_id})
    report = {"touch": {**cells, "Touch ID": touch_id, "When": at.isoformat(sep=" ")}, "already_logged": already}
    return NewTouch(touches, touch_id, str(cells["Lead ID"]), already, sentence, report)


def word(text: str, known: Mapping[str, Any], kind: str) -> str:
    """The name in the settings that ``text`` means. Raises BadInput with the nearest name and all names."""
    names = synonyms(known)
    folded = " ".join(text.split()).casefold()
    if folded in names:
        return names[folded]
    near = difflib.get_close_matches(folded, names, n=1, cutoff=0.6)
    hint = f" (did you mean {names[near[0]]!r}?)" if near else ""
    raise BadInput(f"There is no {kind} {text!r}{hint}; the {kind}s are {', '.join(known)}.")


def moment_of(text: str, now: dt.datetime, config: Config) -> dt.datetime:
    """``today 14:30``, ``yesterday``, ``9:15``, a date with or without a time -> naive datetime; blank = ``now``.

    A day without a time is its midnight: the log's way to say that the time is not known. ``now`` at midnight
    stands for a day whose time is not known: any time of that day is allowed. Raises BadInput for a future moment.
    """
    asked = " ".join(text.split())
    read = _relative(asked, now) or moment(asked, config, config.business.country in MONTH_FIRST)
    if read is None:
        raise BadInput(f"{text!r} is no time that LeadBook can read; write \"today 14:30\", \"yesterday 9:15\" or "
                       f"\"{now:%Y-%m-%d} 14:30\".")
    latest = now if now.time() != dt.time() else now + dt.timedelta(days=1, seconds=-1)
    if read > latest:
        raise BadInput(f"{moment_words(read, now.date())} is in the future: log a touch when it has happened.")
    return read.replace(second=0) if read == now and not asked else read


def _relative(text: str, now: dt.datetime) -> dt.datetime | None:
    match = _RELATIVE.fullmatch(text)
    if not match or (match[2] and not match[1] and not match[3] and not match[4]):
        return None
    day, hour, minute, half = (match[1] or "today").lower(), match[2], match[3], (match[4] or "").lower()
    if hour is None:
        return now if day in ("now", "today") else dt.datetime.combine(now.date() - dt.timedelta(days=1), dt.time())
    hours = int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
    if hours > 23 or int(minute or 0) > 59 or (half and not 1 <= int(hour) <= 12):
        return None
    date = now.date() - dt.timedelta(days=int(day == "yesterday"))
    return dt.datetime.combine(date, dt.time(hours, int(minute or 0)))


def _same(touches: pd.DataFrame, cells: dict[str, Any], config: Config) -> Any:
    """Boolean array: rows of the log that say the very same (to the minute)."""
    minute = touches["When"].dt.floor("min") == cells["When"].replace(second=0)
    here = (touches["Lead ID"] == cells["Lead ID"]) & minute
    here &= canonical(touches["Channel"], config.channels) == cells["Channel"]
    here &= canonical(touches["Outcome"], config.outcomes) == cells["Outcome"]
    return (here & (touches["By"] == cells["By"]) & (touches["Note"] == cells["Note"])).to_numpy()


def _new_id(cells: dict[str, Any], before: int, taken: set[str]) -> str:
    """An id made from what the touch says and how many equal ones stand in the log."""
    text = "\x1f".join(str(cells[c]) for c in ("Lead ID", "When", "Channel", "Outcome", "By", "Note"))
    while (made := ids.PREFIX["Touches"] + ids.code(f"{text}\x1f{before}")) in taken:
        before += 1
    return made


def _appended(touches: pd.DataFrame, cells: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    start = int(touches.index.max()) + 1 if len(touches) else 0
    new = frames.of(TOUCHES, [cells]).set_axis([start])
    return pd.concat([touches, new]) if len(touches) else new

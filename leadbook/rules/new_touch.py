"""log: a contact we made, with one lead or with many -> a row each under Touches.

Mission rows 17 and 18: what is logged is what resets the clocks, so channel and outcome must be words of the settings,
the moment must not be in the future, and the very same touch is not logged twice.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules import ids
from leadbook.rules.dates import moment_words
from leadbook.rules.find_lead import described, found
from leadbook.rules.touch_moment import moment_of
from leadbook.rules.words import canonical, some_of, synonyms
from leadbook.schema import TOUCHES

if TYPE_CHECKING:
    import pandas as pd

NAMED = 5                           # leads named in the sentence about many
Cells = dict[str, Any]


@dataclass
class NewTouches:
    """``touches``: the log with the new rows at the end. ``already``: for each lead, whether the very same touch was
    there; then nothing was added for it.

    ``report``: touches (the cells of each, for programs), already_logged (all of them were); ``sentence`` starts what
    the person is told.
    """

    touches: pd.DataFrame
    ids: list[str]
    already: list[bool]
    sentence: str
    report: dict[str, Any]


def logged(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, now: dt.datetime, *, lead: str, channel: str,
           outcome: str, when: str = "", note: str = "", by: str = "", again: bool = False) -> NewTouches:
    """Leads and the log in (every lead with its id), the log with the new touch out.

    ``lead`` as for ``find_lead.found``, the rest as for ``all_logged``. Raises BadInput in one sentence.
    """
    return all_logged(leads, touches, config, now, rows=[found(leads, lead)], channel=channel, outcome=outcome,
                      when=when, note=note, by=by, again=again)


def all_logged(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, now: dt.datetime, *, rows: Sequence[int],
               channel: str, outcome: str, when: str = "", note: str = "", by: str = "", again: bool = False
               ) -> NewTouches:
    """One touch with each lead of ``rows`` (positions), all at the same moment.

    ``when`` as for ``moment_of``; ``by`` is the lead's owner if blank; ``again`` adds a touch that is there already.
    Raises BadInput in one sentence.
    """
    at = moment_of(when, now, config)
    same: Cells = {"When": at, "Channel": word(channel, config.channels, "channel"),
                   "Outcome": word(outcome, config.outcomes, "outcome"), "Note": note.strip()}
    by = synonyms(config.owners).get(by.casefold(), by)
    chosen = leads.loc[list(rows), ["Lead ID", "Name", "Company", "Owner"]].to_dict("records")
    there, taken = _there(touches, same, config), set(touches["Touch ID"])
    new, ids_, already, every = [], [], [], []
    for who in chosen:
        cells = same | {"Lead ID": who["Lead ID"], "Name": who["Name"] or who["Company"], "By": by or who["Owner"]}
        known = there.get((cells["Lead ID"], cells["By"]), [])
        already.append(bool(known) and not again)
        if already[-1]:
            ids_.append(known[0])
        else:
            ids_.append(_new_id(cells, len(known), taken))
            taken.add(ids_[-1])
            new.append(cells | {"Touch ID": ids_[-1]})
        every.append(cells | {"Touch ID": ids_[-1], "When": at.isoformat(sep=" ")})
    sentence = _sentence(same, [dict(who) for who in chosen], already, now.date())
    return NewTouches(frames.below(touches, frames.of(TOUCHES, new)) if new else touches, ids_, already, sentence,
                      {"touches": every, "already_logged": all(already)})


def _sentence(same: Cells, chosen: list[dict[Any, Any]], already: list[bool], today: dt.date) -> str:
    told, what = moment_words(same["When"], today), f"{same['Channel']}, {same['Outcome']}"
    if len(chosen) == 1:
        one = f"{what} with {described(chosen[0])}, {told}"
        return f"Already logged: {one}. Nothing was added." if already[0] else f"Logged: {one}."
    names = [str(who["Name"] or who["Company"] or who["Lead ID"]) for who, was in zip(chosen, already, strict=True)
             if not was]
    before = sum(already)
    if not names:
        return f"Already logged: {what} with these {before} leads, {told}. Nothing was added."
    rest = f" {before} of them {'was' if before == 1 else 'were'} logged already." if before else ""
    return f"Logged: {what} with {len(names):,} lead{'s' * (len(names) > 1)} ({some_of(names, NAMED)}), {told}.{rest}"


def word(text: str, known: Mapping[str, Any], kind: str) -> str:
    """The name in the settings that ``text`` means. Raises BadInput with the nearest name and all names."""
    names = synonyms(known)
    folded = " ".join(text.split()).casefold()
    if folded in names:
        return names[folded]
    near = difflib.get_close_matches(folded, names, n=1, cutoff=0.6)
    hint = f" (did you mean {names[near[0]]!r}?)" if near else ""
    raise BadInput(f"There is no {kind} {text!r}{hint}; the {kind}s are {', '.join(known)}.")


def _there(touches: pd.DataFrame, same: Cells, config: Config) -> dict[tuple[str, str], list[str]]:
    """(Lead ID, By) -> the ids of the rows that say the very same to the minute; ``same``: what all share."""
    now = touches[(touches["When"].dt.floor("min") == same["When"].replace(second=0)).to_numpy()]
    now = now[(canonical(now["Channel"], config.channels) == same["Channel"]).to_numpy(dtype=bool)]
    now = now[(canonical(now["Outcome"], config.outcomes) == same["Outcome"]).to_numpy(dtype=bool)]
    now = now[(now["Note"] == same["Note"]).to_numpy(dtype=bool)]
    out: dict[tuple[str, str], list[str]] = {}
    for lead, by, touch in zip(now["Lead ID"], now["By"], now["Touch ID"], strict=True):
        out.setdefault((lead, by), []).append(touch)
    return out


def _new_id(cells: Cells, before: int, taken: set[str]) -> str:
    """An id made from what the touch says and how many equal ones stand in the log."""
    text = "\x1f".join(str(cells[c]) for c in ("Lead ID", "When", "Channel", "Outcome", "By", "Note"))
    while (made := ids.PREFIX["Touches"] + ids.code(f"{text}\x1f{before}")) in taken:
        before += 1
    return made

"""The demo's Touches frame: attempts before the first contact, what moved each lead on, follow-ups, newsletters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.factory.demo import words
from leadbook.factory.demo.story import DAY, HOUR, Story, office
from leadbook.rules.ids import code
from leadbook.schema import TOUCHES

if TYPE_CHECKING:
    import pandas as pd

FOLLOW_UPS = (("Call", "Spoke", 0.34), ("Call", "Left message", 0.17), ("Call", "No answer", 0.07),
              ("Text", "Sent", 0.12), ("Text", "Replied", 0.09), ("E-mail", "Sent", 0.1),
              ("E-mail", "Replied", 0.06), ("Mail", "Sent", 0.05))
FIRST_TALK = {"Open house": ("Event", "Met"), "Trade show": ("Call", "Spoke"), "Website": ("Call", "Spoke"),
              "Social media": ("Text", "Replied"), "Past client": ("Call", "Spoke")}


def touches(told: Story, leads: pd.DataFrame, seed: int, today: dt.date, rng: Any,
            per_lead: float | None) -> pd.DataFrame:
    """A typed frame of table Touches, in the order of When. ``per_lead``: exactly that many a lead on average."""
    import numpy as np
    import pandas as pd

    parts = [*_milestones(told, rng), _attempts(told, today, rng), _follow_ups(told, today, rng),
             _newsletters(leads, told, today)]
    lead, when, channel, outcome, rank = (np.concatenate(column) for column in zip(*parts, strict=True))
    keep = when < np.datetime64(today, "s") - 4 * HOUR
    keep &= ~_after_broken_promise(leads, today)[lead] | (rank < 2)
    keep &= ~((leads["Do Not Contact"].to_numpy() == "Yes")[lead] & (rank >= 2))
    lead, when, channel, outcome, rank = (column[keep] for column in (lead, when, channel, outcome, rank))
    channel, outcome = _possible(leads, lead, channel, outcome)
    if per_lead is not None and len(lead):
        chosen = _exactly(round(per_lead * len(leads)), rank, rng)
        lead, when, channel, outcome, rank = (column[chosen] for column in (lead, when, channel, outcome, rank))
    order = np.lexsort((rank, lead, when))
    lead, when, channel, outcome = (column[order] for column in (lead, when, channel, outcome))
    n = len(lead)
    talk = np.isin(outcome, ["Spoke", "Met", "Replied", "Appointment set"]) & (rng.random(n) < 0.45)
    note = np.where(talk, np.array(words.TALKS, dtype=object)[rng.integers(0, len(words.TALKS), n)], "")
    owner = np.where(leads["Owner"] == "", words.OWNERS[0], leads["Owner"])
    made = pd.DataFrame({
        "Touch ID": np.array([f"T-{code(f'{seed} touch {i}')}" for i in range(n)], dtype=object), "When": when,
        "Lead ID": leads["Lead ID"].to_numpy()[lead], "Name": leads["Name"].to_numpy()[lead], "Channel": channel,
        "Outcome": outcome, "By": np.where(channel == "Newsletter", "", owner[lead]), "Note": note, "Plan ID": ""})
    return made[TOUCHES.names].astype({c.name: object for c in TOUCHES.columns if c.is_text})


def _touches(lead: Any, when: Any, channel: Any, outcome: Any, rank: int) -> tuple[Any, ...]:
    """Five arrays: lead position, moment, channel, outcome, rank (0 = the story cannot do without)."""
    import numpy as np

    n = len(lead)
    return (lead, when, np.broadcast_to(np.asarray(channel, dtype=object), n),
            np.broadcast_to(np.asarray(outcome, dtype=object), n), np.full(n, rank))


def _milestones(told: Story, rng: Any) -> list[tuple[Any, ...]]:
    """The first talk, the appointment agreed and held, the proposal sent, the closing."""
    import numpy as np

    first = [FIRST_TALK.get(s, ("Call", "Spoke")) for s in told.source.tolist()]
    channel, outcome = (np.array([pair[i] for pair in first], dtype=object) for i in (0, 1))
    talked, met, offered, won = (np.flatnonzero(~np.isnat(m)) for m in
                                 (told.contact, told.appointment, told.proposal, told.won))
    lost = np.flatnonzero(~np.isnat(told.stalled) & ~np.isnat(told.contact) & (told.stage == "Lost"))
    agreed = np.maximum(told.contact, told.appointment - 2 * DAY)[met]
    return [
        _touches(talked, told.contact[talked], channel[talked], outcome[talked], 0),
        _touches(met, agreed, "Call", "Appointment set", 2),
        _touches(met, told.appointment[met], "Meeting", "Met", 0),
        _touches(offered, told.proposal[offered], "E-mail", "Sent", 0),
        _touches(won, told.won[won], "Meeting", "Met", 0),
        _touches(lost, told.stalled[lost], "Call", "Not interested", 1)]


def _attempts(told: Story, today: dt.date, rng: Any) -> tuple[Any, ...]:
    """Voicemails and unanswered calls: before the first talk if there was time, or again and again in vain."""
    import numpy as np

    n = len(told)
    evening = np.datetime64(today, "s") - 6 * HOUR
    silent = np.isnat(told.contact)
    until = np.where(silent, np.where(np.isnat(told.stalled), evening, told.stalled), told.contact)
    waited: Any = until - told.received
    hours = waited / np.timedelta64(HOUR, "s")
    count = np.where(silent, np.minimum(1 + hours / 60, 4), np.where(hours > 3, rng.integers(0, 3, n), 0))
    count = np.where(told.fresh & (rng.random(n) < 0.8), 0, np.where(hours < 0.3, 0, count)).astype("int64")
    lead = np.repeat(np.arange(n), count)
    nth = np.arange(len(lead)) - np.repeat(np.cumsum(count) - count, count)
    reach = np.minimum(hours, 24 * 9) * HOUR
    share = (nth + 0.2 + 0.6 * rng.random(len(lead))) / np.maximum(count[lead], 1)
    when = office(told.received[lead] + (share * reach[lead]).astype("timedelta64[s]"))
    when = np.where(when < until[lead], when, told.received[lead] + 0.2 * waited[lead])
    outcome = np.array(["Left message", "No answer"], dtype=object)[rng.choice(2, len(lead), p=[0.65, 0.35])]
    return _touches(lead, when, "Call", outcome, 1)


def _follow_ups(told: Story, today: dt.date, rng: Any) -> tuple[Any, ...]:
    """Every few days while it is open, every few weeks in Nurture and after a closing."""
    import numpy as np

    n = len(told)
    now = np.datetime64(today, "s") - 6 * HOUR
    ended = np.fmin(np.where(np.isnat(told.stalled), now, told.stalled), np.where(np.isnat(told.won), now, told.won))
    warm = np.isin(told.stage, ["Nurture", "Won"])
    spells = ((told.contact, ended, rng.uniform(3.5, 8, n)),
              (np.where(warm, np.where(np.isnat(told.won), told.stalled, told.won), np.datetime64("NaT", "s")),
               np.full(n, now), rng.uniform(11, 19, n)))
    leads, whens = [], []
    for start, end, every in spells:
        spell: Any = end - start
        days = np.nan_to_num(spell / np.timedelta64(DAY, "s"), nan=0.0)
        count = np.clip(days / every, 0, 30).astype("int64")
        lead = np.repeat(np.arange(n), count)
        nth = np.arange(len(lead)) - np.repeat(np.cumsum(count) - count, count)
        step = (nth + 0.7 + 0.3 * rng.random(len(lead))) * every[lead] * DAY
        when = office(start[lead] + step.astype("timedelta64[s]"))
        inside = when < end[lead]
        leads.append(lead[inside])
        whens.append(when[inside])
    lead, when = np.concatenate(leads), np.concatenate(whens)
    kind = rng.choice(len(FOLLOW_UPS), len(lead), p=[p for *_, p in FOLLOW_UPS])
    channel, outcome = (np.array([f[i] for f in FOLLOW_UPS], dtype=object)[kind] for i in (0, 1))
    return _touches(lead, when, channel, outcome, 3)


def _newsletters(leads: pd.DataFrame, told: Story, today: dt.date) -> tuple[Any, ...]:
    """On the first Tuesday of each month to everybody who agreed to it."""
    import numpy as np

    months = np.arange(np.datetime64(today, "M") - 5, np.datetime64(today, "M") + 1).astype("datetime64[D]")
    days = np.busday_offset(months, 0, roll="forward", weekmask="Tue").astype("datetime64[s]") + 10 * HOUR
    readers = np.flatnonzero(((leads["Newsletter"] == "Yes") & (leads["Do Not Contact"] == "")).to_numpy())
    lead = np.tile(readers, len(days))
    when = np.repeat(days, len(readers))
    known = when > told.received[lead] + DAY
    return _touches(lead[known], when[known], "Newsletter", "Sent", 4)


def _after_broken_promise(leads: pd.DataFrame, today: dt.date) -> Any:
    """Leads whose promised day went by unkept: nobody has touched them lately."""
    import numpy as np

    return (leads["Promise"] < np.datetime64(today, "s")).to_numpy()


def _possible(leads: pd.DataFrame, lead: Any, channel: Any, outcome: Any) -> tuple[Any, Any]:
    """Nobody is called without a phone or mailed without an address: the next best channel is taken instead."""
    import numpy as np

    no_phone, no_email, no_address = ((leads[c] == "").to_numpy()[lead] for c in ("Phone", "Email", "Address"))
    channel = np.where((channel == "Mail") & no_address, "E-mail", channel)
    by_mail = np.isin(channel, ["Call", "Text"]) & no_phone & ~no_email
    outcome = np.where(by_mail, np.select([np.isin(outcome, ["Left message", "No answer"]), outcome == "Spoke"],
                                          ["Sent", "Replied"], outcome), outcome)
    channel = np.where(by_mail, "E-mail", channel)
    by_phone = (channel == "E-mail") & no_email & ~no_phone
    return np.where(by_phone, "Text", channel).astype(object), outcome.astype(object)


def _exactly(wanted: int, rank: Any, rng: Any) -> Any:
    """Positions of exactly ``wanted`` touches: the lowest ranks first; follow-ups are repeated if there are too few."""
    import numpy as np

    order = np.lexsort((rng.random(len(rank)), rank))
    return np.sort(np.resize(order, wanted))

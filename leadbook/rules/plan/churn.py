"""Churn: which published touches a planning run moved, from when to when and why, and how many of those had to move.

Facts: planning.md 'Replanning': from scratch moves a third of all; with the stay-cost little more than what is forced.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.rules.plan.ledger import OPEN
from leadbook.rules.plan.rounds import Known, Round
from leadbook.rules.plan.why import reason

if TYPE_CHECKING:
    import pandas as pd


def churn(known: Known, done: list[Round], before: int) -> dict[str, Any]:
    """``churn``: ``published`` (open touches after today that stood in the plan), ``moved``, ``forced`` (their owner is
    away, the office closed, or the day above the capacity), ``percent_moved``, ``percent_forced`` (of the published);
    ``moves``: each one, by its old day: ``lead``, ``name``, ``plan`` (Plan ID), ``owner``, ``channel``, ``from``,
    ``to`` (ISO days), ``why``. ``before``: how many rows the plan had.
    """
    import numpy as np

    moves = _moves(known, done, before)
    ledger = done[-1].ledger
    open_ = ledger.row[(ledger.standing == OPEN) & (ledger.row >= 0) & (ledger.row < before) & (
        ledger.day > np.datetime64(known.today, "D"))]
    rows = np.array([one["row"] for one in moves], dtype="int64")
    published = len(np.union1d(open_, rows))
    forced = min(sum(repair.forced for one in done for repair in one.repairs), len(moves))
    shown = [{key: value for key, value in one.items() if key != "row"} for one in moves]
    return {"churn": {"published": published, "moved": len(moves), "forced": forced,
                      "percent_moved": _percent(len(moves), published), "percent_forced": _percent(forced, published)},
            "moves": shown}


def _moves(known: Known, done: list[Round], before: int) -> list[dict[str, Any]]:
    """Records with the key ``row``. Who moves in several rounds moves once: from the first day to the last."""
    first: dict[int, tuple[dt.date, int, int, int]] = {}
    for one in done:
        for repair in one.repairs:
            moves = repair.moves
            columns = (moves.row, moves.was, moves.because, moves.owner, moves.who)
            for row, *more in zip(*(column.tolist() for column in columns), strict=True):
                first.setdefault(row, tuple(more))
    rows = [row for row in first if row < before]
    plan: pd.DataFrame = done[-1].plan.iloc[rows]
    names = [name or lead for name, lead in zip(plan["Name"], plan["Lead ID"], strict=True)]
    shown = zip(rows, plan["Plan ID"], plan["Lead ID"], names, plan["Channel"], plan["Date"], strict=True)
    found = [{"row": row, "lead": lead, "name": name, "plan": key, "owner": known.team.names[first[row][2]],
              "channel": channel, "from": first[row][0].isoformat(), "to": date.date().isoformat(),
              "why": reason(first[row][1], known.team.names[first[row][3]])}
             for row, key, lead, name, channel, date in shown if date.date() != first[row][0]]
    return sorted(found, key=lambda one: (one["from"], one["to"], one["row"]))


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0

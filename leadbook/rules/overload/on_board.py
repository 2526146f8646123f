"""Whose touches stand on a board of the repair, which of them the rules ask for, through what channels they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.config_records import Config
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.channel_kinds import and_none, calls
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.month import Repaired
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.report import Seen


@dataclass(frozen=True, eq=False)
class OnBoard:
    """Per touch of a board: ``needed``: False for a call that a person gets beyond their number of touches, when the
    others stand already (it could have been one of those); ``channels``: what it may go through, bit by bit in the
    order of the settings (a call only as a call).
    """

    needed: Any
    channels: Any


def on_board(seen: Seen, owner: int, board: Board, repair: Repaired, stand: Any) -> OnBoard:
    """``owner``: the code of the board's owner; ``stand`` [p]: the lead that stands for each person in that month."""
    persons = _persons(seen, owner, board, repair, stand)
    made = repair.made
    wanted = (made.target - made.standing).clip(0)[persons]
    return OnBoard(_needed(board, wanted, seen.config), _channels(board, seen.roster.permitted[persons], seen.config))


def left_out(board: Board, settled: Settled) -> Any:
    """Boolean array: touches that got no day, or not the channel they are meant for; published ones that stay on a day
    on which they cannot.
    """
    touches = board.touches
    return ((settled.day < 0) & (~touches.published | touches.must)) | settled.other


def _persons(seen: Seen, owner: int, board: Board, repair: Repaired, stand: Any) -> Any:
    """The board's persons as indices of the roster, in the board's order (ascending)."""
    import numpy as np

    made, touches = repair.made, board.touches
    mine = seen.known.team.of_lead[stand[made.person]] == owner
    published = seen.roster.person_at(seen.done[-1].at[touches.id[touches.published]])
    persons = np.unique(np.concatenate([
        made.person[mine], repair.missed.person[repair.missed.owner == owner], published]))
    if len(persons) != board.persons:
        raise AssertionError("the persons of an owner's month are not those of its board")
    return persons


def _needed(board: Board, wanted: Any, config: Config) -> Any:
    """``wanted`` [person]: so many new touches the rules ask for."""
    import numpy as np

    touches = board.touches
    new = np.flatnonzero(~touches.published)
    order = new[np.lexsort((~and_none(calls(config))[touches.channel[new]], touches.person[new]))]  # calls first
    person = touches.person[order]
    start = np.append(True, person[1:] != person[:-1])[: len(person)]
    place = np.arange(len(person)) - np.maximum.accumulate(np.where(start, np.arange(len(person)), 0))
    extra = np.bincount(person, minlength=board.persons) - wanted
    needed = np.ones(len(touches.own), dtype=bool)
    needed[order[place < extra[person]]] = False
    return needed


def _channels(board: Board, permitted: Any, config: Config) -> Any:
    import numpy as np

    touches, call = board.touches, calls(config)
    may = plannable(permitted, config)
    may = np.where((may & ~call).any(axis=1)[:, None], may & ~call, may)[touches.person]
    known = np.flatnonzero(touches.channel >= 0)
    own = np.zeros_like(may)
    own[known, touches.channel[known]] = True
    bound = (own & call).any(axis=1)[:, None]
    return np.where(bound, own, may | own) @ (1 << np.arange(len(call), dtype="int64"))

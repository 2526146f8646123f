"""Letting a missing lead go: who deleted the row on purpose says so, and it is counted, but no longer named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadbook.rules.account.missing import AS_MEANT, LET_GO, Missing
from leadbook.rules.history.base import Base
from leadbook.rules.history.events import Event, rows
from leadbook.rules.history.noted import next_batch
from leadbook.rules.history.state import COPY

if TYPE_CHECKING:
    import pandas as pd


def let_go(gone: Sequence[Missing], by: str, history: pd.DataFrame, base: Base, now: dt.datetime) -> pd.DataFrame:
    """The rows of History, to stand below ``history``, that let each of ``gone`` go; ``by``: who says so, "" = unknown.

    Two people who let the same lead go write the same event.
    """
    events = [Event(one.table, one.key, one.key.partition(COPY)[0], LET_GO, one.events[-1], AS_MEANT) for one in gone]
    return rows(events, [by] * len(events), history, base.id, now, next_batch(history, base))

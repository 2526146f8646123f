"""From what was asked to what the cell shows: the rule's answer as rows with headings, or an error value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leadbook.errors import BadInput, LeadbookError, NotALeadbook
from leadbook.functions import asked, reading
from leadbook.functions.about import about
from leadbook.functions.error_value import NO_REFERENCE, NO_VALUE, NOT_AVAILABLE, ErrorValue, given
from leadbook.functions.reading import Reading

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 255        # a longer text inside an array makes Excel show #VALUE! for all of it (xlwings issue 456)


def due_today(owner: Any, **tables: Any) -> Any:
    """See ``rules.answers.due_today``."""
    from leadbook.rules import answers

    return _list("due_today", tables, owner, lambda r, today, whose: answers.due_today(
        r["Leads"], r["Plan"], r.config, today, whose))


def stale_leads(owner: Any, **tables: Any) -> Any:
    """See ``rules.answers.stale_leads``."""
    from leadbook.rules import answers

    return _list("stale_leads", tables, owner, lambda r, today, whose: answers.stale_leads(r["Leads"], r.config, whose))


def cracks(owner: Any, **tables: Any) -> Any:
    """See ``rules.answers.cracks``."""
    from leadbook.rules import answers

    return _list("cracks", tables, owner, lambda r, today, whose: answers.cracks(r["Leads"], r.config, today, whose))


def next_touch(lead: Any, **tables: Any) -> Any:
    """See ``rules.answers.next_touch``."""
    from leadbook.rules import answers

    return _each_lead("next_touch", tables, lead, lambda t, name, config, today: answers.next_touch(
        t["Leads"], t["Plan"], name, today))


def last_touch(lead: Any, **tables: Any) -> Any:
    """See ``rules.answers.last_touch``."""
    from leadbook.rules import answers

    return _each_lead("last_touch", tables, lead, lambda t, name, config, today: answers.last_touch(
        t["Leads"], t["Touches"], config, name, today))


def touches_this_month(lead: Any, **tables: Any) -> Any:
    """See ``rules.answers.touches_this_month``."""
    from leadbook.rules import answers

    return _each_lead("touches_this_month", tables, lead, lambda t, name, config, today: answers.touches_this_month(
        t["Leads"], t["Touches"], config, name, today))


def why_today(lead: Any, **tables: Any) -> Any:
    """See ``rules.answers.why_today``."""
    from leadbook.rules import answers

    return _each_lead("why_today", tables, lead, lambda t, name, config, today: answers.why_today(
        t["Leads"], t["Touches"], t["Plan"], config, name, today))


def funnel_count(stage: Any, from_day: Any, to_day: Any, as_of: Any, past: dict[str, Any], **tables: Any) -> Any:
    """See ``rules.answers.funnel_count``; the funnel's events are worked out once for a whole grid of counts.

    ``past``: the tables that are looked at only if ``as_of`` is given (``rules.answers.then``).
    """
    from leadbook.rules.answers.reached import EVER
    from leadbook.rules.funnel.events import counted

    def count(r: Reading, today: dt.date, step: Any, first: Any, last: Any, then: Any) -> int:
        begin, end = asked.day(first, r.date1904) or EVER[0], asked.day(last, r.date1904) or EVER[1]
        day = asked.day(then, r.date1904)
        known = r.events if day is None else r.events_then(day, today)
        return counted(known, asked.text(step), begin, end + dt.timedelta(days=1), r.config)

    given_tables = tables if asked.nothing(as_of) else tables | past
    return _each("funnel_count", given_tables, count, stage, from_day, to_day, as_of)


def _list(name: str, tables: dict[str, Any], owner: Any, rule: Callable[[Reading, dt.date, str], pd.DataFrame]) -> Any:
    """Rows with headings."""
    def listed() -> Any:
        one = asked.single(owner)
        if error := given(one):
            return error
        r, whose = reading.read(**tables), asked.text(one)
        today = r.today
        return [[*row] for row in r.answers.get((name, today, whose), lambda: _rows(rule(r, today, whose)))]

    return _or_error(listed)


def _each_lead(name: str, tables: dict[str, Any], lead: Any, rule: Callable[..., Any]) -> Any:
    """``rule(tables, lead, config, today)`` for each lead asked about."""
    def one(r: Reading, today: dt.date, whom: Any) -> Any:
        return rule(*about(r, asked.text(whom)), r.config, today)

    return _each(name, tables, one, lead)


def _each(name: str, tables: dict[str, Any], rule: Callable[..., Any], *values: Any) -> Any:
    """``rule(reading, today, value ...)`` for each cell of ``values``; each answer may be an error of its own."""
    def all_() -> Any:
        r = reading.read(**tables)
        today = r.today

        def one(*cell: Any) -> Any:
            return r.answers.get((name, today, asked.typed(cell)), lambda: _or_error(lambda: rule(r, today, *cell)))

        answer = asked.each(one, *values)
        return [[_cell(value) for value in row] for row in answer] if isinstance(answer, list) else answer

    return _or_error(all_)


def _or_error(answer: Callable[[], Any]) -> Any:
    """What ``answer`` gives, or the error value of the sentence that it raises."""
    try:
        return answer()
    except NotALeadbook as error:
        return ErrorValue(NO_REFERENCE, str(error))
    except BadInput as error:
        return ErrorValue(NOT_AVAILABLE, str(error))
    except LeadbookError as error:
        return ErrorValue(NO_VALUE, str(error))


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    columns = [_days(frame[name]) if frame[name].dtype.kind == "M" else frame[name].tolist() for name in frame.columns]
    return [list(frame.columns), *([_cell(value) for value in row] for row in zip(*columns, strict=True))]


def _days(moments: pd.Series) -> list[dt.date | None]:
    """Dates if all of them are, else moments; None = blank."""
    values = [None if moment != moment else moment for moment in moments.dt.to_pydatetime()]
    whole = all(value is None or value.time() == dt.time() for value in values)
    return [value.date() if value is not None and whole else value for value in values]


def _cell(value: Any) -> Any:
    return value[:LONGEST - 1] + "…" if type(value) is str and len(value) > LONGEST else value

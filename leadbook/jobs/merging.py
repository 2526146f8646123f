"""The step of merge: other copies of the workbook are brought in, and what people chose on Conflicts is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.port import Book
from leadbook.errors import BadInput
from leadbook.jobs.merge_told import figures, sentence
from leadbook.jobs.remembering import remember, remembered
from leadbook.jobs.work import Work, settings_of
from leadbook.rules import ids, log
from leadbook.rules.history.noted import states_of
from leadbook.rules.history.state import tables
from leadbook.rules.merge.adopted import adopted
from leadbook.rules.merge.decide import decide
from leadbook.rules.merge.merge import Merged, merge
from leadbook.rules.merge.onto import onto
from leadbook.rules.merge.open_rows import written
from leadbook.rules.merge.sides import Cell, Side
from leadbook.schema import CONFLICTS, HISTORY, LEADS, TOUCHES

if TYPE_CHECKING:
    import pandas as pd

PEOPLES = ("Leads", "Touches", "Plan")
TOO_OLD = ("{} was made before LeadBook could merge (no sheet Conflicts). Make a new workbook with 'leadbook init' "
           "and bring your rows over.")


def merge_(work: Work) -> None:
    """Options: ``copies`` (books: the other copies), ``passed`` (name, reason: files that are none),
    ``looked`` (False: their folder could not be seen).

    Report: ``merged`` (``rules.merge.told.figures``), ``conflicts`` (new ones: lead, table, field, ours, theirs),
    ``copies`` (names), ``passed``, ``left`` (sentences: choices that cannot be carried out), ``sentence``. Raises
    BadInput if the workbook has no sheet Conflicts, or a copy is another workbook.
    """
    copies: Sequence[Book] = work.options.get("copies", ())
    if not work.reads(CONFLICTS.name):
        raise BadInput(TOO_OLD.format(work.book.name))
    others = [_copy(work, book) for book in copies]
    works = [work, *others]
    sides = [_side(one) for one in works]
    done: Merged | None = None
    if others:
        work.progress("merging")
        done = merge(sides, [one.plan for one in works], work.now)
        _put(work, done, works, sides)
    decided = decide({name: work.sheets[name] for name in (*PEOPLES, CONFLICTS.name)}, work.now)
    work.sheets |= decided.sheets
    names = [book.name for book in copies]
    told = figures(work.before, work.sheets, done, decided)
    work.report |= {"merged": told, "conflicts": _new(work), "copies": names, "left": decided.left,
                    "passed": list(work.options.get("passed", ()))}
    work.report["sentence"] = sentence(work.report, work.book.name, bool(work.options.get("looked", True)))


def _copy(work: Work, book: Book) -> Work:
    """The copy ``book``, to be read only."""
    config, book_id = settings_of(book)
    if not work.book_id or book_id != work.book_id:
        raise BadInput(f"{book.name} is no copy of {work.book.name}: it is another workbook, with another id inside. "
                       "To bring in its leads, save them as CSV and use 'leadbook import'.")
    other = Work(book, config, book_id, work.calendar, work.today, work.now, {}, work.progress)
    if not other.reads(CONFLICTS.name):
        other.sheets[CONFLICTS.name] = frames.of(CONFLICTS)
    return other


def _side(work: Work) -> Side:
    """``work`` with ids for typed rows and all changes noticed, as one side of the merge."""
    work.read(*PEOPLES)
    leads = ids.filled(work.leads, LEADS, work.book_id, work.damaged("Leads", "Lead ID"))
    touches = log.named(work.touches, leads, work.problems["Touches"])
    work.sheets["Leads"] = leads
    work.sheets["Touches"] = ids.filled(touches, TOUCHES, work.book_id, work.damaged("Touches", "Touch ID"))
    remember(work, "merge")
    there = remembered(work)
    base, states = there if there else (None, states_of(work.sheets))
    history = work.sheets["History"] if there else frames.of(HISTORY)
    return Side(work.book.name, states, base, history, work.sheets[CONFLICTS.name], _unread(work, states))


def _unread(work: Work, states: dict[str, Any]) -> frozenset[Cell]:
    """Cells that look blank and hold something that cannot be read."""
    out: set[Cell] = set()
    for table in tables():
        problems = work.problems[table.name]
        broken = problems[problems["problem"].isin(frames.DAMAGED).to_numpy()]
        if len(broken):
            there = states[table.name]
            keys = dict(zip(work.sheets[table.name].index[there.places].tolist(), there.keys, strict=True))
            out |= {(table.name, keys[row], column) for row, column in zip(broken["row"], broken["column"], strict=True)
                    if row in keys}
    return frozenset(out)


def _put(work: Work, done: Merged, works: list[Work], sides: list[Side]) -> None:
    """The merged tables, conflicts and history as the sheets of ``work``."""
    for name in PEOPLES:
        work.sheets[name] = onto(name, done.states[name], done.sides, [one.sheets[name] for one in works])
    work.sheets[CONFLICTS.name] = written(work.sheets[CONFLICTS.name], done.conflicts)
    if not done.apart:
        work.sheets["History"], work.merged = adopted(sides, work.now), done.states


def _new(work: Work) -> list[dict[str, str]]:
    """The conflicts that the merge found, for the report."""
    rows: pd.DataFrame = work.sheets[CONFLICTS.name].iloc[len(work.before[CONFLICTS.name]):]
    names = {"lead": "Lead", "table": "Table", "row": "Row ID", "field": "Field", "ours": "Ours", "theirs": "Theirs",
             "ours_by": "Ours By", "theirs_by": "Theirs By"}
    return [{key: row[column] for key, column in names.items()} for row in rows.to_dict("records")]

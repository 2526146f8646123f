"""The step of restore: rows that are gone come back under their table, cells that lost their row go back to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from leadbook.errors import BadInput
from leadbook.frames import below
from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.account.account import as_frame
from leadbook.rules.account.missing import Missing, missing, named
from leadbook.rules.account.muddled import SORTED, Cell, changed, last_of, muddled
from leadbook.rules.find_lead import found
from leadbook.rules.history.state import COPY, typed
from leadbook.rules.words import some_of
from leadbook.schema import LEADS
from leadbook.sentences import plural

if TYPE_CHECKING:
    import pandas as pd

NAMED = 5


def restore_(work: Work) -> None:
    """Options: ``lead`` (id or name: this lead only; if its row is there, its cells that people changed last),
    ``batch`` (what people changed in that run of History); without either: every row that is gone, and columns that
    were sorted without the rest of their rows. Leads that were let go come back only as ``lead``.

    Report: ``restored`` {rows, touches, ids, cells}, ``leads`` (lead, name, what), ``left`` (message), ``sentence``.
    Raises BadInput if the workbook keeps no history, or there is no such lead or run.
    """
    remember(work, "restore")
    there = remembered(work)
    if there is None:
        raise BadInput(NO_HISTORY)
    now, history, batch = there[1], work.sheets["History"], int(work.options.get("batch", 0))
    lead = str(work.options.get("lead", "")).strip()
    gone = missing("Leads", work.leads, now["Leads"], history)
    touches = missing("Touches", work.touches, now["Touches"], history)
    groups = changed(now["Leads"], history)
    if lead:
        gone = named(gone, lead)
        cells = [] if gone else last_of(groups, _id_of(work, lead))
        touches = [one for one in touches if one.cells.get("Lead ID") in {g.key for g in gone}]
    else:                               # who was deleted on purpose comes back only if asked for
        meant = {one.key for one in gone if one.let_go}
        gone = [one for one in gone if not one.let_go]
        touches = [one for one in touches if one.cells.get("Lead ID") not in meant]
        if batch:
            if batch not in set(history["Batch"]):
                raise BadInput(f"The table History has no run {batch}; its column Batch says which there are.")
            gone, touches = ([one for one in some if one.batch == batch] for some in (gone, touches))
            cells = [cell for (run, *_), some in groups.items() if run == batch for cell in some]
        else:
            cells = [cell for one in muddled(groups) if one.what == SORTED for cell in one.cells]
    _put_back(work, gone, touches, cells)


def _put_back(work: Work, gone: list[Missing], touches: list[Missing], cells: list[Cell]) -> None:
    import pandas as pd

    moved = [one for one in gone if one.why == "renumbered"]
    free = [one for one in moved if one.now not in set(work.touches["Lead ID"]) and COPY not in one.key]
    rows = [one for one in gone if one.why != "renumbered"]
    leads = _cells_set(work.leads, cells)
    leads = leads.assign(**{"Lead ID": _ids(leads["Lead ID"], free)}) if free else leads
    ids = [one.key if COPY not in one.key else "" for one in rows]      # a second row with an id gets one of its own
    work.sheets["Leads"] = below(leads, as_frame("Leads", rows).assign(**{"Lead ID": pd.Series(ids, dtype=object)}))
    work.sheets["Touches"] = below(work.touches, as_frame("Touches", touches))
    names = dict(zip(leads["Lead ID"], leads["Name"].where(leads["Name"] != "", leads["Company"]), strict=True))
    said = [{"lead": one.key, "name": one.cells.get("Name") or one.cells.get("Company", ""), "what": what}
            for what, some in (("row", rows), ("Lead ID", free)) for one in some]
    said += [{"lead": cell.key, "name": names.get(cell.key, ""), "what": cell.column} for cell in cells]
    left = [{"lead": one.key, "message": f"{one.key} stands in row {int(leads.index[one.place]) + 2} as {one.now} and "
             "has touches under that id: it stays there."} for one in moved if one not in free]
    figures = {"rows": len(rows), "touches": len(touches), "ids": len(free), "cells": len(cells)}
    work.report |= {"restored": figures, "leads": said, "left": left, "sentence": _sentence(figures, said, left)}


def _id_of(work: Work, lead: str) -> str:
    return str(work.leads.loc[found(work.leads, lead), "Lead ID"])


def _cells_set(leads: pd.DataFrame, cells: Iterable[Cell]) -> pd.DataFrame:
    """Each cell as it was; of one that changed twice, as it was before the first change."""
    by_column: dict[str, dict[int, str]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, {}).setdefault(cell.place, cell.old)
    new: dict[str, Any] = {}
    for name, values in by_column.items():
        column = leads[name].copy()
        column.iloc[list(values)] = typed(LEADS[name], list(values.values())).to_numpy()
        new[name] = column
    return leads.assign(**new) if new else leads


def _ids(ids: pd.Series, moved: list[Missing]) -> pd.Series:
    ids = ids.copy()
    ids.iloc[[one.place for one in moved]] = [one.key for one in moved]
    return ids


def _sentence(figures: dict[str, int], said: list[dict[str, Any]], left: list[dict[str, Any]]) -> str:
    back = [plural(figures["rows"], "lead")] * bool(figures["rows"])
    back += [plural(figures["touches"], "touch", "touches")] * bool(figures["touches"])
    parts = [f"{' and '.join(back)} back at the end of the table"] * bool(back)
    parts += [f"{plural(figures['ids'], 'row')} under the old Lead ID again"] * bool(figures["ids"])
    parts += [f"{plural(figures['cells'], 'cell')} as before"] * bool(figures["cells"])
    if not parts:
        out = "Nothing to bring back." if left else "Nothing to bring back: nothing is gone, and nothing was muddled."
    else:
        names = list(dict.fromkeys(one["name"] or one["lead"] for one in said))
        who = f" ({some_of(names, NAMED)})" if names else ""
        out = f"{'; '.join(parts)}{who}."
    return " ".join([out, *(one["message"] for one in left[:NAMED])])

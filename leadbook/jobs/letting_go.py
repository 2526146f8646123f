"""The step of ``account --let-go``: a missing lead whose row was deleted on purpose is no longer named."""

from __future__ import annotations

from typing import Any

from leadbook.errors import BadInput
from leadbook.frames import below
from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.account import told
from leadbook.rules.account.let_go import let_go
from leadbook.rules.account.missing import Missing, missing, named
from leadbook.rules.words import called, some_of

NAMED = 5


def let_go_(work: Work) -> None:
    """Options: ``leads`` (ids or names of missing leads), ``by`` (who deleted them, "" = unknown).

    Report: ``let_go`` (``told.of_missing`` of each), ``already`` (the same, of those who were let go before),
    ``sentence``. Raises BadInput if the workbook keeps no history, or somebody asked for is not missing.
    """
    remember(work, "let-go")
    there = remembered(work)
    if there is None:
        raise BadInput(NO_HISTORY)
    history = work.sheets["History"]
    gone = missing("Leads", work.leads, there[1]["Leads"], history)
    asked = {one.key: one for text in work.options["leads"] for one in [_the_one(work, gone, text)]}
    new, before = ([one for one in asked.values() if one.let_go == was] for was in (False, True))
    if new:
        by = " ".join(str(work.options.get("by", "")).split())
        work.sheets["History"] = below(history, let_go(new, by, history, there[0], work.now))
    said = [[told.of_missing(one, work.today, work.leads.index) for one in some] for some in (new, before)]
    work.report |= {"let_go": said[0], "already": said[1], "sentence": _sentence(*said)}


def _the_one(work: Work, gone: list[Missing], text: str) -> Missing:
    """The missing lead that ``text`` names: of several with one name the one that was not let go yet."""
    fitting = named(gone, text) if text.strip() else []
    away = [one for one in fitting if one.why != "renumbered"]
    some = [one for one in away if not one.let_go] or away[:1]
    if len(some) == 1:
        return some[0]
    if some:
        raise BadInput(f"{len(some)} missing leads are called {text!r}, give the Lead ID of the one you mean: "
                       f"{_listed(some)}.")
    for one in fitting:
        raise BadInput(f"{told.called(one)} is not missing: {told.what_happened(one, work.today, work.leads.index)}")
    raise BadInput(_not_missing(work, text) or _nobody([one for one in gone if not one.let_go], text))


def _not_missing(work: Work, text: str) -> str:
    """``Ann Lee (L-AAAAAAAAA1) is not missing: see row 2 of the sheet Leads.``; "" if no such lead is there either."""
    asked, leads, names = " ".join(text.split()).casefold(), work.leads, called(work.leads)
    ids = leads["Lead ID"].str.casefold()
    fits = (ids == asked) | (ids == f"l-{asked}") | (names.str.casefold() == asked)
    if not asked or not fits.any():
        return ""
    row = leads.index[fits.to_numpy()][0]
    return f"{names.loc[row]} ({leads.loc[row, 'Lead ID']}) is not missing: see row {row + 2} of the sheet Leads."


def _nobody(gone: list[Missing], text: str) -> str:
    rest = f"Missing are: {_listed(gone)}." if gone else "Nobody is missing."
    return f"No missing lead is called {text!r}. {rest}"


def _listed(some: list[Missing]) -> str:
    """``Bob Ray (L-AAAAAAAAA2), Dana Whitfield (L-AAAAAAAAA4) and 3 more``."""
    return some_of([f"{told.called(one)} ({one.key})" for one in some], NAMED)


def _sentence(new: list[dict[str, Any]], before: list[dict[str, Any]]) -> str:
    """Who is let go now, who was before, and how one comes back."""
    parts = [f"Let go: {_names(new)}. Still counted, but no longer named as missing; 'leadbook restore' with --lead "
             "brings a row back all the same."] * bool(new)
    parts += [f"Let go before: {_names(before)}; nothing to do."] * bool(before)
    return " ".join(parts)


def _names(some: list[dict[str, Any]]) -> str:
    return some_of([one["name"] for one in some], NAMED)

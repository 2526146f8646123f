"""Which lead a person means by an id, a name or a part of one. Mission row 23: 'who is that', partial search."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.errors import BadInput

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 8
LOOKED_AT = 20_000
ID = re.compile("(?:L-)?([0-9A-HJKMNP-TV-Z]{10})", re.IGNORECASE)


def found(leads: pd.DataFrame, text: str) -> int:
    """The position of the one lead that ``text`` names.

    A Lead ID (in any case, with or without L-) comes first, then a whole name or company, then a part of one.
    Raises BadInput: several leads fit (they are listed), or none does (the nearest names are).
    """
    asked = " ".join(text.split()).casefold()
    if not asked:
        raise BadInput("Whom did you contact? Give a Lead ID, a name or a company.")
    if match := ID.fullmatch(asked):
        here = leads.index[(leads["Lead ID"].str.upper() == f"L-{match[1].upper()}").to_numpy()]
        if len(here):
            return int(here[0])
    names, companies = (leads[column].str.split().str.join(" ").str.casefold() for column in ("Name", "Company"))
    tries = (names == asked, companies == asked, names.str.contains(asked, regex=False),
             companies.str.contains(asked, regex=False))
    whole, firm, part, part_of_firm = (t.to_numpy(dtype=bool) for t in tries)
    for fits in (whole, firm, part | part_of_firm):
        if fits.sum() == 1:
            return int(leads.index[fits][0])
        if fits.any():
            raise BadInput(_several(leads[fits], text))
    raise BadInput(_none(leads, text))


def all_found(leads: pd.DataFrame, wanted: Sequence[str | int]) -> tuple[list[int], list[str]]:
    """(positions of the leads that are ``wanted``, each once and in order; a few words for each that is none).

    A number is a position in Leads, a text as for ``found``.
    """
    by_id: dict[str, int] = dict(zip(leads["Lead ID"][::-1], leads.index[::-1].tolist(), strict=True))
    rows, strangers = [], []
    for one in wanted:
        if isinstance(one, int):
            known = one in leads.index
            row = one if known else None
            strangers += [] if known else [f"row {one + 2} is blank"]
        elif (row := by_id.get(one.strip()) if one.strip() else None) is None:
            try:
                row = found(leads, one)
            except BadInput as error:
                strangers.append(f"no lead has the id {one}" if ID.fullmatch(one.strip()) else str(error).rstrip("."))
        if row is not None:
            rows.append(row)
    return list(dict.fromkeys(rows)), list(dict.fromkeys(strangers))


def _several(fitting: pd.DataFrame, text: str) -> str:
    shown = "; ".join(described(row) for row in fitting.head(SHOWN).to_dict("records"))
    more = f"; and {len(fitting) - SHOWN:,} more" if len(fitting) > SHOWN else ""
    return f"{len(fitting):,} leads fit {text!r}, give the Lead ID of the one you mean: {shown}{more}."


def described(lead: Mapping[Any, Any]) -> str:
    """``Dana Whitfield, Whitfield & Sons (L-7K3QF9X2AB)``."""
    called = ", ".join(str(lead[c]) for c in ("Name", "Company") if lead[c])
    return f"{called or 'no name'} ({lead['Lead ID'] or 'no Lead ID yet'})"


def _none(leads: pd.DataFrame, text: str) -> str:
    words = [w for w in re.split(r"\W+", text.casefold()) if w]
    known = [str(n) for n in {**dict.fromkeys(leads["Name"]), **dict.fromkeys(leads["Company"])} if n]
    if len(known) > LOOKED_AT:
        starts = {w[:2] for w in words}
        known = [n for n in known if any(p[:2] in starts for p in n.casefold().split())][:LOOKED_AT]
    folded = {n.casefold(): n for n in known}
    near = difflib.get_close_matches(text.casefold(), folded, n=3, cutoff=0.6)
    first = words[0] if words else ""
    near = near or [name for name in folded if difflib.get_close_matches(first, name.split(), 1, 0.75)][:3]
    hint = f"did you mean {' or '.join(folded[n] for n in near)}?" if near else "check the sheet Leads for the name."
    return f"No lead is called {text!r}; {hint}"

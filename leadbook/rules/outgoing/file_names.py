"""A file name for each owner, that Windows, Mac and OneDrive all take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from leadbook.rules.ids import code

NOBODY = "No owner"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*#%\x00-\x1f\x7f]')


def file_names(owners: Iterable[str], ending: str) -> dict[str, str]:
    """Owner -> file name; "" = the touches without owner. No two names are the same, whatever their case.

    A name that needs no change is kept; where two owners would share a file, the changed one gets a few letters
    that stand for the owner.
    """
    wanted = {owner: _safe(owner) if owner else NOBODY for owner in sorted(set(owners))}
    taken: set[str] = set()
    names = {}
    for owner in sorted(wanted, key=lambda one: (one != "", wanted[one] != one, one)):
        name = wanted[owner]
        letters = 6
        while name.casefold() in taken:
            name, letters = f"{wanted[owner]} {code(owner, letters)}", letters + 1
        taken.add(name.casefold())
        names[owner] = name + ending
    return names


def _safe(owner: str) -> str:
    name = _FORBIDDEN.sub("-", " ".join(unicodedata.normalize("NFC", owner).split()))
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cf", "Cs", "Zl", "Zp"))
    name = name.encode()[:150].decode(errors="ignore").strip(" .")
    if _RESERVED.fullmatch(name) or not name.strip("-"):
        name = f"Owner {name}".strip()
    return name

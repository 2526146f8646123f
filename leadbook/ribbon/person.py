"""Who clicked: the name that Excel knows, or that of the account, if it is an owner's. Nobody has to have a name."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.words import synonyms

if TYPE_CHECKING:
    import xlwings as xw


def known_as(app: xw.App, config: Config, owners: Iterable[str]) -> str:
    """The owner who clicked: one of the settings, else one that Leads names; "" if no name fits.

    A name fits whole, or by one word that only one owner has ("jane" for Jane Doe).
    """
    for known in (synonyms(config.owners), {name.casefold(): name for name in owners if name}):
        for name in names(app):
            if found := _fitting(" ".join(name.split()).casefold(), known):
                return found
    return ""


def names(app: xw.App) -> list[str]:
    """The user's name in Excel's options, then the account's; what is not known is left out."""
    found = []
    with contextlib.suppress(Exception):
        native: Any = app.api
        found.append(str(native.UserName if hasattr(native, "UserName") else native.user_name.get()))
    with contextlib.suppress(Exception):
        found.append(getpass.getuser())
    return [name for name in found if name.strip()]


def _fitting(name: str, known: dict[str, str]) -> str:
    if name in known:
        return known[name]
    words = {word for word in name.replace(".", " ").replace("_", " ").split() if len(word) > 2}
    one = {owner for spelled, owner in known.items() if words and words <= set(spelled.split())}
    return one.pop() if len(one) == 1 else ""

"""The factory: a LeadBook workbook built from the schema and the settings, empty or filled with demo people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.errors import BadInput

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".xlsx", ".xlsm")


def create(path: Path, config: Config, content: Mapping[str, pd.DataFrame] | None = None, *, today: dt.date,
           book_id: str | None = None) -> None:
    """Write a new workbook to ``path``: .xlsm with macros and ribbon tab, or .xlsx without.

    ``content``: typed frames by table name, None = empty tables. ``book_id``: the workbook's id; None = a random one
    for an empty book, one derived from the leads for a filled one (a demo is the same every time).
    Raises BadInput if the path cannot be used or exists already, CannotBuild if a text source of the macros is wrong.
    """
    from leadbook.factory.workbook import build

    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(f"{path.name}: a LeadBook workbook ends in .xlsx or .xlsm; choose such a name.")
    if path.exists():
        raise BadInput(f"{path} exists already; choose another name.")
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; make it first, or choose another place.")
    made = build(config, book_id or _new_id(content), content, today, macro=path.suffix.lower() == ".xlsm")
    try:
        with path.open("xb") as file:
            file.write(made)
    except FileExistsError:
        raise BadInput(f"{path} exists already; choose another name.") from None
    except OSError as error:
        raise BadInput(f"Cannot write {path}: {error.strerror or error}.") from error


def _new_id(content: Mapping[str, pd.DataFrame] | None) -> str:
    """16 characters of base32: 80 bits, so that no two workbooks share an id."""
    import secrets

    from leadbook.rules.ids import code

    leads = content["Leads"]["Lead ID"] if content and "Leads" in content else ()
    return f"B-{code(' '.join(leads) if len(leads) else secrets.token_hex(16), 16)}"


def built() -> bytes:
    """The bytes of ``workbook/LeadBook.xlsm``: default settings, empty tables, nothing of this machine or moment."""
    from leadbook.config import default_config
    from leadbook.factory.workbook import build

    return build(default_config(), "TEMPLATE", None, dt.date(2026, 1, 1), macro=True)


def build_command(root: Path | None = None) -> Path:
    """Write ``workbook/LeadBook.xlsm`` under ``root`` (the checkout this package runs from); the path written.

    Raises BadInput when there is no folder ``workbook`` there (LeadBook is installed, not checked out), CannotBuild
    when a source or the built file has a fault; then the old file stays.
    """
    from leadbook.factory import lint

    target = (root or Path(__file__).parents[2]) / "workbook" / "LeadBook.xlsm"
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent}: run 'leadbook build' from a checkout of LeadBook.")
    made = built()
    lint.refuse_faults(made)
    target.write_bytes(made)
    return target

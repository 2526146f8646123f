"""The Settings table's content: the workbook's id, every setting, and a line of help for each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leadbook import config as settings
from leadbook import frames
from leadbook.config_records import Config
from leadbook.schema import SETTINGS

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1"
WORKBOOK_HELP = {"id": "This workbook's own name: copies of one workbook share it. Leave it as it is.",
                 "schema": "The version of the tables' layout. Leave it as it is."}


def rows(config: Config, book_id: str) -> pd.DataFrame:
    """A frame of table Settings: section ``workbook`` first, then every setting in the order of ``config.yaml``."""
    helps = help_lines() | {("workbook", name): line for name, line in WORKBOOK_HELP.items()}
    facts = [("workbook", "id", book_id), ("workbook", "schema", SCHEMA_VERSION)]
    return frames.of(SETTINGS, [
        {"Section": section, "Name": name, "Value": value,
         "Help": helps.get((section, name)) or helps.get((section, ""), "")}
        for section, name, value in [*facts, *settings.to_rows(config)]])


@lru_cache(maxsize=1)
def help_lines() -> dict[tuple[str, str], str]:
    """(section, name) -> the comment beside that setting in ``config.yaml``; (section, "") -> the section's own."""
    found: dict[tuple[str, str], str] = {}
    section = ""
    for line in settings.defaults_text().splitlines():
        code, _, comment = (part.strip() for part in f" {line}".partition(" #"))
        if not code and section and comment:
            found[section, ""] = f"{found[section, '']} {_sentence(comment)}".strip()
        elif match := re.match(r"([\w-]+):", code):
            if not line.startswith(" "):
                section = match[1]
            found[section, "" if section == match[1] else match[1]] = _sentence(comment)
    return found


def _sentence(comment: str) -> str:
    return comment and comment[0].upper() + comment[1:].rstrip(".") + "."

"""The Settings table's content: the workbook's id, every setting, and a line of help for each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leadbook import __version__, frames
from leadbook import config as settings
from leadbook.config_records import Config
from leadbook.rules import versions
from leadbook.schema import SETTINGS

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1"
WORKBOOK_HELP = {"id": "This workbook's own name: copies of one workbook share it. Leave it as it is.",
                 "schema": "The version of the tables' layout. Leave it as it is.", **versions.HELP}


def rows(config: Config, book_id: str) -> pd.DataFrame:
    """A frame of table Settings: section ``workbook`` first, then every setting in the order of ``config.yaml``.

    What holds for a whole section is said in its first row.
    """
    helps = help_lines() | {("workbook", name): line for name, line in WORKBOOK_HELP.items()}
    made: list[dict[str, str]] = []
    told = ""
    for section, name, value in [("workbook", "id", book_id), ("workbook", "schema", SCHEMA_VERSION),
                                 (versions.SECTION, versions.MADE, versions.called(__version__)),
                                 *settings.to_rows(config)]:
        said = helps.get((section, name)) or helps.get((section, ""), "")
        again = said and said == told
        made.append({"Section": section, "Name": name, "Value": value, "Help": "As above." if again else said})
        told = said
    return frames.of(SETTINGS, made)


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

"""One row of a contacts file -> one lead: values for the columns of Leads, and everything else in Notes.

Nothing is dropped: a second phone, a word that is no stage of ours, a date that cannot be read stand in Notes as
``label: value``. What contact programs write for "nothing" (0/0/00, Priority: Normal) is nothing here too.
Every row is read for itself: a blank cell stays blank, whatever the row above it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadbook.config_records import Config
from leadbook.rules.imports import values, words
from leadbook.rules.imports.columns import Column, Columns
from leadbook.rules.imports.row import Row, Value, is_nothing, note, take_reachable
from leadbook.rules.words import synonyms
from leadbook.schema import LEADS

COLUMNS = {column.name: column for column in LEADS.columns}


class Reader:
    """Reads the rows of one file; the words of the settings are looked up once."""

    def __init__(self, columns: Columns, width: int, config: Config):
        self.columns, self.width, self.config = columns, width, config
        self.known = {"Stage": synonyms(config.stages), "Owner": synonyms(config.owners),
                      "Source": synonyms(config.sources), "Giver": synonyms(config.givers)}

    def read(self, number: int, texts: Sequence[str]) -> Row:
        """The row whose number in the file is ``number``."""
        row = Row(number)
        for target, columns in self.columns.of.items():
            found = [(c, text) for c in columns if c.at < len(texts) and (text := texts[c.at].strip())]
            if found:
                self._take(row, target, found, texts)
        self._join_name(row)
        for column in self.columns.unknown:
            if column.at < len(texts) and (text := texts[column.at].strip()):
                note(row, column.header, text)
        for at in range(self.width, len(texts)):
            if texts[at].strip():
                note(row, f"Column {at + 1}", texts[at].strip())
        if row.notes:
            row.cells["Notes"] = "\n".join(row.notes)
        return row

    def _take(self, row: Row, target: str, found: list[tuple[Column, str]], texts: Sequence[str]) -> None:
        if target in ("Phone", "Email"):
            take_reachable(row, target, found, texts)
        elif target == words.PLAIN_NOTE or target == "Notes":
            row.notes[:0] = [text for _, text in found]
        elif target == "Tags":
            tags = [t.strip().lstrip("* ").strip() for _, text in found for t in re.split(r":::|;", text)]
            row.cells["Tags"] = ", ".join(dict.fromkeys(t for t in tags if t))
        elif target.startswith("opt out"):
            for column, text in found:
                self._opt_out(row, target, column, text)
        else:
            for column, text in found:
                self._take_one(row, target, column, text)

    def _take_one(self, row: Row, target: str, column: Column, text: str) -> None:
        """The first sure reading becomes the value; what differs from it goes to Notes."""
        value = self._reading(target, column, text)
        if value is None:
            if not values.NO_DATE.fullmatch(text) and not is_nothing(column.header, text):
                note(row, column.header, text)
                if target in COLUMNS and (COLUMNS[target].is_date or COLUMNS[target].kind == "money"):
                    row.unread.append((column.header, text))
        elif target not in row.cells:
            row.cells[target] = value
        elif row.cells[target] != value:
            note(row, column.header, text)

    def _reading(self, target: str, column: Column, text: str) -> Value | None:
        kind = COLUMNS[target].kind if target in COLUMNS else "text"
        if kind in ("date", "moment"):
            read = values.moment(text, self.config, column.month_first)
            return read.replace(hour=0, minute=0, second=0) if read and kind == "date" else read
        if kind == "money":
            return values.number(text)
        if target == "Stage":
            return self.known["Stage"].get(text.casefold())
        if target in self.known:
            return self.known[target].get(text.casefold(), text)
        if target == "Newsletter":
            agreed = values.yes_no(text)
            return None if agreed is None else "Yes" if agreed else "No"
        if target == "Birthday":
            return None if values.NO_DATE.fullmatch(text) else values.birthday(text)
        options = COLUMNS[target].options if target in COLUMNS else ()
        if options and not isinstance(options, str):
            return next((word for word in options if word.casefold() == text.casefold()), None)
        return ", ".join(text.split("\n")) if target == "Address" else " ".join(text.split())

    def _opt_out(self, row: Row, target: str, column: Column, text: str) -> None:
        """Consent is only ever narrowed: a word that says neither yes nor no is kept as it is written."""
        said = values.yes_no(text)
        if said is False:
            return
        before = [w for w in str(row.cells.get("Do Not Contact", "")).split(", ") if w]
        if target == words.OPT_OUT:
            left_out = ["Yes"] if said else [text]
        else:
            left_out = [name for name, c in self.config.channels.items() if {
                words.OPT_OUT_EMAIL: c.uses == "email", words.OPT_OUT_CALL: c.call,
                words.OPT_OUT_TEXT: name == "Text"}[target]]
            if said is None:
                note(row, column.header, text)
        whole = "Yes" in before or "Yes" in left_out
        row.cells["Do Not Contact"] = "Yes" if whole else ", ".join(dict.fromkeys([*before, *left_out]))

    def _join_name(self, row: Row) -> None:
        parts = [str(row.cells.pop(part, "")) for part in (words.FIRST, words.MIDDLE, words.LAST, words.SUFFIX)]
        joined = " ".join(part for part in parts if part)
        whole = str(row.cells.get("Name", ""))
        if not whole:
            if joined:
                row.cells["Name"] = joined
        elif not set(joined.casefold().split()) <= set(re.sub(r"[,.]", " ", whole.casefold()).split()):
            note(row, "Name", joined)

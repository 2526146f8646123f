"""A closed workbook, opened for reading and editing: `with Workbook.open(path) as book: ...`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from leadbook.errors import Busy, Refusal
from leadbook.ooxml import save
from leadbook.ooxml.book_parts import rels_name
from leadbook.ooxml.calc import full_calculation, without_chain
from leadbook.ooxml.directory import part_crcs
from leadbook.ooxml.guard import MAX_FILE, refusing
from leadbook.ooxml.naming import nearest
from leadbook.ooxml.opened import Opened
from leadbook.ooxml.package import Package, Pieces
from leadbook.ooxml.replace import replace_file
from leadbook.ooxml.stamp import Stamp, data_parts, unchanged
from leadbook.ooxml.table import Table
from leadbook.ooxml.write import write_rows


class Tables(Mapping[str, Table]):
    """The tables of a workbook by name, upper and lower case alike; an unknown name is a `Refusal`."""

    def __init__(self, tables: list[Table], file: str) -> None:
        self._tables = {table.name.casefold(): table for table in tables}
        self._file = file

    def __getitem__(self, name: str) -> Table:
        found = self._tables.get(str(name).casefold())
        if found is None:
            known = (table.name for table in self._tables.values())
            raise Refusal(f"{self._file}: it has no table {name!r}{nearest(str(name), known)}")
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._tables

    def get(self, name: str, default: Any = None) -> Any:
        """Return the table called `name`, or `default`."""
        return self._tables.get(str(name).casefold(), default)

    def __iter__(self) -> Iterator[str]:
        return iter([table.name for table in self._tables.values()])

    def __len__(self) -> int:
        return len(self._tables)


class Workbook:
    """One workbook file. Nothing reaches the disk before `save`; every error is a `Refusal`."""

    def __init__(self, path: Path, data: bytes, stamp: Stamp) -> None:
        self.path = path
        self._stamp = stamp
        self._opened = Opened(Package(data, path.name))
        tables = [
            Table(self._opened, part, definition) for part in self._opened.parts.sheets for definition in part.tables
        ]
        self._opened.all_tables = tables
        self.date1904 = self._opened.date1904
        self.tables = Tables(tables, path.name)
        if len(self.tables) != len(tables):
            raise Refusal(f"{path.name}: two of its tables have one name; open it in Excel and let it repair it.")

    @classmethod
    def open(cls, path: str | Path) -> Workbook:
        """Read the file at `path` (.xlsx, .xlsm, .xltx, .xltm); `Refusal` says why it cannot be edited safely."""
        path = Path(path)
        with refusing(path.name, "opening it"):
            stamp = Stamp.of(path)
            if stamp.size > MAX_FILE:
                raise Refusal(f"{path.name}: {stamp.size:,} bytes is more than LeadBook reads (1 GB).")
            return cls(path, path.read_bytes(), stamp)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave without saving; the file is not held open."""

    def parts(self) -> dict[str, int]:
        """Return member name -> CRC from the directory of the file as it was read."""
        return self._opened.package.crcs()

    def unchanged_since_open(self) -> bool:
        """Say whether the file on disk still holds what was read: its stat, else the CRCs of its data parts."""
        with refusing(self.path.name, "looking whether it changed"):
            return unchanged(self.path, self._stamp, self.parts())

    def write_temp(self, beside: str | Path | None = None) -> Path:
        """Write the edited workbook to a verified `.~lb-*.tmp` in the folder of `beside` (None: of the file).

        The caller puts it in place with `replace.replace_file` or deletes it.
        """
        target = Path(beside) if beside is not None else self.path
        with refusing(self.path.name, "preparing the new copy"):
            changed, dropped = self._plan()
        return save.write_temp(self._opened.package, changed, dropped, target)

    def save(self, path: str | Path | None = None) -> None:
        """Write the workbook: over the file it came from (atomically, unless it changed meanwhile) or to `path`."""
        target = Path(path) if path is not None else self.path
        temp = self.write_temp(target)
        try:
            with refusing(target.name, "putting the new copy in place"):
                if path is None and not self.unchanged_since_open():
                    raise Busy(
                        f"{target.name}: somebody saved it while LeadBook worked; nothing was written, try again."
                    )
                replace_file(temp, target)
                if target.resolve() == self.path.resolve():
                    self._stamp = Stamp.of(target, part_crcs(target))
        finally:
            temp.unlink(missing_ok=True)

    def _plan(self) -> tuple[dict[str, Pieces], set[str]]:
        """Return the parts to write anew, and those to drop."""
        opened, parts = self._opened, self._opened.parts
        changed: dict[str, Pieces] = {}
        formulas = False
        for part in parts.sheets:
            if part.part not in opened.edits:
                continue
            edit = opened.edits[part.part].copy()
            grown = [table for table in opened.tables(part) if table.changed_size]
            for table in grown:
                formulas = write_rows(table, edit, len(grown) == 1) or formulas
                d = table.definition
                last = d.first + max(table.nrows, 1) - 1
                if last != d.last or d.waiting:
                    changed[d.part] = _fixed(d.resized(last))
            if edit.touched:
                changed[part.part] = edit.pieces
        dropped: set[str] = set()
        if changed:
            self._recalculate(changed, dropped, formulas)
        return changed, dropped

    def _recalculate(self, changed: dict[str, Pieces], dropped: set[str], formulas: bool) -> None:
        """Have Excel compute anew if the workbook holds formulas; drop the chain if formulas came or went."""
        opened, parts = self._opened, self._opened.parts
        chain = parts.linked("calcChain")
        new = full_calculation(parts.data, parts.root)
        if new != parts.data and (formulas or opened.has_formulas()):
            changed[parts.workbook] = _fixed(new)
        if formulas and chain:
            rels = opened.package.find(rels_name(parts.workbook)) or ""
            dropped.add(chain)
            changed.update({name: _fixed(new) for name, new in without_chain(opened.package, rels, chain).items()})


def unchanged_since(path: str | Path, crcs: Mapping[str, int]) -> bool:
    """Say whether the data parts of the file at `path` still have the `crcs` that `parts()` or `part_crcs` gave."""
    return data_parts(part_crcs(path)) == data_parts(crcs)


def _fixed(data: bytes) -> Pieces:
    return lambda: [data]

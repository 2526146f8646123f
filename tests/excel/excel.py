"""The application behind the test engine: its state, its books, a log of every call, and what can go wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.excel import com
from tests.excel.grid import Area, Grid

Hook = Callable[[], None]
WRITES = ("range.value =", "range.formula =", "range.number_format =", "range.clear_contents", "table.resize",
          "table.rows.add", "app.run")
STATE = {"screen_updating": True, "calculation": "automatic", "enable_events": True, "display_alerts": True,
         "interactive": True, "visible": True, "status_bar": False, "cut_copy_mode": None}


@dataclass
class BookData:
    """An open workbook. ``path`` and ``content``: the file that was opened, None and empty if there is none."""

    name: str
    sheets: list[Grid] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    path: Path | None = None
    content: bytes = b""
    active: int = 0
    date1904: bool = False
    url: str = ""
    saves: int = 0

    def sheet(self, name: str) -> Grid:
        """The sheet of that name, whatever its case."""
        return next(s for s in self.sheets if s.name.lower() == name.lower())


@dataclass
class Call:
    """One call that reached the engine: what, and where ("Leads!A1:B2")."""

    what: str
    where: str = ""


@dataclass
class Excel:
    """One running Excel. ``calls`` is what crossed the border; faults are set before the work that is to meet them."""

    books: list[BookData] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=lambda: dict(STATE))
    selection: tuple[Grid, list[Area]] | None = None
    calls: list[Call] = field(default_factory=list)
    alerts: list[tuple[str, str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    statuses: list[Any] = field(default_factory=list)
    macros: bool = True
    tables_grow: bool = True
    resizable: bool = True
    mac: bool = False
    hooks: list[tuple[Callable[[Call], bool], Hook]] = field(default_factory=list)
    _busy: int = 0
    _busy_on: str = ""

    def call(self, what: str, where: str = "") -> None:
        """Log a call; faults happen here, before the call does anything."""
        made = Call(what, where)
        self._rejected(made)
        self.calls.append(made)
        for hook in [h for h in self.hooks if h[0](made)]:
            self.hooks.remove(hook)
            hook[1]()

    def count(self, *kinds: str) -> int:
        """How many calls of these kinds were made; of any kind if none is given."""
        return sum(call.what in kinds for call in self.calls) if kinds else len(self.calls)

    def tally(self) -> dict[str, int]:
        """Calls by kind."""
        return dict(Counter(call.what for call in self.calls))

    # what can go wrong

    def busy(self, times: int, on: str = "") -> None:
        """Reject the next ``times`` calls (of the kind ``on``): a cell is being edited."""
        self._busy, self._busy_on = times, on

    def when(self, what: str, then: Hook, nth: int = 1, where: str = "") -> None:
        """Run ``then`` just before the ``nth`` call of the kind ``what`` ("write": any that writes)."""
        seen = 0

        def hit(call: Call) -> bool:
            nonlocal seen
            wanted = call.what in WRITES if what == "write" else call.what == what
            seen += wanted and call.where.startswith(where)
            return wanted and seen == nth

        self.hooks.append((hit, then))

    def fail_write(self, nth: int = 1, what: str = "write", error: BaseException | None = None) -> None:
        """Let the ``nth`` write from now on fail."""
        def fail() -> None:
            raise error or com.refused("Application-defined or object-defined error")

        self.when(what, fail, nth)

    def _rejected(self, call: Call) -> None:
        """What xlwings' own wrapper does: call again N_COM_ATTEMPTS times, for ever if that is 0."""
        if not self._busy or self._busy_on not in ("", call.what):
            return
        limit = getattr(sys.modules.get("xlwings._xlwindows"), "N_COM_ATTEMPTS", 1)
        if not limit and self._busy > 100_000:
            raise AssertionError("xlwings would wait for ever: N_COM_ATTEMPTS is 0")
        tries = min(self._busy, limit or self._busy)
        self._busy -= tries
        if limit and tries == limit:
            raise com.busy()

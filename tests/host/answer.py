"""One worksheet function, as Python's server runs it: ``xlwings.udfs.call_udf`` with what the macro handed over.

FOLDER/function.question and FOLDER/function.answer hold values, one a line; ``shim/DriverServer.cls`` says how.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.excel.com import serial_of


def answer(folder: Path) -> None:
    """Answer the question in ``folder``."""
    from tests.excel.engine import registered
    from tests.excel.fixtures import open_book
    from tests.excel.functions import call, windows

    module, function, *lines = (folder / "function.question").read_text("utf-8").rstrip("\n").split("\n")
    registered()
    caller = open_book({}).sheets[0].range("Z1")
    with windows(module) as udfs:
        said = call(udfs, module, function, *read(iter(lines)), caller=caller)
    (folder / "function.answer").write_text("\n".join(written(said)) + "\n", "utf-8")


def read(lines: Iterator[str]) -> Any:
    """The next value: float, str, bool, None, a tuple, or a tuple of rows."""
    kind, _, rest = next(lines).partition(" ")
    match kind:
        case "n":
            return float(rest)
        case "s":
            return "\\".join(part.replace("\\n", "\n") for part in rest.split("\\\\"))
        case "b":
            return rest == "1"
        case "a":
            return tuple(read(lines) for _ in range(int(rest)))
        case "g":
            rows, columns = map(int, rest.split())
            return tuple(tuple(read(lines) for _ in range(columns)) for _ in range(rows))
    return None


def written(value: Any) -> Iterator[str]:
    """A value, or rows of values, as lines; times as Excel counts them."""
    match value:
        case list() | tuple():
            rows = [line if isinstance(line, list | tuple) else [line] for line in value]
            yield f"g {len(rows)} {len(rows[0])}"
            for line in rows:
                for cell in line:
                    yield from written(cell)
        case bool():
            yield f"b {int(value)}"
        case None | "":
            yield "e"
        case dt.datetime():
            yield f"n {serial_of(value):.9f}"
        case str():
            yield "s " + value.replace("\\", "\\\\").replace("\n", "\\n")
        case _:
            yield f"n {float(value)!r}"

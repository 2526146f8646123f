"""A door opens fast: what is not needed is not loaded."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_help_loads_neither_pandas_nor_xlwings() -> None:
    startup = runpy.run_path(str(BENCHMARKS / "startup.py"))
    loaded = startup["loaded"]()
    assert "click" in loaded  # the probe sees what is loaded
    assert loaded.isdisjoint(startup["HEAVY"]), sorted(loaded.intersection(startup["HEAVY"]))


def test_the_plain_script_and_the_floor_still_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small book through everything that is compared, so that the comparison never rots."""
    monkeypatch.setenv("LEADBOOK_BENCH_DIR", str(tmp_path))
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setattr(sys, "argv", ["one.py"])
    import inputs
    import one

    times = one.warm(inputs.workbook(60), 1)
    assert {name: len(found) for name, found in times.items()} == {
        "naive": 1, "ours": one.OFTEN, "floor": one.OFTEN, "isal": one.OFTEN}
    assert all(seconds > 0 for found in times.values() for seconds in found)

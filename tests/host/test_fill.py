"""The macro that fills blanks of people, run by LibreOffice: what Python packed is in the cells, and nothing else."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from leadbook.books.live.filling import packed
from leadbook.schema import LEADS
from tests.host.fixtures import Twin

pytestmark = pytest.mark.libreoffice
SHEET, ROW = "Help", 500            # far below everything
TEXTS = ["Roof", "O'Neil & \"Söhne\" <a@b.c>", "日本 😀", "a|b;c", "06020", "=1+1", "2026-11-24", "TRUE", "x" * 400]
EPOCH = dt.datetime(1899, 12, 30)


def fill(host: Twin, column: int, cells: list[str]) -> str:
    """Every second row from ROW on."""
    text = "|".join(f"{ROW + 2 * at};{cell}" for at, cell in enumerate(cells))
    return str(host.call("Fill", SHEET, str(column), text))


def held(host: Twin, column: int, rows: int) -> list[object]:
    return [row[0] for row in host.link.values(sheet=SHEET, area=[ROW, column, rows, 1])]


def test_texts_stay_what_they_are_each_in_its_cell(recording: Twin) -> None:
    assert fill(recording, 30, packed(LEADS["Need"], pd.Series(TEXTS, dtype=object))) == ""
    found = held(recording, 30, 2 * len(TEXTS))
    assert found[::2] == TEXTS
    assert set(found[1::2]) == {None}


def test_days_moments_and_amounts(recording: Twin) -> None:
    moments = ["2026-11-24 00:00:00", "2026-03-08 09:30:15", "1999-12-31 23:59:59"]
    assert fill(recording, 31, packed(LEADS["Next Date"], pd.Series(moments, dtype="datetime64[s]"))) == ""
    serials = [(dt.datetime.fromisoformat(text) - EPOCH) / dt.timedelta(days=1) for text in moments]
    assert held(recording, 31, 5)[::2] == pytest.approx(serials, abs=1e-6)
    amounts = [12.5, -0.001, 1e-7, 450_000.0, 1e15]
    assert fill(recording, 32, packed(LEADS["Value"], pd.Series(amounts))) == ""
    assert held(recording, 32, 9)[::2] == pytest.approx(amounts, rel=1e-12)


def test_what_somebody_filled_meanwhile_stays(recording: Twin) -> None:
    recording.link.put(sheet=SHEET, area=[ROW + 2, 33, 1, 1], rows=[["Theirs"]])
    assert fill(recording, 33, packed(LEADS["Need"], pd.Series(["a", "b", "c"], dtype=object))) == ""
    assert held(recording, 33, 5) == ["a", None, "Theirs", None, "c"]


def test_what_goes_wrong_is_said(recording: Twin) -> None:
    assert recording.call("Fill", "No such sheet", "1", "5;n;1") != ""

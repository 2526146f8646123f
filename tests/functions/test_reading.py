"""Many cells, one reading: a table is read again when anything in it has changed, and only then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadbook.functions as functions
from leadbook.books.memory import MemoryBook
from leadbook.functions import content, reading
from tests.functions.sheets import handed

CELLS = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.floats(-3, 3), st.text(max_size=2))
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=3).map(tuple)
LEADS = [{"Lead ID": f"L-{n}", "Name": f"Ann {n}", "Owner": "Jane", "Stage": "New"} for n in range(3)]
TOUCH = {"Touch ID": "T-1", "When": dt.datetime(2026, 11, 20, 10, 5), "Lead ID": "L-1", "Channel": "Call",
         "Outcome": "Spoke"}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    for shelf in ("_readings", "_frames", "_configs"):
        monkeypatch.setattr(reading, shelf, reading.Shelf(4))


@pytest.fixture
def frames_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    real = content.frame

    def counted(table: str, given: Any) -> Any:
        made.append(table)
        return real(table, given)

    monkeypatch.setattr(content, "frame", counted)
    return made


def book(**changes: Any) -> MemoryBook:
    return MemoryBook({"Leads": LEADS, "Touches": [TOUCH | changes]})


def test_a_second_cell_reads_nothing(frames_made: list[str]) -> None:
    for lead in ("L-1", "L-0", "L-1"):
        functions.LAST_TOUCH(lead, **handed("LAST_TOUCH", book()))
    assert frames_made == ["Leads", "Touches", "Settings"]


def test_the_same_question_of_another_cell_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from leadbook.rules import answers

    tables = handed("CRACKS", book())
    first = functions.CRACKS("jane", **tables)
    touch = functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book()))
    monkeypatch.setattr(answers, "cracks", None)
    monkeypatch.setattr(answers, "last_touch", None)
    again = functions.CRACKS("jane", **tables)
    assert again == first
    again[0][0] = again[1] = "spoilt"                              # what was handed out is the caller's own
    assert functions.CRACKS("jane", **tables) == first
    assert functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book())) == touch
    with pytest.raises(TypeError):
        functions.CRACKS("Jane", **tables)                         # another question is


def test_only_the_table_that_changed_is_read_again(frames_made: list[str]) -> None:
    functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book()))
    functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book(Outcome="No answer")))
    assert frames_made[3:] == ["Touches"]
    functions.LAST_TOUCH("L-1", leads=book().read("Leads"), touches=book().read("Touches"))
    functions.LAST_TOUCH("L-1", leads=book().read("Leads"), touches=book().read("Touches"))
    assert frames_made[4:] == ["Leads", "Touches"] * 2


@pytest.mark.parametrize(("change", "answer"), [
    ({"When": dt.datetime(2026, 11, 21, 10, 5)}, dt.datetime(2026, 11, 21, 10, 5)), ({"Lead ID": "L-2"}, None),
    ({"Lead ID": "", "Name": "ann  1"}, dt.datetime(2026, 11, 20, 10, 5)), ({"Outcome": "No answer"}, None)])
def test_a_changed_cell_changes_the_answer(change: dict[str, Any], answer: Any) -> None:
    assert functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book())) == dt.datetime(2026, 11, 20, 10, 5)
    assert functions.LAST_TOUCH("L-1", **handed("LAST_TOUCH", book(**change))) == answer


def test_a_changed_setting_changes_the_answer() -> None:
    tables = handed("NEXT_TOUCH", book())
    assert functions.NEXT_TOUCH("L-1", **tables) is None
    tables["settings"] = [["Section", "Name", "Value"], ["business", "time_zone", "Mars"]]
    assert functions.NEXT_TOUCH("L-1", **tables) == "#VALUE!"
    tables["settings"] = [["Section", "Name", "Value"], ["business", "time_zone", "Europe/Berlin"]]
    assert functions.NEXT_TOUCH("L-1", **tables) is None


def test_a_new_day_changes_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = handed("LAST_TOUCH", book(When=dt.datetime(2026, 11, 24, 8)))
    assert functions.LAST_TOUCH("L-1", **tables) is None
    monkeypatch.setattr(reading, "now", lambda config: dt.datetime(2026, 11, 24, 7))
    assert functions.LAST_TOUCH("L-1", **tables) == dt.datetime(2026, 11, 24, 8)


def test_what_raised_is_asked_again_and_old_readings_go() -> None:
    shelf: reading.Shelf[int] = reading.Shelf(2)
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: 1 // 0)
    assert [shelf.get(key, lambda n=n: n) for n, key in enumerate("aabcb")] == [0, 0, 2, 3, 2]
    assert shelf.get("a", lambda: 9) == 9
    assert shelf.get(None, lambda: 8) == 8


def exact(value: Any) -> str:
    """What a value is, its type and the sign of zero included."""
    return repr([(type(cell).__name__, cell) for row in value for cell in row])


@given(TABLES, TABLES)
def test_fingerprints_differ_exactly_when_something_does(one: Any, other: Any) -> None:
    assert (content.fingerprint(one) == content.fingerprint(other)) == (exact(one) == exact(other))


def test_frames_and_dates_have_no_fingerprint() -> None:
    assert content.fingerprint(book().read("Leads")) is None
    assert content.fingerprint([[dt.date(2026, 11, 23)]]) is None
    assert content.fingerprint(None) == content.fingerprint(None)


def test_the_clock_is_that_of_the_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from leadbook.config import checked, merged

    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):          # 25 hours apart: two different days at any moment
        config = checked(merged({"business": {"time_zone": zone}}), "test")
        ahead = reading.now(config) - dt.datetime.now(dt.UTC).replace(tzinfo=None)
        assert abs(ahead - dt.timedelta(hours=14 if "Kiri" in zone else -11)) < dt.timedelta(minutes=1)

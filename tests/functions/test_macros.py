"""The macros behind the functions, run by LibreOffice: Python's answer, its errors, its death, and who answers then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadbook import factory
from leadbook.factory.vba import sources
from leadbook.functions.needs import NEEDS
from tests.host.conditional import MAC, WINDOWS
from tests.host.fixtures import office, opened
from tests.host.twin import as_they_are

__all__ = ["office"]
pytestmark = pytest.mark.libreoffice
SHIM = Path(__file__).with_name("shim")     # xlwings, its server, the tables: LibreOffice has no ListObjects
NOT_AVAILABLE, NO_VALUE = "Error 2042", "Error 2015"


class Macros:
    """The modules of the workbook, open in LibreOffice; ``tell`` says beforehand how the server behaves."""

    def __init__(self, link: Any) -> None:
        self.link = link

    def __call__(self, function: str, *arguments: Any) -> Any:
        return self.link.invoke(macro=f"Told.{function}", arguments=arguments)

    def tell(self, **how: str) -> None:
        self("Noted")
        for key, value in how.items():
            self("LB_Tell", key, value)

    def noted(self) -> list[str]:
        return [note for note in self("Noted").split("|") if note]


def macros_of(office: str, folder: Path, constants: Any) -> Iterator[Macros]:
    (folder / "book.xlsm").write_bytes(factory.built())
    own = {path.stem: path.read_text("utf-8") for path in sources.folder("vba").glob("*.bas")}
    own["LeadbookFunctions"] = own["LeadbookFunctions"].replace("Private Function Question", "Public Function Question")
    shim = {path.stem: path.read_text("utf-8") for path in SHIM.iterdir()}
    with opened(office, as_they_are(folder / "book.xlsm", folder / "twin.xlsm", constants, **(own | shim))) as link:
        assert link.invoke(macro="Driver.Sentinel", arguments=[]) == "compiled"
        yield Macros(link)


@pytest.fixture(scope="module")
def macros(office: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Macros]:
    yield from macros_of(office, tmp_path_factory.mktemp("windows"), WINDOWS)


def test_python_is_asked_with_what_was_given_and_the_tables(macros: Macros) -> None:
    macros.tell(answer="fine")
    assert macros("Asked", "NEXT_TOUCH", "Ann") == "'fine'"
    assert macros("Asked", "DUE_TODAY", "") == "'fine'"
    assert macros("Asked", "FUNNEL_COUNT", "Won") == "'fine'"
    assert [note for note in macros.noted() if note != "XLPy"] == [
        "leadbook.functions.NEXT_TOUCH: ('Ann' '<Leads>' '<Plan>' '<Settings>')",
        "leadbook.functions.DUE_TODAY: ('' '<Leads>' '<Plan>' '<Settings>')",
        "leadbook.functions.FUNNEL_COUNT: ('Won' 46349 '' '' '<Leads>' '<Touches>' '<Settings>')"]


@pytest.mark.parametrize(("day", "given"), [(46300, "46300 "), ("2026-10-05", "'2026-10-05' "), ("", "'' ")])
def test_history_goes_along_only_when_a_past_day_is_asked_about(macros: Macros, day: Any, given: str) -> None:
    macros.tell(answer="fine")
    assert macros("AskedThen", day) == "'fine'"
    (asked,) = [note for note in macros.noted() if note != "XLPy"]
    past = " '<History>' '<Seen>'" if day else ""
    assert asked == f"leadbook.functions.FUNNEL_COUNT: ('Won' 46349 '' {given}'<Leads>' '<Touches>' '<Settings>'{past})"


def test_a_range_as_the_day(macros: Macros) -> None:
    assert [macros("AlsoOfRange", area) for area in ("AZ999", "AZ998:AZ999", "B1")] == ["", "History|At", "History|At"]


@pytest.mark.parametrize(("day", "stays"), [
    (46300, True), ("yesterday", True), ("today", False), (80000, False), ("", False), ("soon", False), (0, False)])
def test_the_answer_of_a_day_that_has_gone_by_stays(macros: Macros, day: Any, stays: bool) -> None:
    assert macros("Stays", day) == stays


@pytest.mark.parametrize(("answer", "shown"), [
    ("#N/A", NOT_AVAILABLE), ("#VALUE!", NO_VALUE), ("#REF!", "Error 2023"), ("#DIV/0!", "Error 2007"),
    ("#NAME?", "Error 2029"), ("#NULL!", "Error 2000"), ("#NUM!", "Error 2036"), ("# 5 Elm", "'# 5 Elm'"),
    ("row", "(Error 2023 'x' 7 True)"), ("table", "('Lead ID' 7 Error 2042 Error 2007)"), ("", "''")])
def test_the_words_for_errors_become_errors(macros: Macros, answer: str, shown: str) -> None:
    macros.tell(answer=answer)
    assert macros("Asked", "NEXT_TOUCH", "Ann") == shown


def test_an_error_that_was_given_is_handed_on_and_nobody_asked(macros: Macros) -> None:
    macros.tell(answer="fine")
    assert macros("Asked", "error", "") == NO_VALUE
    assert macros.noted() == []


def test_a_server_that_died_is_started_once_more(macros: Macros) -> None:
    macros.tell(answer="fine", dies="x")
    assert macros("Asked", "CRACKS", "Ann") == "'fine'"
    asked = "leadbook.functions.CRACKS: ('Ann' '<Leads>' '<Settings>')"
    assert [note for note in macros.noted() if note != "XLPy"] == [asked, "failed 462", asked]


def test_an_answer_that_fails_each_time_is_no_text(macros: Macros) -> None:
    macros.tell(answer="fine", dies="xx")
    assert macros("Asked", "CRACKS", "Ann") == NOT_AVAILABLE       # nor has LibreOffice a native function
    assert macros.noted().count("failed 462") == 2


def test_a_server_that_does_not_start_is_not_tried_again(macros: Macros) -> None:
    macros.tell(dies="xx")
    macros("Asked", "CRACKS", "Ann")                               # the one that ran is gone
    macros.tell(start="1000", answer="fine")
    assert [macros("Asked", "CRACKS", "Ann") for _ in range(3)] == [NOT_AVAILABLE] * 3
    assert macros.noted() == ["XLPy", "failed 1000"]


def test_without_python_nobody_asks_for_it(macros: Macros) -> None:
    macros.tell(ready="no", answer="fine")
    assert macros("Asked", "NEXT_TOUCH", "Ann") == NOT_AVAILABLE
    assert macros.noted() == []


def test_on_a_mac_python_is_never_asked(office: str, tmp_path: Path) -> None:
    for macros in macros_of(office, tmp_path, MAC):
        macros.tell(answer="fine")
        assert macros("Asked", "NEXT_TOUCH", "Ann") == NOT_AVAILABLE
        assert macros.noted() == []


@pytest.mark.parametrize(("given", "question"), [
    ("Ann", 'LB.NEXT_TOUCH("Ann")'), ('Ann "Annie" Lee', 'LB.NEXT_TOUCH("Ann ""Annie"" Lee")'),
    ("", 'LB.NEXT_TOUCH("")'), (7.5, "LB.NEXT_TOUCH(7.5)"), (-3, "LB.NEXT_TOUCH(-3)"), (True, "LB.NEXT_TOUCH(TRUE)")])
def test_the_question_to_the_native_function(macros: Macros, given: Any, question: str) -> None:
    assert macros("Native", "NEXT_TOUCH", given) == question


def test_more_arguments_and_ranges(macros: Macros) -> None:
    assert macros("NativeOfThree") == 'LB.FUNNEL_COUNT("Won",46349.5,"")'
    assert macros("NativeOfRange", "A2") == "LB.NEXT_TOUCH([twin.xlsm]Today!$A$2)"
    assert macros("NativeOfRange", "A2:A4") == (
        "MAP([twin.xlsm]Today!$A$2:$A$4,LAMBDA(one,LB.NEXT_TOUCH(one)))")


def test_the_names_and_that_describing_them_breaks_nothing(macros: Macros) -> None:
    assert macros("NamesOfFunctions").split() == list(NEEDS)
    assert macros("Described") == "done"                           # what Excel does with it, only Excel shows

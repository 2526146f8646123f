"""LibreOffice compiles every module of the built workbook, and says nothing at all when one does not."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.host.conditional import MAC, WINDOWS, resolved
from tests.host.fixtures import opened
from tests.host.link import FarError
from tests.host.office import running
from tests.host.twin import as_they_are, modules

pytestmark = pytest.mark.libreoffice


def compiles(office: str, path: Path) -> bool:
    """Whether every module does: the sentinel answers only then."""
    with opened(office, path) as link:
        return link.invoke(macro="Driver.Sentinel", arguments=[]) == "compiled"


def compiled_alone(path: Path, folder: Path) -> bool:
    """The same in a LibreOffice of its own: such a workbook may crash it. Then it is asked once more."""
    for nth in (1, 2):
        with suppress(FarError), running(folder / f"office {nth}") as pipe:
            return compiles(pipe, path)
    raise FarError("LibreOffice crashed twice")


@pytest.mark.parametrize("constants", [WINDOWS, MAC], ids=["Windows", "Mac"])
def test_every_module_compiles(office: str, built: Path, tmp_path: Path, constants: Mapping[str, object]) -> None:
    names = set(modules(built))
    assert {"Ribbon", "LeadbookRun", "LeadbookReady", "LeadbookAsk", "Functions", "xlwings", "ThisWorkbook"} <= names
    assert compiles(office, as_they_are(built, tmp_path / "book.xlsm", constants))


@pytest.mark.parametrize(("module", "text", "instead"), [
    ("Ribbon", "End Sub", ""), ("LeadbookAsk", '"LeadBook"', '"LeadBook'), ("LeadbookRun", "As Boolean", "As"),
    ("xlwings", "End Function", "")])
@pytest.mark.usefixtures("office")                  # skips, or fails, where there is no LibreOffice
def test_a_planted_fault_is_caught(built: Path, tmp_path: Path, module: str, text: str, instead: str) -> None:
    source = modules(built)[module]
    assert text in source
    planted = as_they_are(built, tmp_path / "book.xlsm", WINDOWS, **{module: source.replace(text, instead, 1)})
    assert not compiled_alone(planted, tmp_path)


@pytest.mark.parametrize(("condition", "windows", "mac"), [
    ("Mac", "b", "a"), ("Not Mac", "a", "b"), ("Win64", "a", "b"), ("VBA7", "a", "a"),
    ("MAC_OFFICE_VERSION >= 15", "b", "a")])
def test_a_condition_takes_one_branch(condition: str, windows: str, mac: str) -> None:
    source = f"#If {condition} Then\n  a\n#Else\n  b\n#End If\n"
    assert resolved(source, WINDOWS).split() == [windows]
    assert resolved(source, MAC).split() == [mac]


def test_conditions_nest_and_constants_are_known() -> None:
    source = ('#Const App = "Excel" \'which\n#If App = "Word" Then\n  a\n#ElseIf App = "Excel" Then\n  #If Mac Then\n'
              "    b\n  #Else\n    c\n  #End If\n#Else\n  d\n#End If\n")
    assert resolved(source, WINDOWS).split() == ["c"]


@pytest.mark.parametrize("source", ["#If Wat Then\n#End If\n", "#If Mac Then\n"])
def test_a_condition_nobody_understands_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="#If"):
        resolved(source, WINDOWS)

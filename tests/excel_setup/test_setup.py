"""``leadbook setup`` for Windows and Mac, on the files it writes; and what ``doctor`` says of them."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pytest
import xlwings
from click.testing import CliRunner

from leadbook import factory
from leadbook.cli import leadbook
from leadbook.config import default_config
from leadbook.errors import BadInput
from leadbook.excel_setup import looked_at
from leadbook.excel_setup.setup import set_up
from leadbook.excel_setup.system import System, this

TODAY = dt.date(2026, 11, 23)


def windows(home: Path) -> System:
    return System("windows", home, home / "venv" / "Scripts" / "python.exe")


def mac(home: Path) -> System:
    (home / "Library" / "Containers" / "com.microsoft.Excel" / "Data").mkdir(parents=True, exist_ok=True)
    return System("mac", home, Path("/opt/venv/bin/python3"))


def as_vba_reads(path: Path) -> dict[str, str]:
    """VBA's Input #: two texts a line, in quotes; the first line of a key counts, in any case."""
    out: dict[str, str] = {}
    with path.open(encoding="latin-1", newline="") as file:
        for key, value in csv.reader(file):
            out.setdefault(key.lower(), value)
    return out


def test_windows_gets_this_python_and_a_warm_server(tmp_path: Path) -> None:
    said = set_up(windows(tmp_path))
    file = tmp_path / ".xlwings" / "xlwings.conf"
    assert as_vba_reads(file) == {
        "interpreter_win": r"%USERPROFILE%\venv\Scripts\python.exe", "udf modules": "leadbook.functions",
        "use udf server": "True", "add_workbook_to_pythonpath": "False"}
    assert file.read_bytes().count(b"\r\n") == 4
    assert said == [rf"Told Excel where Python is: %USERPROFILE%\venv\Scripts\python.exe (in {file})."]


def test_a_mac_gets_this_python_and_the_script(tmp_path: Path) -> None:
    set_up(mac(tmp_path))
    data = tmp_path / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"
    assert as_vba_reads(data) == {"interpreter_mac": "/opt/venv/bin/python3", "add_workbook_to_pythonpath": "False"}
    script = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    name = f"xlwings-{xlwings.__version__}.applescript"
    assert (script / name).read_bytes() == (Path(xlwings.__file__).parent / name).read_bytes()


def test_what_others_wrote_stays_and_is_kept_beside(tmp_path: Path) -> None:
    file = tmp_path / ".xlwings" / "xlwings.conf"
    file.parent.mkdir()
    old = '"interpreter_win","C:\\old\\python.exe"\n"PYTHONPATH","C:\\B\xfccher"\n"UDF MODULES","mine;theirs"\n'
    file.write_bytes(old.encode("latin-1"))
    said = set_up(windows(tmp_path))
    now = as_vba_reads(file)
    assert now["pythonpath"] == "C:\\B\xfccher"
    assert now["udf modules"] == "mine;theirs;leadbook.functions"
    assert now["interpreter_win"].endswith("python.exe")
    assert "old" not in now["interpreter_win"]
    assert file.with_name("xlwings.conf.before-leadbook").read_bytes() == old.encode("latin-1")
    assert r"INTERPRETER_WIN was 'C:\\old\\python.exe' before." in [s.replace("interpreter_win", "INTERPRETER_WIN")
                                                                   for s in said]


@pytest.mark.parametrize("system", [windows, mac])
def test_twice_changes_nothing_and_a_dry_run_writes_nothing(system, tmp_path: Path) -> None:
    one = system(tmp_path)
    set_up(one, dry_run=True)
    assert not one.conf.exists()
    assert not one.scripts.exists()
    set_up(one)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    said = set_up(one)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
    assert "already" in said[0]


def test_a_name_with_accents_is_no_trouble_on_windows_but_a_folder_elsewhere_is(tmp_path: Path) -> None:
    home = tmp_path / "J\xfcrgen"
    home.mkdir()
    set_up(windows(home))
    assert as_vba_reads(home / ".xlwings" / "xlwings.conf")["interpreter_win"].startswith("%USERPROFILE%")
    with pytest.raises(BadInput, match="no accents"):
        set_up(System("windows", tmp_path, Path("/B\xfccher/python.exe")))
    assert not (tmp_path / ".xlwings").exists()


def test_no_excel_here_and_no_excel_yet_are_one_sentence_each(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing to set up"):
        set_up(System("other", tmp_path, Path("/usr/bin/python3")))
    with pytest.raises(BadInput, match="start Excel once"):
        set_up(System("mac", tmp_path, Path("/usr/bin/python3")))
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadbook.excel_setup.system.this", lambda: windows(tmp_path))
    done = CliRunner().invoke(leadbook, ["setup"])
    assert done.exit_code == 0
    assert "Told Excel where Python is" in done.output
    assert "Next: quit Excel" in done.output
    assert looked(windows(tmp_path)) == ["ok"]


def test_doctor_sees_what_is_not_set_up(tmp_path: Path) -> None:
    for system in (windows(tmp_path), mac(tmp_path)):
        assert looked(system) == ["warn"]
        set_up(system)
        assert looked(system) == ["ok"]
    system = windows(tmp_path)
    moved = System("windows", tmp_path, tmp_path / "other" / "python.exe")
    assert looked(moved) == ["warn"]
    system.conf.write_text(system.conf.read_text().replace('"USE UDF SERVER","True"', '"USE UDF SERVER","False"')
                           .replace("leadbook.functions", "mine"))
    assert [said for *_, said in looked_at.settings(system)][:2] == [
        "xlwings' setting USE UDF SERVER is False, LeadBook needs True: run 'leadbook setup', then start Excel again.",
        "Excel does not know LeadBook's worksheet functions: run 'leadbook setup', then start Excel again."]
    (mac(tmp_path).scripts / f"xlwings-{xlwings.__version__}.applescript").unlink()
    assert [subject for _, subject, _ in looked_at.settings(mac(tmp_path))] == ["excel", "script"]


def test_doctor_reads_the_macros_of_a_workbook(tmp_path: Path) -> None:
    book = tmp_path / "Book.xlsm"
    factory.create(book, default_config(), today=TODAY)
    assert [status for status, *_ in looked_at.macros(book)] == ["ok"]
    assert looked_at.macro_version(book) == xlwings.__version__
    lost = tmp_path / "Lost.xlsm"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(lost, "w") as new:
        for name in old.namelist():
            if name != "xl/vbaProject.bin":
                new.writestr(name, old.read(name))
    assert next(s for *_, s in looked_at.macros(lost)).startswith("Lost.xlsm has lost its macros")
    broken = tmp_path / "Broken.xlsm"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"no project" if name == "xl/vbaProject.bin" else old.read(name))
    assert [status for status, *_ in looked_at.macros(broken)] == ["warn"]
    shutil.copy(book, tmp_path / "Plain.xlsx")
    assert next(s for *_, s in looked_at.macros(tmp_path / "Plain.xlsx")).startswith("Plain.xlsx carries no macros")


def test_a_file_that_windows_blocks_is_named(tmp_path: Path) -> None:
    book = tmp_path / "Book.xlsm"
    factory.create(book, default_config(), today=TODAY)
    (tmp_path / "Book.xlsm:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")  # how the stream is opened
    assert [subject for _, subject, _ in looked_at.macros(book)] == ["macros", "blocked"]
    (tmp_path / "Book.xlsm:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=0\n")
    assert [subject for _, subject, _ in looked_at.macros(book)] == ["macros"]


def looked(system: System) -> list[str]:
    return sorted({status for status, *_ in looked_at.settings(system)})


def test_this_computer_is_known() -> None:
    assert this().kind in ("windows", "mac", "other")
    assert this().python.is_absolute()

"""doctor reads the situation of a shared file: where it lies, what lies beside it, who wrote it, what is inside."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import leadbook
from leadbook import config, doctor, factory, frames
from leadbook.books import guards
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook as command
from leadbook.doctor import content, folder, parts
from leadbook.doctor.opened import opened
from leadbook.ooxml import Workbook
from leadbook.rules import versions
from leadbook.schema import SETTINGS

HEAD, DAY = "Team.xlsx", dt.date(2026, 11, 23)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)      # what an encrypted or labelled workbook starts with


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    for name in folder.ONEDRIVE:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def content_of_team(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("team") / HEAD
    factory.create(path, config.default_config(), today=DAY, book_id="B-TEAM")
    return path.read_bytes()


@pytest.fixture
def book(content_of_team: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "books" / HEAD
    path.parent.mkdir()
    path.write_bytes(content_of_team)
    return path


def moved(book: Path, *parts: str) -> Path:
    path = book.parent.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return book.rename(path)


def said(lines: object) -> list[tuple[str, str]]:
    return [(one.status, one.subject) for one in lines]     # type: ignore[attr-defined]


# --- where it lies


@pytest.mark.parametrize(("place", "wanted"), [
    ((HEAD,), []),
    (("OneDrive - Hill Realty", "Leads", HEAD), [("ok", "onedrive")]),
    (("Library", "CloudStorage", "OneDrive-Personal", HEAD), [("ok", "onedrive")]),
    (("Dropbox", HEAD), [("warn", "sync")]),
    (("Library", "CloudStorage", "GoogleDrive-jane@example.com", "My Drive", HEAD), [("warn", "sync")]),
    (("Library", "Mobile Documents", "com~apple~CloudDocs", HEAD), [("warn", "sync")]),
    (("Downloads", HEAD), [("warn", "download")]),
    (("Content.Outlook", "X1", "Team%20leads.xlsx"), [("warn", "name"), ("warn", "download")])],
    ids=lambda one: one[0] if one and isinstance(one[0], str) else "")
def test_the_folder(book: Path, place: tuple[str, ...], wanted: list[tuple[str, str]]) -> None:
    assert said(folder.place(moved(book, *place))) == wanted


def test_a_onedrive_of_any_name_is_known_by_the_clients_variable(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(book.parent))
    assert said(folder.place(book)) == [("ok", "onedrive")]


def test_a_long_path(book: Path) -> None:
    long = moved(book, *["a folder with quite a long name indeed"] * 7, HEAD)
    assert said(folder.place(long)) == [("warn", "path")]


@pytest.mark.parametrize("sign", [{"st_file_attributes": guards.RECALL_ON_DATA_ACCESS}, {"st_flags": guards.DATALESS}])
def test_a_placeholder_is_named_and_a_copy_in_the_cloud_is_not_downloaded(
        book: Path, sign: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    copy = Path(shutil.copy2(book, book.with_name("Team-TOMS-PC.xlsx")))
    real = Path.stat

    def stat(self: Path, **more: bool) -> object:
        found = real(self, **more)
        told = {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}
        return SimpleNamespace(**told | sign) if self.name in (HEAD, copy.name) else found

    assert not guards.in_the_cloud(book)
    monkeypatch.setattr(Path, "stat", stat)
    assert said(folder.place(book)) == [("warn", "cloud")]
    monkeypatch.setattr("leadbook.books.naming.id_of", lambda path: "B-TEAM" if path == book else 1 / 0)
    (line,) = folder.copies(book)
    assert line.sentence.startswith("Team-TOMS-PC.xlsx: by the name a conflict copy, but only in the cloud.")


def test_a_web_address_is_refused_by_doctor_and_by_the_jobs() -> None:
    for job in ("doctor", "refresh"):
        answer = CliRunner().invoke(command, [job, "https://hill.sharepoint.com/sites/team/Team%20leads.xlsx?web=1"])
        assert answer.exit_code == 2
        assert "That is a web address; LeadBook works on files." in answer.output
        assert "OneDrive folder of this computer." in answer.output


# --- what lies beside it


def test_conflict_copies_by_the_id_inside_whatever_their_name(book: Path) -> None:
    for name in ("Team-TOMS-PC.xlsx", "from Tom.xlsx"):
        shutil.copy2(book, book.with_name(name))
    factory.create(book.with_name("Team-Sales.xlsx"), config.default_config(), today=DAY, book_id="B-OTHER")
    book.with_name("Team (1).xlsx").write_bytes(OLE)
    book.with_name("~$Team.xlsx").write_bytes(b"\x03Tom" + b" " * 51)
    unread, copies = folder.copies(book)
    assert (unread.status, copies.status) == ("warn", "warn")
    assert unread.sentence.startswith("Team (1).xlsx looks like a conflict copy, but it cannot be read: Team (1).xlsx: "
                                      "it is encrypted or labelled")
    assert copies.sentence.startswith("Beside Team.xlsx lie Team-TOMS-PC.xlsx, from Tom.xlsx: copies of the same ")
    assert "'leadbook merge Team.xlsx'" in copies.sentence
    assert "Team-Sales" not in copies.sentence


def test_an_owner_file_says_who_has_it_open(book: Path) -> None:
    book.with_name("~$Team.xlsx").write_bytes(b"\x03Tom" + b" " * 51)
    _, line = content.file(book)
    assert line.status == "warn"
    assert line.sentence == ("Team.xlsx is open (Tom); nothing was written. Close it there and try again. If nobody "
                             "has it open, delete the left-over file ~$Team.xlsx.")


def test_an_encrypted_or_labelled_file_must_be_mended(book: Path) -> None:
    book.write_bytes(OLE)
    lines = doctor.looked_at(book)
    assert (lines[-1].status, lines[-1].subject) == ("fail", "file")
    assert "encrypted or labelled" in lines[-1].sentence
    assert "remove the password or label" in lines[-1].sentence


def test_an_older_version_that_came_back(book: Path) -> None:
    before = book.read_bytes()
    run = ["sweep", str(book), "--today", "2026-11-23", "--now", "12:00"]
    assert CliRunner().invoke(command, run).exit_code == 0
    assert list(folder.newer(book)) == []
    book.write_bytes(before)
    (line,) = folder.newer(book)
    assert (line.status, line.subject) == ("warn", "older")
    assert "is an older version" in line.sentence


# --- who wrote it


def test_versions_of_teammates(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = content.written_by(book)
    assert (line.status, line.sentence) == ("ok", "Nobody has used a newer LeadBook than yours on Team.xlsx.")
    for module in ("leadbook.__version__", "leadbook.jobs.prepare.__version__"):
        monkeypatch.setattr(module, "0.10.0")               # Tom installs the next one
    (line,) = content.written_by(book)
    assert line.sentence == ("So far Team.xlsx was used with LeadBook 0.1.0; here is 0.10.0. Give your teammates "
                             "0.10.0, too, then refresh.")
    run = ["sweep", str(book), "--today", "2026-11-23", "--now", "12:00"]
    assert CliRunner().invoke(command, run).exit_code == 0
    assert content.written_by(book).__next__().status == "ok"
    before = book.read_bytes()
    assert CliRunner().invoke(command, run).exit_code == 0
    assert book.read_bytes() == before, "a version signs once"
    monkeypatch.setattr("leadbook.__version__", "0.9.0")     # Jane has an older one
    (line,) = content.written_by(book)
    assert line.status == "warn"
    assert line.sentence.startswith("A teammate works on Team.xlsx with LeadBook 0.10.0; here is 0.9.0. Install 0.10.0")
    with ClosedBook(book) as there:
        assert versions.versions(there.read("Settings")) == ["0.1.0", "0.10.0"]


def test_a_workbook_that_tells_no_version_gets_none() -> None:
    settings = frames.of(SETTINGS, [{"Section": "workbook", "Name": "id", "Value": "B-1"}])
    assert versions.signed(settings, leadbook.__version__) is settings
    assert list(content.versions("Team.xlsx", settings)) == []


# --- what is inside


def rewritten(book: Path, **changed: Callable[[bytes], bytes] | bytes) -> None:
    """Parts of the file changed or added; ``__`` stands for a slash, ``_`` at the end for the dot before xml."""
    names = {name.replace("__", "/").removesuffix("_") + ".xml": how for name, how in changed.items()}
    out = book.with_suffix(".new")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            how = names.pop(name, None)
            new.writestr(name, how(old.read(name)) if callable(how) else old.read(name))
        for name, data in names.items():
            assert isinstance(data, bytes)
            new.writestr(name, data)
    out.replace(book)


def test_what_keeps_people_from_editing_at_once(book: Path) -> None:
    assert list(parts.shareable(book)) == []
    with Workbook.open(book) as there:
        leads = next(p.part for p in there._opened.parts.sheets if p.name == "Leads")
    protect = {leads.replace("/", "__").removesuffix(".xml"): lambda data: data.replace(
        b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')}
    final = (b'<Properties xmlns:vt="v"><property name="_MarkAsFinal"><vt:bool>true</vt:bool></property></Properties>')
    rewritten(book, xl__activeX__activeX1=b"<x/>", xl__ctrlProps__ctrlProp1=b"<x/>", xl__xmlMaps=b"<x/>",
              xl__revisions__revisionHeaders=b"<x/>", docProps__custom=final, docMetadata__LabelInfo=b"<x/>",
              xl__workbook=lambda data: data.replace(
                  b"<workbookPr", b'<fileSharing readOnlyRecommended="1"/><workbookPr', 1), **protect)
    lines = list(parts.shareable(book))
    assert said(lines) == [("warn", "sharing")] * 4 + [("warn", "read-only"), ("warn", "final"), ("warn", "protected"),
                                                       ("ok", "label")]
    assert "sheet Leads of Team.xlsx is protected" in lines[6].sentence
    assert all(one.sentence.endswith(".") for one in lines)


# --- open in Excel


@pytest.mark.parametrize(("address", "autosave", "wanted"), [
    ("C:\\Users\\Jane\\Team.xlsx", False, []),
    ("https://d.docs.live.net/ab12/Team%20leads.xlsx", True, [("ok", "address")]),
    ("https://d.docs.live.net/ab12/Team%20leads.xlsx", None, [("ok", "address")]),
    ("https://hill.sharepoint.com/Team.xlsx", False, [("ok", "address"), ("warn", "autosave")])])
def test_address_and_autosave(address: str, autosave: bool | None, wanted: list[tuple[str, str]]) -> None:
    assert said(opened("Team.xlsx", address, autosave, frames.of(SETTINGS, []))) == wanted


def test_a_whole_look_at_a_sound_shared_book_finds_nothing_wrong(book: Path) -> None:
    lines = doctor.looked_at(moved(book, "OneDrive", HEAD))
    assert {one.status for one in lines} == {"ok"}
    assert {"onedrive", "file", "tables", "settings", "versions", "macros", "backups"} <= {one.subject for one in lines}


def test_the_button_asks_excel_for_both() -> None:
    from leadbook.ribbon.looking import _state

    excel = SimpleNamespace(api=SimpleNamespace(FullName="https://hill.sharepoint.com/Team.xlsx", AutoSaveOn=False))
    assert _state(excel) == ("https://hill.sharepoint.com/Team.xlsx", False)     # type: ignore[arg-type]
    assert _state(SimpleNamespace(api=SimpleNamespace())) == ("", None), "a Mac"  # type: ignore[arg-type]

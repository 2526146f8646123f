"""Broken input: one sentence on stderr, status 2, the file as it was."""

import stat
import sys

import openpyxl
import pytest

from leadbook.cli import leadbook

JOBS = ("validate", "refresh", "today")         # all commands open a workbook in one place


@pytest.fixture(params=JOBS)
def name(request):
    return request.param


def edited(path, change):
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def rename_phone(workbook):
    sheet = workbook["Leads"]
    cell = next(c for c in sheet[1] if c.value == "Phone")
    cell.value = "Telephone"
    for table in sheet.tables.values():
        next(c for c in table.tableColumns if c.name == "Phone").name = "Telephone"


def test_a_renamed_column(refused, book, name):
    edited(book, rename_phone)
    said = refused(name, book)
    assert said.startswith("Team leads.xlsx: table Leads has no column Phone (there is 'Telephone': was it renamed?)")


def test_a_setting_that_cannot_be(refused, book, name):
    def zone(workbook):
        cell = next(row[2] for row in workbook["Settings"].iter_rows() if row[1].value == "time_zone")
        cell.value = "Mars/Olympus"

    edited(book, zone)
    assert "business.time_zone is 'Mars/Olympus'" in refused(name, book)


def test_a_text_date_is_a_finding_and_no_reason_to_stop(job, book):
    def text_date(workbook):
        sheet = workbook["Leads"]
        column = next(c.column for c in sheet[1] if c.value == "Need By")
        sheet.cell(2, column).value = "2/1/2027"

    edited(book, text_date)
    said = job("validate", "--json")
    assert said.status == 1
    assert any(f["column"] == "Need By" and f["row"] == 0 for f in said.json["findings"])
    workbook = openpyxl.load_workbook(book)
    column = next(c.column for c in workbook["Leads"][1] if c.value == "Need By")
    assert workbook["Leads"].cell(2, column).value == "2/1/2027"


@pytest.mark.parametrize("cut", [0, 10, 2000, -100])
def test_a_half_written_file(refused, book, name, cut):
    book.write_bytes(book.read_bytes()[:cut])
    assert book.name in refused(name, book)


@pytest.mark.parametrize(("content", "word"), [
    (b"Name,Phone\nAnn,1\n", "Team leads.xlsx"), (b"\xd0\xcf\x11\xe0" + bytes(600), "Team leads.xlsx")])
def test_something_that_is_no_workbook(refused, book, content, word):
    book.write_bytes(content)
    assert word in refused("refresh", book)


def test_a_workbook_of_somebody_else(refused, book):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Name", "Phone"])
    workbook.save(book)
    assert refused("refresh", book).startswith("Team leads.xlsx is not a LeadBook workbook")


def test_a_workbook_that_is_open(refused, book, run):
    (book.parent / f"~${book.name}").write_bytes(b"\x04Jane" + b" " * 50)
    assert refused("refresh", book).startswith("Team leads.xlsx is open (Jane); nothing was written.")
    assert run("refresh", book, "--dry-run").status == 0


def test_a_read_only_workbook(refused, book):
    book.chmod(stat.S_IREAD)
    try:
        assert refused("refresh", book).startswith("Team leads.xlsx is read-only; nothing was written.")
    finally:
        book.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_no_place_for_the_backup(refused, book, home):
    home.write_text("a file where the folder should be")
    assert "set LEADBOOK_HOME to a folder that you may write in" in refused("refresh", book)


def test_a_missing_file_and_a_folder(refused, book, name):
    assert "did you mean Team leads.xlsx?" in refused(name, book.with_name("Team leds.xlsx"))
    assert "is a folder" in refused(name, book.parent)


@pytest.mark.parametrize(("args", "sentence"), [
    (("refrsh", "x"), "There is no command 'refrsh'; did you mean 'refresh'? See: leadbook --help"),
    (("zzz",), f"There is no command 'zzz'; the commands are {', '.join(leadbook.commands)}. See: leadbook --help"),
    (("refresh",), "Missing argument 'FILE'. See: leadbook refresh --help"),
    (("refresh", "x", "--today", "2/1/2026"),
     "Invalid value for '--today': '2/1/2026' is not a day; write it as 2026-11-23. See: leadbook refresh --help"),
    (("refresh", "x", "--now", "25:00"),
     "Invalid value for '--now': '25:00' is not a time of day; write it as 14:30. See: leadbook refresh --help")])
def test_a_mistyped_command_line(refused, args, sentence):
    assert refused(*args) == sentence


def test_a_mistyped_option(refused):
    said = refused("refresh", "x", "--jsn")
    assert said.startswith("No such option")
    assert "--json" in said


def test_init_and_demo_write_over_nothing(refused, book):
    assert "exists already" in refused("init", book)
    assert "exists already" in refused("demo", "--leads", 5, "--out", book)
    assert "ends in .xlsx" in refused("init", book.with_suffix(".txt"))
    assert "There is no folder" in refused("init", book.parent / "none" / "x.xlsx")


@pytest.mark.parametrize(("yaml", "words"), [
    ("business: [", "my.yaml is not readable as YAML"), ("busines: {}", "did you mean business"),
    ("business: {currency: dollars}", "business.currency is 'dollars'")])
def test_settings_that_cannot_be(refused, tmp_path, yaml, words):
    (tmp_path / "my.yaml").write_text(yaml)
    assert words in refused("init", tmp_path / "new.xlsx", "--config", tmp_path / "my.yaml")
    assert not (tmp_path / "new.xlsx").exists()
    assert "Cannot read the settings file" in refused("init", tmp_path / "new.xlsx", "--config", tmp_path / "none.yaml")


@pytest.mark.parametrize(("args", "words"), [
    (("Zzz Quux", "Call", "Spoke"), "No lead is called 'Zzz Quux'"), (("e", "Call", "Spoke"), "leads fit 'e'"),
    (("LEAD", "Pigeon", "Spoke"), "There is no channel 'Pigeon'"),
    (("LEAD", "Call", "Sang"), "There is no outcome 'Sang'"),
    (("LEAD", "Call", "Spoke", "--when", "2099-01-01"), "is in the future"),
    (("LEAD", "Call", "Spoke", "--when", "soon"), "'soon' is no time that LeadBook can read")])
def test_a_touch_that_cannot_be_logged(refused, job, book, args, words):
    lead = job("today", "--json").json["today_list"][0]["lead"]
    assert words in refused("log", book, *(lead if a == "LEAD" else a for a in args))


@pytest.mark.parametrize(("name", "content", "words"), [
    ("empty.csv", b"", "empty.csv is empty."), ("blank.csv", b"\n \n\n", "blank.csv is empty."),
    ("other.csv", b"Colour,Size\nred,3\n", "no column for a name or a company"),
    ("noheader.csv", b"Ann Baker,212 555 0101\n", "no column for a name or a company: its first row is Ann Baker"),
    ("open.csv", b'Name,Notes\nAnn,x\nBob,"never closed\nCarl,y\n',
     "open.csv: a quotation mark in or after row 3 is opened and never closed"),
    ("book.csv", b"PK\x03\x04....", "a workbook or zip file: open it and save it as CSV"),
    ("cards.vcf", b"BEGIN:VCARD\n", "a vCard file: export the contacts as CSV")])
def test_a_contacts_file_that_cannot_be_read(refused, book, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    assert words in refused("import", book, tmp_path / name)


def test_a_contacts_file_that_is_not_there(refused, book, tmp_path):
    (tmp_path / "contacts.csv").write_text("Name\n")
    assert "did you mean contacts.csv?" in refused("import", book, tmp_path / "contatcs.csv")
    assert "is a folder" in refused("import", book, tmp_path)


def test_something_unexpected_is_kept_in_a_log(run, book, home, monkeypatch):
    from leadbook import jobs

    before = book.read_bytes()
    monkeypatch.setattr(jobs, "run", lambda *_, **__: {}["surprise"])
    said = run("refresh", book)
    assert said.status == 3
    assert (said.out, said.err.count("\n"), book.read_bytes() == before) == ("", 1, True)
    (log,) = (home / "logs").iterdir()
    assert str(log) in said.err
    assert "KeyError: 'surprise'" in log.read_text()


@pytest.mark.parametrize(("error", "sentence"), [
    (OSError(28, "No space left on device"),
     "The computer refused: no space left on device; the workbook is as it was."),
    (PermissionError(13, "Permission denied", "x.xlsx"),
     "Cannot use x.xlsx: permission denied; the workbook is as it was."),
    (MemoryError(), "There is not enough memory for this workbook; close other programs and try again.")])
def test_what_the_computer_refuses_is_said_in_a_sentence(refused, book, monkeypatch, error, sentence):
    from leadbook import jobs

    def fail(*_, **__):
        raise error

    monkeypatch.setattr(jobs, "run", fail)
    assert refused("refresh", book) == sentence


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there")
def test_control_c_is_said_in_a_sentence(run, book, monkeypatch):
    from leadbook import jobs

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "run", interrupted)
    said = run("refresh", book)
    assert (said.status, said.err.lstrip()) == (2, "Stopped; the workbook is as it was.\n")

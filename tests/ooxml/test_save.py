"""Saving: atomic, verified, never over somebody else's work; untouched members raw."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from leadbook.errors import Busy
from leadbook.ooxml import Refusal, Workbook, data_parts, part_crcs, replace, save
from tests.ooxml.sheets import make, ours

START = """
Name | Amount
Ann  | 10
"""


def edited(path: Path) -> Workbook:
    book = Workbook.open(path)
    book.tables["Leads"].set("Name", {0: "Bo"})
    return book


def test_saving_elsewhere_leaves_the_source(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    was = path.read_bytes()
    edited(path).save(tmp_path / "b.xlsx")
    assert path.read_bytes() == was
    assert ours(tmp_path / "b.xlsx")[1] == ["Bo", 10]


def test_untouched_members_are_copied_raw_in_order_with_their_times(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"kept"
        info = zipfile.ZipInfo("customXml/item1.xml", (1999, 5, 5, 5, 5, 4))
        info.extra = b"\x99\x99\x04\x00abcd"
        package.writestr(info, "<x/>", zipfile.ZIP_STORED)
    before = zipfile.ZipFile(path)
    edited(path).save(tmp_path / "b.xlsx")
    after = zipfile.ZipFile(tmp_path / "b.xlsx")
    assert (after.comment, after.namelist()) == (b"kept", before.namelist())
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        if old.filename != "xl/worksheets/sheet1.xml":
            fields = ("CRC", "compress_size", "date_time", "extra", "external_attr", "compress_type", "flag_bits")
            assert [getattr(old, name) for name in fields] == [getattr(new, name) for name in fields]


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    book = edited(path)
    make(path, START.replace("Ann", "Eve"))
    assert not book.unchanged_since_open()
    with pytest.raises(Busy, match="somebody saved it"):
        book.save()
    assert ours(path)[1] == ["Eve", 10]
    assert not list(tmp_path.glob(".~lb-*"))


def test_parts_that_sharepoint_rewrites_do_not_count_as_a_change(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    book = edited(path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("customXml/item1.xml", "<SharePoint/>")
    assert book.unchanged_since_open()
    path.unlink()
    assert not book.unchanged_since_open()


def test_crcs_are_read_without_inflating(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    crcs = part_crcs(path)
    assert crcs == Workbook.open(path).parts() == {i.filename: i.CRC for i in zipfile.ZipFile(path).infolist()}
    assert "xl/worksheets/sheet1.xml" in data_parts(crcs)
    assert "docProps/core.xml" not in data_parts(crcs)


def test_the_temp_file_is_whole_and_beside_the_file(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    was = path.read_bytes()
    temp = edited(path).write_temp()
    assert (temp.parent, temp.suffix, temp.name[:5]) == (tmp_path, ".tmp", ".~lb-")
    assert path.read_bytes() == was
    replace.replace_file(temp, path)
    assert ours(path)[1] == ["Bo", 10]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rights_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    path.chmod(0o640)
    edited(path).save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    (tmp_path / "plain").touch()
    edited(path).save(tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_disk_that_loses_bytes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.xlsx", START)
    book = edited(path)
    write = save._write
    monkeypatch.setattr(save, "_write", lambda w, pieces: write(lambda piece: w(piece[:-1]), pieces))
    with pytest.raises(Refusal, match="did not keep"):
        book.save()
    assert ours(path)[1] == ["Ann", 10]
    assert not list(tmp_path.glob(".~lb-*"))


def test_a_part_that_should_not_have_changed_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.xlsx", START)
    book = edited(path)
    package = book._opened.package
    written: Any = package.written
    monkeypatch.setattr(package, "written", lambda c, d: written(c | {"docProps/app.xml": lambda: [b"<x/>"]}, d))
    with pytest.raises(Refusal, match=r"docProps/app.xml changed and should not have"):
        book.save()


def test_saving_twice_goes_on_from_what_was_saved(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    book = edited(path)
    book.save()
    book.tables["Leads"].append([{"Name": "Cy"}])
    book.save()
    book.save()
    assert ours(path)[1:] == [["Bo", 10], ["Cy", None]]

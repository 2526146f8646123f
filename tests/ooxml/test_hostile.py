"""Files that are broken, hostile or not ours: a refusal or a right answer, and the file as it was."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leadbook.ooxml import Refusal, Workbook, guard
from tests.ooxml.sheets import make, packed, parts, repacked

START = """
Name | When       | Amount
Ann  | 2026-01-05 | 10
Bo   | 2026-02-01 | 20
"""
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[dict[str, bytes]], None]


def work(path: Path) -> None:
    """Read, edit and save beside; the file itself must stay as it is whatever happens."""
    was = path.read_bytes()
    try:
        with Workbook.open(path) as book:
            leads = book.tables["Leads"]
            assert len(leads.rows) == leads.nrows
            leads.set("Name", {0: "x"})
            leads.append([{"Name": "new"}])
            book.save(path.with_name("out.xlsx"))
    finally:
        assert path.read_bytes() == was
        assert not list(path.parent.glob(".~lb-*"))


def survives(path: Path) -> bool:
    try:
        work(path)
    except Refusal as refusal:
        return not str(refusal).startswith(path.name) and pytest.fail(str(refusal))
    return True


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.xlsx", START).read_bytes()
    cut = tmp_path / "cut.xlsx"
    for length in [*range(0, len(whole), 97), len(whole) - 1]:
        cut.write_bytes(whole[:length])
        assert not survives(cut)


def test_flipped_bytes_are_refused_or_harmless(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.xlsx", START).read_bytes()
    rnd = random.Random(7)
    path = tmp_path / "flipped.xlsx"
    for _ in range(250):
        data = bytearray(whole)
        for _ in range(rnd.choice((1, 1, 4))):
            data[rnd.randrange(len(data))] = rnd.randrange(256)
        path.write_bytes(data)
        survives(path)


def test_mangled_xml_is_refused_or_harmless(tmp_path: Path) -> None:
    content = parts(make(tmp_path / "whole.xlsx", START))
    names = [name for name in content if name.startswith("xl/") and "theme" not in name] + ["_rels/.rels"]
    bits = (b"<", b">", b'"', b"&", b"<c>", b"</row>", b"<!--x-->", b"<![CDATA[x]]>", b"99999999999", b"-1", b"\0")
    rnd = random.Random(11)
    path = tmp_path / "mangled.xlsx"
    for _ in range(350):
        name = rnd.choice(names)
        data = bytearray(content[name])
        at = rnd.randrange(len(data))
        end = at + rnd.randrange(30)
        data[at:end] = rnd.choice((b"", rnd.choice(bits), bytes(data[end : end + 20])))
        path.write_bytes(packed(content | {name: bytes(data)}))
        survives(path)


def _insert(name: str, old: bytes, new: bytes) -> Change:
    def change(content: dict[str, bytes]) -> None:
        assert old in content[name]
        content[name] = content[name].replace(old, new, 1)

    return change


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, b'<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'])
@pytest.mark.parametrize(
    "name", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/tables/table1.xml", "_rels/.rels"]
)
def test_entities_and_dtds_are_refused(tmp_path: Path, name: str, declared: bytes) -> None:
    path = repacked(make(tmp_path / "a.xlsx", START), _insert(name, b"?>", b"?>" + declared))
    with pytest.raises(Refusal, match="XML entities or a DTD"):
        work(path)


def test_absurd_nesting_is_refused(tmp_path: Path) -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    for name, at in ((SHEET, b"</worksheet>"), ("xl/workbook.xml", b"</workbook>"), (SHEET, b"</row>")):
        path = repacked(make(tmp_path / "a.xlsx", START), _insert(name, at, deep + at))
        assert not survives(path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    def utf16(content: dict[str, bytes]) -> None:
        content[SHEET] = content[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")

    with pytest.raises(Refusal, match="not written in UTF-8"):
        work(repacked(make(tmp_path / "a.xlsx", START), utf16))


def test_a_table_larger_than_any_memory_is_refused(tmp_path: Path) -> None:
    change = _insert("xl/tables/table1.xml", b'ref="A1:C3"', b'ref="A1:XFD1048576"')
    assert not survives(repacked(make(tmp_path / "a.xlsx", START), change))


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "RATIO_FROM", 1 << 20)

    def bomb(content: dict[str, bytes]) -> None:
        content["xl/sharedStrings.xml"] += b" " * (8 << 20)

    with pytest.raises(Refusal, match="would unpack to"):
        work(repacked(make(tmp_path / "a.xlsx", START), bomb))


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    while SHEET.encode() not in data[at : at + 90]:
        at = data.find(b"PK\x01\x02", at + 4)
    struct.pack_into("<L", data, at + 24, 100)
    path.write_bytes(data)
    with pytest.raises(Refusal, match="another size than the file says"):
        work(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", [SHEET, "XL/Worksheets/SHEET1.xml", "/xl/worksheets/sheet1.xml"])
def test_duplicate_members_are_refused(tmp_path: Path, twin: str) -> None:
    path = make(tmp_path / "a.xlsx", START)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(twin, b"<worksheet/>")
    with pytest.raises(Refusal, match="twice"):
        work(path)


def test_what_is_no_workbook_is_named(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("hello.txt", "x")
    for data, why in (
        (b"", "the file is empty"),
        (b"Name,Stage\nAnn,New\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted or labelled"),
        (other.getvalue(), "a zip file but not an Excel workbook"),
    ):
        path = tmp_path / "a.xlsx"
        path.write_bytes(data)
        with pytest.raises(Refusal, match=why):
            work(path)
    with pytest.raises(Refusal, match="there is no such file"):
        Workbook.open(tmp_path / "nowhere.xlsx")
    with pytest.raises(Refusal, match=tmp_path.name):
        Workbook.open(tmp_path)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    data = bytearray(path.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(Refusal, match="encrypted"):
        work(path)


def test_a_signed_workbook_is_read_but_not_edited(tmp_path: Path) -> None:
    def sign(content: dict[str, bytes]) -> None:
        content["_xmlsignatures/sig1.xml"] = b"<Signature/>"

    path = repacked(make(tmp_path / "a.xlsx", START), sign)
    assert len(Workbook.open(path).tables["Leads"].rows) == 2
    with pytest.raises(Refusal, match="digitally signed"):
        work(path)

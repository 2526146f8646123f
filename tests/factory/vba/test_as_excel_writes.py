"""Our project beside one that Excel saved: ``quickstart_standalone.xlsm`` of the installed xlwings package."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from pathlib import Path

import olefile
import pytest
from oletools.olevba import decompress_stream

from leadbook.factory import vba
from leadbook.factory.vba import sources
from leadbook.factory.vba.module import WORKBOOK_BASE, document, from_text
from tests.factory.vba.test_dir_stream import records

NAMES = ("ThisWorkbook", "Sheet1", "Module1", "Sheet2", "xlwings", "Dictionary")
REFERENCES = (0x16, 0x3E, 0x2F, 0x30, 0x33, 0x0D)


@pytest.fixture(scope="module")
def excel() -> olefile.OleFileIO:
    package = Path(importlib.util.find_spec("xlwings").submodule_search_locations[0])
    with zipfile.ZipFile(package / "quickstart_standalone.xlsm") as file:
        return olefile.OleFileIO(io.BytesIO(file.read("xl/vbaProject.bin")))


@pytest.fixture(scope="module")
def ours() -> olefile.OleFileIO:
    xlwings, dictionary = sources.of_xlwings()
    modules = [document("ThisWorkbook", WORKBOOK_BASE), document("Sheet1"), from_text("Module1.bas", "' Ours\n"),
               document("Sheet2"), xlwings, dictionary]
    return olefile.OleFileIO(io.BytesIO(vba.project(modules)))


def unpacked(ole: olefile.OleFileIO, stream: str, offset: int = 0) -> bytes:
    return bytes(decompress_stream(bytearray(ole.openstream(stream).read()[offset:])))


def all_records(ole: olefile.OleFileIO) -> list[tuple[int, bytes]]:
    """The dir stream's records without the references, which depend on what somebody once referred to."""
    return [one for one in records(unpacked(ole, "VBA/dir")) if one[0] not in REFERENCES]


def test_the_streams_and_the_order_of_records_are_those_of_excel(excel, ours):
    assert sorted(map(tuple, ours.listdir())) == sorted(map(tuple, excel.listdir()))
    assert [number for number, _ in all_records(ours)] == [number for number, _ in all_records(excel)]


def test_every_record_says_the_same_but_for_caches_and_counters(excel, ours):
    own = {0x09: "version", 0x13: "cookie", 0x2C: "cookie", 0x31: "length of the cache", 0x1C: "help text",
           0x48: "help text"}
    for mine, theirs in zip(all_records(ours), all_records(excel), strict=True):
        assert mine == theirs or mine[0] in own


def test_names_and_kinds_stand_in_the_project_text_as_excel_writes_them(excel, ours):
    texts = [ole.openstream("PROJECT").read().decode("cp1252").split("\r\n") for ole in (ours, excel)]
    keys = [[re.sub(r'="?.*', "", line) for line in text if line] for text in texts]
    assert keys[0] == keys[1]
    spared = ("ID", "CMG", "DPB", "GC", *NAMES)         # ids, what hangs on them, and where windows stand
    told = [[line for line in text if not line.startswith(spared)] for text in texts]
    assert [line for line in told[0] if line] == [line for line in told[1] if line]
    assert ours.openstream("PROJECTwm").read() == excel.openstream("PROJECTwm").read()
    assert ours.openstream("VBA/_VBA_PROJECT").read() == excel.openstream("VBA/_VBA_PROJECT").read()


def test_attributes_of_sheets_workbook_and_class_are_those_of_excel(excel, ours):
    offsets = [int.from_bytes(content, "little") for number, content in all_records(excel) if number == 0x31]
    for name, offset in zip(NAMES, offsets, strict=True):
        heads = [re.match(rb"(?:Attribute VB_.*\r?\n)+", source)[0].splitlines()
                 for source in (unpacked(ours, f"VBA/{name}"), unpacked(excel, f"VBA/{name}", offset))]
        assert heads[0] == heads[1], name
        assert len(heads[0]) == {"Module1": 1, "xlwings": 1, "Dictionary": 9}.get(name, 8)

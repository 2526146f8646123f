"""The Open XML SDK (as ooxml-validator) and openxml-audit find nothing in what we build, and do find planted faults."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factory.gates.plants import planted

NEW, OLD = "customUI/customUI14.xml", "customUI/customUI.xml"
FILES = ("LeadBook.xlsm", "Demo.xlsx", "Mine.xlsm")


def audited(workbook: Path) -> list[str]:
    """What openxml-audit finds wrong."""
    done = subprocess.run([sys.executable, "-m", "openxml_audit", str(workbook), "--format", "microsoft365",
                           "--output", "json"], capture_output=True, text=True, timeout=240)
    assert done.returncode in (0, 1), done.stderr
    (said,) = json.loads(done.stdout)
    assert said["valid"] == (done.returncode == 0)
    return [one["description"] for one in said["errors"]]


@pytest.mark.parametrize(("name", "version"), [(FILES[0], "Microsoft365"), (FILES[1], "Microsoft365"),
                                               (FILES[2], "Office2021")])
def test_the_open_xml_sdk_finds_nothing(open_xml_sdk, books, name, version):
    assert open_xml_sdk(books[name], version) == []


@pytest.mark.parametrize("name", FILES[:2])     # the third is the first with other settings
def test_openxml_audit_finds_nothing(books, name):
    assert audited(books[name]) == []


RIBBONS = [(NEW, "<tabs>", "<tabz/><tabs>", "has invalid child element")]
TYPES = [("[Content_Types].xml", "spreadsheetml.table+xml", "spreadsheetml.tabel+xml", "unexpected content type")]
TOGETHER = [
    (NEW, 'imageMso="Call"', 'imageMSO="Call"', "'imageMSO' attribute is not declared"),
    (NEW, 'keytip="G"', 'keytip="LONG"', "'keytip' has invalid value 'LONG'"),
    (OLD, 'imageMso="Call"', 'autoScale="true"', "'autoScale' attribute is not declared"),
    ("xl/worksheets/sheet1.xml", "<sheetViews>", '<sheetViews bad="1">', "'bad' attribute is not declared"),
    ("xl/workbook.xml", 'sheetId="2"', 'sheetId="1"', "'sheetId' should have unique value"),
]


@pytest.mark.parametrize("faults", [RIBBONS, TYPES, TOGETHER], ids=["ribbon", "types", "together"])
def test_the_open_xml_sdk_sees_planted_faults(open_xml_sdk, small, tmp_path, faults):
    for part, old, new, _ in faults:
        small = planted(small, part, old, new)
    (tmp_path / "bad.xlsm").write_bytes(small)
    found = open_xml_sdk(tmp_path / "bad.xlsm")
    assert [said for *_, said in faults if not any(said in one for one in found)] == [], found


def test_the_open_xml_sdk_takes_the_small_ribbon(open_xml_sdk, small, tmp_path):
    (tmp_path / "small.xlsm").write_bytes(small)
    assert open_xml_sdk(tmp_path / "small.xlsm") == []


@pytest.mark.parametrize(("part", "old", "new", "said"), [
    (NEW, 'keytip="G"', 'keytip="LONG"', "keytip"),
    ("xl/workbook.xml", 'sheetId="2"', 'sheetId="1"', "Duplicate sheetId"),
])
def test_openxml_audit_sees_a_planted_fault(small, tmp_path, part, old, new, said):
    (tmp_path / "bad.xlsm").write_bytes(planted(small, part, old, new))
    found = audited(tmp_path / "bad.xlsm")
    assert any(said in one for one in found), found

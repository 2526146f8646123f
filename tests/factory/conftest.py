from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from leadbook import factory
from leadbook.factory import demo

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


@pytest.fixture(scope="session")
def config():
    return demo.demo_config()


@pytest.fixture(scope="session")
def content(config):
    """The demo as of the real today: the Today sheet asks the spreadsheet program for the date."""
    return demo.content(120, 3, dt.date.today(), config)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory, config, content) -> Path:
    path = tmp_path_factory.mktemp("book") / "demo.xlsx"
    factory.create(path, config, content, today=dt.date.today())
    return path


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """A function (workbook, suffix) -> the file as LibreOffice recalculates and writes it."""
    if not shutil.which("soffice"):
        if os.environ.get("LEADBOOK_REQUIRE_HOSTS") == "1":
            pytest.fail("LEADBOOK_REQUIRE_HOSTS=1, but LibreOffice (soffice) is not installed")
        pytest.skip("LibreOffice (soffice) is not installed")

    def convert(workbook: Path, suffix: str) -> Path:
        folder = tmp_path_factory.mktemp("lo")
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(PROFILE)
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix,
             "--outdir", str(folder / "out"), str(workbook)], capture_output=True, text=True, timeout=240)
        made = list((folder / "out").glob("*"))
        assert made, done.stderr
        return made[0]

    return convert

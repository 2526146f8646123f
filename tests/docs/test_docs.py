"""Docs are tested: the drawn pages equal what the code draws, links lead somewhere, every setting and code is told."""

import importlib.util
import re
from pathlib import Path

import pytest

from leadbook import config
from leadbook.schema import TABLES

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
make_reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_reference)
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("name", make_reference.PAGES)
def test_a_drawn_page_is_up_to_date(name):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == make_reference.PAGES[name](), "run: python docs/make_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_every_column_and_setting_is_told():
    tables, settings = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("tables.md", "settings.md"))
    for table in TABLES.values():
        assert f"## {table.name}\n" in tables
        for column in table.columns:
            assert f"| {column.name} |" in tables
    for section, values in config.defaults().items():
        for name in values:
            assert f"  {name}:" in settings, f"{section}.{name}"


def test_every_dependency_has_its_reason():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in re.findall(r'^    "([A-Za-z-]+)', project, re.MULTILINE):
        assert f"| {name} |" in text, name


def test_no_page_names_a_path_of_a_machine():
    for page in PAGES:
        assert not re.search(r"/(work|root|home|tmp)/", page.read_text(encoding="utf-8")), page.name

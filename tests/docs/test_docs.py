"""Docs are tested: the drawn pages equal what the code draws, links lead somewhere, every setting and code is told."""

import datetime as dt
import importlib.util
import re
import shutil
import subprocess
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
    for name in re.findall(r'^    "([A-Za-z0-9-]+)', project, re.MULTILINE):
        assert f"| {name} |" in text, name


def test_no_page_names_a_path_of_a_machine():
    for page in PAGES:
        assert not re.search(r"/(work|root|home|tmp)/", page.read_text(encoding="utf-8")), page.name


def test_every_code_that_a_finding_can_carry_is_told():
    checks = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    code = re.compile(r"\bLB[1-9]\d\d\b")
    used = {c for path in (ROOT / "leadbook").rglob("*.py") for c in code.findall(path.read_text(encoding="utf-8"))}
    told = set(re.findall(r"^(?:### |\| )(LB\d{3})\b", checks, re.MULTILINE))
    assert len(used) > 30
    assert used == told


def test_the_example_of_the_editor_runs(tmp_path, monkeypatch, capsys):
    from leadbook import factory, frames, schema
    from leadbook.ooxml import Workbook

    page = (ROOT / "docs" / "ooxml.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    leads = frames.of(schema.LEADS, [{"Lead ID": "L-1", "Name": "Ann Baker", "Stage": "New"}])
    factory.create(Path("MyLeads.xlsx"), config.default_config(), {"Leads": leads}, today=dt.date(2026, 11, 23))
    exec(compile(example, "docs/ooxml.md", "exec"), {})
    with Workbook.open("MyLeads.xlsx") as book:
        rows = book.tables["Leads"].rows
    assert [(row["Name"], row["Stage"]) for row in rows] == [("Ann Baker", "Won"), ("Dana Whitfield", None)]
    assert rows[1]["Received"] == dt.datetime(2026, 11, 23, 9, 30)
    assert "has no column 'Stagge'; did you mean Stage or State or Stale?" in capsys.readouterr().out


def test_every_command_of_the_guide_and_the_readme_is_one():
    from leadbook.cli import leadbook

    known = {*leadbook.commands, "test"}
    for page in PAGES:
        for name in re.findall(r"start\.py ([a-z]+)", page.read_text(encoding="utf-8")):
            assert name in known, f"{page.name}: {name}"


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="needs the git checkout")
def test_git_ignores_no_source_file():
    """A line such as ``demo/`` in .gitignore once kept a whole package out of every clone."""
    ask = ["git", "-C", str(ROOT), "ls-files", "--others", "--ignored", "--exclude-standard",
           "leadbook", "tests", "docs", "benchmarks"]
    ignored = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.splitlines()
    assert not [name for name in ignored if name.endswith((".py", ".md", ".yaml", ".png"))]


def test_pictures_are_small_and_each_is_shown_somewhere():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in (ROOT / "docs" / "pictures").glob("*.png"):
        assert picture.stat().st_size < 200_000, picture.name
        assert f"pictures/{picture.name}" in text, picture.name

"""A small demo workbook for each test, a LeadBook folder of its own, and ``leadbook`` as a function."""

import datetime as dt
import json
import shutil
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from leadbook import factory
from leadbook.cli import leadbook
from leadbook.factory.demo import content, demo_config

TODAY = dt.date(2026, 11, 23)


@dataclass
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "leadbook home"
    monkeypatch.setenv("LEADBOOK_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    config = demo_config()
    factory.create(path, config, content(40, 1, TODAY, config), today=TODAY)
    return path


@pytest.fixture
def book(made, tmp_path):
    path = tmp_path / "Jos\u00e9's leads" / "Team leads.xlsx"
    path.parent.mkdir()
    return shutil.copy(made, path)


@pytest.fixture
def run():
    def call(*args):
        said = CliRunner().invoke(leadbook, [str(a) for a in args])
        assert said.exception is None or isinstance(said.exception, SystemExit)
        return Said(said.exit_code, said.stdout, said.stderr)

    return call


@pytest.fixture
def job(run, book):
    """A job on the book at noon of the day for which the book was made."""
    def call(name, *args):
        return run(name, book, *args, "--today", TODAY, "--now", "12:00")

    return call


@pytest.fixture
def refused(run, book):
    """The command is refused with one sentence, status 2, and the file as it was."""
    def call(*args):
        before = book.read_bytes() if book.is_file() else b""
        said = run(*args)
        assert (said.status, said.out) == (2, ""), said
        assert said.err.count("\n") == 1
        assert said.err.rstrip()[-1] in ".?p"
        assert (book.read_bytes() if book.is_file() else b"") == before
        assert [p.name for p in book.parent.iterdir() if p.suffix in (".tmp", ".part")] == []
        return said.err.strip()

    return call

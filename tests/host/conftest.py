from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadbook import factory
from leadbook.factory import demo
from tests.host.conditional import WINDOWS
from tests.host.fixtures import Twin, office, opened
from tests.host.twin import twin

__all__ = ["office"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built workbook with a few people in it."""
    path = tmp_path_factory.mktemp("built") / "demo.xlsm"
    config = demo.demo_config()
    factory.create(path, config, demo.content(20, 3, dt.date.today(), config), today=dt.date.today())
    return path


@pytest.fixture(scope="module")
def recording(office: str, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twin]:
    """The twin whose RunPython notes commands and starts nothing."""
    folder = tmp_path_factory.mktemp("twin")
    path = twin(built, folder / "twin.xlsm", folder, WINDOWS)
    with opened(office, path) as link:
        one = Twin(link, path, folder, office)
        one.set()
        yield one

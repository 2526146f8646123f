"""The page of definitions tells every column that the funnel fills."""

from pathlib import Path

import pytest

from leadbook.schema import FUNNELS

PAGE = (Path(__file__).parents[2] / "docs" / "funnel.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("table", "column"), [(table.name, column) for table in FUNNELS for column in table.names])
def test_every_column_is_told(table, column):
    assert f"**{column}**" in PAGE

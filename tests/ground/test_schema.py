"""The vocabulary itself: what Excel and people would trip over."""

import pytest

from leadbook.config import default_config
from leadbook.schema import LISTS, TABLES


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_can_be_built(table):
    names = [c.name.casefold() for c in table.columns]
    assert len(set(names)) == len(names)
    assert table.key in table.names
    assert table.help.endswith(".")
    for column in table.columns:
        assert column.help, column.name
        assert len(column.help) <= 255, "an input message in Excel holds 255 characters"
        assert len(column.name) <= 32, "so does its title 32"
        assert not set("[]'#@") & set(column.name), "needs escapes in structured references"
        if isinstance(column.options, str) and column.options:
            assert column.options in LISTS.names


def test_every_list_of_the_settings_has_its_column():
    config = default_config()
    for name in LISTS.names:
        assert hasattr(config, name.lower() + "s")


def test_an_unknown_column_is_a_key_error():
    with pytest.raises(KeyError, match="Leads has no column Fax"):
        TABLES["Leads"]["Fax"]

"""Settings: an error names the key path, the value and what is allowed."""

import copy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook import config
from leadbook.errors import ConfigError


def refused(text, tmp_path):
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        config.load(path)
    return str(error.value)


@pytest.mark.parametrize(("text", "sentence"), [
    ("business: {time_zon: UTC}", "business.time_zon is not a setting; did you mean time_zone?"),
    ("busines: {}", "busines is not a setting; did you mean business?"),
    ("stages: {New: {kind: opn}}", "stages.New.kind is 'opn', but it should be 'open', 'nurture'"),
    ("cadence: {touches_per_month: 0}", "cadence.touches_per_month is 0, but it should be greater than or equal to 1"),
    ("business: {time_zone: Mars/Olympus}", "is not a time zone; use an IANA name"),
    ("business: {working_hours: all day}", 'is not a span of hours; write "09:00-17:00" in quotes'),
    ("owners: {Jane: {leave: [2026-13-01]}}", "owners.Jane.leave.0 is '2026-13-01', but it is not a period"),
    ("owners: {Jane: {backup: Tom}}", "owners.Jane.backup: 'Tom' is not one of the owners"),
    ("cadence: {channels: [Fax]}", "cadence.channels: 'Fax' is not one of the channels"),
    ("stages: {Won: {kind: won}}", "the first stage is where new leads start"),
    ("funnel: {weeks: 3, weeks: 4}", "in line 1: weeks is given twice"),
    ("[1, 2]", "expected sections such as 'business:'"),
    ("business: {name: [", "is not readable as YAML in line 1"),
    ("funnel: {weeks: many}", "funnel.weeks is 'many', but it should be a valid integer"),
])
def test_a_wrong_setting_is_named(text, sentence, tmp_path):
    assert sentence in refused(text, tmp_path)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError, match="Cannot read the settings file"):
        config.load(tmp_path / "none.yaml")


def test_lists_of_names_replace_and_sections_merge(tmp_path):
    """sources: [Walk-in] is the whole list; cadence keeps what is not mentioned."""
    path = tmp_path / "my.yaml"
    path.write_text("sources: [Walk-in, 1031]\nowners:\n  Jane: {leave: [2026-12-24..2027-01-02]}\n"
                    "cadence: {touches_per_month: 4}\n")
    mine = config.load(path)
    assert list(mine.sources) == ["Walk-in", "1031"]
    assert mine.cadence.touches_per_month == 4
    assert mine.cadence.call_every_months == 2
    assert [str(day) for day in mine.owners["Jane"].leave[0]] == ["2026-12-24", "2027-01-02"]


def test_settings_travel_through_the_workbook():
    mine = config.default_config()
    assert config.from_rows(config.to_rows(mine), "book.xlsx") == mine


def test_a_setting_given_twice_in_the_sheet_is_refused():
    rows = [*config.to_rows(config.default_config()), ("funnel", "weeks", "3")]
    with pytest.raises(ConfigError, match=r"book.xlsx, sheet Settings: funnel.weeks is given twice"):
        config.from_rows(rows, "book.xlsx")


def test_the_records_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        config.default_config().funnel.weeks = 3


words = st.text(max_size=8)
anything = st.recursive(st.none() | st.booleans() | st.integers() | words,
                        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


@given(anything, st.sampled_from(sorted(config.defaults())))
def test_any_value_anywhere_is_accepted_or_refused_in_one_sentence(value, section):
    raw = copy.deepcopy(config.defaults())
    raw[section] = value
    said = "my.yaml: all is well"
    try:
        config.checked(raw, "my.yaml")
    except ConfigError as error:
        said = str(error)
    assert said.startswith("my.yaml: ")


def test_every_setting_has_a_line_of_help():
    """Each key of config.yaml has a comment on its line or above its section."""
    path = Path(config.__file__).parent.parent / "config.yaml"
    for line in path.read_text().splitlines():
        if line.startswith("  ") and ":" in line and not line.lstrip().startswith("#") and "{" not in line:
            assert "#" in line, line

"""The ribbon's text: every button complete, in its group, with words of the settings, and its Sub runs its job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from xml.etree.ElementTree import Element

import pytest

from leadbook import ribbon as door
from leadbook.config import default_config
from leadbook.factory import ribbon
from leadbook.rules.new_touch import word
from leadbook.rules.words import synonyms

SOURCES = Path(__file__).resolve().parents[2] / "workbook" / "vba"
GROUPS = {
    "Today": ["Today", "Refresh", "Undo"],
    "Capture": ["Quick add", "Import", "Sweep inbox", "Log a touch", "Undo log"],
    "Check": ["Validate", "Stale", "Account"], "Plan": ["Plan"], "Measure": ["Funnel"],
    "Team": ["Settings", "Merge copies"], "Help": ["Help", "Doctor"]}
TOUCHES = ["Called", "Left message", "E-mailed", "Mailed", "Texted", "Met", "Note"]


def kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def everything() -> Iterator[Element]:
    return ribbon.tree(ribbon.source()).iter()


def found(label: str) -> Element:
    return next(e for e in everything() if e.get("label") == label and kind(e) in ("button", "menu"))


def code() -> str:
    return "\n".join(path.read_text("ascii") for path in sorted(SOURCES.glob("*.bas")))


PRESSED = [e for e in everything() if kind(e) in ("button", "menu")]
LOGGED = [e for e in PRESSED if e.get("onAction") == "LB_LogTouch"]


def test_the_groups_hold_their_buttons() -> None:
    groups = {e.get("label"): [child.get("label") for child in e] for e in everything() if kind(e) == "group"}
    assert groups == GROUPS
    assert list(groups) == list(GROUPS)
    assert [child.get("label") for child in found("Log a touch")] == TOUCHES


@pytest.mark.parametrize("element", PRESSED, ids=lambda e: e.get("id"))
def test_a_control_says_everything(element: Element) -> None:
    for key in ("id", "label", "imageMso", "keytip", "screentip", "supertip"):
        assert element.get(key), key
    assert re.fullmatch("[A-Z0-9]{1,3}", element.get("keytip", ""))
    assert element.get("supertip", "").endswith((".", "?"))
    assert (kind(element) == "button") == bool(element.get("onAction"))


@pytest.mark.parametrize("element", [e for e in PRESSED if kind(e) == "button"], ids=lambda e: e.get("id"))
def test_a_button_says_how_to_take_it_back_or_that_it_changes_nothing(element: Element) -> None:
    undoes = element.get("id") in ("Undo", "UndoLog")
    said = element.get("supertip", "")
    assert undoes != bool(re.search(r"Changes nothing|(Undo|Undo log) takes it back", said))
    assert ("Undo log takes it back" in said) == (element in LOGGED)


def test_no_two_keytips_of_one_place_begin_alike() -> None:
    places = [[e for group in everything() if kind(group) == "group" for e in group]]
    places += [list(e) for e in everything() if kind(e) == "menu"]
    for place in places:
        tips = [e.get("keytip", "") for e in place]
        for nth, tip in enumerate(tips):
            assert not [t for t in tips[:nth] + tips[nth + 1:] if t.startswith(tip)], f"{tip} of {tips}"


@pytest.mark.parametrize("element", LOGGED, ids=lambda e: e.get("id"))
def test_a_touch_is_in_the_words_of_the_settings(element: Element) -> None:
    """Each tag is "Channel|Outcome"; a channel and an outcome of config.yaml, or another word that it knows for one."""
    config = default_config()
    channel, outcome = element.get("tag", "").split("|")
    assert word(channel, config.channels, "channel") in config.channels
    assert word(outcome, config.outcomes, "outcome") in config.outcomes


def test_each_touch_is_there_once_and_every_personal_channel_and_outcome_is_offered() -> None:
    config = default_config()
    tags = [element.get("tag", "") for element in LOGGED]
    assert len(set(tags)) == len(tags)
    channels = {synonyms(config.channels)[tag.split("|")[0].casefold()] for tag in tags}
    outcomes = {synonyms(config.outcomes)[tag.split("|")[1].casefold()] for tag in tags}
    assert channels == {name for name, channel in config.channels.items() if channel.personal}
    assert outcomes == set(config.outcomes)


def test_each_sub_runs_its_job_and_every_job_has_a_button() -> None:
    subs = dict(re.findall(r"(?ms)^Public Sub (LB_\w+)\(control As IRibbonControl\)\n(.*?)^End Sub", code()))
    called = {e.get("onAction") for e in everything()} - {None}
    assert set(subs) == called
    named = {name: re.findall(r'"([a-z_]+)(?:\(\))?"', body) for name, body in subs.items()}
    assert all(len(jobs) == 1 for jobs in named.values()), named
    there = {name for name, made in vars(door).items() if isinstance(made, FunctionType) and not name.startswith("_")}
    assert {jobs[0] for jobs in named.values()} == there


def test_the_macros_are_thin_quiet_and_plain() -> None:
    for path in SOURCES.glob("*.bas"):
        text = path.read_text("ascii")                              # no character that some code page lacks
        assert "Option Explicit\n" in text, path.name
        assert not re.search(r"(?i)Workbook_|Worksheet_|Auto_Open|OnTime|OnKey|WithEvents|Shell\b|\.Save\b", text)
        if path.name == "LeadbookFill.bas":                             # writes what Python asks for, into blanks only
            assert text.count("IsEmpty(cell.Value)") == text.count("LB_Enter cell") == 1
        else:
            assert not re.search(r"(?i)\.(Value2?|Formula\w*)\s*=", text), f"{path.name} writes into a cell"
            assert "LB_Fill" not in text
        if path.name in ("Ribbon.bas", "LeadbookRun.bas", "LeadbookReady.bas", "LeadbookAsk.bas"):
            for body in re.findall(r"(?ms)^(?:Public|Private) (?:Sub|Function).*?^End", text):
                assert body.count("\n") <= 20, body
            subs = re.findall(r"(?m)^(.*)\n(?:Public|Private) (?:Sub|Function)", text)
            assert all(line.startswith("'") for line in subs), path.name

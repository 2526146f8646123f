"""docs/buttons.md tells of every button, in the words of the ribbon."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leadbook.factory import ribbon
from leadbook.ribbon import taking_back, touches

PAGE = (Path(__file__).parents[2] / "docs" / "buttons.md").read_text("utf-8")
LABELS = [child.get("label", "") for group in ribbon.tree(ribbon.source()).iter() if group.tag.endswith("}group")
          for child in group]


@pytest.mark.parametrize("label", LABELS)
def test_each_button_is_told(label: str) -> None:
    assert re.search(rf"^\| .*\*\*{label}\*\*", PAGE, re.MULTILINE)


def test_the_numbers_are_those_of_the_code() -> None:
    from leadbook.books.undo import journal

    assert f"More than {touches.ASK_ABOVE} leads" in PAGE
    assert f"The last {journal.KEPT} runs" in PAGE
    assert taking_back.DOUBLE_CLICK == touches.DOUBLE_CLICK

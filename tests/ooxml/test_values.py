"""A column as cell XML: the fast ways say of each value what ``tail`` says of it alone."""

from __future__ import annotations

import random

import pytest

from leadbook.ooxml.values import checked, few, tail, tails

WORDS = ["Planned", "a & b", " x", "<q>", "", "_x0041_", "two\nlines", "Zoë 你好"]


@pytest.mark.parametrize("words", [WORDS, [None, *WORDS], [None, "Planned"], ["x"]], ids=str)
@pytest.mark.parametrize("rows", [512, 4000])
def test_words_that_repeat_are_written_as_each_alone(words: list[str | None], rows: int) -> None:
    dice = random.Random(rows)
    column = [dice.choice(words) for _ in range(rows)]
    form, parts = tails(column)
    assert [form % part for part in parts] == [tail(value) for value in column]
    assert few(column) is not None
    assert few(column[:511]) is None
    assert checked(column, False) == (column, -1, "")


def test_a_column_that_only_begins_with_few_words_is_one_of_many() -> None:
    column = ["same"] * 600 + [f"word {n}" for n in range(600)]
    assert few(column) is None
    form, parts = tails(column)
    assert [form % part for part in parts] == [tail(value) for value in column]


def test_a_text_that_does_not_fit_is_found_among_words_that_repeat() -> None:
    column = ["a"] * 1000 + ["x" * 40_000]
    assert checked(column, False)[1:] == (1000, "it is longer than the 32,767 characters a cell holds")

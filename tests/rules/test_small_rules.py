"""Ids, words, lists and the kinds of touches."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook import frames
from leadbook.config import default_config
from leadbook.rules import ids, lists, touches, words
from leadbook.schema import LEADS, TOUCHES

CONFIG = default_config()


def test_typed_rows_get_their_id_and_keep_it():
    leads = frames.of(LEADS, [{"Lead ID": "L-1", "Name": "Ann"}, {"Name": "Bob"}, {"Name": "Bob"}])
    once = ids.filled(leads, LEADS, "book")
    assert once["Lead ID"].iloc[0] == "L-1"
    assert once["Lead ID"].is_unique
    assert once["Lead ID"].str.fullmatch(r"L-[0-9A-Z]{10}|L-1").all()
    assert ids.filled(once, LEADS, "book") is once


def test_two_users_give_a_row_the_same_id_and_two_books_do_not():
    leads = frames.of(LEADS, [{"Name": "Bob"}])
    one, two, other = (ids.filled(leads, LEADS, salt)["Lead ID"].iloc[0] for salt in ("a", "a", "b"))
    assert one == two != other


def test_a_damaged_id_cell_waits():
    leads = frames.of(LEADS, [{"Name": "Bob"}])
    assert ids.filled(leads, LEADS, "a", damaged=[0])["Lead ID"].tolist() == [""]


@given(st.lists(st.text(max_size=5), max_size=30))
def test_ids_are_unique_whatever_is_typed(names):
    leads = frames.of(LEADS, [{"Name": n, "Company": "c"} for n in names])
    assert ids.filled(leads, LEADS, "s")["Lead ID"].is_unique


@pytest.mark.parametrize(("typed", "name"), [
    ("call", "Call"), ("PHONE", "Call"), ("sms", "Text"), ("email", "E-mail"), ("Fax", "Fax"), ("", "")])
def test_words_people_write(typed, name):
    assert words.canonical(pd.Series([typed], dtype=object), CONFIG.channels).tolist() == [name]


@pytest.mark.parametrize(("channel", "outcome", "kind", "reached"), [
    ("Call", "Spoke", "contact", True),
    ("Call", "Left message", "attempt", False),
    ("E-mail", "Sent", "delivered", True),
    ("E-mail", "Replied", "contact", True),
    ("Newsletter", "Sent", "broadcast", True),
    ("Newsletter", "Replied", "contact", True),
    ("Newsletter", "Bounced", "attempt", False),
    ("Fax", "Sent", "", False),
    ("Call", "whatever", "", False),
])
def test_an_attempt_is_not_a_contact_and_a_broadcast_is_neither(channel, outcome, kind, reached):
    log = frames.of(TOUCHES, [{"Lead ID": "L-1", "Channel": channel, "Outcome": outcome}])
    got = touches.classified(log, CONFIG).iloc[0]
    assert (got["kind"], got["reached"]) == (kind, reached)


def test_lists_show_the_settings():
    table = lists.lists(CONFIG)
    assert [v for v in table["Stage"] if v] == list(CONFIG.stages)
    assert [v for v in table["Owner"] if v] == []

"""Phones, e-mails and who is the same person: contact.py and the two readers under it."""

import random

import pandas as pd
import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames
from leadbook.rules.contact import contact, email_address, home_number, phone_number
from leadbook.schema import LEADS

CONFIG = config.default_config()


@pytest.mark.parametrize(("typed", "country", "e164", "extension", "formatted", "problem"), [
    ("(212) 555-0142", "US", "+12125550142", "", "(212) 555-0142", ""),
    ("1-212-555-0142", "US", "+12125550142", "", "(212) 555-0142", ""),
    ("+1 212.555.0142 x371", "US", "+12125550142", "371", "(212) 555-0142 ext. 371", ""),
    ("212-555-0142 ext 371", "US", "+12125550142", "371", "(212) 555-0142 ext. 371", ""),
    ("416-555-0142", "US", "+14165550142", "", "(416) 555-0142", ""),
    ("+44 20 7183 8750", "US", "+442071838750", "", "+44 20 7183 8750", ""),
    ("030 123456", "DE", "+4930123456", "", "030 123456", ""),
    ("49 30 123456", "DE", "+4930123456", "", "030 123456", ""),
    ("442071838750", "US", "", "", "+44 20 7183 8750", "the + before the country code is missing"),
    ("001-416-366-8092x313", "US", "", "", "(416) 366-8092 ext. 313", "the + before the country code is missing"),
    ("212-555-0142 / 212-555-0199", "US", "", "", "(212) 555-0142", "the cell holds more than one number"),
    ("555-0142", "US", "", "", "", "the area code is missing"),
    ("212-555-01", "US", "", "", "", "digits are missing"),
    ("(111) 555-0142", "US", "", "", "", "there is no such number"),
    ("232-877-6203", "US", "", "", "", "there is no such number"),
    ("ask Bob", "US", "", "", "", "it has no digits"),
    ("", "US", "", "", "", ""),
])
def test_a_phone_is_read(typed, country, e164, extension, formatted, problem):
    read = contact.phones(pd.Series(["", typed], index=[3, 7], dtype=object), country)
    assert read.loc[7].tolist() == [e164, extension, formatted, problem]
    assert read.index.tolist() == [3, 7]


@pytest.mark.parametrize(("typed", "normal", "suggested", "problem"), [
    ("dana@Example.COM", "dana@example.com", "", ""),
    ("Dana.W+news@example.com", "Dana.W+news@example.com", "", ""),
    ("INFO@example.com", "info@example.com", "", ""),
    ("jürgen@müller.de", "jürgen@müller.de", "", ""),
    ("Dana <dana@example.com>", "", "dana@example.com",
     "a name or angle brackets stand around it"),
    ("dana@example.com; bob@example.com", "", "dana@example.com", "the cell holds more than one address"),
    ("dana@ example.com", "", "dana@example.com", "it has a space inside"),
    ("dana.example.com", "", "", "it has no @"),
    ("dana@host.local", "", "", "no mail arrives at a domain of that kind"),
    ("", "", "", ""),
])
def test_an_email_is_read(typed, normal, suggested, problem):
    assert contact.emails(pd.Series([typed], dtype=object)).loc[0].tolist() == [normal, suggested, problem]


@pytest.mark.parametrize("country", ["US", "CA", "DE", "GB", "FR", "CH", "ES", "NL", "IN"])
def test_the_fast_road_reads_phones_as_the_library_does(country):
    rng, plain = random.Random(country), home_number.plain_reader(country)
    data = phonenumbers.PhoneMetadata.metadata_for_region(country)
    code, trunk = str(data.country_code), data.national_prefix or ""
    kinds = [kind for name in home_number._KINDS if (kind := getattr(data, name))]
    examples = [kind.example_number for kind in kinds if kind.example_number]
    fast = 0
    for _ in range(1500):
        digits = list(rng.choice(examples))
        for _ in range(rng.choice([0, 0, 1, 2, 6])):
            digits[rng.randrange(len(digits))] = rng.choice("0123456789")
        before = rng.choice(["", "", "0", "1", "+", f"+{code}", code, trunk, f"00{code}", f"+{code}{trunk}"])
        typed = "".join(d + rng.choice(["", "", "", "", "", " ", "-", "/", ".", ") "]) for d in [before, *digits])
        typed = rng.choice(["", "", "(", "-"]) + typed + rng.choice(["", "", " x371", "x2", "x 2 2", " ext 4"])
        short = plain(typed)
        fast += short is not None
        assert short in (None, phone_number.by_library(typed, country)), typed
    assert fast > 50


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789+ ().-x/#", max_size=18), st.sampled_from(["US", "DE", "GB", "FR"]))
def test_the_fast_road_agrees_on_any_string_of_phone_characters(typed, country):
    assert home_number.plain_reader(country)(typed) in (None, phone_number.by_library(typed, country))


ADDRESSES = st.one_of(
    st.emails(), st.from_regex(r"[a-zA-Z.!'+_-]{1,9}@[a-zA-Z0-9.-]{1,12}\.[a-zA-Z0-9]{1,9}", fullmatch=True),
    st.builds(str.__add__, st.from_regex(r"[a-z]{1,4}@([a-z]{1,3}\.)?", fullmatch=True),
              st.sampled_from(["test", "x.TEST", "local", "onion", "example.com", "a--b.com", "xn--a.com"])))


@settings(max_examples=500, deadline=None)
@given(ADDRESSES)
def test_the_fast_road_reads_emails_as_the_library_does(typed):
    email_address._known().clear()
    assert email_address.readings([typed])[typed] == email_address.by_library(typed)


@pytest.mark.parametrize(("leads", "labels"), [
    ([{"Phone": "212-555-0142"}, {"Phone": "+1 (212) 555 0142"}, {"Phone": "212-555-0143"}], [0, 0, 2]),
    ([{"Email": "Dana@Example.com"}, {"Name": "Bob"}, {"Email": "dana@example.com"}], [0, 1, 0]),
    ([{"Phone": "212-555-0142", "Email": "a@x.com"}, {"Email": "b@x.com"},
      {"Phone": "212-555-0142"}, {"Phone": "212-555-0199", "Email": "A@x.com"}], [0, 1, 0, 0]),
    ([{"Phone": "212-555-0142 x1"}, {"Phone": "212-555-0142 x2"}], [0, 1]),
    ([{"Phone": "000"}, {"Phone": "000"}, {"Email": "none"}, {"Email": "none"}], [0, 1, 2, 3]),
    ([], []),
])
def test_leads_with_a_common_phone_or_email_are_one_person(leads, labels):
    assert contact.same_person(frames.of(LEADS, leads), CONFIG).tolist() == labels


def test_labels_are_row_positions_even_with_gaps():
    leads = frames.of(LEADS, [{"Name": "A", "Phone": "212-555-0142"}, {}, {"Name": "B", "Phone": "2125550142"},
                              {"Name": "C"}])
    assert contact.same_person(leads, CONFIG).to_dict() == {0: 0, 2: 0, 3: 3}

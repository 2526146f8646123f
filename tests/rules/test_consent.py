import pytest

from leadbook import config, frames, schema
from leadbook.rules.contact.consent import allowed_channels, left_out, never_contact

CONFIG = config.default_config()
PHONE, EMAIL, ADDRESS = {"Phone": "212-555-0142"}, {"Email": "dana@gmail.com"}, {"Address": "12 Elm Street"}


def channels(**lead):
    allowed = allowed_channels(frames.of(schema.LEADS, [{"Name": "Dana", **lead}]), CONFIG)
    return [name for name in allowed.columns if allowed[name].iloc[0]]


def test_a_channel_needs_what_it_uses():
    assert channels() == ["Meeting", "Event"]
    assert channels(**PHONE) == ["Call", "Text", "Meeting", "Event"]
    assert channels(**EMAIL) == ["E-mail", "Meeting", "Event"]
    assert channels(**ADDRESS) == ["Mail", "Meeting", "Event"]
    assert channels(Phone="12", Email="dana@") == ["Meeting", "Event"]


def test_a_broadcast_needs_consent():
    assert "Newsletter" not in channels(**EMAIL)
    assert "Newsletter" not in channels(**EMAIL, Newsletter="No")
    assert "Newsletter" in channels(**EMAIL, Newsletter="yes")
    assert "Newsletter" not in channels(Newsletter="Yes")


@pytest.mark.parametrize(("text", "out"), [
    ("", set()), ("No", set()), ("none", set()),
    ("Call", {"Call"}), ("phone, SMS", {"Call", "Text"}), ("Call and text", {"Call", "Text"}),
    ("email", {"E-mail", "Newsletter"}), ("Newsletter", {"Newsletter"}),
])
def test_do_not_contact_leaves_out_channels(text, out):
    assert left_out(text, CONFIG) == out


@pytest.mark.parametrize("text", ["Yes", "ALL", "true", "x", "1", "Call, all", "please stop", "until June"])
def test_never_is_never_and_a_wish_not_understood_is_kept(text):
    leads = frames.of(schema.LEADS, [{"Name": "Dana", "Do Not Contact": text, **PHONE, **EMAIL, "Newsletter": "Yes"},
                                     {"Name": "Tom", **PHONE}])
    assert never_contact(leads, CONFIG).tolist() == [True, False]
    assert allowed_channels(leads, CONFIG).iloc[0].sum() == 0

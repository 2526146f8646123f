"""log: the words of a person -> one row under Touches."""

import datetime as dt

import pytest

from leadbook import config, frames
from leadbook.errors import BadInput
from leadbook.rules.find_lead import all_found, found
from leadbook.rules.new_touch import all_logged, logged
from leadbook.rules.touch_moment import moment_of
from leadbook.schema import LEADS, TOUCHES

CONFIG = config.default_config()
NOW = dt.datetime(2026, 11, 23, 14, 30, 20)
PEOPLE = frames.of(LEADS, [
    {"Lead ID": "L-7K3QF9X2AB", "Name": "Dana Whitfield", "Company": "Whitfield & Sons", "Owner": "Jane Doe"},
    {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Baker", "Company": "Acme"},
    {"Lead ID": "L-AAAAAAAAA2", "Name": "Anna Baker", "Company": "Acme Ltd"},
    {"Lead ID": "L-AAAAAAAAA3", "Company": "Quill"}])


@pytest.mark.parametrize(("text", "row"), [
    ("L-7K3QF9X2AB", 0), ("l-7k3qf9x2ab", 0), ("7K3QF9X2AB", 0), ("dana  WHITFIELD", 0), ("whitfield", 0),
    ("Ann Baker", 1), ("acme", 1), ("anna", 2), ("quill", 3), ("acme ltd", 2)])
def test_whom_a_text_means(text, row):
    assert found(PEOPLE, text) == row


@pytest.mark.parametrize(("text", "sentence"), [
    ("baker", "2 leads fit 'baker', give the Lead ID of the one you mean: Ann Baker, Acme (L-AAAAAAAAA1); "
              "Anna Baker, Acme Ltd (L-AAAAAAAAA2)."),
    ("Dana Witfield", "No lead is called 'Dana Witfield'; did you mean Dana Whitfield?"),
    ("xyz", "No lead is called 'xyz'; check the sheet Leads for the name."),
    ("  ", "Whom did you contact? Give a Lead ID, a name or a company.")])
def test_a_text_that_names_nobody_or_several_is_refused(text, sentence):
    with pytest.raises(BadInput) as refused:
        found(PEOPLE, text)
    assert str(refused.value) == sentence


def test_at_most_eight_candidates_are_listed():
    many = frames.of(LEADS, [{"Lead ID": f"L-{i:010}", "Name": f"Ann {i:02}"} for i in range(11)])
    with pytest.raises(BadInput) as refused:
        found(many, "ann")
    assert str(refused.value).count("(L-") == 8
    assert str(refused.value).endswith("; and 3 more.")


@pytest.mark.parametrize(("text", "moment"), [
    ("", dt.datetime(2026, 11, 23, 14, 30)), ("now", NOW), ("today 9:15", dt.datetime(2026, 11, 23, 9, 15)),
    ("9:15", dt.datetime(2026, 11, 23, 9, 15)), ("yesterday", dt.datetime(2026, 11, 22)),
    ("yesterday at 4pm", dt.datetime(2026, 11, 22, 16)), ("2026-11-20 10:05", dt.datetime(2026, 11, 20, 10, 5)),
    ("2026-11-20", dt.datetime(2026, 11, 20)), ("11/2/2026", dt.datetime(2026, 11, 2)),
    ("Today 12:10 AM", dt.datetime(2026, 11, 23, 0, 10))])
def test_when_it_happened(text, moment):
    assert moment_of(text, NOW, CONFIG) == moment


@pytest.mark.parametrize(("text", "sentence"), [
    ("today 14:31", "23 Nov 14:31 is in the future: log a touch when it has happened."),
    ("2027-01-01", "1 Jan 2027 is in the future: log a touch when it has happened."),
    ("next May", "'next May' is no time that LeadBook can read; write \"today 14:30\", \"yesterday 9:15\" or "
                 "\"2026-11-23 14:30\"."),
    ("25:00", "'25:00' is no time that LeadBook can read; write \"today 14:30\", \"yesterday 9:15\" or "
              "\"2026-11-23 14:30\".")])
def test_a_time_to_come_or_no_time_is_refused(text, sentence):
    with pytest.raises(BadInput) as refused:
        moment_of(text, NOW, CONFIG)
    assert str(refused.value) == sentence


def test_a_day_whose_time_is_not_known_allows_any_time_of_that_day():
    midnight = dt.datetime(2026, 11, 23)
    assert moment_of("today 14:30", midnight, CONFIG) == dt.datetime(2026, 11, 23, 14, 30)
    with pytest.raises(BadInput):
        moment_of("2026-11-24", midnight, CONFIG)


def log(touches=None, **more):
    asked = {"lead": "whitfield", "channel": "phone call", "outcome": "VOICEMAIL"} | more
    return logged(PEOPLE, frames.of(TOUCHES) if touches is None else touches, CONFIG, NOW, **asked)


def test_a_touch_goes_under_the_log_in_the_words_of_the_settings():
    before = frames.of(TOUCHES, [
        {"Touch ID": "T-1", "When": "2026-11-01", "Lead ID": "L-AAAAAAAAA1", "Channel": "Text"}])
    done = log(before, note=" left word ")
    assert done.touches.iloc[0].equals(before.iloc[0])
    row = done.touches.iloc[1].to_dict()
    assert row == {"Touch ID": done.ids[0], "When": dt.datetime(2026, 11, 23, 14, 30), "Lead ID": "L-7K3QF9X2AB",
                   "Name": "Dana Whitfield", "Channel": "Call", "Outcome": "Left message", "By": "Jane Doe",
                   "Note": "left word", "Plan ID": ""}
    assert done.sentence == (
        "Logged: Call, Left message with Dana Whitfield, Whitfield & Sons (L-7K3QF9X2AB), 23 Nov 14:30.")


def test_the_very_same_touch_is_logged_once_unless_one_insists():
    once = log()
    twice = log(once.touches)
    assert (twice.already[0], twice.ids[0], len(twice.touches)) == (True, once.ids[0], 1)
    assert twice.sentence.startswith("Already logged: Call, Left message with Dana Whitfield")
    thrice = log(once.touches, again=True)
    assert (thrice.already[0], len(thrice.touches), thrice.touches["Touch ID"].nunique()) == (False, 2, 2)


def test_two_people_who_log_the_same_get_the_same_id_and_others_do_not():
    assert log().ids == log().ids
    assert len({*log().ids, *log(note="x").ids, *log(by="Tom").ids, *log(outcome="Spoke").ids}) == 4


@pytest.mark.parametrize(("more", "sentence"), [
    ({"channel": "Cal"}, "There is no channel 'Cal' (did you mean 'Call'?); the channels are Call, Text, E-mail, Mail, "
                         "Meeting, Event, Newsletter."),
    ({"outcome": "xx"}, "There is no outcome 'xx'; the outcomes are Spoke, Met, Replied, Appointment set, "
                        "Not interested, Sent, Left message, No answer, Bounced, Wrong number.")])
def test_a_word_that_the_settings_do_not_know_is_refused(more, sentence):
    with pytest.raises(BadInput) as refused:
        log(**more)
    assert str(refused.value) == sentence


def log_all(rows, touches=None, **more):
    asked = {"channel": "Mail", "outcome": "Sent"} | more
    return all_logged(PEOPLE, frames.of(TOUCHES) if touches is None else touches, CONFIG, NOW, rows=rows, **asked)


def test_one_click_logs_many_leads_a_row_each():
    done = log_all([0, 2, 3])
    assert done.touches[["Lead ID", "Name", "By"]].to_numpy().tolist() == [
        ["L-7K3QF9X2AB", "Dana Whitfield", "Jane Doe"], ["L-AAAAAAAAA2", "Anna Baker", ""],
        ["L-AAAAAAAAA3", "Quill", ""]]
    assert done.touches["Touch ID"].tolist() == done.ids
    assert len({*done.ids}) == 3
    assert done.sentence == "Logged: Mail, Sent with 3 leads (Dana Whitfield, Anna Baker, Quill), 23 Nov 14:30."


def test_the_same_click_again_adds_only_who_was_not_there():
    once = log_all([0, 2])
    more = log_all([0, 2, 3], once.touches)
    assert (more.already, more.ids[:2]) == ([True, True, False], once.ids)
    assert more.sentence == "Logged: Mail, Sent with 1 lead (Quill), 23 Nov 14:30. 2 of them were logged already."
    again = log_all([0, 2, 3], more.touches)
    assert (again.report["already_logged"], again.touches is more.touches) == (True, True)
    assert again.sentence == "Already logged: Mail, Sent with these 3 leads, 23 Nov 14:30. Nothing was added."


def test_who_is_wanted_by_id_by_row_or_by_name():
    assert all_found(PEOPLE, ["L-AAAAAAAAA2", 0, "quill", "L-AAAAAAAAA2"]) == ([2, 0, 3], [])
    rows, strangers = all_found(PEOPLE, [9, "L-0000000000", "baker", 1])
    assert rows == [1]
    assert strangers[:2] == ["row 11 is blank", "no lead has the id L-0000000000"]
    assert strangers[2].startswith("2 leads fit 'baker'")

"""The invitation list: everybody is invited, and who is not is listed with the reason; it always adds up."""

import json

import pytest
from click.testing import CliRunner

from leadbook import frames, schema
from leadbook.cli import main
from leadbook.errors import BadInput
from leadbook.rules.contact.people import numbered
from leadbook.rules.outgoing.invitations import event_named, invitations
from tests.notes.book import DANA, settings

PARTY = settings(events={"Summer party": {"date": "2027-06-18", "invite_by": "2027-05-28"}})


def listed(*changes):
    leads = [{**DANA, "Lead ID": f"L-{n}", "Person": None, "Phone": f"212-555-01{n:02}", "Email": f"d{n}@gmail.com"}
             | one for n, one in enumerate(changes)]
    made = invitations(numbered(frames.of(schema.LEADS, leads), PARTY), PARTY)
    assert len(made.table) + len(made.left_out) == len(leads)
    return (list(zip(made.table["Lead ID"], made.table["Invite By"], strict=True)),
            list(zip(made.left_out["lead"], made.left_out["why"], strict=True)))


@pytest.mark.parametrize(("lead", "by"), [
    ({}, "Mail"), ({"Address": ""}, "E-mail"), ({"Address": "", "Email": ""}, "Text"),
    ({"Do Not Contact": "Mail, E-mail, Text"}, "Call"), ({"Do Not Contact": "Mail"}, "E-mail"),
    ({"Stage": "Won"}, "Mail"), ({"Stage": ""}, "Mail")])
def test_everybody_is_invited_by_what_they_permit(lead, by):
    assert listed(lead) == ([("L-0", by)], [])


@pytest.mark.parametrize(("lead", "why"), [
    ({"Do Not Contact": "Yes"}, "who asked not to be contacted"),
    ({"Do Not Contact": "Event"}, "who asked for no Event (Do Not Contact)"),
    ({"Stage": "Lost"}, "in stage Lost"),
    ({"Phone": "", "Email": "", "Address": ""}, "without a valid phone, e-mail or address that may be used"),
    ({"Do Not Contact": "Call, Mail, E-mail, Text"}, "without a valid phone, e-mail or address that may be used")])
def test_who_is_not_invited_is_listed_with_the_reason(lead, why):
    assert listed({}, lead) == ([("L-0", "Mail")], [("L-1", why)])


def test_a_person_with_two_leads_is_invited_once_and_a_wish_counts_for_both():
    same = {"Phone": "212-555-0199"}
    assert listed(same, same) == ([("L-0", "Mail")], [("L-1", "of a person who is invited already")])
    assert listed({**same, "Stage": "Lost"}, same) == ([("L-1", "Mail")], [("L-0", "in stage Lost")])
    asked = "who asked not to be contacted"
    assert listed(same, {**same, "Do Not Contact": "Yes"}) == ([], [("L-0", asked), ("L-1", asked)])


def test_the_event_is_one_of_the_settings():
    assert event_named("summer PARTY ", PARTY) == "Summer party"
    with pytest.raises(BadInput, match="the events are Summer party"):
        event_named("Winter party", PARTY)
    with pytest.raises(BadInput, match="there is none yet"):
        event_named("Winter party", settings())
    with pytest.raises(Exception, match=r"events.Gala .*must not have an invite_by after its date"):
        settings(events={"Gala": {"date": "2027-06-18", "invite_by": "2027-06-19"}})


def test_the_command_writes_the_list_and_leaves_the_book(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    (tmp_path / "mine.yaml").write_text("events: {Summer party: {date: 2027-06-18, invite_by: 2027-05-28}}")
    (tmp_path / "people.csv").write_text("Name,Phone,Email\nDana Lee,212-555-0142,dana@gmail.com\nBob Ray,,\n")
    book = tmp_path / "Book.xlsx"
    call = lambda *line: CliRunner().invoke(main, [str(one) for one in line])  # noqa: E731
    assert call("init", book, "--config", tmp_path / "mine.yaml").exit_code == 0
    assert call("import", book, tmp_path / "people.csv").exit_code == 0
    before = book.read_bytes()
    said = json.loads(call("invite", book, "summer party", "--json").stdout)
    assert [(one["name"], one["channel"]) for one in said["invited"]] == [("Dana Lee", "E-mail")]
    assert [(one["name"], one["why"]) for one in said["not_invited"]] == [
        ("Bob Ray", "without a valid phone, e-mail or address that may be used")]
    assert (said["event"], said["date"], said["invite_by"]) == ("Summer party", "2027-06-18", "2027-05-28")
    assert "Dana Lee,,E-mail,dana@gmail.com" in (tmp_path / "Book invitations.csv").read_text(encoding="utf-8-sig")
    assert book.read_bytes() == before
    plain = call("invite", book, "Summer party")
    assert plain.stdout.startswith("Summer party on 2027-06-18, invitations leave by 2027-05-28.\n1 person in the list")
    assert call("invite", book, "Gala").exit_code == 2

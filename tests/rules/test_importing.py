"""The file goes in as it is written, the leads come out; every row is accounted for."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames
from leadbook.errors import BadInput
from leadbook.imports.reading import rows as read_rows
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.importing import imported
from leadbook.schema import LEADS

CONFIG = config.default_config()
NOW = dt.datetime(2026, 11, 23, 9, 30)


def incoming(text, name="contacts.csv"):
    (header, *body) = read_rows(text.strip("\n") + "\n", name)
    return Incoming(name, "B-TEST", header, body, list(range(2, len(body) + 2)))


def bring(text, leads=(), **options):
    return imported(frames.of(LEADS, leads), incoming(text), CONFIG, NOW, **options)


def cells(done, at=0):
    row = done.leads.iloc[at]
    return {c.name: row[c.name] for c in LEADS.columns if not frames.blank(c, done.leads.iloc[[at]][c.name])[0]}


def test_a_plain_list():
    done = bring("""
Name,Company,Phone,E-mail,City,Zip
Dana Whitfield,Whitfield & Sons,(212) 555-0142,dana@example.com,Newark,06020
""")
    lead = cells(done)
    assert lead.pop("Lead ID").startswith("L-")
    assert lead == {
        "Name": "Dana Whitfield", "Company": "Whitfield & Sons", "Phone": "(212) 555-0142", "Email": "dana@example.com",
        "City": "Newark", "ZIP": "06020", "Stage": "New", "Source": "Import", "Received": NOW, "Batch": "B-TEST"}
    assert done.report["reconciliation"] == (
        "contacts.csv: 1 row in the file = 1 new + 0 matched + 0 refused.")


def test_a_blank_email_stays_blank_whatever_the_row_above_holds():
    done = bring("""
Name,Phone,Email,Company,Owner,Notes
Ann Baker,212 555 0101,ann@example.com,Acme,Jane Doe,vip
Bob Cole,,,,,
Carl Dunn,212 555 0103,,Acme,,
""")
    assert done.leads[["Email", "Phone", "Company", "Owner", "Notes"]].to_numpy().tolist() == [
        ["ann@example.com", "212 555 0101", "Acme", "Jane Doe", "vip"],
        ["", "", "", "", ""],
        ["", "212 555 0103", "Acme", "", ""]]


def test_what_we_do_not_know_goes_to_notes_and_nothing_is_dropped():
    done = bring("""
id,first_name,last_name,status,title,linkedin_url,Phone 1,Phone 2,Phone 3
7,Shelley,Kerluke,warm,CEO,,,1-955-371-0847 x371,262.397.7937
""")
    lead = cells(done)
    assert lead["Name"] == "Shelley Kerluke"
    assert lead["Stage"] == "New"
    assert lead["Phone"] == "1-955-371-0847 x371"
    assert lead["Notes"].split("\n") == ["Phone 3: 262.397.7937", "status: warm", "id: 7", "title: CEO"]


def test_a_status_that_is_a_stage_of_ours_becomes_the_stage():
    done = bring("Name,Lead Status\nAnn,proposal\nBob,In negotiation\n")
    assert done.leads["Stage"].tolist() == ["Proposal", "New"]
    assert done.leads["Notes"].tolist() == ["", "Lead Status: In negotiation"]


def test_first_name_last_name_and_company_alone():
    done = bring("First Name,Middle Name,Last Name,Organization Name\nAnn,M.,Baker,\n,,,Acme Ltd\n,,Cole,\n")
    assert done.leads["Name"].tolist() == ["Ann M. Baker", "", "Cole"]
    assert done.leads["Company"].tolist() == ["", "Acme Ltd", ""]


def test_rows_without_name_and_company_are_refused_by_row_and_reason():
    done = bring("Name,Company,Phone\nAnn,,1\n,,212 555 0101\nBob,,\n")
    assert done.report["refused"] == [{
        "row": 3, "name": "", "reason": "it has neither a name nor a company",
        "message": "Row 3 is left out: it has neither a name nor a company."}]
    assert done.report["reconciliation"] == "contacts.csv: 3 rows in the file = 2 new + 0 matched + 1 refused."


def test_text_that_looks_like_a_formula_stays_that_text():
    done = bring('Name,Phone,Notes\n"=HYPERLINK(""x"")",+1 212 555 0101,-2 rooms\n@home,,=1+1\n')
    assert done.leads["Name"].tolist() == ['=HYPERLINK("x")', "@home"]
    assert done.leads["Phone"].tolist() == ["+1 212 555 0101", ""]
    assert done.leads["Notes"].tolist() == ["-2 rooms", "=1+1"]


@pytest.mark.parametrize(("typed", "received"), [
    ("2024-08-13T18:04:34.666+00:00", dt.datetime(2024, 8, 13, 14, 4, 34)),       # New York: four hours behind
    ("2024-12-13T18:04:34Z", dt.datetime(2024, 12, 13, 13, 4, 34)),               # winter: five
    ("2/1/2026", dt.datetime(2026, 2, 1)),                                        # US: month first
    ("8/13/24 6:04 PM", dt.datetime(2024, 8, 13, 18, 4)),
    ("2024-08-13 10:15", dt.datetime(2024, 8, 13, 10, 15)),
    ("Aug 13, 2024", dt.datetime(2024, 8, 13)),
    ("12:04 AM 8/13", NOW),
    ("0/0/00", NOW),
    ("", NOW)])
def test_when_it_came_in(typed, received):
    done = bring(f'Name,Created At\nAnn,"{typed}"\n')
    assert done.leads["Received"].tolist() == [received]


def test_a_date_that_cannot_be_read_is_named_and_kept_in_notes():
    done = bring("Name,Create Date\nAnn,sometime in May\n")
    assert done.leads["Notes"].tolist() == ["Create Date: sometime in May"]
    assert done.report["notices"][0]["message"] == (
        "Row 2 (Ann), column Create Date: 'sometime in May' cannot be read; it is kept in Notes.")


def test_one_date_with_the_day_first_settles_the_order_of_its_column():
    done = bring("Name,Created\nAnn,2/8/2026\nBob,13/8/2026\n")
    assert done.leads["Received"].tolist() == [dt.datetime(2026, 8, 2), dt.datetime(2026, 8, 13)]


@pytest.mark.parametrize(("header", "typed", "kept"), [
    ("Do Not Contact", "true", "Yes"), ("Unsubscribed", "1", "Yes"), ("Do Not Contact", "no", ""),
    ("Do Not Contact", "Call, Text", "Call, Text"), ("Email Opt Out", "TRUE", "E-mail, Newsletter"),
    ("Do Not Call", "x", "Call"), ("Do Not Call", "0", ""), ("Do Not Call", "please never", "Call")])
def test_who_asked_not_to_be_contacted(header, typed, kept):
    assert bring(f'Name,{header}\nAnn,"{typed}"\n').leads["Do Not Contact"].tolist() == [kept]


def test_newsletter_is_yes_no_or_left_open():
    done = bring("Name,has_newsletter\nAnn,true\nBob,false\nCarl,\nDan,maybe\n")
    assert done.leads["Newsletter"].tolist() == ["Yes", "No", "", ""]
    assert done.leads["Notes"].tolist() == ["", "", "", "has_newsletter: maybe"]


def test_google_several_values_and_labels():
    done = bring("""
First Name,Last Name,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
Ann,Baker,--03-07,* myContacts ::: Clients,* Work,ann@a.example ::: ann@b.example,Mobile,212 555 0101 ::: 212 555 0102
""")
    lead = cells(done)
    assert (lead["Email"], lead["Phone"]) == ("ann@a.example", "212 555 0101")
    assert (lead["Birthday"], lead["Tags"]) == ("03-07", "myContacts, Clients")
    assert lead["Notes"] == "Email (Work): ann@b.example\nPhone (Mobile): 212 555 0102"


def test_outlook_writes_words_for_nothing():
    done = bring("""
First Name,Last Name,Company,Business Phone,Mobile Phone,E-mail Address,E-mail Type,Birthday,Gender,Priority,Referred By
Ann,Baker,Acme,212 555 0101,212 555 0199,/o=ExchangeLabs/ou=Exchange,EX,0/0/00,Unspecified,Normal,Tom Lee
""")
    lead = cells(done)
    assert "Birthday" not in lead
    assert "Email" not in lead
    assert (lead["Giver"], lead["Source"]) == ("Tom Lee", "Referral")
    assert sorted(lead["Notes"].split("\n")) == [
        "E-mail Address: /o=ExchangeLabs/ou=Exchange", "Mobile Phone: 212 555 0199"]


@pytest.mark.parametrize(("header", "row", "expected"), [
    ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Associated Company",
     "51,Ann,Baker,a@example.com,212 555 0101,Jane Doe,NEW,2024-08-13 10:00,Acme",
     {"Name": "Ann Baker", "Owner": "Jane Doe", "Stage": "New", "Company": "Acme"}),                  # HubSpot
    ("First Name,Last Name,Company / Account,Lead Owner,Mailing Street,Mailing State/Province,Mailing Zip/Postal Code",
     "Ann,Baker,Acme,Jane Doe,1 Elm St,NJ,06020",
     {"Company": "Acme", "Owner": "Jane Doe", "Address": "1 Elm St", "State": "NJ", "ZIP": "06020"}),  # Salesforce
    ("Person - Name,Person - Phone,Person - Email - Work,Deal - Title,Deal - Value,Deal - Stage",
     'Ann Baker,212 555 0101,a@example.com,Condo,"$350,000",Contacted',
     {"Name": "Ann Baker", "Email": "a@example.com", "Need": "Condo", "Value": 350000.0, "Stage": "Contacted"}),
    ("Name,Stage,Source,Assigned To,Tags", "Ann Baker,Nurture,Open House,Jane Doe,vip;investor",
     {"Stage": "Nurture", "Source": "Open house", "Owner": "Jane Doe", "Tags": "vip, investor"}),      # Follow Up Boss
    ("Record Id,Lead Owner,Company,First Name,Last Name,Email,Phone,Lead Source,Email Opt Out",
     "zcrm_1,Jane Doe,Acme,Ann,Baker,a@example.com,212 555 0101,Cold Call,true",
     {"Source": "Cold call", "Do Not Contact": "E-mail, Newsletter"}),                                # Zoho
    ("First Name;Last Name;Display Name;Primary Email;Secondary Email;Work Phone;Mobile Number;Organization",
     "Ann;Baker;Ann Baker;a@example.com;b@example.com;;212 555 0101;Acme",
     {"Name": "Ann Baker", "Email": "a@example.com", "Phone": "212 555 0101", "Company": "Acme",
      "Notes": "Secondary Email: b@example.com"})])                                                   # Thunderbird
def test_the_headers_of_other_programs(header, row, expected):
    lead = cells(bring(f"{header}\n{row}\n"))
    assert {name: lead.get(name) for name in expected} == expected


def test_the_same_file_twice_adds_nothing():
    text = "Name,Phone,Email,Status\nAnn Baker,212 555 0101,,warm\nBob Cole,,,\nAcme buyer,,x@example.com,hot\n"
    once = bring(text)
    twice = imported(once.leads, incoming(text), CONFIG, NOW + dt.timedelta(days=9), source="Website", owner="Jane Doe")
    owners = twice.leads["Owner"].tolist()
    later = NOW + dt.timedelta(days=10)
    again = imported(twice.leads, incoming(text), CONFIG, later, source="Mailing", owner="Tom Lee")
    assert (owners, len(twice.leads)) == (["Jane Doe"] * 3, 3)     # a blank owner is filled ...
    assert again.leads is twice.leads                               # ... and what is filled is left alone
    assert again.report["reconciliation"].endswith("3 rows in the file = 0 new + 3 matched + 0 refused.")
    assert again.report["differences"] == []


def test_the_same_row_twice_gives_one_lead():
    done = bring("Name,Phone\nAnn Baker,212 555 0101\nBob,\nann  BAKER,212 555 0101\n")
    assert done.leads["Name"].tolist() == ["Ann Baker", "Bob"]
    assert [(m["row"], m["by"]) for m in done.report["matched"]] == [(4, "the same row (earlier in this file)")]


STANDS = {"Lead ID": "L-AAAAAAAAAA", "Name": "Dana Whitfield", "Phone": "(212) 555-0142", "Email": "Dana@Example.com",
          "Owner": "Jane Doe", "Received": dt.datetime(2026, 1, 2)}


@pytest.mark.parametrize(("name", "phone", "email", "by"), [
    ("Dana Whitfield", "", "dana@example.com", "e-mail"),
    ("D. Whitfield-Jones", "", "DANA@example.com", "e-mail"),
    ("", "", "dana@example.com", None),                              # refused: neither name nor company
    ("Whitfield, Dana", "+1 212 555 0142", "", "phone and name"),
    ("Tom Whitfield", "212-555-0142", "", ""),                       # a household never merges
    ("Dana Whitfield", "212 555 0199", "", ""),
    ("Zed Quill", "", "dana@example.com", "")])                      # a shared mailbox, another person
def test_who_is_there_already(name, phone, email, by):
    done = bring(f'Name,Phone,Email\n"{name}",{phone},{email}\n', [STANDS])
    assert [m["by"] for m in done.report["matched"]] == ([by] if by else [])
    assert len(done.leads) == (2 if by == "" else 1)


def test_a_match_fills_blanks_and_names_what_differs_but_overwrites_nothing():
    done = bring("""
Name,Phone,Email,City,Owner,Created
Dana Whitfield,212 555 9999,dana@example.com,Newark,Tom Lee,2025-05-05
""", [STANDS], source="Website")
    lead = cells(done)
    assert lead == STANDS | {"City": "Newark", "Source": "Website"}
    assert done.report["matched"] == [{"row": 2, "name": "Dana Whitfield", "lead": "L-AAAAAAAAAA", "by": "e-mail",
                                       "filled": ["Source", "City"]}]
    assert sorted(d["message"] for d in done.report["differences"]) == [
        "Row 2 (Dana Whitfield, L-AAAAAAAAAA), column Owner: 'Jane Doe' is kept, the file says 'Tom Lee'.",
        "Row 2 (Dana Whitfield, L-AAAAAAAAAA), column Phone: '(212) 555-0142' is kept, the file says '212 555 9999'.",
        "Row 2 (Dana Whitfield, L-AAAAAAAAAA), column Received: '2026-01-02 00:00:00' is kept, "
        "the file says '2025-05-05 00:00:00'.",
    ]


def test_a_person_twice_in_the_file_with_other_words_loses_nothing():
    done = bring("""
Name,Email,Phone,City
Ann Baker,a@example.com,212 555 0101,
Ann Baker,A@example.com,212 555 0102,Newark
""")
    lead = cells(done)
    assert (lead["Phone"], lead["City"], lead["Notes"]) == ("212 555 0101", "Newark", "Phone: 212 555 0102")
    assert [d["column"] for d in done.report["differences"]] == ["Phone"]


def test_where_two_rows_of_one_person_differ_about_consent_the_narrower_counts():
    done = bring("""
Name,Email,Do Not Contact,Newsletter
Ann Baker,a@example.com,Text,yes
Ann Baker,a@example.com,yes,no
""")
    lead = cells(done)
    assert (lead["Do Not Contact"], lead["Newsletter"]) == ("Yes", "No")


def test_our_own_export_comes_back_without_our_columns():
    done = bring("""
Lead ID,Name,Check,Stale,Last Touch,Phone
L-AAAAAAAAAA,Dana Whitfield,No owner,Proposal: 5 days,2026-01-01,
l-bbbbbbbbbb,Bob Cole,,,,212 555 0101
""", [STANDS])
    assert done.leads["Lead ID"].tolist() == ["L-AAAAAAAAAA", "L-BBBBBBBBBB"]
    assert done.leads["Notes"].tolist() == ["", ""]


def test_a_longer_row_keeps_its_extra_cells():
    assert bring("Name,Phone\nAnn,212 555 0101,hello,,there\n").leads["Notes"].tolist() == [
        "Column 3: hello\nColumn 5: there"]


def test_a_file_without_a_column_for_names_is_refused_whole():
    with pytest.raises(BadInput, match="no column for a name or a company: its first row is Colour, Size"):
        bring("Colour,Size\nred,3\n")


CELL = st.text(alphabet="ab@.=+-0123 :/\u00e9", max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), max_size=12))
def test_every_row_is_accounted_for_and_a_second_import_changes_nothing(rows):
    file = Incoming("x.csv", "B-X", ["Name", "Company", "Phone", "Email", "Favourite"], [list(r) for r in rows],
                    list(range(2, len(rows) + 2)))
    once = imported(frames.of(LEADS), file, CONFIG, NOW)
    told = once.report
    seen = sorted(r["row"] for kind in ("new", "matched", "refused") for r in told[kind])
    assert seen == list(file.numbers)
    assert len(once.leads) == len(told["new"]) == once.leads["Lead ID"].nunique()
    twice = imported(once.leads, file, CONFIG, NOW)
    assert twice.leads is once.leads
    assert len(twice.report["new"]) == 0
    kept = "\n".join(once.leads["Notes"])
    for row in rows:
        if row[0].strip() or row[1].strip():
            assert " ".join(row[4].split()) in " ".join(kept.split())

"""import: contacts of several programs, nothing lost, nothing doubled, nothing inherited, nothing run as a formula."""

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.acceptance.conftest import MONDAY, whole

GOOGLE = ("First Name,Middle Name,Last Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
          "Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,"
          "Organization Name\n"
          "Dana,,Whitfield,--03-07,met at fair,* myContacts ::: vip,Home,dana@example.com ::: d2@example.com,Mobile,"
          "(212) 555-0142,12 Elm Street,Newark,NJ,06020,Whitfield & Sons\n")
OLD_GOOGLE = ("Name,Given Name,Additional Name,Family Name,Birthday,Notes,E-mail 1 - Type,E-mail 1 - Value,"
              "Phone 1 - Type,Phone 1 - Value\n"
              "Dana Whitfield,Dana,,Whitfield,,,* Home,dana@example.com,Mobile,(212) 555-0142\n")
OUTLOOK = ("First Name,Middle Name,Last Name,Company,Business Street,Business City,Business State,Business Postal Code,"
           "Mobile Phone,E-mail Address,Birthday,Referred By\n"
           "Dana,,Whitfield,Whitfield & Sons,12 Elm Street,Newark,NJ,06020,(212) 555-0142,dana@example.com,0/0/00,"
           "Ann Baker\n")
HUBSPOT = ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date\n"
           "101,Dana,Whitfield,dana@example.com,(212) 555-0142,Jane Doe,New,2026-11-20 09:30\n")
SALESFORCE = ("First Name,Last Name,Company / Account,Email,Phone,Lead Owner,Mailing State/Province,Lead Source\n"
              "Dana,Whitfield,Whitfield & Sons,dana@example.com,(212) 555-0142,Jane Doe,NJ,Web\n")
PIPEDRIVE = ("Person - Name,Person - Email - Work,Person - Phone - Mobile,Person - Organization\n"
             "Dana Whitfield,dana@example.com,(212) 555-0142,Whitfield & Sons\n")
FOLLOW_UP_BOSS = ("First Name,Last Name,Stage,Source,Assigned To,Tags,Email 1,Phone 1\n"
                  "Dana,Whitfield,Lead,Zillow,Jane Doe,\"vip, buyer\",dana@example.com,(212) 555-0142\n")
ZOHO = ("Record Id,First Name,Last Name,Company,Email,Phone,Lead Source\n"
        "zcrm_1,Dana,Whitfield,Whitfield & Sons,dana@example.com,(212) 555-0142,Web\n")
SEMICOLONS = "Name;Phone;E-Mail;City\nDana Whitfield;(212) 555-0142;dana@example.com;Newark\n"
PROGRAMS = {"Google": GOOGLE, "Google, old": OLD_GOOGLE, "Outlook": OUTLOOK, "HubSpot": HUBSPOT,
            "Salesforce": SALESFORCE, "Pipedrive": PIPEDRIVE, "Follow Up Boss": FOLLOW_UP_BOSS, "Zoho": ZOHO,
            "semicolons": SEMICOLONS}


@pytest.fixture
def csv(tmp_path):
    def write(text, name="contacts.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=list(PROGRAMS))
def test_the_export_of_each_program_gives_the_lead(new, csv, text):
    book = new()
    facts = book.json("import", csv(text))
    (lead,) = book.rows("Leads")
    assert (lead["Name"], lead["Phone"], lead["Email"]) == ("Dana Whitfield", "(212) 555-0142", "dana@example.com")
    assert (facts["rows_in"], len(facts["new"])) == (1, 1)
    assert lead["Received"]
    assert lead["Lead ID"]
    if "Whitfield & Sons" in text:
        assert lead["Company"] == "Whitfield & Sons"
    if "Jane Doe" in text:
        assert lead["Owner"] == "Jane Doe"
    if "06020" in text:
        assert (lead["ZIP"], lead["Address"], lead["City"]) == ("06020", "12 Elm Street", "Newark")


def test_what_has_no_column_of_its_own_is_kept(new, csv):
    book = new()
    book.json("import", csv(GOOGLE))
    lead = book.lead("Dana Whitfield")
    everything = " ".join(str(v) for v in lead.values())
    for word in ("d2@example.com", "vip", "met at fair", "03-07"):
        assert word in everything
    other = new()
    other.json("import", csv("Name,Shoe size,Dog\nDana Whitfield,38,Rex\n"))
    assert {"Shoe size: 38", "Dog: Rex"} <= set(other.lead("Dana Whitfield")["Notes"].split("\n")) or \
        all(word in other.lead("Dana Whitfield")["Notes"] for word in ("Shoe size: 38", "Dog: Rex"))


def test_outlook_s_no_birthday_and_exchange_address_are_nothing(new, csv):
    book = new()
    book.json("import", csv("First Name,Last Name,E-mail Address,Birthday\n"
                            "Dana,Whitfield,/o=ExchangeLabs/ou=x/cn=Recipients/cn=dana,0/0/00\n"))
    lead = book.lead("Dana Whitfield")
    assert (lead["Email"], lead["Birthday"]) == (None, None)


def test_the_same_file_twice_adds_nothing(new, csv):
    book, path = new(), csv(OUTLOOK + "Tom,,Moss,,,,,,,,,\nTom,,Moss,,,,,,,,,\n,,,Only a firm,,,,,,,,\n,,,,,,,,1,,,\n")
    first = book.json("import", path)
    assert first["rows_in"] == 5 == sum(len(first[k]) for k in ("new", "matched", "refused"))
    assert "5 rows in the file = 3 new + 1 matched + 1 refused" in first["reconciliation"]
    assert [r["row"] for r in first["refused"]] == [6]
    before = book.bytes
    again = book.json("import", path)
    assert (again["changed"], book.bytes == before) == ({}, True)
    assert (len(again["new"]), len(again["matched"])) == (0, 4)
    later = book.json("import", path, today=dt.date(2026, 12, 1))
    assert len(later["new"]) == 0


def test_a_blank_e_mail_inherits_nothing(new, csv):
    book = new()
    book.json("import", csv("Name,Email,Phone,City\nAnn Oak,ann@example.com,212 555 0101,Newark\nBob Elm,,,\n"))
    bob = book.lead("Bob Elm")
    assert (bob["Email"], bob["Phone"], bob["City"]) == (None, None, None)


def test_what_stands_in_the_workbook_is_never_overwritten(new, csv):
    book = new(whole(City="Newark", Notes="mine"))
    before = book.rows("Leads")[0]
    facts = book.json("import", csv("Name,Email,City,Company,Notes,Stage\n"
                                    "Dana Whitfield,DANA@example.com,Boston,Whitfield & Sons,theirs,Lost\n"))
    after = book.rows("Leads")[0]
    assert {c: after[c] for c in before if before[c] not in (None, "")} == {
        c: v for c, v in before.items() if v not in (None, "")}
    assert after["Company"] == "Whitfield & Sons"                       # a blank is filled
    assert any(d["column"] == "City" for d in facts["differences"])     # and what differs is named


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1"])
def test_text_of_a_file_is_never_a_formula(new, csv, text):
    import openpyxl

    book = new()
    quoted = text.replace('"', '""')
    book.json("import", csv(f'Name,Company,Notes\nDana Whitfield,"{quoted}","{quoted}"\n'))
    sheet = openpyxl.load_workbook(book.path)["Leads"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert text.strip() in book.lead("Dana Whitfield")["Company"]


def test_source_and_owner_are_for_the_rows_that_name_none(new, csv):
    book = new()
    book.json("import", csv("Name,Owner,Source\nAnn Oak,Tom Lee,Referral\nBob Elm,,\n"),
              "--source", "Trade show", "--owner", "Jane Doe")
    leads = {x["Name"]: (x["Owner"], x["Source"], x["First Source"]) for x in book.rows("Leads")}
    assert leads == {"Ann Oak": ("Tom Lee", "Referral", "Referral"),
                     "Bob Elm": ("Jane Doe", "Trade show", "Trade show")}


def test_a_household_stays_two_people(new, csv):
    book = new()
    facts = book.json("import", csv("Name,Phone\nAnn Oak,212 555 0101\nBob Oak,212 555 0101\nANN OAK,(212) 555-0101\n"))
    assert [len(facts[k]) for k in ("new", "matched", "refused")] == [2, 1, 0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_survive_every_encoding(new, csv, encoding):
    book = new()
    book.json("import", csv("Name,Company,City\nJosé Núñez,Müller & Söhne,Köln\nZoë Ångström,Café Olé,Orléans\n",
                            encoding=encoding))
    assert [x["Name"] for x in book.rows("Leads")] == ["José Núñez", "Zoë Ångström"]


def test_a_dry_run_writes_nothing_and_shows_who_would_come(new, csv):
    book = new()
    before, stamp = book.bytes, book.path.stat().st_mtime_ns
    said = book.run("import", csv(GOOGLE), "--dry-run")
    assert "Dana Whitfield" in said.out
    assert (book.bytes, book.path.stat().st_mtime_ns) == (before, stamp)


def test_a_crm_s_500_contacts(new):
    """Real input: every row in, every cell of it found again, refreshed, and nothing a second time."""
    import csv as csv_module

    path = Path(os.environ.get("LEADBOOK_CONTACTS", ""))
    if not path.is_file():
        pytest.skip("set LEADBOOK_CONTACTS to a CRM's export (contacts_500.csv)")
    book = new(yaml="{}\n")
    facts = book.json("import", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv_module.DictReader(file))
    assert facts["rows_in"] == len(rows) == len(facts["new"]) + len(facts["matched"]) + len(facts["refused"])
    leads = book.rows("Leads")
    assert len(leads) == len(facts["new"])
    ids = {one["row"]: one["lead"] for one in [*facts["new"], *facts["matched"]]}
    by_id = {lead["Lead ID"]: " ".join(str(v) for v in lead.values()).casefold() for lead in leads}
    for number, row in enumerate(rows, 2):
        held = by_id[ids[number]]
        for column, value in row.items():
            if column in ("first_name", "last_name", "company_name", "title", "background", "linkedin_url", "status",
                          "email_work", "email_home", "email_other", "phone_work", "phone_home", "phone_other"):
                for word in value.split():
                    assert word.casefold() in held, (number, column, value)
    assert book.json("refresh")["changed"]
    assert book.json("refresh")["changed"] == {}
    assert book.json("import", path)["changed"] == {}
    assert book.run("validate", today=MONDAY).status in (0, 1)

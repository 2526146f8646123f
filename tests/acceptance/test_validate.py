"""validate: every condition that item 4 of the issue names gives a finding on the right lead and column; a clean
lead gives none. The sheet of each test stands in it: what is given is what differs from ``whole()``."""

import datetime as dt

import openpyxl
import pytest

from tests.acceptance.conftest import MONDAY, whole

DAY = dt.timedelta(days=1)
EVENING = dt.datetime(2026, 11, 20, 18)
TWIN = {"Name": "Carl Moss", "Email": "carl@example.com"}

LEADS = {                           # what is wrong: (the cells, the column, words of the sentence)
    "no name and no company": ({"Name": "", "Notes": "met at the fair"}, "Name", "No name and no company"),
    "Incomplete": ({"Phone": ""}, "Phone", "Phone is missing"),
    "a referral lacks its address": ({"Source": "Referral", "Giver": "Ann Baker", "Address": ""}, "Address", "Address"),
    "phone too short": ({"Phone": "555-0142"}, "Phone", "'555-0142'"),
    "e-mail without a dot": ({"Email": "dana@example"}, "Email", "'dana@example'"),
    "e-mail with a space": ({"Email": "dana@ example.com"}, "Email", "dana@example.com?"),
    "a date that is text": ({"Next Date": "2026-11-25"}, "Next Date", "type it again as a date"),
    "a date that is no date": ({"Need By": "soon"}, "Need By", "'soon'"),
    "a date that could be two": ({"Need By": "2/1/2027"}, "Need By", "'2/1/2027'"),
    "received in the future": ({"Received": dt.datetime(2026, 11, 24, 9), "First Contact": None, "Stage": "New"},
                               "Received", "24 Nov"),
    "closed in the future": ({"Stage": "Won", "Value": 9, "Closed": MONDAY + DAY}, "Closed", "24 Nov"),
    "contacted before received": ({"First Contact": dt.datetime(2026, 11, 19, 9)}, "First Contact", "before Received"),
    "proposal before appointment": ({"Stage": "Proposal", "Appointment": dt.date(2026, 11, 21),
                                     "Proposal": dt.date(2026, 11, 20)}, "Proposal", "before Appointment"),
    "unknown stage": ({"Stage": "Contactd"}, "Stage", "Contacted?"),
    "unknown owner": ({"Owner": "Jane Do"}, "Owner", "Jane Doe?"),
    "unknown source": ({"Source": "Websight"}, "Source", "Website?"),
    "unknown giver": ({"Source": "Referral", "Giver": "Bob"}, "Giver", "'Bob'"),
    "referral without giver": ({"Source": "Referral"}, "Giver", "who referred"),
    "need missing": ({"Need": ""}, "Need", "what they need"),
    "need in 181 days": ({"Need By": MONDAY + 181 * DAY}, "Need By", "181 days"),
    "need in 366 days": ({"Need By": MONDAY + 366 * DAY}, "Need By", "Nurture"),
    "call me": ({"Next Action": "call me"}, "Next Action", "ours"),
    "they will call": ({"Next Action": "They will call."}, "Next Action", "ours"),
    "she'll call back": ({"Next Action": "she'll call back"}, "Next Action", "ours"),
    "let's get together": ({"Next Action": "Let\u2019s get together"}, "Next Action", "ours"),
    "waiting without a date soon": ({"Next Action": "Waiting for their answer", "Next Date": MONDAY + 8 * DAY},
                                    "Next Action", "within 7 days"),
    "no owner": ({"Owner": ""}, "Owner", "No owner"),
    "no next date": ({"Next Date": None}, "Next Date", "no date"),
    "next date in the past": ({"Next Date": MONDAY - DAY}, "Next Date", "22 Nov"),
    "won without value": ({"Stage": "Won", "Closed": MONDAY}, "Value", "worth"),
    "lost without reason": ({"Stage": "Lost", "Closed": MONDAY}, "Lost Reason", "why"),
    "promise overdue": ({"Promise": MONDAY - DAY}, "Promise", "22 Nov"),
    "stage moved without a touch": ({"Stage": "Proposal", "First Contact": None}, "Stage", "log the touch"),
    "text that would run as a formula": ({"Notes": '=HYPERLINK("http://x","y")'}, "Notes", "formula"),
    "text that starts with @": ({"Company": "@SUM(A1:A9)"}, "Company", "formula"),
    "a number stored as text": ({"Value": "350,000"}, "Value", "350,000"),
    "words for a number": ({"Value": "about 350k"}, "Value", "about 350k"),
    "ZIP lost its zero": ({"ZIP": 6020}, "ZIP", "06020"),
    "phone became a number": ({"Phone": 1.5e10}, "Phone", "15000000000"),
}


@pytest.fixture(scope="module")
def one_of_each(made, tmp_path_factory):
    """A single book with a lead for each condition, and a whole one; what validate finds in it."""
    import shutil

    from tests.acceptance.conftest import PEOPLE, Book

    book = Book(shutil.copy(made(PEOPLE), tmp_path_factory.mktemp("each") / "Each.xlsx"))
    rows = [whole(**{"Name": f"Person {n}", "Email": f"p{n}@example.com", "Phone": f"(212) 555-{n:04}"} | cells)
            for n, (cells, *_) in enumerate(LEADS.values(), 100)]
    before = [dict(r) for r in book.leads(whole(), *rows).rows("Leads")]
    return before, book.json("validate")["findings"], book.rows("Leads"), book.rows("Checks")


def test_a_clean_lead_has_no_finding(one_of_each):
    _, findings, leads, _ = one_of_each
    assert [f for f in findings if f["lead"] == leads[0]["Lead ID"]] == []
    assert not leads[0]["Check"]


@pytest.mark.parametrize(("number", "name"), list(enumerate(LEADS, 1)), ids=list(LEADS))
def test_each_condition_gives_a_finding_on_its_lead_and_column(one_of_each, number, name):
    _, findings, leads, checks = one_of_each
    _, column, words = LEADS[name]
    lead = leads[number]
    mine = [f for f in findings if f["lead"] == lead["Lead ID"]]
    hit = [f for f in mine if f["column"] == column and words in f["message"]]
    assert len(hit) == 1, mine
    assert set(hit[0]) >= {"code", "lead", "column", "message"}
    assert len(hit[0]["message"].split()) >= 5                          # a sentence, not a word
    assert len(mine) == 1, mine                                         # and nothing else is said of this lead
    assert lead["Check"].removeprefix("Incomplete. ") == hit[0]["message"]
    (row,) = [c for c in checks if c["Lead ID"] == lead["Lead ID"]]
    assert (row["Column"], row["Message"], row["Since"].date()) == (column, hit[0]["message"], MONDAY)


def test_what_people_typed_is_as_it_was(one_of_each):
    before, _, after, _ = one_of_each
    for old, new in zip(before, after, strict=True):
        assert {c: v for c, v in new.items() if old[c] not in (None, "")} | {"ZIP": 0, "Phone": 0} == {
            c: v for c, v in old.items() if v not in (None, "")} | {"ZIP": 0, "Phone": 0}
        assert (str(new["ZIP"]), str(new["Phone"])) == (str(old["ZIP"]), str(old["Phone"]))


def test_there_are_25_checks_and_the_guide_explains_each(one_of_each):
    from pathlib import Path

    guide = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    codes = [line.split()[1] for line in guide.splitlines() if line.startswith("### LB")]
    assert len(codes) == len(set(codes)) >= 25
    assert {f["code"] for f in one_of_each[1]} <= set(codes)


BORDERS = {                         # just inside what is allowed: no finding
    "need in 180 days": {"Need By": MONDAY + 180 * DAY},
    "next date today": {"Next Date": MONDAY},
    "promise today": {"Promise": MONDAY},
    "waiting, and we look in 7 days": {"Next Action": "Waiting for their answer", "Next Date": MONDAY + 7 * DAY},
    "received now": {"Received": dt.datetime(2026, 11, 23, 0, 0), "First Contact": dt.datetime(2026, 11, 23, 9)},
    "words in another case": {"Stage": "contacted", "Owner": "JANE DOE", "Source": "website"},
    "a phone typed as digits": {"Phone": 2125550142},
    "a foreign phone": {"Phone": "+44 20 7946 0958"},
    "a company only": {"Name": "", "Company": "Whitfield & Sons"},
    "a note with a dash": {"Notes": "- likes boats"},
    "a whole referral": {"Source": "Referral", "Giver": "Ann Baker"},
    "a hand-made plan to call": {"Next Action": "Call them: they will call the bank first"},
    "won with a value": {"Stage": "Won", "Closed": MONDAY, "Value": 350000, "Next Date": None, "Next Action": ""},
    "lost with a reason": {"Stage": "Lost", "Closed": MONDAY, "Lost Reason": "moved away", "Phone": "", "Owner": ""},
}


def test_what_is_allowed_gives_no_finding(new):
    names = {f"Okay {n}": cells for n, cells in enumerate(BORDERS.values())}
    book = new(*(whole(Name=n, Email=f"o{i}@example.com", Phone=f"(212) 555-0{i:03}") | cells
                 for i, (n, cells) in enumerate(names.items(), 200)))
    said = book.run("validate", "--json", now="12:00")
    assert (said.json["findings"], said.status) == ([], 0)


def test_duplicate_ids_and_likely_duplicate_people(new):
    book = new(whole(), whole(Name="Dana W.", Email="", Phone="212.555.0142"), whole(**TWIN, Phone="212 555 0177"),
               whole(Name="C. Moss", Email="CARL@example.com", Phone="212 555 0188"))
    found = {(f["row"], f["column"]): f["message"] for f in book.json("validate")["findings"]}
    assert list(found) == [(1, "Name"), (3, "Name")]
    assert "Likely the same person as Dana Whitfield in row 2" in found[1, "Name"]
    assert "Carl Moss in row 4" in found[3, "Name"]
    book.set("Leads", 3, Lead_ID=book.rows("Leads")[2]["Lead ID"])                  # and now the row was copied
    found = {(f["row"], f["column"]): f["message"] for f in book.json("validate")["findings"]}
    assert "stands in row 4 already" in found[3, "Lead ID"]


def test_touches_without_a_lead_in_the_future_and_with_unknown_words(new):
    book = new(whole()).touches(
        {"When": dt.datetime(2026, 11, 20, 10), "Lead ID": "L-0000000000", "Channel": "Call", "Outcome": "Spoke"},
        {"When": dt.datetime(2026, 11, 20, 10), "Name": "Nobody Known", "Channel": "Call", "Outcome": "Spoke"},
        {"When": dt.datetime(2026, 12, 20, 10), "Name": "Dana Whitfield", "Channel": "Call", "Outcome": "Spoke"},
        {"When": dt.datetime(2026, 11, 20, 10), "Name": "dana  whitfield", "Channel": "Cal", "Outcome": "Spoken"})
    found = [(f["row"], f["column"]) for f in book.json("validate")["findings"] if f["table"] == "Touches"]
    assert found == [(0, "Lead ID"), (1, "Name"), (2, "When"), (3, "Channel"), (3, "Outcome")]


def test_a_whole_row_of_damage_stays_and_is_named(new):
    book = new(whole(), whole(**TWIN, Phone="212 555 0177"))
    workbook = openpyxl.load_workbook(book.path)
    sheet = workbook["Leads"]
    head = [c.value for c in sheet[1]]
    for column in ("Owner", "Received", "Value", "Stage"):
        cell = sheet.cell(3, head.index(column) + 1)
        cell.value, cell.data_type = "#REF!", "e"
    workbook.save(book.path)
    facts = book.json("validate")
    assert facts["read"]["Leads"] == 2
    assert any("cannot be read" in f["message"] and f["row"] == 1 for f in facts["findings"])
    after = openpyxl.load_workbook(book.path)["Leads"]
    assert [after.cell(3, head.index(c) + 1).value for c in ("Name", "Owner", "Received", "Value", "Stage")] == [
        "Carl Moss", "#REF!", "#REF!", "#REF!", "#REF!"]


def test_incomplete_gets_a_follow_up_date_and_clears_by_itself(new):
    book = new({"Name": "Only A. Name", "Owner": "Jane Doe"}, {"Company": "Only a firm", "Owner": "Jane Doe"})
    friday = dt.date(2026, 11, 27)
    facts = book.json("validate", today=friday)
    assert facts["incomplete"] == 2
    for lead in book.rows("Leads"):
        assert lead["Check"].startswith("Incomplete. Phone is missing")
        assert lead["Next Date"].date() == dt.date(2026, 11, 30)        # the next working day is Monday
    book.set("Leads", 0, Phone="(212) 555-0142").set("Leads", 1, Phone="(212) 555-0143", Next_Date=dt.date(2026, 12, 4))
    assert book.json("validate", today=friday)["incomplete"] == 0
    one, two = book.rows("Leads")
    assert not (one["Check"] or "").startswith("Incomplete")
    assert (one["Next Date"].date(), two["Next Date"].date()) == (dt.date(2026, 11, 30), dt.date(2026, 12, 4))


def test_the_day_after_thanksgiving_comes_first_when_it_is_wednesday(new):
    book = new({"Name": "Only A. Name"})
    book.run("validate", today=dt.date(2026, 11, 25))
    assert book.lead("Only A. Name")["Next Date"].date() == dt.date(2026, 11, 27)


def test_typed_rows_get_an_id_that_never_changes(new):
    book = new(whole(), {"Name": "No Id Yet"}, {"Name": "No Id Yet"})
    book.touches({"When": EVENING, "Name": "Dana Whitfield", "Channel": "Call", "Outcome": "Spoke"})
    book.run("validate")
    ids = [lead["Lead ID"] for lead in book.rows("Leads")]
    assert len(set(ids)) == 3
    assert all(ids)
    (touch,) = book.rows("Touches")
    assert touch["Touch ID"]
    assert touch["Lead ID"] == ids[0]
    book.leads({"Name": "Another"}).set("Leads", 0, Name="Dana Whitfield-Moss", Phone="")      # people work on
    book.run("refresh", today=MONDAY + DAY)
    assert [lead["Lead ID"] for lead in book.rows("Leads")][:3] == ids


def test_ids_stay_with_their_people_when_the_table_is_sorted_and_rows_are_inserted(new):
    book = new(whole(Name="Zoe"), whole(Name="Abe", Phone="212 555 0101", Email="abe@example.com"))
    book.run("refresh")
    ids = {lead["Name"]: lead["Lead ID"] for lead in book.rows("Leads")}
    persons = {lead["Name"]: lead["Person"] for lead in book.rows("Leads")}
    workbook = openpyxl.load_workbook(book.path)
    sheet = workbook["Leads"]
    one, two = ([c.value for c in sheet[r]] for r in (2, 3))
    for column in range(1, len(one) + 1):                               # Abe, a new row, Zoe
        sheet.cell(2, column).value = two[column - 1]
        sheet.cell(3, column).value = None
        sheet.cell(4, column).value = one[column - 1]
    sheet.cell(3, [c.value for c in sheet[1]].index("Name") + 1).value = "Inserted"
    (table,) = sheet.tables.values()
    last = int("".join(filter(str.isdigit, table.ref.split(":")[1])))
    table.ref = table.autoFilter.ref = table.ref.replace(f"{last}", f"{max(last, 4)}")
    workbook.save(book.path)
    plan = {row["Plan ID"]: (row["Lead ID"], row["Date"]) for row in book.rows("Plan")}
    book.run("refresh")
    rows = book.rows("Leads")
    assert [row["Name"] for row in rows] == ["Abe", "Inserted", "Zoe"]
    assert {r["Name"]: r["Lead ID"] for r in rows if r["Name"] in ids} == ids
    assert {r["Name"]: r["Person"] for r in rows if r["Name"] in ids} == persons
    assert rows[1]["Lead ID"] not in ids.values()
    assert plan.items() <= {row["Plan ID"]: (row["Lead ID"], row["Date"]) for row in book.rows("Plan")}.items()


def test_what_leadbook_fills_in_is_no_finding_of_its_own(new):
    """A name and last week's call are all that somebody typed."""
    book = new({"Name": "Ann Oak", "Phone": "212 555 0101", "Owner": "Jane Doe", "Stage": "Contacted",
                "Need": "a condo", "Next Action": "Show the condo", "Next Date": MONDAY + DAY})
    book.touches({"When": dt.datetime(2026, 11, 18, 10), "Name": "Ann Oak", "Channel": "Call", "Outcome": "Spoke"})
    assert book.json("validate")["findings"] == []
    lead = book.lead("Ann Oak")
    assert (lead["Received"], lead["First Contact"]) == (dt.datetime(2026, 11, 18), dt.datetime(2026, 11, 18, 10))

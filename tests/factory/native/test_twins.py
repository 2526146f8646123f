"""The native functions and the Python rules answer the same, on every row of random books."""

import datetime as dt
import math

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from leadbook import config, frames
from leadbook.errors import BadInput
from leadbook.factory import settings_rows
from leadbook.rules import answers
from leadbook.schema import TABLES
from tests.factory.native import books, sheet
from tests.factory.native.books import CONFIG, TODAY

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=15)
ASKED = (*books.IDS, "l-7k3qf9x2ab", "7K3QF9X2AB", *filter(None, books.NAMES), "whit", "ANN  BAKER", "zzz", "", " ")
WORDS = ("Received", "contacted", "Appointments", "proposal", "Won", "Lost", "New", "leads in", "Nurture",
"gone cold", "Sold", "offer",
         "Gone", "")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def serial(moment):
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return (moment - sheet.EPOCH).total_seconds() / 86400


def cell(value):
    """A value of the rules as a cell shows it."""
    if value is None or value != value:
        return ""
    return serial(value) if isinstance(value, dt.date) else value


def expected(rule):
    """The answer of a rule as rows of cells, headings first; refused = #N/A."""
    try:
        answer = rule()
    except BadInput:
        return [["#N/A"]]
    if hasattr(answer, "columns"):
        return [list(answer.columns), *([cell(v) for v in row] for row in answer.astype(object).to_numpy().tolist())]
    return [[cell(answer)]]


def same(native, rule):
    """Equal rows of cells; moments to the second."""
    return len(native) == len(rule) and all(
        len(a) == len(b) and all(x == y or (isinstance(x, float) and not isinstance(y, str)
                                            and math.isclose(x, y, rel_tol=0, abs_tol=0.5 / 86400))
                                 for x, y in zip(a, b, strict=True)) for a, b in zip(native, rule, strict=True))


def compare(rows, questions, rough=False):
    """``questions``: pairs of a formula and a function of (leads, touches, plan)."""
    workbook = sheet.built({t: books.on_the_sheet(t, r, rough) for t, r in rows.items()}, CONFIG, TODAY)
    tables = [books.frame(t, rows[t]) for t in ("Leads", "Touches", "Plan")]
    found = sheet.answers(workbook, *(formula for formula, _ in questions))
    for (formula, rule), native in zip(questions, found, strict=True):
        wanted = expected(lambda rule=rule: rule(*tables))
        assert same(native, wanted), f"{formula}: {native} instead of {wanted}"


def about(lead):
    """The four functions of one lead."""
    asked = quoted(lead)
    return [
        (f"=LB.NEXT_TOUCH({asked})", lambda le, to, pl: answers.next_touch(le, pl, lead, TODAY)),
        (f"=LB.LAST_TOUCH({asked})", lambda le, to, pl: answers.last_touch(le, to, CONFIG, lead, TODAY)),
        (f"=LB.TOUCHES_THIS_MONTH({asked})",
         lambda le, to, pl: None if not lead.strip() else answers.touches_this_month(le, to, CONFIG, lead, TODAY)),
        (f"=LB.WHY_TODAY({asked})", lambda le, to, pl: answers.why_today(le, to, pl, CONFIG, lead, TODAY))]


def lists_of(owner):
    """The three lists of one owner."""
    asked = quoted(owner)
    return [
        (f"=LB.DUE_TODAY({asked})", lambda le, to, pl: answers.due_today(le, pl, CONFIG, TODAY, owner)),
        (f"=LB.STALE_LEADS({asked})", lambda le, to, pl: answers.stale_leads(le, CONFIG, owner)),
        (f"=LB.CRACKS({asked})", lambda le, to, pl: answers.cracks(le, CONFIG, TODAY, owner))]


@SLOW
@given(books.books(), st.lists(st.sampled_from(ASKED), min_size=2, max_size=6, unique=True), st.booleans())
@example({"Leads": [], "Touches": [], "Plan": []}, ["zzz", ""], False)
@example(books.RICH, ["Ann Baker", "kept", "whitfield", "7", "Nameless"], False)
@example(books.RICH, ["Baker", " KEPT", "WHIT", "l-1", "1", "TEXT CO"], True)
def test_of_a_lead(rows, asked, rough):
    ids = [row["Lead ID"] for row in rows["Leads"] if row.get("Lead ID")]
    note(f"ids: {ids}")
    compare(rows, [question for lead in [*ids, *asked] for question in about(lead)], rough)


@SLOW
@given(books.books(), st.booleans())
@example({"Leads": [], "Touches": [], "Plan": []}, False)
@example({"Leads": [{}], "Touches": [{}], "Plan": [{}]}, False)
@example(books.RICH, False)
@example(books.RICH, True)
def test_lists(rows, rough):
    compare(rows, [question for owner in ("", "Jane Doe", " tom lee", "Kim", "nobody yet", "Jnae", " ")
                   for question in lists_of(owner)], rough)


@SLOW
@given(books.books(), st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((None, *books.DAYS)),
                                         st.sampled_from((None, *books.DAYS))), min_size=8, max_size=8), st.booleans())
@example({"Leads": [], "Touches": [], "Plan": []}, [(word, None, None) for word in WORDS], False)
@example(books.RICH, [(word, *span) for word in WORDS for span in ((None, None), (-23, -23), (-22, -1),
         (-62, 0.6))], True)
def test_funnel_count(rows, asked, rough):
    midnight = dt.datetime.combine(TODAY, dt.time())
    compare(rows, [funnel_question(word, *(None if days is None else midnight + dt.timedelta(days=days)
    for days in span))
                   for word, *span in asked], rough)


def funnel_question(word, start, end):
    bounds = ['""' if day is None else str(serial(day)) for day in (start, end)]
    while bounds and bounds[-1] == '""':
        bounds.pop()
    return (f"=LB.FUNNEL_COUNT({','.join([quoted(word), *bounds])})",
            lambda le, to, pl: answers.funnel_count(le, to, CONFIG, word, start, end))


@pytest.mark.parametrize("says", [
    "{kind: attempt, also: [Voicemail, Don't know]}", "{ kind : attempt , also : [ Voicemail , Don't know ] }",
    "{'kind': 'attempt', 'also': ['Voicemail', 'Don''t know']}",
    '{"kind":"attempt","also":["Voicemail","Don\'t know"]}',
    "{also: [Voicemail,   Don't know], kind: attempt}", "{also: [Don't know, VOICEMAIL, Busy], kind: 'delivered'}"])
def test_settings_may_be_spelled_by_hand(says):
    rows = settings_rows.rows(CONFIG, "book")
    rows["Value"] = rows["Value"].mask((rows["Section"] == "outcomes") & (rows["Name"] == "Left message"), says)
    rows["Value"] = rows["Value"].mask((rows["Section"] == "channels") & (rows["Name"] == "Flyer"),
                                       "{ done_as: 'Sent', personal: no }")
    mine = config.from_rows(list(rows[["Section", "Name", "Value"]].itertuples(index=False)), "test")
    words = ("Voicemail", "don't know", "Left message", "Busy")
    leads = books.frame("Leads", [{"Lead ID": f"L-{n}", "Name": word} for n, word in enumerate(words)])
    log = books.frame("Touches", [{"Lead ID": f"L-{n}", "When": dt.datetime(2026, 11, 2), "Channel": "Flyer",
                                   "Outcome": word} for n, word in enumerate(words)])
    workbook = sheet.built({"Leads": leads, "Touches": log, "Settings": rows}, mine, TODAY)
    found = sheet.answers(workbook, *(f'=LB.TOUCHES_THIS_MONTH("L-{n}")' for n in range(len(words))))
    wanted = [answers.touches_this_month(leads, log, mine, f"L-{n}", TODAY) for n in range(len(words))]
    assert found == [[[count]] for count in wanted]
    assert sum(wanted) == (4 if "delivered" in says else 0)


class Broken:
    """An error cell, as an engine reads it."""

    def __str__(self):
        return "#N/A"


DAMAGE = [("Leads", 0, "Owner", "=NA()"), ("Leads", 1, "Stage", "=NA()"), ("Leads", 3, "Person", "=NA()"),
          ("Leads", 4, "Received", "last week"), ("Leads", 5, "Lead ID", 5), ("Leads", 8, "Appointment", "soon"),
          ("Leads", 9, "Promise", "=NA()"), ("Leads", 10, "Name", "=NA()"), ("Leads", 12, "First Contact", "soon"),
          ("Leads", 13, "Do Not Contact", "=NA()"), ("Leads", 13, "Alert", "=NA()"), ("Leads", 19, "Name", 17),
          ("Touches", 0, "When", "soon"), ("Touches", 1, "Channel", "=NA()"), ("Touches", 4, "Lead ID", 5),
          ("Touches", 8, "Name", "=NA()"), ("Touches", 13, "Outcome", "=NA()"), ("Plan", 1, "Date", "soon"),
          ("Plan", 2, "Lead ID", 5), ("Plan", 3, "Status", "=NA()"), ("Plan", 8, "Date", "=NA()"),
          ("Plan", 10, "Name", "=NA()")]


def test_damaged_cells_are_blank_to_both():
    """One error cell does not make a whole list an error."""
    tables = []
    for table, rows in books.RICH.items():
        raw = {name: [row.get(name) for row in rows] for name in TABLES[table].names}
        for where, row, column, cell in DAMAGE:
            if where == table:
                raw[column][row] = Broken() if cell == "=NA()" else cell
        tables.append(frames.typed(TABLES[table], raw)[0])
    workbook = sheet.built({t: books.on_the_sheet(t, r) for t, r in books.RICH.items()}, CONFIG, TODAY, DAMAGE)
    asked = [*filter(None, tables[0]["Lead ID"]), "17"]
    questions = [*(question for lead in asked for question in about(lead)),
                 *(question for owner in ("", "Kim", "Jane Doe") for question in lists_of(owner)),
                 *(funnel_question(word, None, None) for word in WORDS)]
    found = sheet.answers(workbook, *(formula for formula, _ in questions))
    for (formula, rule), native in zip(questions, found, strict=True):
        wanted = expected(lambda rule=rule: rule(*tables))
        assert same(native, wanted), f"{formula}: {native} instead of {wanted}"


@pytest.mark.parametrize("name", ["DUE_TODAY", "STALE_LEADS", "CRACKS"])
def test_an_owner_may_be_left_out(name):
    row = {"Lead ID": "L-1", "Name": "Ann", "Alert": "Red", "Next Date": TODAY, "Stage": "New"}
    workbook = sheet.built({"Leads": books.frame("Leads", [row])}, CONFIG, TODAY)
    left_out, blank = sheet.answers(workbook, f"=LB.{name}()", f'=LB.{name}("")')
    assert left_out == blank
    assert len(left_out) == 2

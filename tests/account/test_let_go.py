"""A missing lead that was deleted on purpose: counted, not named, out of reach of restore unless asked for by name."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from tests.account.conftest import Run, Table, by_hand, deleted, leads
from tests.account.test_account import ID, TODAY, conserved


def account(run: Run, book: Path) -> dict:
    said = run("account", book, *TODAY, "--json")
    assert said["totals"]["received"] == sum(n for name, n in said["totals"].items() if name != "received")
    return said


def sheet(book: Path) -> list[tuple[str, str, str, str]]:
    """Each line of the sheet Account: month, owner, name, its figures other than 0."""
    with ClosedBook(book) as there:
        frame = there.read("Account")
    heads = ("Received", "Open", "Won", "Lost", "Disqualified", "Merged", "Let Go", "Missing")
    return [(row["Month"], row["Owner"], row["Name"],
             ", ".join(f"{row[head]:.0f} {head.lower()}" for head in heads if row[head] > 0))
            for row in frame.to_dict("records")]


def refused(book: Path, lead: str) -> str:
    before = book.read_bytes()
    said = CliRunner().invoke(leadbook, ["account", str(book), "--let-go", lead, *TODAY])
    assert said.exit_code == 2, said.output
    assert book.read_bytes() == before
    return said.stderr.strip()


def test_who_was_let_go_is_counted_and_no_longer_named(run: Run, book: Path) -> None:
    by_hand(book, deleted(3))
    by_hand(book, deleted(1))
    assert "Nothing was written" in run("account", book, "--let-go", "bob  RAY", *TODAY, "--dry-run")
    assert len(account(run, book)["missing"]) == 2
    said = run("account", book, "--let-go", "bob  RAY", "--by", "Jane Doe", *TODAY, "--json")
    assert ([one["lead"] for one in said["let_go"]], said["already"]) == ([ID(2)], [])
    assert said["changed"]["History"]["rows"] == 3, "two rows that are gone, one of them let go"
    told = account(run, book)
    assert conserved(told)
    assert ([one["name"] for one in told["missing"]], [one["name"] for one in told["let_go"]]) == (
        ["Dana Whitfield"], ["Bob Ray"])
    assert (told["totals"]["let_go"], told["by_owner"]["Jane Doe"]["let_go"], told["totals"]["residual"]) == (1, 1, 1)
    assert run("account", book, *TODAY).startswith(
        "6 leads received = 2 open + 1 won + 0 lost + 1 disqualified + 0 merged + 1 let go + 1 missing.")
    assert sheet(book) == [
        ("All", "Team", "", "6 received, 2 open, 1 won, 1 disqualified, 1 let go, 1 missing"),
        ("2026-10", "Tom Lee", "Dana Whitfield", "1 received, 1 missing"),
        ("All", "Jane Doe", "", "2 received, 1 open, 1 let go"),
        ("All", "Tom Lee", "", "3 received, 1 won, 1 disqualified, 1 missing"),
        ("All", "(no owner)", "", "1 received, 1 open"),
        ("2026-11", "Team", "", "2 received, 1 open, 1 let go"),
        ("2026-10", "Team", "", "2 received, 1 won, 1 missing"),
        ("2026-09", "Team", "", "2 received, 1 open, 1 disqualified")]
    with ClosedBook(book) as there:
        event = there.read("History").iloc[-1]
    assert (event["Table"], event["Row ID"], event["Field"], event["By"]) == ("Leads", ID(2), "(let go)", "Jane Doe")
    before = book.read_bytes()
    assert "Let go before: Bob Ray" in run("account", book, "--let-go", ID(2), *TODAY)
    assert book.read_bytes() == before


def test_restore_leaves_them_until_asked_by_name_and_then_they_are_let_go_no_longer(run: Run, book: Path) -> None:
    before = leads(book)
    by_hand(book, deleted(1))
    run("account", book, "--let-go", ID(2), *TODAY)
    assert "Nothing to bring back" in run("restore", book, *TODAY, "--dry-run")
    run("restore", book, "--lead", "Bob Ray", *TODAY)
    assert leads(book)[ID(2)] == before[ID(2)]
    assert [part for part in sheet(book)[0][3].split(", ") if "missing" in part or "let go" in part] == []
    by_hand(book, deleted(5))           # deleted once more: nobody said that this was meant
    told = account(run, book)
    assert ([one["lead"] for one in told["missing"]], told["let_go"]) == ([ID(2)], [])


def test_their_touches_are_not_missed_either(run: Run, book: Path) -> None:
    by_hand(book, deleted(1))
    by_hand(book, deleted(0), "Touches")
    assert account(run, book)["missing_touches"] == 1
    run("account", book, "--let-go", "Bob Ray", *TODAY)
    assert account(run, book)["missing_touches"] == 0
    assert "1 lead and 1 touch back" in run("restore", book, "--lead", "Bob Ray", *TODAY)


def test_letting_go_is_taken_back(run: Run, book: Path) -> None:
    by_hand(book, deleted(1))
    run("refresh", book, *TODAY)
    before = sheet(book)
    run("account", book, "--let-go", ID(2), *TODAY)
    assert sheet(book) != before
    assert "Took back the let-go" in run("undo", book, *TODAY)
    assert sheet(book) == before
    assert [one["lead"] for one in account(run, book)["missing"]] == [ID(2)]


def test_an_archive_keeps_that_they_were_let_go_and_what_their_row_held(run: Run, book: Path) -> None:
    before = leads(book)
    by_hand(book, deleted(1))
    run("account", book, "--let-go", ID(2), *TODAY)
    by_hand(book, lambda cells: cells["Notes"].__setitem__(0, "some other change"))
    run("refresh", book, *TODAY)
    assert run("history", "archive", book, "--before", "2026-12-01", "--today", "2026-12-24", "--json")["archived"][
        "events"] > 0
    assert ([one["lead"] for one in account(run, book)["let_go"]], account(run, book)["missing"]) == ([ID(2)], [])
    run("restore", book, "--lead", "Bob Ray", *TODAY)
    assert leads(book)[ID(2)] == before[ID(2)]


def test_a_colleagues_copy_learns_it_when_the_copies_are_merged(run: Run, book: Path) -> None:
    by_hand(book, deleted(1))
    copy = book.with_name("Team-PC2.xlsx")
    copy.write_bytes(book.read_bytes())
    run("account", book, "--let-go", ID(2), *TODAY)
    run("refresh", copy, "--today", "2026-11-24", "--now", "11:00")
    run("merge", copy, book, "--today", "2026-11-24", "--now", "12:00")
    told = account(run, copy)
    assert ([one["lead"] for one in told["let_go"]], told["missing"]) == ([ID(2)], [])


def test_who_is_not_missing_is_refused_in_one_sentence(book: Path) -> None:
    by_hand(book, deleted(1))
    there = "Ann Lee (L-AAAAAAAAA1) is not missing: see row 2 of the sheet Leads."
    assert [refused(book, lead) for lead in ("Ann Lee", "AAAAAAAAA1", "Zoe Zed", "")] == [
        there, there, "No missing lead is called 'Zoe Zed'. Missing are: Bob Ray (L-AAAAAAAAA2).",
        "No missing lead is called ''. Missing are: Bob Ray (L-AAAAAAAAA2)."]


def test_two_of_one_name_are_asked_for_by_id(run: Run, book: Path) -> None:
    by_hand(book, lambda cells: cells["Name"].__setitem__(2, "Bob Ray"))
    run("refresh", book, *TODAY)
    by_hand(book, deleted(2))
    by_hand(book, deleted(1))
    assert refused(book, "Bob Ray") == (
        "2 missing leads are called 'Bob Ray', give the Lead ID of the one you mean: Bob Ray (L-AAAAAAAAA2), "
        "Bob Ray (L-AAAAAAAAA3).")
    run("account", book, "--let-go", ID(3), *TODAY)
    run("account", book, "--let-go", "Bob Ray", *TODAY)
    assert {one["lead"] for one in account(run, book)["let_go"]} == {ID(2), ID(3)}


def test_who_stands_there_under_another_id_is_not_missing(run: Run, book: Path) -> None:
    def edit(cells: Table) -> None:
        cells["Lead ID"][1] = None

    by_hand(book, edit)
    run("refresh", book, *TODAY)
    assert refused(book, "L-AAAAAAAAA2").startswith("Bob Ray is not missing: it stands in row 3 now, under another")

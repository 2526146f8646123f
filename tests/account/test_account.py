"""Rows deleted, pasted over, copied, sorted in halves, renumbered: each is named, counted, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.books.closed import ClosedBook
from tests.account.conftest import Run, Table, by_hand, deleted, leads

TODAY = ("--today", "2026-11-24", "--now", "10:00")
ID = "L-AAAAAAAAA{}".format
PARTS = ("open", "won", "lost", "disqualified", "merged", "let_go", "residual")


def conserved(said: dict) -> bool:
    accounts = [said["totals"], *said["by_month"].values(), *said["by_owner"].values(), *said["by_month_and_owner"]]
    sums = all(one["received"] == sum(one[name] for name in PARTS) for one in accounts)
    parts = all(sum(one[name] for one in some) == said["totals"][name] for name in ("received", *PARTS)
                for some in (said["by_month"].values(), said["by_owner"].values(), said["by_month_and_owner"]))
    return sums and parts and said["totals"]["residual"] == len(said["missing"])


def test_when_nobody_did_anything_nobody_is_missing(run: Run, book: Path) -> None:
    before = book.read_bytes()
    said = run("account", book, *TODAY, "--json")
    assert said["totals"] == {"received": 6, "open": 3, "won": 1, "lost": 1, "disqualified": 1, "merged": 0,
                              "let_go": 0, "residual": 0}
    assert said["by_owner"]["Tom Lee"]["received"] == 3
    assert said["by_month"]["2026-10"] == said["totals"] | {
        "received": 2, "open": 0, "won": 1, "lost": 1, "disqualified": 0}
    assert conserved(said)
    assert [said[name] for name in ("missing", "let_go", "renumbered", "doubled", "muddled")] == [[], [], [], [], []]
    assert (said["missing_touches"], said["since"]) == (0, "2026-11-23")
    assert [(one["name"], one["missing"]) for one in said["cracks"]] == [("Fay Orr", "no owner")]
    assert book.read_bytes() == before, "account only reads"


@pytest.mark.parametrize("noticed", [False, True], ids=["not noticed yet", "after a refresh"])
def test_a_deleted_row_is_named_and_comes_back(run: Run, book: Path, noticed: bool) -> None:
    before = leads(book)
    by_hand(book, deleted(1))
    if noticed:
        run("refresh", book, "--today", "2026-11-24", "--now", "09:00")
    said = run("account", book, *TODAY, "--json")
    assert conserved(said)
    (one,) = said["missing"]
    assert (one["lead"], one["name"], one["owner"], one["why"]) == (ID(2), "Bob Ray", "Jane Doe", "deleted")
    assert "Bob Ray" in one["message"]
    assert "(212) 555-0102" in one["message"]
    shown = run("restore", book, *TODAY, "--dry-run")
    assert "Bob Ray" in shown
    assert "Nothing was written" in shown
    assert ID(2) not in leads(book)
    assert "1 lead back at the end of the table (Bob Ray)" in run("restore", book, *TODAY)
    assert leads(book)[ID(2)] == before[ID(2)]
    again = run("account", book, *TODAY, "--json")
    assert (again["totals"]["residual"], again["missing"]) == (0, [])
    assert "Nothing to bring back" in run("restore", book, *TODAY)


def test_restore_is_taken_back(run: Run, book: Path) -> None:
    by_hand(book, deleted(1))
    run("restore", book, *TODAY)
    assert "Took back the restore" in run("undo", book, *TODAY)
    assert ID(2) not in leads(book)
    assert [one["lead"] for one in run("account", book, *TODAY, "--json")["missing"]] == [ID(2)]


def test_a_row_pasted_over_another(run: Run, book: Path) -> None:
    def edit(cells: Table) -> None:
        for values in cells.values():
            values[3] = values[0]                # Ann's row over Dana's

    before = leads(book)
    by_hand(book, edit)
    said = run("account", book, *TODAY, "--json")
    assert conserved(said)
    (one,) = said["missing"]
    assert (one["name"], one["why"], one["now"]) == ("Dana Whitfield", "pasted over", ID(1))
    (two,) = said["doubled"]
    assert (two["lead"], sorted(two["rows"])) == (ID(1), [2, 5])
    run("restore", book, *TODAY)
    assert leads(book)[ID(4)] == before[ID(4)]


def test_columns_sorted_without_the_rest(run: Run, book: Path) -> None:
    def edit(cells: Table) -> None:
        for name in ("Name", "Phone"):
            cells[name][:6] = reversed(cells[name][:6])

    before = leads(book)
    by_hand(book, edit)
    by_hand(book, lambda cells: cells["Notes"].__setitem__(0, "typed the same evening"))
    said = run("account", book, *TODAY, "--json")
    assert {(one["column"], one["what"], one["cells"]) for one in said["muddled"]} == {
        ("Name", "sorted apart", 6), ("Phone", "sorted apart", 6)}
    by_hand(book, lambda cells: cells["Phone"].__setitem__(2, "(212) 555-0999"))      # somebody mends one by hand
    run("restore", book, *TODAY)
    after = leads(book)
    assert after[ID(1)] == before[ID(1)] | {"Notes": "typed the same evening"}
    assert after[ID(3)]["Phone"] == "(212) 555-0999", "what somebody mended stays"
    assert {lead: cells["Name"] for lead, cells in after.items()} == {lead: c["Name"] for lead, c in before.items()}


def test_a_whole_table_that_was_sorted_is_no_change(run: Run, book: Path) -> None:
    def edit(cells: Table) -> None:
        for values in cells.values():
            values[:6] = reversed(values[:6])

    by_hand(book, edit)
    said = run("account", book, *TODAY, "--json")
    assert (said["missing"], said["muddled"], said["doubled"]) == ([], [], [])
    assert said["history"]["noticed"] == 0


def test_a_block_pasted_over_is_named_and_its_run_comes_back_when_asked(run: Run, book: Path) -> None:
    before = leads(book)

    def edit(cells: Table) -> None:
        cells["Phone"][1:5] = ["(999) 555-0000"] * 4
        cells["Stage"][0] = "Contacted"

    by_hand(book, edit)
    run("refresh", book, "--today", "2026-11-24", "--now", "09:00")
    (one,) = run("account", book, *TODAY, "--json")["muddled"]
    assert (one["column"], one["what"], one["cells"]) == ("Phone", "pasted over", 4)
    assert "Nothing to bring back" in run("restore", book, *TODAY), "it may have been meant"
    run("restore", book, "--lead", "Cy Poe", *TODAY)
    assert leads(book)[ID(3)]["Phone"] == before[ID(3)]["Phone"]
    assert leads(book)[ID(2)]["Phone"] == "(999) 555-0000"
    run("restore", book, "--batch", one["batch"], *TODAY)
    assert {lead: cells["Phone"] for lead, cells in leads(book).items()} == {
        lead: cells["Phone"] for lead, cells in before.items()}


def test_a_lead_id_that_was_cleared_is_given_back(run: Run, book: Path) -> None:
    by_hand(book, lambda cells: cells["Lead ID"].__setitem__(1, None))
    run("refresh", book, "--today", "2026-11-24", "--now", "09:00")
    said = run("account", book, *TODAY, "--json")
    assert conserved(said)
    assert said["missing"] == []
    assert [(one["lead"], one["row"]) for one in said["renumbered"]] == [(ID(2), 3)]
    run("restore", book, *TODAY)
    assert set(leads(book)) == {ID(nth) for nth in range(1, 7)}
    assert run("account", book, *TODAY, "--json")["renumbered"] == []


def test_a_copy_that_became_somebody_else_and_was_deleted_comes_back_under_an_id_of_its_own(run: Run, book: Path
                                                                                            ) -> None:
    def edit(cells: Table) -> None:
        for values in cells.values():
            values[5] = values[0]                # Ann's row, copied as a pattern over Fay's ...
        cells["Name"][5], cells["Phone"][5] = "Gil Fox", "(212) 555-0177"       # ... for somebody new

    by_hand(book, edit)
    run("refresh", book, "--today", "2026-11-24", "--now", "09:00")
    by_hand(book, deleted(5))
    said = run("account", book, *TODAY, "--json")
    assert {one["name"] for one in said["missing"]} == {"Fay Orr", "Gil Fox"}
    assert said["totals"]["residual"] == 1, "Gil Fox had no id of his own: he is named, not counted twice"
    run("restore", book, *TODAY)
    run("refresh", book, "--today", "2026-11-24", "--now", "11:00")
    names = {cells["Name"]: lead for lead, cells in leads(book).items()}
    assert (len(names), names["Fay Orr"]) == (7, ID(6))
    assert run("account", book, *TODAY, "--json")["missing"] == []


def test_a_deleted_touch_comes_back(run: Run, book: Path) -> None:
    by_hand(book, deleted(0), "Touches")
    assert run("account", book, *TODAY, "--json")["missing_touches"] == 1
    run("restore", book, *TODAY)
    with ClosedBook(book) as there:
        assert there.read("Touches")["Outcome"].tolist() == ["Spoke"]


def test_people_read_it(run: Run, book: Path) -> None:
    by_hand(book, deleted(1))
    said = run("account", book, *TODAY)
    assert said.splitlines()[0] == ("6 leads received = 2 open + 1 won + 1 lost + 1 disqualified + 0 merged + "
                                    "1 missing.")
    assert "Bob Ray (L-AAAAAAAAA2): the row was deleted" in said
    assert "restore" in said.splitlines()[-2]
    assert f"--let-go {ID(2)}" in said.splitlines()[-1]

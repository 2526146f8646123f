"""plan --dry-run shows the moves first; plan and refresh say where there is no room. On a file."""

import pytest

from leadbook.ooxml import Workbook


@pytest.fixture
def set_owner(book):
    """The value of every owner in the settings becomes another one; returns the name of the first."""
    def call(value):
        with Workbook.open(book) as workbook:
            table = workbook.tables["Settings"]
            owners = {n: row["Name"] for n, row in enumerate(table.rows) if row["Section"] == "owners"}
            table.set("Value", dict.fromkeys(owners, value))
            workbook.save()
        return next(iter(owners.values()))

    return call


def test_a_dry_run_shows_the_moves_first_and_writes_nothing(job, book, set_owner):
    job("plan")
    assert job("plan", "--dry-run").out.startswith("No planned touch would move.\n")
    set_owner("{leave: [2026-12-07..2026-12-09]}")
    before = book.read_bytes()
    moves = job("plan", "--dry-run", "--json").json["plan"]
    lines = job("plan", "--dry-run").out.splitlines()
    assert book.read_bytes() == before
    count, churn = len(moves["moves"]), moves["churn"]
    assert count == churn["moved"] >= churn["forced"] > 0
    assert lines[0] == (f"{count} of {churn['published']} planned touches would move ({churn['percent_moved']} "
                        f"percent); {churn['forced']} of them must.")
    shown = [line for line in lines[1:] if " -> " in line and line.endswith(" is away")]
    assert len(shown) == min(count, 20) == sum(line.startswith("  ") for line in lines[1 : 1 + min(count, 20)])
    assert ("  ... and " in lines[21]) == (count > 20)
    assert job("plan", "--json").json["changed"]["Plan"]["cells"] >= count
    assert job("plan", "--json").json["plan"]["moves"] == []


def test_overload_is_said_the_first_few_and_how_many_more(job, set_owner):
    who = set_owner("{capacity_per_day: 1, leave: [2026-11-25..2026-12-20]}")
    found = job("plan", "--dry-run", "--json").json["plan"]["overload"]
    assert {"owner", "month", "from", "to", "touches", "room", "short", "working_days", "sentence", "mend"} <= set(
        found[0])
    assert who in {one["owner"] for one in found}
    out = job("plan").out
    assert all(f"  {one['sentence']}\n" in out for one in found[:3])
    assert out.count("fall short.") == min(len(found), 3)
    assert (f"  ... and {len(found) - 3} more without room; --json lists them all.\n" in out) == (len(found) > 3)
    assert found[0]["sentence"] in job("refresh").out

"""What two copies say becomes one book: tables that show their sheets."""

from __future__ import annotations

from tests.merge.copies import after, book, both, conflicts, joined, said


def cell(there, lead, column):
    rows = there["Leads"]
    return rows.loc[rows["Lead ID"] == lead, column].iloc[0]


def test_edits_of_different_cells_are_both_taken():
    start = book()
    one, other = after(start, ("Leads", 0, "Phone", "(212) 555-0199")), after(start, ("Leads", 0, "Notes", "hello"))
    out, done = both(one, other)
    assert (cell(out, "L-1", "Phone"), cell(out, "L-1", "Notes")) == ("(212) 555-0199", "hello")
    assert not done.clashes
    assert not conflicts(out)


def test_the_same_edit_on_both_sides_is_one():
    start = book()
    one = after(start, ("Leads", 0, "Phone", "(212) 555-0199"))
    assert not conflicts(joined(one, after(start, ("Leads", 0, "Phone", "(212) 555-0199"))))


def test_two_edits_of_one_cell_surface_with_both_values_whoever_merges():
    start = book()
    one, other = after(start, ("Leads", 0, "Notes", "Monday")), after(start, ("Leads", 0, "Notes", "Tuesday"))
    for out in (joined(one, other), joined(other, one)):
        assert conflicts(out) == [("L-1", "Notes", "Tuesday", "Monday")]
        assert cell(out, "L-1", "Notes") == "Tuesday"


def test_an_edit_against_a_delete_surfaces_and_the_row_stays():
    start = book()
    one, other = after(start, ("Leads", 0)), after(start, ("Leads", 0, "Notes", "alive"))
    for out in (joined(one, other), joined(other, one)):
        assert conflicts(out) == [("L-1", "", "(the row is here)", "(deleted)")]
        assert cell(out, "L-1", "Notes") == "alive"
        assert cell(out, "L-1", "Name") == "Ann Lee"


def test_a_row_deleted_in_one_copy_and_left_alone_in_the_other_is_deleted():
    start = book()
    for out in (joined(after(start, ("Leads", 3)), start), joined(start, after(start, ("Leads", 3)))):
        assert "L-4" not in set(out["Leads"]["Lead ID"])
        assert not conflicts(out)


def test_the_same_id_given_to_two_people_gives_the_second_a_new_one():
    start = book()
    zoe = after(start, ("Leads", {"Lead ID": "L-9", "Name": "Zoe"}),
                ("Touches", {"Touch ID": "T-9", "Lead ID": "L-9", "Channel": "Call"}))
    ada = after(start, ("Leads", {"Lead ID": "L-9", "Name": "Ada"}),
                ("Touches", {"Touch ID": "T-8", "Lead ID": "L-9", "Channel": "Text"}))
    out = joined(zoe, ada)
    assert said(out) == said(joined(ada, zoe))
    ids = {row["Name"]: row["Lead ID"] for row in out["Leads"].to_dict("records")}
    assert ids["Ada"] == "L-9"
    assert ids["Zoe"] not in ("L-9", "")
    touches = dict(zip(out["Touches"]["Touch ID"], out["Touches"]["Lead ID"], strict=True))
    assert (touches["T-8"], touches["T-9"]) == ("L-9", ids["Zoe"])
    assert conflicts(out) == [("L-9", "Lead ID", "L-9: Ada", f"{ids['Zoe']}: Zoe")]
    assert said(joined(out, zoe)) == said(joined(out, ada)) == said(out)
    later = after(zoe, ("Leads", 4, "Phone", "555"), ("Touches", {"Touch ID": "T-7", "Lead ID": "L-9"}),
                  ("Touches", 1, "Outcome", "Met"))
    again = joined(out, later)                              # an old copy: what it says of Zoe is about Zoe
    assert said(again) == said(joined(later, out))
    assert (cell(again, ids["Zoe"], "Phone"), cell(again, "L-9", "Phone")) == ("555", "")
    touches = dict(zip(again["Touches"]["Touch ID"], again["Touches"]["Lead ID"], strict=True))
    assert (touches["T-7"], touches["T-9"], touches["T-8"]) == (ids["Zoe"], ids["Zoe"], "L-9")
    assert conflicts(again) == conflicts(out)


def test_touches_are_a_union_and_a_moved_touch_of_the_plan_is_kept():
    start = book()
    one = after(start, ("Touches", {"Touch ID": "T-2", "Lead ID": "L-2", "Channel": "Call"}),
                ("Plan", 0, "Date", "2026-11-09"))
    other = after(start, ("Touches", {"Touch ID": "T-3", "Lead ID": "L-3", "Channel": "Text"}),
                  ("Plan", 0, "Status", "Done"))
    out = joined(one, other)
    assert set(out["Touches"]["Touch ID"]) == {"T-1", "T-2", "T-3"}
    plan = out["Plan"].set_index("Plan ID").loc["P-1"]
    assert (str(plan["Date"])[:10], plan["Status"]) == ("2026-11-09", "Done")
    assert said(out) == said(joined(other, one))
    assert not conflicts(out)


def test_a_copy_that_is_merged_again_after_further_edits_brings_nothing_back():
    start = book()
    copy = after(start, ("Leads", 0, "Notes", "from the copy"))
    out = after(joined(start, copy), ("Leads", 0, "Notes", "written since"))
    again = joined(out, copy)
    assert cell(again, "L-1", "Notes") == "written since"
    assert not conflicts(again)


def test_three_values_of_one_cell_are_all_there_in_every_order():
    start = book()
    one, two, three = (after(start, ("Leads", 0, "Notes", text)) for text in ("a", "bb", "ccc"))
    wanted = said(joined(one, two, three))
    assert conflicts(joined(one, two, three)) == [("L-1", "Notes", "ccc", "a"), ("L-1", "Notes", "ccc", "bb")]
    assert wanted == said(joined(three, one, two)) == said(joined(joined(one, two), three))
    assert wanted == said(joined(joined(three, two), one)) == said(joined(one, joined(two, three)))


def test_copies_without_common_history_lose_nothing_and_every_difference_surfaces():
    one = book()
    other = book({"Leads": [{"Lead ID": "L-1", "Name": "Ann Lee", "Phone": "(212) 555-0100"},
                            {"Lead ID": "L-7", "Name": "New"}], "Touches": [], "Plan": []})
    out, done = both(one, other)
    assert done.apart
    assert set(out["Leads"]["Lead ID"]) == {"L-1", "L-2", "L-3", "L-4", "L-7"}
    assert ("L-1", "Phone", "(212) 555-0142", "(212) 555-0100") in conflicts(out)
    assert said(out) == said(joined(other, one))


def test_a_touch_that_was_taken_back_in_one_copy_does_not_come_back():
    start = book()
    undone = after(start, ("Touches", 0))
    for out in (joined(undone, start), joined(start, undone)):
        assert not len(out["Touches"])
        assert not conflicts(out)
    for out in (joined(undone, after(start, ("Touches", 0, "Outcome", "Met"))),):
        assert list(out["Touches"]["Outcome"]) == ["Met"]
        assert conflicts(out) == [("T-1", "", "(the row is here)", "(deleted)")]


def test_a_planned_touch_stays_whoever_deletes_it():
    start = book()
    out = joined(after(start, ("Plan", 1)), after(start, ("Plan", 1, "Date", "2026-11-09")))
    assert str(out["Plan"].set_index("Plan ID").loc["P-2", "Date"])[:10] == "2026-11-09"
    assert not conflicts(out)


def test_a_copy_in_which_everything_is_gone():
    start = book()
    out = joined(after(start, ("Touches", 0), ("Leads", 0), ("Leads", 0), ("Leads", 0), ("Leads", 0)), start)
    assert not len(out["Leads"])
    assert len(out["History"]) == 5, "all of it can be restored"


def test_conflicts_says_which_copies_say_so_and_where_they_have_it_from():
    start = book()
    merged = joined(start | {"name": "A"}, after(start, ("Leads", 0, "Notes", "from B")) | {"name": "B"})
    rows = joined(merged, after(start, ("Leads", 0, "Notes", "C says")) | {"name": "C"})["Conflicts"]
    assert list(zip(rows["Ours"], rows["Ours By"], rows["Theirs"], rows["Theirs By"], strict=True)) == [
        ("from B", "A, seen in B", "C says", "C")]

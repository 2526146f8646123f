"""What every engine owes its callers. A new engine inherits ``BookContract`` and gives ``make`` and ``reopened``."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from leadbook import frames
from leadbook.books.changes import Append, Change, Replace, SetCells, between
from leadbook.books.port import Book
from leadbook.ooxml import CellError
from leadbook.schema import CHECKS, LEADS, TABLES, TOUCHES
from tests.books.sheets import Content

ANN = {"Lead ID": "L-1", "Name": "Ann", "Stage": "New", "Received": dt.datetime(2026, 11, 20, 9, 30)}
BOB = {"Lead ID": "L-2", "Name": "Bob", "Value": 350000, "Next Date": dt.date(2026, 11, 24)}


def cells(book: Book, table: str, column: str, new: dict[int, Any]) -> SetCells:
    """A change of some cells of the book as it is now."""
    now = book.read(table)
    declared = TABLES[table][column]
    typed = frames.of(TABLES[table], [{column: value} for value in new.values()])
    values = typed[column].reindex(range(len(new)))
    values = values.fillna("") if declared.is_text else values
    old = now[column].loc[list(new)]
    keys = now[TABLES[table].key].loc[list(new)].tolist()
    return SetCells(table, column, list(new), keys, old, values.set_axis(old.index))


def shown(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts of what is not blank, dates as ISO text."""
    out = []
    for row in frame.to_dict("records"):
        kept = {k: v for k, v in row.items() if v == v and v not in ("", None) and not pd.isna(v)}
        out.append({k: v.isoformat(sep=" ") if hasattr(v, "isoformat") else v for k, v in kept.items()})
    return out


class BookContract:
    def make(self, content: Content) -> Book:
        raise NotImplementedError

    def reopened(self, book: Book) -> Book:
        raise NotImplementedError

    @pytest.fixture
    def book(self) -> Book:
        return self.make({"Leads": [ANN, BOB]})

    def applied(self, book: Book, *changes: Change) -> Book:
        book.apply(changes)
        return self.reopened(book)

    # reading

    def test_a_frame_has_the_columns_of_the_vocabulary_in_order_and_their_types(self, book: Book) -> None:
        leads = book.read("Leads")
        assert list(leads.columns) == LEADS.names
        assert leads["Name"].dtype == object
        assert leads["Received"].dtype == "datetime64[s]"
        assert leads["Value"].dtype == "float64"

    def test_what_stands_in_the_sheet_is_read(self, book: Book) -> None:
        assert shown(book.read("Leads")) == [
            {"Lead ID": "L-1", "Name": "Ann", "Stage": "New", "Received": "2026-11-20 09:30:00"},
            {"Lead ID": "L-2", "Name": "Bob", "Value": 350000.0, "Next Date": "2026-11-24 00:00:00"}]

    def test_an_empty_table_has_no_rows(self, book: Book) -> None:
        touches = book.read("Touches")
        assert len(touches) == 0
        assert list(touches.columns) == TOUCHES.names
        assert touches["When"].dtype == "datetime64[s]"

    def test_a_blank_row_is_a_gap_in_the_positions(self) -> None:
        book = self.make({"Leads": [ANN, {}, {"Name": "  "}, BOB]})
        assert book.read("Leads")["Name"].to_dict() == {0: "Ann", 3: "Bob"}

    def test_a_cell_that_does_not_fit_is_a_problem_and_its_row_stays(self) -> None:
        book = self.make({"Leads": [ANN, {"Received": "soon"}, {"Value": CellError("#N/A")}, {"ZIP": 6020}]})
        assert list(book.read("Leads").index) == [0, 1, 2, 3]
        found = book.problems("Leads")
        assert set(found[["row", "column", "problem"]].itertuples(index=False, name=None)) == {
            (1, "Received", "not a date"), (2, "Value", "unreadable"), (3, "ZIP", "number in text")}
        assert set(found["raw"]) == {"soon", "#N/A", "6020"}

    def test_a_clean_table_has_no_problems(self, book: Book) -> None:
        assert len(book.problems("Leads")) == 0
        assert list(book.problems("Leads").columns) == list(frames.PROBLEM_COLUMNS)

    def test_the_book_has_a_name_for_sentences(self, book: Book) -> None:
        assert book.name

    # cells

    def test_cells_are_set_in_their_rows_only(self, book: Book) -> None:
        after = self.applied(book, cells(book, "Leads", "Check", {1: "No owner."}))
        assert after.read("Leads")["Check"].tolist() == ["", "No owner."]
        assert after.read("Leads")["Name"].tolist() == ["Ann", "Bob"]

    def test_cells_behind_a_blank_row_are_set_where_they_stand(self) -> None:
        book = self.make({"Leads": [ANN, {}, BOB]})
        after = self.applied(book, cells(book, "Leads", "Check", {2: "x", 0: "y"}))
        assert after.read("Leads")["Check"].to_dict() == {0: "y", 2: "x"}

    def test_a_cell_is_cleared(self) -> None:
        book = self.make({"Leads": [ANN | {"Check": "Old.", "Deadline": dt.date(2026, 1, 2)}]})
        after = self.applied(book, cells(book, "Leads", "Check", {0: ""}), cells(book, "Leads", "Deadline", {0: None}))
        assert shown(after.read("Leads")) == [shown(self.make({"Leads": [ANN]}).read("Leads"))[0]]

    def test_the_receipt_counts_cells(self, book: Book) -> None:
        receipt = book.apply([cells(book, "Leads", "Check", {0: "a", 1: "b"}), cells(book, "Leads", "Stale", {0: "c"})])
        assert receipt.changed == {"Leads": {"cells": 3, "rows": 0}}
        assert receipt.skipped == []

    def test_a_cell_that_changed_meanwhile_is_left_and_reported(self, book: Book) -> None:
        stale = cells(book, "Leads", "Check", {0: "mine", 1: "mine"})
        book = self.applied(book, cells(book, "Leads", "Check", {0: "theirs"}))
        receipt = book.apply([stale])
        assert receipt.changed == {"Leads": {"cells": 1, "rows": 0}}
        assert [(s.table, s.row, s.key, s.column) for s in receipt.skipped] == [("Leads", 0, "L-1", "Check")]
        assert "changed" in receipt.skipped[0].reason
        assert self.reopened(book).read("Leads")["Check"].tolist() == ["theirs", "mine"]

    def test_a_row_with_another_id_is_left_and_reported(self, book: Book) -> None:
        change = cells(book, "Leads", "Check", {0: "for Ann"})
        moved = self.make({"Leads": [BOB, ANN]})
        receipt = moved.apply([change])
        assert receipt.changed == {}
        assert receipt.skipped[0].reason == "another row stands there now"
        assert self.reopened(moved).read("Leads")["Check"].tolist() == ["", ""]

    def test_a_row_that_is_gone_is_left_and_reported(self, book: Book) -> None:
        change = cells(book, "Leads", "Check", {1: "for Bob"})
        fewer = self.make({"Leads": [ANN]})
        assert [s.reason for s in fewer.apply([change]).skipped] == ["the row is gone"]

    def test_an_unreadable_cell_is_never_written_over(self) -> None:
        book = self.make({"Leads": [{"Lead ID": "L-1", "First Contact": "last May"}]})
        receipt = book.apply([cells(book, "Leads", "First Contact", {0: dt.datetime(2026, 5, 1)})])
        assert receipt.changed == {}
        assert receipt.skipped[0].reason == "the cell holds something unreadable"
        assert self.reopened(book).problems("Leads")["raw"].tolist() == ["last May"]

    def test_what_people_broke_in_a_column_of_leadbooks_own_is_mended(self) -> None:
        """Last Touch is LeadBook's: somebody pasted a word over it."""
        book = self.make({"Leads": [{"Lead ID": "L-1", "Last Touch": "oops"}]})
        book = self.applied(book, cells(book, "Leads", "Last Touch", {0: dt.datetime(2026, 5, 1)}))
        assert len(book.problems("Leads")) == 0
        assert str(book.read("Leads")["Last Touch"][0]) == "2026-05-01 00:00:00"

    def test_the_same_change_again_is_skipped_not_repeated(self, book: Book) -> None:
        change = cells(book, "Leads", "Check", {0: "once"})
        book = self.applied(book, change)
        receipt = book.apply([change])
        assert receipt.changed == {}
        assert len(receipt.skipped) == 1

    def test_an_id_is_given_to_a_row_that_has_none(self) -> None:
        book = self.make({"Leads": [ANN, {"Name": "Cy"}]})
        change = cells(book, "Leads", "Lead ID", {1: "L-9"})
        assert change.keys == [""]
        assert self.applied(book, change).read("Leads")["Lead ID"].tolist() == ["L-1", "L-9"]

    def test_an_id_and_other_cells_of_its_row_go_in_one_change_set(self) -> None:
        book = self.make({"Leads": [{"Name": "Cy"}]})
        before = book.read("Leads")
        after = before.assign(**{"Lead ID": ["L-9"], "Check": ["No owner."]})
        receipt = book.apply(between({"Leads": before}, {"Leads": after}))
        assert receipt.changed == {"Leads": {"cells": 2, "rows": 0}}
        assert shown(self.reopened(book).read("Leads")) == [{"Lead ID": "L-9", "Name": "Cy", "Check": "No owner."}]

    # rows

    def test_rows_are_appended_under_the_others(self, book: Book) -> None:
        new = frames.of(LEADS, [{"Lead ID": "L-3", "Name": "Cy"}, {"Lead ID": "L-4", "Received": "2026-11-23 08:00"}])
        receipt = book.apply([Append("Leads", new)])
        assert receipt.changed == {"Leads": {"cells": 0, "rows": 2}}
        leads = self.reopened(book).read("Leads")
        assert leads["Lead ID"].to_dict() == {0: "L-1", 1: "L-2", 2: "L-3", 3: "L-4"}
        assert str(leads["Received"][3]) == "2026-11-23 08:00:00"

    def test_the_first_row_of_an_empty_table_is_its_blank_one(self, book: Book) -> None:
        after = self.applied(book, Append("Touches", frames.of(TOUCHES, [{"Touch ID": "T-1"}, {"Touch ID": "T-2"}])))
        assert after.read("Touches")["Touch ID"].to_dict() == {0: "T-1", 1: "T-2"}

    def test_rows_go_where_the_data_ends(self) -> None:
        book = self.make({"Leads": [ANN, {}, BOB, {}, {}]})
        new = frames.of(LEADS, [{"Lead ID": f"L-{n}"} for n in (3, 4, 5)])
        after = self.applied(book, Append("Leads", new))
        assert after.read("Leads")["Lead ID"].to_dict() == {0: "L-1", 2: "L-2", 3: "L-3", 4: "L-4", 5: "L-5"}

    def test_fewer_rows_than_there_is_blank_room(self) -> None:
        book = self.make({"Leads": [ANN, {}, {}, {}]})
        book = self.applied(book, Append("Leads", frames.of(LEADS, [{"Lead ID": "L-2"}])))
        after = self.applied(book, Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3"}])))
        assert after.read("Leads")["Lead ID"].to_dict() == {0: "L-1", 1: "L-2", 2: "L-3"}

    def test_a_row_that_is_blanked_is_a_gap_and_the_next_row_takes_its_place(self, book: Book) -> None:
        blank = [cells(book, "Leads", c, {1: None if c in ("Value", "Next Date") else ""}) for c in BOB]
        book = self.applied(book, *blank)
        assert shown(book.read("Leads")) == shown(self.make({"Leads": [ANN]}).read("Leads"))
        assert list(book.read("Leads").index) == [0]
        after = self.applied(book, Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3"}])))
        assert after.read("Leads")["Lead ID"].to_dict() == {0: "L-1", 1: "L-3"}

    def test_a_row_that_is_blanked_in_the_middle_stays_a_gap(self) -> None:
        book = self.make({"Touches": [{"Touch ID": f"T-{n}", "Note": "x"} for n in range(3)]})
        book = self.applied(book, *[cells(book, "Touches", c, {1: ""}) for c in ("Touch ID", "Note")])
        assert book.read("Touches")["Touch ID"].to_dict() == {0: "T-0", 2: "T-2"}
        after = self.applied(book, Append("Touches", frames.of(TOUCHES, [{"Touch ID": "T-3"}])))
        assert after.read("Touches")["Touch ID"].to_dict() == {0: "T-0", 2: "T-2", 3: "T-3"}

    def test_two_appends_follow_each_other(self, book: Book) -> None:
        one, two = (frames.of(TOUCHES, [{"Touch ID": f"T-{n}", "Note": "x"}]) for n in (1, 2))
        after = self.applied(book, Append("Touches", one), Append("Touches", two))
        assert after.read("Touches")["Touch ID"].to_dict() == {0: "T-1", 1: "T-2"}

    def test_appending_no_rows_is_nothing(self, book: Book) -> None:
        assert book.apply([Append("Touches", frames.of(TOUCHES))]).changed == {}
        assert len(self.reopened(book).read("Touches")) == 0

    def test_cells_and_rows_of_one_table_go_together(self, book: Book) -> None:
        before = book.read("Leads")
        new = frames.of(LEADS, [{"Lead ID": "L-3"}])
        after = pd.concat([before.assign(Check=["x", "y"]), new.set_axis([2])])
        book.apply(between({"Leads": before}, {"Leads": after}))
        assert self.reopened(book).read("Leads")[["Lead ID", "Check"]].to_numpy().tolist() == [
            ["L-1", "x"], ["L-2", "y"], ["L-3", ""]]

    def test_a_table_of_leadbooks_own_is_replaced(self, book: Book) -> None:
        for count in (3, 1, 0, 0, 2):
            new = frames.of(CHECKS, [{"Code": f"LB10{n}", "Row": n, "Since": "2026-11-23"} for n in range(count)])
            receipt = book.apply([Replace("Checks", new)])
            assert receipt.changed == {"Checks": {"cells": 0, "rows": count}}
            book = self.reopened(book)
            assert shown(book.read("Checks")) == shown(new)
            assert list(book.read("Checks").index) == list(range(count))

    # values

    @pytest.mark.parametrize("text", [
        "=1+1", "+1 212 555 0142", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0",
        "\u00dcn\u00efc\u00f6de \u4f60\u597d \U0001f3e1",
        "_x000D_", "a_x0041_b", "line one\nline two", "tab\there", "<b>&amp;\"'</b>", "a  b", "1.50", "06020", "TRUE",
        "2026-11-23", "\u200bzero width", "x" * 32767, "]]>"])
    def test_text_stays_the_text_it_was(self, book: Book, text: str) -> None:
        new = frames.of(LEADS, [{"Lead ID": "L-3", "Notes": text}])
        after = self.applied(book, cells(book, "Leads", "Check", {0: text}), Append("Leads", new))
        leads = after.read("Leads")
        assert leads["Check"][0] == text
        assert leads["Notes"][2] == text
        assert len(after.problems("Leads")) == 0

    @pytest.mark.parametrize("moment", [
        "2026-03-08 02:30:00", "2026-11-01 01:59:59", "1999-12-31 23:59:59", "1904-01-02 00:00:01",
        "2096-02-29 12:34:56", "9999-12-31 23:59:59"])
    def test_a_moment_is_kept_to_the_second(self, book: Book, moment: str) -> None:
        after = self.applied(book, cells(book, "Leads", "Deadline", {1: dt.datetime.fromisoformat(moment)}))
        assert str(after.read("Leads")["Deadline"][1]) == moment

    def test_every_second_of_an_hour_is_kept(self, book: Book) -> None:
        moments = [dt.datetime(2026, 11, 23, 16) + dt.timedelta(seconds=s) for s in range(3600)]
        after = self.applied(book, Append("Touches", frames.of(TOUCHES, [{"When": m} for m in moments])))
        assert after.read("Touches")["When"].dt.to_pydatetime().tolist() == moments

    def test_a_date_is_kept_as_a_day(self, book: Book) -> None:
        after = self.applied(book, cells(book, "Leads", "Next Touch", {0: dt.date(2026, 12, 1)}))
        assert str(after.read("Leads")["Next Touch"][0]) == "2026-12-01 00:00:00"

    @pytest.mark.parametrize("number", [0.0, 1.0, -1.5, 0.1, 1e-9, 123456789012345.0, 1 / 3])
    def test_a_number_is_kept(self, book: Book, number: float) -> None:
        after = self.applied(book, cells(book, "Leads", "Person", {0: number}))
        assert after.read("Leads")["Person"][0] == number

    # all or nothing

    def test_no_changes_no_receipt(self, book: Book) -> None:
        receipt = book.apply([])
        assert (receipt.changed, receipt.skipped, receipt.backup) == ({}, [], "")

    def test_a_change_that_fails_takes_the_others_with_it(self, book: Book) -> None:
        good = cells(book, "Leads", "Check", {0: "never"})
        rows = Append("Touches", frames.of(TOUCHES, [{"Touch ID": "T-1"}]))
        bad = Replace("Checks", frames.of(CHECKS, [{"Code": "LB101"}]).drop(columns="Message"))
        with pytest.raises(Exception, match="Message"):
            book.apply([good, rows, bad])
        for after in (book, self.reopened(book)):
            assert after.read("Leads")["Check"].tolist() == ["", ""]
            assert len(after.read("Touches")) == 0
            assert len(after.read("Checks")) == 0

    def test_what_was_applied_is_read_from_the_same_book(self, book: Book) -> None:
        rows = Append("Touches", frames.of(TOUCHES, [{"Touch ID": "T-1"}]))
        book.apply([cells(book, "Leads", "Check", {0: "x"}), rows])
        assert book.read("Leads")["Check"].tolist() == ["x", ""]
        assert book.read("Touches")["Touch ID"].tolist() == ["T-1"]

    def test_applying_changes_no_frame_that_was_handed_out(self, book: Book) -> None:
        leads = book.read("Leads")
        book.apply([cells(book, "Leads", "Check", {0: "x"})])
        assert leads["Check"].tolist() == ["", ""]

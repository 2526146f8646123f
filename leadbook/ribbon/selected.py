"""Whom the selected cells mean, on any sheet: rows of a table with a column Lead ID, or lines of a list of formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.errors import BadInput
from leadbook.ribbon import listed
from leadbook.ribbon.click import Click

if TYPE_CHECKING:
    import xlwings as xw

SELECT = "Select the rows of the leads first, on Leads, Plan, Touches, Checks, Today or Owners; then press the button."
Area = tuple[int, int, int, int]    # row, column, rows, columns


@dataclass
class Chosen:
    """``leads`` as ``find_lead.all_found`` takes them; ``strangers``: a few words for each row that is none;
    ``where``: the selected cells.
    """

    where: str
    leads: list[str | int] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def chosen(click: Click) -> Chosen:
    """The lead of each selected row, from top to bottom; rows that a filter hides are not meant.

    Raises BadInput if nothing that could be a lead is selected.
    """
    selection = click.caller.app.selection
    if selection is None or selection.sheet.book.name != click.caller.name:
        raise BadInput(SELECT)
    sheet, areas = selection.sheet, visible(selection)
    found = Chosen(f"{sheet.name}!{areas}")
    met = False
    for table in sheet.tables:
        whole = table.range
        if any(_meets(area, whole) for area in areas):
            met = True
            _of_table(table.name, whole, areas, found)
    if not met:
        found.leads = [lead for area in areas for lead in listed.leads(click, sheet, area)]
        met = bool(found.leads)
    if not met:
        raise BadInput(f"There is no lead in the selected cells of the sheet {sheet.name}. {SELECT}")
    return found


def visible(selection: xw.Range) -> list[Area]:
    """The areas of a selection, without rows that a filter hides, from top to bottom."""
    try:
        shown: Any = selection.get_special_cells("visible")
    except NotImplementedError:
        shown = [selection]
    return sorted((area.row, area.column, *area.shape) for area in shown)


def _meets(area: Area, whole: xw.Range) -> bool:
    """Whether an area has a cell in the data rows of a table."""
    row, column, (rows, columns) = whole.row, whole.column, whole.shape
    return bool(area[0] < row + rows and row + 1 < area[0] + area[2] and area[1] < column + columns
                and column < area[1] + area[3])


def _of_table(name: str, whole: xw.Range, areas: list[Area], found: Chosen) -> None:
    top, bottom = whole.row + 1, whole.row + whole.shape[0] - 1
    rows = sorted({row for at, _, count, _ in areas for row in range(max(at, top), min(at + count - 1, bottom) + 1)})
    titles = whole.sheet.range((whole.row, whole.column), (whole.row, whole.column + whole.shape[1] - 1))
    header = [str(title or "") for title in _line(titles.value)]
    if "Lead ID" not in header:
        raise BadInput(f"The rows of the table {name} are no leads. {SELECT}")
    ids, names = (_column(whole, header, title, rows) for title in ("Lead ID", "Name"))
    companies = _column(whole, header, "Company", rows)
    for row, lead, called, firm in zip(rows, ids, names, companies, strict=True):
        if lead:
            found.leads.append(lead)
        elif name == "Leads" and (called or firm):
            found.leads.append(row - top)            # typed by hand, has no id yet
        elif called and name != "Checks":
            found.leads.append(called)
        else:
            found.strangers.append(f"row {row} names no lead" if name == "Checks" else f"row {row} is blank")


def _column(whole: xw.Range, header: list[str], title: str, rows: list[int]) -> list[str]:
    """The texts of a column in these sheet rows, read in one call; "" where the table has no such column."""
    if title not in header:
        return [""] * len(rows)
    column = whole.column + header.index(title)
    held = _line(whole.sheet.range((rows[0], column), (rows[-1], column)).value)
    return [str(held[row - rows[0]] or "").strip() for row in rows]


def _line(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

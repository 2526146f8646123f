"""The charts: few colours, a title that says what is seen, alternative text for who cannot see it."""

from __future__ import annotations

from typing import Any

from leadbook.factory import palette as colours

FONT = {"name": colours.FONT, "size": 9, "color": colours.GREY}


def drawn(book: Any, sheet: Any, kind: dict[str, str], place: tuple[int, int], size: tuple[int, int], title: str,
          alt: str, series: list[dict[str, Any]], number: str = "#,##0") -> None:
    """Put a chart on the sheet. ``series``: name, categories, values (ranges), color; ``number``: axis format.

    ``kind``: XlsxWriter's type and subtype; ``dates``: the words' format; ``every``: how many of them have one label.
    """
    chart = book.add_chart(kind)
    for one in series:
        color = one.pop("color")
        line = kind["type"] == "line"
        chart.add_series({**one, "fill": {"color": color}, "gap": 60, "overlap": one.get("overlap", 0),
                          "line": {"color": color, "width": 2.25} if line else {"none": True},
                          "data_labels": one.get("data_labels", {})})
    chart.set_title({"name": title, "overlay": False, "layout": {"x": 0.02, "y": 0.03},
                     "name_font": {"name": colours.FONT, "size": 12, "bold": True, "color": colours.SLATE}})
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "top", "font": FONT})
    words = {"num_font": FONT, "line": {"color": colours.LINE}, "major_tick_mark": "none", "text_axis": True,
             "interval_unit": int(kind.get("every", "1")), "num_format": kind.get("dates", "General"),
             "major_gridlines": {"visible": False}}
    numbers = {"num_font": FONT, "line": {"none": True}, "num_format": number, "major_tick_mark": "none",
               "major_gridlines": {"visible": True, "line": {"color": colours.LINE, "width": 0.5}}}
    if kind["type"] == "bar":  # XlsxWriter calls the upright axis y; labels stand at the bars' ends
        chart.set_y_axis(words | {"reverse": True})
        chart.set_x_axis(numbers | {"visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis(words)
        chart.set_y_axis(numbers)
    chart.set_chartarea({"border": {"color": colours.LINE}, "fill": {"color": colours.WHITE}})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.show_hidden_data()
    sheet.insert_chart(*place, chart, {"description": alt, "object_position": 2})


def month_load(book: Any, sheet: Any, row: int, column: int, place: dict[str, str]) -> None:
    """The month's load: touches logged and planned on each day; ``place``: the ranges of day, logged and planned."""
    day, logged, planned = (f"=Today!{place[what]}" for what in ("day", "logged", "planned"))
    drawn(book, sheet, {"type": "column", "subtype": "stacked", "dates": "d"}, (row, column), (624, 240),
          "This month, day by day: touches logged and touches planned",
          "Column chart: for each day of this month the touches in the log (without broadcasts) and those planned.",
          [{"name": "Logged", "categories": day, "values": logged, "color": colours.SAND},
           {"name": "Planned", "categories": day, "values": planned, "color": colours.TEAL}])

"""The Help sheet's pages on buttons and worksheet functions, drawn from where they are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leadbook.factory import ribbon
from leadbook.factory.help_lines import Lines
from leadbook.rules.answers.declared import FUNCTIONS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BUTTONS_TITLE = "Buttons: the tab LeadBook, in a workbook that ends in .xlsm"
FUNCTIONS_TITLE = "Worksheet functions"
FUNCTIONS_NOTE = ("With LB. before it, as in =LB.DUE_TODAY(), each works without Python and without macros: on "
                  "Windows, on a Mac and on the web (Excel 2024 or Microsoft 365). Without LB. it asks Python (in a "
                  "workbook that ends in .xlsm, Excel for Windows).")
GIVES = {"list": "a list", "date": "a day", "moment": "a day and time", "count": "a number", "text": "a text"}
TROUBLE_TITLE = "If a button does nothing"
TROUBLE = (
    ("A yellow bar above the sheet", "Press Enable Editing, then Enable Content: until then Excel runs no macro."),
    ("A red bar above the sheet", "The file came by e-mail or download. Close it, right-click it in the folder, "
     "Properties, tick Unblock, open it again. Files that OneDrive brings need no such step."),
    ("Python is missing", "The sheets Today and Owners, the dropdowns, the colours and the functions that begin with "
     "LB. work without it. For the buttons install LeadBook; the button Doctor says what is missing."),
    ("On a Mac or on the web", "The sheets and the functions that begin with LB. work. Refresh with the workbook "
     "closed: leadbook refresh FILE, on any computer that has LeadBook."),
)


def buttons(lines: Lines) -> None:
    """Each button of the ribbon, group by group: label, keys, what it does; a menu names what it offers."""
    lines.section(BUTTONS_TITLE)
    tab = next(element for element in ribbon.tree(ribbon.source()).iter() if _kind(element) == "tab")
    keys = f"Alt, {tab.get('keytip', '')}"
    for group in (element for element in tab if _kind(element) == "group"):
        for button in group:
            lines.line(button.get("label", ""), f"{group.get('label')}   {keys}, {button.get('keytip', '')}",
                       button.get("supertip", ""))
            for choice in button:
                offered = ", ".join(one.get("label", "") for one in choice)
                lines.line(f"    {choice.get('label')}", "", f"{offered}." if offered else _lasting(choice))
    lines.section(TROUBLE_TITLE)
    for name, text in TROUBLE:
        lines.line(name, "", text)


def labels() -> Iterator[str]:
    """The label of every button and menu of the ribbon."""
    return (element.get("label", "") for element in ribbon.tree(ribbon.source()).iter() if element.get("supertip"))


def functions(lines: Lines) -> None:
    """Each worksheet function: how it is written, what it gives."""
    lines.section(FUNCTIONS_TITLE)
    lines.line("LB.", "", FUNCTIONS_NOTE)
    call = lines.palette(bold=True, text_wrap=True)
    for one in FUNCTIONS:
        lines.line(one.call, GIVES[one.returns], f"{one.gives} {one.more} {one.example}", call)


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _lasting(button: Element) -> str:
    """What a button of a menu does, without the words that stand beside the menu already."""
    return button.get("supertip", "").removesuffix(" Undo log takes it back.")

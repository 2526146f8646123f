"""The macros that call the worksheet functions, drawn from ``leadbook.functions``: run this to write them again.

    python -m leadbook.functions.wrappers

writes ``workbook/vba/Functions.bas`` (the functions as Excel sees them) and ``LeadbookWizard.bas`` (their texts in
Excel's function wizard). ``tests/functions/test_wrappers.py`` fails when they are out of date. What they call stands
in LeadbookFunctions.bas, LeadbookPast.bas and LeadbookTables.bas, which are written by hand.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

from leadbook import functions
from leadbook.functions.needs import NEEDS, PAST, handed

TABLES = {"leads": "Leads", "touches": "Touches", "plan": "Plan", "settings": "Settings"}
AS_OF = "as_of"              # the argument that asks about a past day
CATEGORY = "LeadBook"
LONGEST = 255                # of a description in the wizard, and (kept) of a piece of text on a line of VBA
HEAD = "' Drawn by python -m leadbook.functions.wrappers: change leadbook/functions/__init__.py, then run that."


def sources() -> dict[str, str]:
    """File name -> text of each module that is drawn."""
    return {"Functions.bas": _functions(), "LeadbookWizard.bas": _wizard()}


def arguments(name: str) -> list[str]:
    """The arguments of a function in their order; tables that only a past day needs are not asked of people."""
    past = {table.lower() for table in PAST.get(name, {})}
    return [argument for argument in inspect.signature(_function(name)).parameters if argument not in past]


def descriptions(name: str) -> tuple[str, dict[str, str]]:
    """(what the function does, argument -> what it is), as the wizard shows them."""
    function = _function(name)
    hints = get_type_hints(function, include_extras=True)
    about = {argument: str(hints[argument].__metadata__[0]["doc"]) for argument in arguments(name)}
    return inspect.getdoc(function) or "", about


def _function(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(functions, name)
    return function


def _functions() -> str:
    lines = ['Attribute VB_Name = "Functions"', "Option Explicit", "",
             "' The worksheet functions. Each one says whether Excel sees by itself when its tables change (they stand",
             "' between its brackets) or must ask each time, and passes what was asked on to LB_Answer.", HEAD]
    for name in NEEDS:
        lines += ["", *_wrapper(name)]
    return _module(lines)


def _wrapper(name: str) -> Iterator[str]:
    given = [a for a in arguments(name) if a not in TABLES]
    tables = {a: TABLES[a] for a in arguments(name) if a in TABLES}
    optional = [a for a, p in inspect.signature(_function(name)).parameters.items() if p.default is not p.empty]
    declared = [f"{'Optional ' if a in optional else ''}ByVal {a} As Variant" for a in arguments(name)]
    yield f"' {descriptions(name)[0]}"
    yield from _wrapped(f"Public Function {name}(", declared, ") As Variant")
    yield from (f'    If IsMissing({a}) Then {a} = ""' for a in given if a in optional)
    follows = [f'LB_Follows({a}, "{t}")' for a, t in tables.items()]
    begin, end = (f"LB_Past({AS_OF}) Or (", ")") if name in PAST else ("", "")
    yield from _wrapped(f"    Application.Volatile Not ({begin}", follows, f"{end})", " And ")
    columns = [f'"{"|".join((table, *handed(name)[table]))}"' for table in tables.values()]
    columns += [f'LB_Also({AS_OF}, "{"|".join((table, *named))}")' for table, named in PAST.get(name, {}).items()]
    yield from _wrapped(f'    {name} = LB_Answer("{name}", Array({", ".join(given)}), Array(', columns, "))")
    yield "End Function"


def _wizard() -> str:
    names = ", ".join(f'"{name}"' for name in NEEDS)
    lines = ['Attribute VB_Name = "LeadbookWizard"', "Option Explicit", "Option Private Module", "",
             "' What Excel's function wizard says about the worksheet functions.", HEAD, "",
             "' The names of the worksheet functions.", "Public Function LB_FunctionNames() As Variant",
             *_wrapped("    LB_FunctionNames = Array(", names.split(", "), ")"), "End Function", "",
             "' The ribbon was loaded: describe each function. The workbook is as saved, or as unsaved, as it was.",
             "Public Sub LB_Describe()", "    Dim unchanged As Boolean", "    On Error Resume Next",
             "    unchanged = ThisWorkbook.Saved"]
    for name in NEEDS:
        text, about = descriptions(name)
        lines += _wrapped(f'    Describe "{name}", ', [_text(text), f"Array({_text(next(iter(about.values())))}",
                                                     *map(_text, list(about.values())[1:])], ")")
    lines += ["    ThisWorkbook.Saved = unchanged", "End Sub", "",
              "Private Sub Describe(ByVal func As String, ByVal does As String, ByVal arguments As Variant)",
              "    On Error Resume Next",
              "    Application.MacroOptions _",
              "        Macro:=\"'\" & Replace(ThisWorkbook.Name, \"'\", \"''\") & \"'!\" & func, _",
              f'        Description:=does, Category:="{CATEGORY}", ArgumentDescriptions:=arguments', "End Sub"]
    return _module(lines)


def _wrapped(begin: str, parts: list[str], end: str, between: str = ", ") -> list[str]:
    """``begin`` + parts + ``end``, on one line if it is short, else a part a line."""
    line = begin + between.join(parts) + end
    if len(line) <= 120:
        return [line]
    inner = "        "
    return [f"{begin.rstrip()} _", *(f"{inner}{part}{between.rstrip()} _" for part in parts[:-1]),
            f"{inner}{parts[-1]}{end}"]


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"Excel's function wizard shows {LONGEST} characters at most: {text}")
    return '"' + text.replace('"', '""') + '"'


def _module(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def main(folder: Path = Path(__file__).parents[2] / "workbook" / "vba") -> None:
    """Write the modules into ``folder``."""
    for name, text in sources().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

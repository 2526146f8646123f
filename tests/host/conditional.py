"""VBA's conditional compilation, resolved: LibreOffice compiles every branch of an ``#If``, also those for a Mac."""

from __future__ import annotations

import re
from collections.abc import Mapping

LINE = re.compile(r"\s*#(If|ElseIf|Else|End If|Const)\b(.*?)(?:\bThen)?\s*(?:'.*)?", re.IGNORECASE)
WINDOWS = {"VBA7": True, "Win64": True, "Win32": True, "Mac": False, "MAC_OFFICE_VERSION": 0}
MAC = WINDOWS | {"Win64": False, "Win32": False, "Mac": True, "MAC_OFFICE_VERSION": 16}


def resolved(source: str, constants: Mapping[str, object]) -> str:
    """``source`` with only the lines that are compiled where ``constants`` hold; the others become empty lines.

    Raises ValueError for a condition that it does not understand or an ``#If`` that is left open.
    """
    known = dict(constants)
    taken: list[list[bool]] = []            # of each open #If: is this branch compiled, was any
    lines = []
    for line in source.splitlines():
        found = LINE.fullmatch(line)
        on = all(branch for branch, _ in taken)
        if not found:
            lines.append(line if on else "")
            continue
        word, condition = found[1].title(), found[2].strip()
        if word == "If":
            taken.append([_holds(condition, known)] * 2)
        elif word == "Elseif":
            now = not taken[-1][1] and _holds(condition, known)
            taken[-1] = [now, now or taken[-1][1]]
        elif word == "Else":
            taken[-1] = [not taken[-1][1], True]
        elif word == "End If":
            taken.pop()
        elif on:
            name, _, value = condition.partition("=")
            known[name.strip()] = {"True": True, "False": False}.get(value.strip(), value.strip().strip('"'))
        lines.append("")
    if taken:
        raise ValueError("an #If is left open")
    return "\n".join(lines) + "\n"


def _holds(condition: str, known: Mapping[str, object]) -> bool:
    """``Mac``, ``Not Mac``, ``App = "Microsoft Excel"``, ``MAC_OFFICE_VERSION >= 15``, and several with Or."""
    first, _, others = condition.partition(" Or ")
    if others:
        return _holds(first.strip(), known) or _holds(others.strip(), known)
    found = re.fullmatch(r"(Not\s+)?(\w+)(?:\s*(>=|=)\s*(.+))?", condition)
    if not found or found[2] not in known:
        raise ValueError(f"#If {condition}")
    value = known[found[2]]
    match found[3]:
        case "=":
            held = str(value) == found[4].strip('"')
        case ">=":
            held = int(str(value)) >= int(found[4])
        case _:
            held = bool(value)
    return held != bool(found[1])

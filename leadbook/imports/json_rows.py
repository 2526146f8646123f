"""A JSON file of contacts, as phones and web forms write it -> header and rows of text, as of a contacts file."""

from __future__ import annotations

import json
from typing import Any

from leadbook.errors import BadInput

LISTS = ("leads", "contacts", "rows", "items", "data", "entries", "people")


def table(text: str, name: str) -> list[list[str]]:
    """The header, then a row for each object. One object, a list of them, {"leads": [...]} or one object a line.

    Raises BadInput if it is no JSON, or holds anything but objects.
    """
    found = _objects(_parsed(text, name))
    if not all(isinstance(one, dict) for one in found):
        raise BadInput(f'{name} is not a list of people; write it as [{{"name": "Ann Lee", "phone": "555 0100"}}].')
    header = list(dict.fromkeys(str(key) for one in found for key in one))
    return [header, *([_text(one.get(key)) for key in header] for one in found)]


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            line = getattr(error, "lineno", 1)
            raise BadInput(f"{name} is no JSON that can be read (line {line}); mend it or write it anew.") from None


def _objects(parsed: Any) -> list[Any]:
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict):
        lists = [value for key, value in parsed.items() if str(key).casefold() in LISTS and isinstance(value, list)]
        return lists[0] if len(parsed) == 1 and lists else [parsed]
    return [parsed]


def _text(value: Any) -> str:
    """A value as text; several phones or e-mails are kept apart as contact programs do it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return " ::: ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else str(value)

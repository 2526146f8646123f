"""Tables, defined names and input rules: unique, in agreement with their cells, within Excel's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leadbook.factory.lint.package import MAIN, Package
from leadbook.ooxml import refs

TITLE, TEXT, LITERAL = 32, 255, 255     # the longest title and text of an input rule, the longest typed list


def tables(package: Package) -> Iterator[str]:
    """Ids and names are unique, each header cell says its column's name, each table has a row to type into."""
    ids, names = set[str](), {_name(element).lower() for element in _defined(package)}
    for sheet in package.sheets:
        for link in package.links(sheet.part):
            if link.kind != "table" or link.part not in package.parts:
                continue
            table = package.tree(link.part)
            name = table.get("displayName", "")
            if table.get("id", "") in ids:
                yield f"table {name}: another table has the id {table.get('id')} too"
            if name.lower() in names:
                yield f"table {name}: another table or a defined name is called so too"
            if table.get("name") != name:
                yield f"table {name}: it is also called {table.get('name')}"
            ids.add(table.get("id", ""))
            names.add(name.lower())
            yield from _columns(package, sheet.part, name, link.part)


def _columns(package: Package, sheet: str, name: str, part: str) -> Iterator[str]:
    table = package.tree(part)
    titles = [column.get("name", "") for column in table.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")]
    place = refs.area(table.get("ref", ""))
    if place.right - place.left + 1 != len(titles) or place.bottom == place.top:
        yield f"table {name}: its range {place} is not that of {len(titles)} columns with a row below their names"
        return
    for column, title in enumerate(titles, place.left):
        header = f"{refs.letters(column)}{place.top}"
        if (shown := package.cell(sheet, header)) != title:
            yield f"table {name}: the header cell {header} says {shown!r}, its column is called {title!r}"
    for title in sorted({title for title in titles if [t.lower() for t in titles].count(title.lower()) > 1}):
        yield f"table {name}: two columns are called {title}"
    filtered = table.find(f"{MAIN}autoFilter")
    if filtered is not None and filtered.get("ref") != table.get("ref"):
        yield f"table {name}: its filter covers {filtered.get('ref')}, not the table"


def defined_names(package: Package) -> Iterator[str]:
    """Each is there once in its scope, may be called so, and leads somewhere in this workbook."""
    seen = set[tuple[str, str]]()
    for element in _defined(package):
        name, scope, formula = _name(element), element.get("localSheetId", ""), element.text or ""
        if (name.lower(), scope) in seen:
            yield f"the defined name {name} is there twice"
        seen.add((name.lower(), scope))
        if not re.fullmatch(r"[^\W\d][\w.]*|_xlnm\.\w+", name) or re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]", name):
            yield f"the defined name {name} is none that Excel takes"
        if "#REF!" in formula or not formula:
            yield f"the defined name {name} leads nowhere: {formula or 'it is blank'}"
        if re.search(r"\[\d+\]", formula):
            yield f"the defined name {name} leads into another workbook: {formula}"


def input_rules(package: Package) -> Iterator[str]:
    """Titles, messages and typed lists of the input rules are no longer than Excel takes."""
    for sheet in package.sheets:
        if sheet.part not in package.parts:
            continue
        for rule in package.tree(sheet.part).iter(f"{MAIN}dataValidation"):
            place = f"sheet {sheet.name}, input rule of {rule.get('sqref')}"
            limits = {"promptTitle": TITLE, "errorTitle": TITLE, "prompt": TEXT, "error": TEXT}
            for key, limit in limits.items():
                if len(rule.get(key, "")) > limit:
                    yield f"{place}: {key} has {len(rule.get(key, ''))} characters; {limit} is the most"
            listed = rule.findtext(f"{MAIN}formula1", "")
            if rule.get("type") == "list" and listed.startswith('"') and len(listed) - 2 > LITERAL:
                yield f"{place}: its list has {len(listed) - 2} characters; {LITERAL} is the most"


def _defined(package: Package) -> list[Element]:
    return package.workbook.findall(f"{MAIN}definedNames/{MAIN}definedName")


def _name(element: Element) -> str:
    return element.get("name", "")

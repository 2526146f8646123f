"""The ribbon's controls: ids once, short keytips once in their place, texts within limits, icons that exist."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leadbook.factory import ribbon
from leadbook.factory.lint.package import Package

LIMITS = {"keytip": 3, "label": 1024, "screentip": 1024, "supertip": 1024}
ICON = "imageMso"
ALL = ("label", "screentip", "supertip", "keytip", ICON)
PRESSED = ("button", "toggleButton", "menu", "gallery", "dynamicMenu")
NEEDED = {  # the place a control stands in -> what it must have there; a split button has the keytip for its button
    "menu": ("label",), "splitButton": ("label",), "dialogBoxLauncher": ()}
LAYOUT = ("group", "box", "buttonGroup")                # places whose controls stand side by side with others
BUILT_IN_TABS = ("F", "H", "N", "P", "M", "A", "R", "W", "L", "X", "Y", "Q")
WORDS = """
    AddReminder AddressBook ApplicationOptionsDialog CalendarInsert Call ChartInsert CompareAndMergeWorkbooks
    DataValidationCircleInvalid ErrorChecking Filter FlagThisWeek FlagToday GetExternalDataFromText Help NewContact
    RefreshAll RemoveDuplicates
    """
ICONS = frozenset(WORDS.split())        # those that are known to exist; nothing but Excel can tell of another one


def controls(package: Package) -> Iterator[str]:
    """Every control of both forms of the ribbon."""
    for part in ribbon.RELATIONSHIPS:
        if part not in package.parts:
            yield f"the ribbon {part} is missing"
            continue
        root = package.tree(part)
        names = [element.get("id", "").lower() for element in root.iter() if "id" in element.attrib]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{part}: the id {name} is there twice"
        for place in root.iter():
            said = [*_texts(place), *_keytips(place)]
            for element in place:
                said += _complete(element, _kind(place))
            yield from (f"{part}: {one}" for one in said)


def _texts(element: Element) -> Iterator[str]:
    for key, limit in LIMITS.items():
        if len(element.get(key, "")) > limit:
            yield f"{key} of {_who(element)} has {len(element.get(key, ''))} characters; {limit} is the most"
    for key in element.attrib:
        if _getter(key) in element.attrib:
            yield f"{_who(element)} has both {key} and {_getter(key)}; Excel takes one of them"
    if element.get(ICON, "RefreshAll") not in ICONS:
        yield f"{_who(element)}: whether Excel has an icon {element.get(ICON)} nobody knows; take one of the list"


def _keytips(place: Element) -> Iterator[str]:
    """Two controls side by side must not share a keytip, nor may one begin with another's: it could not be typed."""
    if _kind(place) not in ("tabs", "tab", "menu"):
        return
    tips = [tip.upper() for element in _side_by_side(place) if (tip := element.get("keytip", ""))]
    for nth, tip in enumerate(tips):
        if _kind(place) == "tabs" and tip in BUILT_IN_TABS:
            yield f"the keytip {tip} of a tab is that of one of Excel's own tabs"
        for other in tips[nth + 1:]:
            if tip.startswith(other) or other.startswith(tip):
                yield f"the keytips {tip} and {other} in {_who(place)} cannot be told apart"


def _side_by_side(place: Element) -> Iterator[Element]:
    for element in place:
        yield element
        if _kind(element) in LAYOUT:
            yield from _side_by_side(element)


def _complete(element: Element, place: str) -> Iterator[str]:
    """A button has an icon, a label, a keytip, a screentip and a supertip, as it stands or by a getter."""
    if _kind(element) not in PRESSED or (place == "splitButton" and _kind(element) == "menu"):
        return
    for key in NEEDED.get(place, ALL):
        others = ("image", "getImage") if key == ICON else (_getter(key),)
        if not {key, *others} & element.attrib.keys():
            yield f"{_who(element)} has no {key}"


def _getter(key: str) -> str:
    return "getImage" if key in ("image", ICON) else f"get{key[0].upper()}{key[1:]}"


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _who(element: Element) -> str:
    return f"{_kind(element)} {element.get('id') or element.get('idMso') or ''}".strip()

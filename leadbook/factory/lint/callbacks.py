"""What the ribbon calls is there, once, public, in a standard module, with exactly the parameters Excel passes."""

from __future__ import annotations

from collections.abc import Iterator

from leadbook.factory import ribbon
from leadbook.factory.lint.declarations import Declared, declared, is_standard
from leadbook.factory.lint.package import Package

CONTROL = "iribboncontrol"
RETURNED = "variant"                            # ByRef returnedVal, typed or not
GETTER = (CONTROL, RETURNED)
ITEM_GETTER = (CONTROL, "integer", RETURNED)
PRESSED = (CONTROL, "boolean")
CHOSEN = (CONTROL, "string", "integer")
ACTIONS = {"button": (CONTROL,), "splitButton": (CONTROL,), "dialogBoxLauncher": (CONTROL,), "toggleButton": PRESSED,
           "checkBox": PRESSED, "gallery": CHOSEN, "dropDown": CHOSEN, "command": (CONTROL, RETURNED)}
OTHERS = {"onLoad": ("iribbonui",), "loadImage": ("string", RETURNED), "onChange": (CONTROL, "string")}
ITEMS = ("getItemID", "getItemImage", "getItemLabel", "getItemScreentip", "getItemSupertip")


def callbacks(package: Package) -> Iterator[str]:
    """Each callback that either form of the ribbon names."""
    procedures = [one for module, source in package.modules.items() for one in declared(module, source)]
    standard = {module for module, source in package.modules.items() if is_standard(source)}
    for part in ribbon.RELATIONSHIPS:
        if part not in package.parts:
            continue
        for element in package.tree(part).iter():
            kind = element.tag.rpartition("}")[2]
            for attribute, called in element.attrib.items():
                if (wanted := _wanted(kind, attribute)) is not None:
                    who = f"{part}: {attribute} of {element.get('id') or element.get('idMso') or kind}"
                    yield from _called(who, called, wanted, procedures, standard)


def _wanted(kind: str, attribute: str) -> tuple[str, ...] | None:
    """The parameter types of a callback; None if the attribute names none."""
    if attribute == "onAction":
        return ACTIONS.get(kind, (CONTROL,))
    if attribute in ITEMS:
        return ITEM_GETTER
    if attribute in OTHERS:
        return OTHERS[attribute]
    return GETTER if attribute.startswith("get") else None


def _called(who: str, called: str, wanted: tuple[str, ...], procedures: list[Declared],
            standard: set[str]) -> Iterator[str]:
    module, _, name = called.rpartition(".")
    found = [one for one in procedures if one.name.lower() == name.lower() and one.module in standard
             and module.lower() in ("", one.module.lower())]
    if not found:
        yield f"{who} calls {called}, and no standard module has such a Sub"
        return
    if len(found) > 1:
        yield f"{who} calls {called}, which is in {' and in '.join(one.module for one in found)}"
    one = found[0]
    if one.kind != "sub" or not one.public:
        yield f"{who} calls {called}, which must be a public Sub"
    if len(one.types) != len(wanted) or not all(map(_fits, one.types, one.by_value, wanted)):
        yield f"{who} calls {called} with ({', '.join(wanted)}), but it takes ({', '.join(one.types) or 'nothing'})"


def _fits(given: str, by_value: bool, wanted: str) -> bool:
    """What is returned may be declared narrower than a variant, but must be handed over by reference."""
    if wanted == RETURNED:
        return given not in (CONTROL, "?") and not by_value
    return given == wanted

"""The ribbon tab: ``workbook/ribbon/customUI14.xml`` as it is written, and the older form of it for Excel 2007."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import sources

SOURCE = "customUI14.xml"
SPACE = "http://schemas.microsoft.com/office/2009/07/customui"
SPACE_2007 = "http://schemas.microsoft.com/office/2006/01/customui"
RELATIONSHIPS = {  # part -> the type of relationship by which Excel finds it
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}
NEW_ELEMENTS = ("backstage", "contextMenus")            # unknown to Excel 2007
NEW_ATTRIBUTES = ("autoScale", "centerVertically")


def parts() -> dict[str, bytes]:
    """Part name -> content, for the workbook's package. Raises CannotBuild if the source is no ribbon."""
    text = source()
    return {"customUI/customUI14.xml": text.encode(), "customUI/customUI.xml": for_excel_2007(text).encode()}


def source() -> str:
    """The text of the ribbon with LF line ends, however it was checked out."""
    path = sources.folder("ribbon") / SOURCE
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotBuild(f"Cannot read the ribbon {path}: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise CannotBuild(f"The ribbon {path} is not in UTF-8; save it so.") from None


def for_excel_2007(text: str) -> str:
    """The same ribbon in the namespace of 2007, without what that schema lacks, and without comments."""
    root = tree(text)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SPACE}}}")
        for name in NEW_ATTRIBUTES:
            element.attrib.pop(name, None)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in NEW_ELEMENTS]:
            parent.remove(child)
    root.set("xmlns", SPACE_2007)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def tree(text: str) -> ElementTree.Element:
    """The ribbon as elements. Raises CannotBuild if it is not well formed or not in the namespace of 2010."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise CannotBuild(f"The ribbon {SOURCE} is not readable as XML: {error}.") from None
    if root.tag != f"{{{SPACE}}}customUI":
        raise CannotBuild(f"The ribbon {SOURCE} must begin with <customUI xmlns=\"{SPACE}\">.")
    return root


def linked(rels: bytes, names: Mapping[str, bytes]) -> bytes:
    """The package's relationships with one to each of the ribbon's parts that ``names`` holds."""
    lines = (f'<Relationship Id="rIdRibbon{nth}" Type="{RELATIONSHIPS[name]}" Target="{name}"/>'
             for nth, name in enumerate(names, 1))
    return rels.replace(b"</Relationships>", "".join(lines).encode() + b"</Relationships>")

"""A small ribbon with its VBA, and how to plant a fault in a built workbook."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import lru_cache
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser

RIBBON = """<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui" onLoad="Loaded"
 loadImage="Picture"><ribbon><tabs><tab id="Tab" label="LeadBook" keytip="LB"><group id="Work" label="Work">
<button id="Go" label="Go" keytip="G" screentip="Go" supertip="Goes." imageMso="RefreshAll" onAction="OnGo"/>
<toggleButton id="Shown" keytip="S" screentip="Show" supertip="Shows." imageMso="Filter" onAction="OnShown"
 getLabel="LabelOf" getPressed="IsShown"/>
<menu id="Log" label="Log" keytip="L" screentip="Log" supertip="Logs." imageMso="Call">
<button id="Called" label="Called" keytip="C" tag="Call|Spoke" onAction="Ribbon.OnGo"/>
<button id="Mailed" label="Mailed" keytip="M" onAction="OnGo"/></menu>
<box id="Box"><gallery id="Picks" label="Pick" keytip="P" screentip="Pick" supertip="Picks." image="pick"
 onAction="OnPick" getItemCount="CountOf" getItemLabel="ItemOf"/></box>
<splitButton id="Two" keytip="T"><button id="First" label="First" onAction="OnGo"/>
<menu id="Rest"><button id="Second" label="Second" onAction="OnGo"/></menu></splitButton>
<editBox id="Said" label="Say" onChange="OnSaid"/></group></tab></tabs></ribbon></customUI>
"""
CALLBACKS = """Attribute VB_Name = "Ribbon"
Option Explicit
Private Tab_ As IRibbonUI   ' lost when VBA is reset

Public Sub Loaded(ribbon As IRibbonUI)
    Set Tab_ = ribbon
End Sub
Public Sub Picture(imageID As String, ByRef returnedVal)
End Sub
Sub OnGo(control As IRibbonControl)
    MsgBox "Sub Not_One(control)" ' Sub Nor_This()
End Sub
Public Sub OnShown(control As IRibbonControl, _
        pressed As Boolean)
End Sub
Public Sub LabelOf(ByVal control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = "Show"
End Sub
Public Sub IsShown(control As IRibbonControl, ByRef returnedVal)
    returnedVal = True
End Sub
Public Sub OnPick(control As IRibbonControl, id As String, index As Integer)
End Sub
Public Sub CountOf(control As IRibbonControl, ByRef returnedVal)
    returnedVal = 1
End Sub
Public Sub ItemOf(control As IRibbonControl, index As Integer, ByRef returnedVal)
    returnedVal = "One"
End Sub
Public Sub OnSaid(control As IRibbonControl, text As String)
End Sub
"""


def planted(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with ``new`` for the first ``old`` in a part; a part that is not there yet is added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text, f"{part} has no {old}"
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
        if part not in before.namelist():
            after.writestr(part, new)
    return made.getvalue()


def sources_in(workbook: bytes | Path) -> dict[str, str]:
    """VBA module name -> source, as olevba extracts them."""
    content = workbook if isinstance(workbook, bytes) else workbook.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return dict(_sources(parts.read("xl/vbaProject.bin")))


@lru_cache(maxsize=8)
def _sources(project: bytes) -> dict[str, str]:
    parser = VBA_Parser("vbaProject.bin", data=project)
    return {stream.rpartition("/")[2]: source for _, stream, _, source in parser.extract_macros()}

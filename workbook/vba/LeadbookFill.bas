Attribute VB_Name = "LeadbookFill"
Option Explicit
Option Private Module

' Fills blank cells of one column, each by itself: nothing beside them is touched, and a cell that somebody filled
' meanwhile stays. Python asks for it where many such cells stand apart: one call instead of one for each.

' "row;kind;value" of each cell, "|" between: n a number (its decimal sign is "."), d a day or moment as such a number,
' t a text as hex of its UTF-16 units, x such a text that Excel must not read as anything else. Answers "" or an error.
Public Function LB_Fill(ByVal sheet As String, ByVal column As Long, ByVal packed As String) As String
    Dim item As Variant
    Dim part As Variant
    Dim cell As Range
    On Error GoTo failed
    For Each item In Split(packed, "|")
        part = Split(item, ";")
        Set cell = ThisWorkbook.Worksheets(sheet).Cells(CLng(part(0)), column)
        If IsEmpty(cell.Value) Then LB_Enter cell, part(1), part(2)
    Next item
    Exit Function
failed:
    LB_Fill = Err.Description
    If LB_Fill = "" Then LB_Fill = "error " & Err.Number
End Function

Private Sub LB_Enter(ByVal cell As Range, ByVal kind As String, ByVal content As String)
    Select Case kind
    Case "n"
        cell.Value = Val(content)
    Case "d"
        cell.Value = CDate(Val(content))
    Case "t"
        cell.Value = LB_Text(content)
    Case "x"
        If cell.NumberFormat <> "@" Then cell.NumberFormat = "@"
        cell.Value = LB_Text(content)
    End Select
End Sub

Private Function LB_Text(ByVal hexed As String) As String
    Dim at As Long
    For at = 1 To Len(hexed) Step 4
        LB_Text = LB_Text & ChrW$(CLng("&H" & Mid$(hexed, at, 4)))
    Next at
End Function

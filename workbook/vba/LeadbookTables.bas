Attribute VB_Name = "LeadbookTables"
Option Explicit
Option Private Module

' The tables as the worksheet functions need them: which of them a formula follows, and the cells that Python reads.
' Nothing here writes into a cell.

' Whether the person gave the function the whole table: then Excel itself sees when the answer is out of date.
Public Function LB_Follows(ByVal given As Variant, ByVal table As String) As Boolean
    Dim whole As Range
    Dim common As Range
    If Not IsObject(given) Then Exit Function
    On Error GoTo other
    Set whole = Body(Found(table))
    Set common = Application.Intersect(given, whole)
    If Not common Is Nothing Then LB_Follows = (common.CountLarge = whole.CountLarge)
other:
End Function

' Whether days count from 1904, then heading, cells, heading, cells ...; a column that is gone is left out. Cells are a
' block of one column, or one value if there is one row, or Empty if there is none.
Public Function LB_Table(ByVal table As String, ByVal columns As String) As Variant
    Dim listed As ListObject
    Dim heading As Variant
    Dim content() As Variant
    Dim last As Long
    ReDim content(0 To 0)
    content(0) = ThisWorkbook.Date1904
    Set listed = Found(table)
    If Not listed Is Nothing Then
        For Each heading In Split(columns, "|")
            If HasColumn(listed, heading) Then
                last = last + 2
                ReDim Preserve content(0 To last)
                content(last - 1) = heading
                If Not listed.DataBodyRange Is Nothing Then
                    content(last) = listed.ListColumns(heading).DataBodyRange.Value2
                End If
            End If
        Next heading
    End If
    LB_Table = content
End Function

Private Function HasColumn(ByVal listed As ListObject, ByVal heading As String) As Boolean
    On Error GoTo gone
    HasColumn = Not listed.ListColumns(heading) Is Nothing
gone:
End Function

' The rows of a table; one that is empty has a blank row, which is not part of its body.
Private Function Body(ByVal listed As ListObject) As Range
    Set Body = listed.DataBodyRange
    If Body Is Nothing Then Set Body = listed.InsertRowRange
End Function

' The table of that name, on whichever sheet it stands by now; Nothing if it is gone.
Private Function Found(ByVal table As String) As ListObject
    Dim sheet As Worksheet
    Dim listed As ListObject
    For Each sheet In ThisWorkbook.Worksheets
        For Each listed In sheet.ListObjects
            If listed.Name = table Then
                Set Found = listed
                Exit Function
            End If
        Next listed
    Next sheet
End Function

Attribute VB_Name = "LeadbookTables"
Option Explicit
Option Private Module

' Stands in for the module of this name: LibreOffice knows a table as a database range, not as a ListObject.

Public Function LB_Follows(ByVal given As Variant, ByVal table As String) As Boolean
    LB_Follows = Not IsMissing(given)
End Function

' See the real LB_Table; a column is a block of one column here too.
Public Function LB_Table(ByVal table As String, ByVal columns As String) As Variant
    Dim content() As Variant
    Dim cells As Variant
    Dim heading As Variant
    Dim column As Long
    Dim last As Long
    ReDim content(0 To 0)
    content(0) = False
    cells = LB_Cells(table)
    For Each heading In Split(columns, "|")
        For column = 0 To UBound(cells(0))
            If cells(0)(column) = heading Then
                last = last + 2
                ReDim Preserve content(0 To last)
                content(last - 1) = heading
                content(last) = LB_Column(cells, column)
            End If
        Next column
    Next heading
    LB_Table = content
End Function

' A block of its own each time: LibreOffice does not copy an array that is assigned.
Private Function LB_Column(ByVal cells As Variant, ByVal column As Long) As Variant
    Dim block() As Variant
    Dim row As Long
    ReDim block(1 To UBound(cells), 1 To 1)
    For row = 1 To UBound(cells)
        If cells(row)(column) <> "" Then block(row, 1) = cells(row)(column)
    Next row
    LB_Column = block
End Function

' The rows of a table, heading first: arrays in an array, from 0.
Private Function LB_Cells(ByVal table As String) As Variant
    Dim at As Object
    Dim sheet As Object
    at = ThisComponent.DatabaseRanges.getByName(table).DataArea
    sheet = ThisComponent.Sheets.getByIndex(at.Sheet)
    LB_Cells = sheet.getCellRangeByPosition(at.StartColumn, at.StartRow, at.EndColumn, at.EndRow).getDataArray()
End Function

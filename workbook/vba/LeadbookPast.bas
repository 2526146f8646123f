Attribute VB_Name = "LeadbookPast"
Option Explicit
Option Private Module

' A worksheet function that is asked about a past day: which tables Python needs then, and that the answer stays.
' Nothing here writes into a cell.

' The table and its columns if a day is given, else nothing: History is read for nobody who asks about today.
Public Function LB_Also(ByVal as_of As Variant, ByVal table As String) As String
    If HasDay(as_of) Then LB_Also = table
End Function

' Whether one day is given, and it has gone by: what was is the same for ever, so nothing needs to be asked again.
Public Function LB_Past(ByVal as_of As Variant) As Boolean
    Dim serial As Double
    On Error GoTo other
    If IsObject(as_of) Then
        serial = CDbl(Content(as_of))
    Else
        serial = CDbl(as_of)
    End If
    If serial > 0 Then LB_Past = (Epoch(serial) < CDbl(Date))
other:
End Function

' Several cells are taken for days.
Private Function HasDay(ByVal as_of As Variant) As Boolean
    If IsObject(as_of) Then
        HasDay = HasContent(Content(as_of))
    Else
        HasDay = HasContent(as_of)
    End If
End Function

Private Function HasContent(ByVal value As Variant) As Boolean
    If IsArray(value) Then
        HasContent = True
    Else
        HasContent = (CStr(value) <> "")
    End If
End Function

' LibreOffice asks a Variant for no member, so what has some is an Object here.
Private Function Content(ByVal area As Object) As Variant
    Content = area.Value
End Function

' The day as Date counts it, also in a workbook that counts from 1904 (LibreOffice does not say).
Private Function Epoch(ByVal serial As Double) As Double
    Dim late As Boolean
    On Error Resume Next
    late = ThisWorkbook.Date1904
    Epoch = serial
    If late Then Epoch = serial + 1462
End Function

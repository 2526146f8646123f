Attribute VB_Name = "Told"
Option Explicit

' What a test says beforehand, what was noted meanwhile, and calls with their results in words.

Private known As String
Private notes As String

Public Function LB_Tell(key As String, value As String) As String
    known = "|" & key & "=" & value & known
End Function

Public Function Heard(key As String) As String
    Dim one As Variant
    For Each one In Split(known, "|")
        If Left$(one, Len(key) + 1) = key & "=" Then
            Heard = Mid$(one, Len(key) + 2)
            Exit Function
        End If
    Next one
End Function

Public Sub LB_Note(what As String)
    notes = notes & what & "|"
End Sub

Public Function Noted() As String
    Noted = notes
    notes = ""
    known = ""
End Function

' A value with its type; the elements of an array with blanks between.
Public Function Shown(ByVal value As Variant) As String
    Dim one As Variant
    If IsArray(value) Then
        For Each one In value
            Shown = Shown & Shown(one) & " "
        Next one
        Shown = "(" & Trim$(Shown) & ")"
    ElseIf IsError(value) Then
        Shown = CStr(value)
    ElseIf VarType(value) = vbString Then
        Shown = "'" & value & "'"
    Else
        Shown = CStr(value)
    End If
End Function

Public Function Asked(func As String, ByVal one As Variant) As String
    Select Case func
        Case "NEXT_TOUCH": Asked = Shown(NEXT_TOUCH(one))
        Case "DUE_TODAY": Asked = Shown(DUE_TODAY())
        Case "CRACKS": Asked = Shown(CRACKS(one))
        Case "FUNNEL_COUNT": Asked = Shown(FUNNEL_COUNT(one, 46349))
        Case "error": Asked = Shown(NEXT_TOUCH(CVErr(2015)))
    End Select
End Function

Public Function AskedThen(ByVal day As Variant) As String
    AskedThen = Shown(FUNNEL_COUNT("Won", 46349, "", day))
End Function

' Which table goes along with a range as the day.
Public Function AlsoOfRange(address As String) As String
    AlsoOfRange = LB_Also(ThisWorkbook.Worksheets(1).Range(address), "History|At")
End Function

' Whether the answer of a day stays.
Public Function Stays(ByVal day As Variant) As Boolean
    If CStr(day) = "today" Then day = CDbl(Date)
    If CStr(day) = "yesterday" Then day = CDbl(Date) - 1
    Stays = LB_Past(day)
End Function

Public Function Native(func As String, ByVal one As Variant) As String
    On Error GoTo failed
    Native = Question(func, Array(one))
    Exit Function
failed:
    Native = "error " & Err.Number & ": " & Err.Description
End Function

Public Function NativeOfThree() As String
    NativeOfThree = Question("FUNNEL_COUNT", Array("Won", 46349.5, ""))
End Function

Public Function NativeOfRange(address As String) As String
    NativeOfRange = Question("NEXT_TOUCH", Array(ThisWorkbook.Worksheets(1).Range(address)))
End Function

Public Function NamesOfFunctions() As String
    NamesOfFunctions = Join(LB_FunctionNames(), " ")
End Function

Public Function Described() As String
    LB_Describe
    LB_NewDay
    Described = "done"
End Function

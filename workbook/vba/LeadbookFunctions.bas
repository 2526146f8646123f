Attribute VB_Name = "LeadbookFunctions"
Option Explicit
Option Private Module

' Where a worksheet function gets its answer: from Python when it is ready, else from the native function LB.NAME, else
' there is none and the cell shows #N/A. A failure is never shown as text, and nothing here writes into a cell.
' A native function always has the prefix LB. and a function of VBA never has: no name is both, because nobody has
' written down which of the two Excel takes.

Private Const NATIVE_PREFIX As String = "LB."

Private server As Object         ' Python, asked for once: xlwings reads its settings anew at each XLPy
Private answered As Date         ' the day of the answers in the cells

' The answer to func. given: what stands between the brackets, ranges as ranges. tables: for each table that Python
' reads its name and columns, with | between them; "" = not this time.
Public Function LB_Answer(ByVal func As String, ByVal given As Variant, ByVal tables As Variant) As Variant
    Dim answer As Variant
    Dim place As Long
    If InWizard() Then
        LB_Answer = CVErr(xlErrNA)
        Exit Function
    End If
    For place = LBound(given) To UBound(given)
        If IsError(given(place)) Then
            LB_Answer = given(place)
            Exit Function
        End If
    Next place
    If Not FromPython(func, given, tables, answer) Then answer = Native(func, given)
    LB_Answer = answer
End Function

' The ribbon was loaded, or the day's list is asked for: answers that follow their tables do not see a new day, so the
' sheets that ask LeadBook's functions are worked out again, once a day and once a session.
Public Sub LB_NewDay()
    Dim sheet As Worksheet
    On Error Resume Next
    If answered = Date Then Exit Sub
    answered = Date
    For Each sheet In ThisWorkbook.Worksheets
        If Asks(sheet) Then
            sheet.EnableCalculation = False
            sheet.EnableCalculation = True
        End If
    Next sheet
End Sub

' Whether Python answered. A server that has died meanwhile is started once more; one that cannot be started is not
' tried again in this session (LB_Failed).
Private Function FromPython(ByVal func As String, ByVal given As Variant, ByVal tables As Variant, _
                            ByRef answer As Variant) As Boolean
    FromPython = False
    #If Not Mac Then
        Dim arguments As Variant
        Dim attempt As Long
        On Error GoTo failed
        If Not LB_Ready() Then Exit Function
        arguments = Values(given, tables)
again:
        If server Is Nothing Then Set server = XLPy()
        answer = WithErrors(server.CallUDF("leadbook.functions", func, arguments, ThisWorkbook, Application.Caller))
        FromPython = True
        Exit Function
failed:
        LB_Failed Err.Number
        Set server = Nothing
        attempt = attempt + 1
        If attempt < 2 And LB_Ready() Then   ' a block: LibreOffice cannot read Resume LABEL behind Then
            Resume again
        End If
    #End If
End Function

' What the person gave, as values, then the cells of the tables.
Private Function Values(ByVal given As Variant, ByVal tables As Variant) As Variant
    Dim all() As Variant
    Dim place As Long
    Dim count As Long
    Dim cut As Long
    ReDim all(0 To UBound(given) + UBound(tables) + 1)
    For place = LBound(given) To UBound(given)
        If IsObject(given(place)) Then
            all(count) = given(place).Value2
        Else
            all(count) = given(place)
        End If
        count = count + 1
    Next place
    For place = LBound(tables) To UBound(tables)
        cut = InStr(tables(place), "|")
        If cut > 0 Then all(count) = LB_Table(Left$(tables(place), cut - 1), Mid$(tables(place), cut + 1))
        count = count + 1
    Next place
    Values = all
End Function

' Python cannot hand over an error value through COM: it hands over the word, and here it becomes one.
Private Function WithErrors(ByVal answer As Variant) As Variant
    Dim row As Long
    Dim column As Long
    Select Case Dimensions(answer)
        Case 0
            answer = ErrorOr(answer)
        Case 1
            For row = LBound(answer) To UBound(answer)
                answer(row) = ErrorOr(answer(row))
            Next row
        Case Else
            For row = LBound(answer, 1) To UBound(answer, 1)
                For column = LBound(answer, 2) To UBound(answer, 2)
                    answer(row, column) = ErrorOr(answer(row, column))
                Next column
            Next row
    End Select
    WithErrors = answer
End Function

Private Function ErrorOr(ByVal value As Variant) As Variant
    ErrorOr = value
    If VarType(value) <> vbString Then Exit Function
    Select Case value
        Case "#N/A": ErrorOr = CVErr(xlErrNA)
        Case "#REF!": ErrorOr = CVErr(xlErrRef)
        Case "#VALUE!": ErrorOr = CVErr(xlErrValue)
        Case "#DIV/0!": ErrorOr = CVErr(xlErrDiv0)
        Case "#NAME?": ErrorOr = CVErr(xlErrName)
        Case "#NULL!": ErrorOr = CVErr(xlErrNull)
        Case "#NUM!": ErrorOr = CVErr(xlErrNum)
    End Select
End Function

' How many dimensions an array has, at most two; 0 for a single value.
Private Function Dimensions(ByVal some As Variant) As Long
    Dim found As Long
    If Not IsArray(some) Then Exit Function
    On Error GoTo counted
    found = 1
    If UBound(some, 2) >= LBound(some, 2) Then found = 2
counted:
    Dimensions = found
End Function

' The same question to the native function. Excel without LAMBDA does not know it (#NAME?): nobody can answer here.
Private Function Native(ByVal func As String, ByVal given As Variant) As Variant
    Dim answer As Variant
    On Error GoTo failed
    answer = ThisWorkbook.Worksheets(1).Evaluate(Question(func, given))
    If IsError(answer) Then
        If answer = CVErr(xlErrName) Then answer = CVErr(xlErrNA)
    End If
    Native = answer
    Exit Function
failed:
    Native = CVErr(xlErrNA)
End Function

Private Function Question(ByVal func As String, ByVal given As Variant) As String
    Dim place As Long
    For place = LBound(given) To UBound(given)
        If place > LBound(given) Then Question = Question & ","
        Question = Question & Written(given(place))
    Next place
    If Several(given) Then
        Question = "MAP(" & Question & ",LAMBDA(one," & NATIVE_PREFIX & func & "(one)))"
    Else
        Question = NATIVE_PREFIX & func & "(" & Question & ")"
    End If
End Function

' Whether the one argument is a range of more cells: a native function answers about one. Two such ranges are refused.
Private Function Several(ByVal given As Variant) As Boolean
    Dim one As Variant
    For Each one In given
        If IsObject(one) Then
            If one.Rows.Count > 1 Or one.Columns.Count > 1 Then
                If UBound(given) > LBound(given) Then Err.Raise 5
                Several = True
            End If
        End If
    Next one
End Function

' A value as it stands in a formula; a range by its address.
Private Function Written(ByVal value As Variant) As String
    If IsObject(value) Then
        Written = Located(value)
        Exit Function
    End If
    Select Case VarType(value)
        Case vbBoolean
            Written = IIf(value, "TRUE", "FALSE")
        Case vbString, vbEmpty
            Written = """" & Replace(value, """", """""") & """"
        Case Else
            Written = Trim$(Str$(CDbl(value)))
    End Select
End Function

Private Function Located(ByVal area As Object) As String
    Located = area.Address(True, True, xlA1, True)
End Function

' While somebody fills in the function wizard, each key would ask again.
Private Function InWizard() As Boolean
    On Error Resume Next
    InWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
    If Err.Number <> 0 Then InWizard = False
End Function

' Whether a formula on the sheet calls one of LeadBook's functions.
Private Function Asks(ByVal sheet As Worksheet) As Boolean
    Dim formulas As Range
    Dim cell As Range
    Dim func As Variant
    On Error GoTo none
    Set formulas = sheet.UsedRange.SpecialCells(xlCellTypeFormulas)
    For Each cell In formulas
        For Each func In LB_FunctionNames()
            If InStr(1, cell.Formula, func & "(", vbTextCompare) > 0 Then
                If InStr(1, cell.Formula, NATIVE_PREFIX & func & "(", vbTextCompare) = 0 Then
                    Asks = True
                    Exit Function
                End If
            End If
        Next func
    Next cell
none:
End Function

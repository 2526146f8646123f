Attribute VB_Name = "Driver"
Option Explicit

' What a test calls. LibreOffice swallows run-time errors, so each call says "ok" or what went wrong; and it answers
' nothing at all while any module does not compile, so a test asks Sentinel first.

Public Function Sentinel() As String
    Sentinel = "compiled"
End Function

Public Function Press(callback As String, tag As String) As String
    Dim control As Object
    On Error GoTo failed
    If tag <> "" Then
        Set control = New DriverControl
        control.Tag = tag
    End If
    Select Case callback
@CASES@
    Case Else: Err.Raise 1002, "Driver", "no callback " & callback
    End Select
    Press = "ok"
    Exit Function
failed:
    Press = "error " & Err.Number & ": " & Err.Description
End Function

Public Function Run(command As String) As String
    On Error GoTo failed
    Run = CStr(RunPython(command))
    Exit Function
failed:
    Run = "error " & Err.Number & ": " & Err.Description
End Function

Public Function Hexed(text As String) As String
    Hexed = Packed(text)
End Function

' What LB_Ready answers after an event: "button" = a button reached Python, "error N" = a function failed.
Public Function ReadyAfter(happened As String) As String
    If happened = "button" Then LB_AskAgain
    If Left$(happened, 6) = "error " Then LB_Failed CLng(Mid$(happened, 7))
    ReadyAfter = IIf(LB_Ready(), "yes", "no")
End Function

Public Function Fill(sheet As String, column As String, packed As String) As String
    Fill = LB_Fill(sheet, CLng(column), packed)
End Function

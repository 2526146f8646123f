Attribute VB_Name = "xlwings"
Option Explicit

' Stands in for xlwings' module in LibreOffice. RunPython notes the command and, if the settings say so, starts it;
' the settings are lines KEY=value in a file, read anew each time. Backslashes of Windows paths are slashes here.

Private Const FOLDER As String = "@FOLDER@"

' A constant in xlwings' module; LibreOffice does not see those of other modules.
Public Function XLWINGS_VERSION() As String
    XLWINGS_VERSION = "@VERSION@"
End Function

Public Function RunPython(PythonCommand As String)
    Dim trouble As String
    LB_Note "commands.txt", PythonCommand
    trouble = GetConfig("RAISE")
    If trouble <> "" Then Err.Raise 1000, "xlwings", trouble
    RunPython = Val(GetConfig("RETURN", "0"))
    If GetConfig("CLICK") <> "" Then RunPython = LB_Wait("click", PythonCommand)
End Function

' Start tests/host/click.py for what stands in the file of that name, without waiting for it: it talks to this
' workbook, which must stay free to answer. Then wait until it says that it is done; -1 if it failed.
Public Function LB_Wait(task As String, content As String) As Long
    Dim waited As Long
    LB_Put task & ".txt", content
    Shell GetConfig("PYTHON"), 0, GetConfig("STARTER") & " " & task & " " & FOLDER, False
    Do While Dir(FOLDER & "/" & task & ".done") = ""
        Wait 20
        waited = waited + 20
        If waited > 120000 Then Err.Raise 1001, "xlwings", "Python did not come back"
    Loop
    If LB_Get(task & ".done") <> "0" Then LB_Wait = -1
    Kill FOLDER & "/" & task & ".done"
End Function

Public Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    Dim line As Variant
    GetConfig = default
    For Each line In Split(LB_Get("settings.txt"), vbLf)
        If Left$(line, Len(configKey) + 1) = configKey & "=" Then GetConfig = Mid$(line, Len(configKey) + 2)
    Next line
    If GetConfig = "(damaged)" Then Err.Raise 62, "xlwings", "Input past end of file"
End Function

Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = Dir(Replace(FileSpec, "\", "/")) <> ""
End Function

Public Function ParentFolder(ByVal Folder)
    ParentFolder = Left$(Folder, InStrRev(Replace(Folder, "\", "/"), "/") - 1)
End Function

Public Sub LB_Note(file As String, line As String)
    Dim nth As Integer
    nth = FreeFile
    Open FOLDER & "/" & file For Append As #nth
    Print #nth, line
    Close #nth
End Sub

Public Sub LB_Put(file As String, content As String)
    Dim nth As Integer
    nth = FreeFile
    Open FOLDER & "/" & file For Output As #nth
    Print #nth, content
    Close #nth
End Sub

' The lines of a file with LF between them, "" if there is none.
Public Function LB_Get(file As String) As String
    Dim nth As Integer
    Dim line As String
    If Dir(FOLDER & "/" & file) = "" Then Exit Function
    nth = FreeFile
    Open FOLDER & "/" & file For Input As #nth
    Do While Not EOF(nth)
        Line Input #nth, line
        LB_Get = LB_Get & IIf(LB_Get = "", "", vbLf) & line
    Loop
    Close #nth
End Function

' The Python server behind worksheet functions.
Public Function XLPy() As Object
    Set XLPy = New DriverServer
End Function

Attribute VB_Name = "LeadbookReady"
Option Explicit
Option Private Module

' What stands between a click and Python, found out without starting Python.

Private Const AGAIN As String = ", then press the button again."
Private Const SET_UP As String = "Open a terminal, run: leadbook setup" & AGAIN

Private asked As Boolean
Private ready As Boolean

' The sentence that says what to do first, "" if nothing stands in the way.
Public Function LB_Trouble(writes As Boolean) As String
    If ActiveWorkbook Is Nothing Then
        LB_Trouble = "This workbook is in Protected View: click Enable Editing in the yellow bar" & AGAIN
    ElseIf InStr(ThisWorkbook.Name, "=") > 0 Or InStr(ThisWorkbook.Name, "|") > 0 Then
        LB_Trouble = "The workbook's name has a = or a | in it, which Python cannot be given: " & _
            "save it under another name" & AGAIN
    ElseIf writes And ReadOnly() Then
        LB_Trouble = "This workbook is open read-only, so nothing could be kept: close it, open it for editing" & AGAIN
    ElseIf Typing() Then
        LB_Trouble = "A cell is being edited: finish it with Enter or leave it with Esc" & AGAIN
    Else
        LB_Trouble = WithoutPython()
    End If
End Function

' Can a worksheet function ask Python? Found out once a session from files alone, so that no sheet hangs.
' On a Mac never: there the functions of Python do not exist (xlwings), and the LB. names answer.
Public Function LB_Ready() As Boolean
    If Not asked Then
        asked = True
        ready = ServerInstalled()
    End If
    LB_Ready = ready
End Function

' A button reached Python: the next function asks afresh.
Public Sub LB_AskAgain()
    asked = False
End Sub

' A function failed. Where Python's server itself did not start (xlwings' errors 1 and 1000), no function asks
' again until a button has reached Python: each attempt could take a minute.
Public Sub LB_Failed(number As Long)
    If number = 1 Or number = 1000 Then
        asked = True
        ready = False
    End If
End Sub

' Would what a job writes be lost? (A program that cannot say so has the workbook open for writing.)
Private Function ReadOnly() As Boolean
    On Error Resume Next
    ReadOnly = ThisWorkbook.ReadOnly
End Function

' Excel takes no commands while a cell is being edited.
Private Function Typing() As Boolean
    On Error Resume Next
    Typing = (Application.Ready = False)
End Function

' The sentence for a Python that was never set up or is gone, else "".
Private Function WithoutPython() As String
    Dim path As String
    path = Interpreter()
    If path = "" Then
        WithoutPython = "LeadBook does not know yet where Python is on this computer. " & SET_UP
    ElseIf Gone(path) Then
        WithoutPython = "Python is gone from where it was (" & path & "). " & SET_UP
    End If
End Function

' Is there no such file? On a Mac Excel may not look outside its own folders: there the answer is no.
Private Function Gone(path As String) As Boolean
    #If Not Mac Then
        Gone = Not FileExists(path)
    #End If
End Function

' Where xlwings' settings say that Python is; "" if they do not say, or cannot be read.
Private Function Interpreter() As String
    On Error Resume Next
    #If Mac Then
        Interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        Interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
End Function

' Python and the library by which Excel reaches it: beside it, or one folder up (a virtual environment).
Private Function ServerInstalled() As Boolean
    #If Not Mac Then
        Dim path As String, library As String
        On Error Resume Next
        path = Interpreter()
        If path = "" Or Gone(path) Then Exit Function
        #If Win64 Then
            library = "\xlwings64-" & XLWINGS_VERSION & ".dll"
        #Else
            library = "\xlwings32-" & XLWINGS_VERSION & ".dll"
        #End If
        ServerInstalled = FileExists(ParentFolder(path) & library) Or _
            FileExists(ParentFolder(ParentFolder(path)) & library)
    #End If
End Function

Attribute VB_Name = "LeadbookRun"
Option Explicit
Option Private Module

' From a button to Python: look what stands in the way, start the job, say one sentence if that failed.

Private Const WAITING As String = "LeadBook is starting Python ..."
Private Const BROKE_OFF As String = "LeadBook could not start Python, or Python stopped half-way. " & _
    "Open a terminal, run: leadbook doctor - it says what to do."

' Run a function of leadbook.ribbon, for example "refresh()". writes: False for a job that changes no cell.
Public Sub LB_Run(job As String, Optional writes As Boolean = True)
    Dim trouble As String
    trouble = LB_Trouble(writes)
    If trouble = "" Then trouble = Started("import leadbook.ribbon; leadbook.ribbon." & job)
    If trouble <> "" Then LB_Say trouble
End Sub

' Run a function with a text, which travels as hex; nothing happens when the person gave none.
Public Sub LB_RunWith(job As String, text As String)
    If text <> "" Then LB_Run job & "('" & Packed(text) & "')"
End Sub

' Go to a sheet, which needs no Python; the job is run only if nothing stands in its way.
Public Sub LB_Open(sheet As String, job As String)
    On Error Resume Next
    ThisWorkbook.Worksheets(sheet).Activate
    On Error GoTo 0
    If LB_Trouble(False) = "" Then LB_Run job, False
End Sub

' The text as hex, four digits a character (UTF-16): quotes, & and umlauts pass any command line unharmed.
Public Function Packed(text As String) As String
    Dim nth As Long
    For nth = 1 To Len(text)
        Packed = Packed & Right$("000" & Hex$(AscW(Mid$(text, nth, 1)) And &HFFFF&), 4)
    Next nth
End Function

' Run a Python command. Returns "" or the sentence to say; what Python said itself, xlwings has shown by then.
Private Function Started(command As String) As String
    On Error GoTo Failed
    Application.StatusBar = WAITING
    If RunPython(command) = -1 Then Started = BROKE_OFF Else LB_AskAgain
    StopWaiting
    Exit Function
Failed:
    Started = BROKE_OFF & " (" & Err.Description & ")"
    StopWaiting
End Function

' Clear the status bar, unless Python has put a sentence of its own there.
Private Sub StopWaiting()
    If CStr(Application.StatusBar) = WAITING Then Application.StatusBar = False
End Sub

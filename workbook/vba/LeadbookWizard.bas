Attribute VB_Name = "LeadbookWizard"
Option Explicit
Option Private Module

' What Excel's function wizard says about the worksheet functions.
' Drawn by python -m leadbook.functions.wrappers: change leadbook/functions/__init__.py, then run that.

' The names of the worksheet functions.
Public Function LB_FunctionNames() As Variant
    LB_FunctionNames = Array( _
        "DUE_TODAY", _
        "STALE_LEADS", _
        "NEXT_TOUCH", _
        "LAST_TOUCH", _
        "TOUCHES_THIS_MONTH", _
        "WHY_TODAY", _
        "CRACKS", _
        "FUNNEL_COUNT")
End Function

' The ribbon was loaded: describe each function. The workbook is as saved, or as unsaved, as it was.
Public Sub LB_Describe()
    Dim unchanged As Boolean
    On Error Resume Next
    unchanged = ThisWorkbook.Saved
    Describe "DUE_TODAY", _
        "Everything dated up to today that waits to be done, the oldest first: planned touches, promises and next actions.", _
        Array("Only this owner's rows, whatever the case. Left out or blank: everyone's.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Plan: see leads.", _
        "The table Settings: see leads.")
    Describe "STALE_LEADS", _
        "The leads that are going stale, the red ones first, with the reason.", _
        Array("Only this owner's rows, whatever the case. Left out or blank: everyone's.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Settings: see leads.")
    Describe "NEXT_TOUCH", _
        "The day of this person's next planned touch; if only overdue ones are left, the oldest of them.", _
        Array("A Lead ID, a name or a company; a part of one is enough when only one lead has it. Or a range of them, answered one by one.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Plan: see leads.", _
        "The table Settings: see leads.")
    Describe "LAST_TOUCH", _
        "When the last touch reached this lead: a talk, or a message, letter or newsletter that was delivered.", _
        Array("A Lead ID, a name or a company; a part of one is enough when only one lead has it. Or a range of them, answered one by one.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Touches: see leads.", _
        "The table Settings: see leads.")
    Describe "TOUCHES_THIS_MONTH", _
        "How many touches reached this person this month, so far.", _
        Array("A Lead ID, a name or a company; a part of one is enough when only one lead has it. Or a range of them, answered one by one.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Touches: see leads.", _
        "The table Settings: see leads.")
    Describe "WHY_TODAY", _
        "Why this lead is on today's list, the most urgent reason first; blank when it is not.", _
        Array("A Lead ID, a name or a company; a part of one is enough when only one lead has it. Or a range of them, answered one by one.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Touches: see leads.", _
        "The table Plan: see leads.", _
        "The table Settings: see leads.")
    Describe "CRACKS", _
        "Open leads that may fall through a crack: no owner, no next action, no next date, or a date that has passed.", _
        Array("Only this owner's rows, whatever the case. Left out or blank: everyone's.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Settings: see leads.")
    Describe "FUNNEL_COUNT", _
        "How many leads reached this step of the funnel for the first time in these days, first and last included.", _
        Array("Received, Contacted, Appointment, Proposal, Closed (= won) or Lost; or a stage of yours.", _
        "The first day that counts. Left out or blank: from the beginning.", _
        "The last day that counts. Left out or blank: to the end.", _
        "A past day: the count as the tables stood when it ended, the same answer for ever. Left out or blank: as they stand now.", _
        "The table Leads. With it and the tables after it the answer is worked out when they change, and only then; left out: at each calculation.", _
        "The table Touches: see leads.", _
        "The table Settings: see leads.")
    ThisWorkbook.Saved = unchanged
End Sub

Private Sub Describe(ByVal func As String, ByVal does As String, ByVal arguments As Variant)
    On Error Resume Next
    Application.MacroOptions _
        Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & func, _
        Description:=does, Category:="LeadBook", ArgumentDescriptions:=arguments
End Sub

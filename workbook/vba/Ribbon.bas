Attribute VB_Name = "Ribbon"
Option Explicit

' The buttons of the LeadBook tab. customUI14.xml names these Subs; each one runs the job of its name in
' Python (module leadbook.ribbon). Nothing here writes to a cell.

' The workbook was opened: bring the tab to the front, tell the function wizard about LeadBook's functions and
' let them see the new day. Excel's ribbon object is not kept: Excel forgets it whenever VBA is reset, and no
' button needs it.
Public Sub LB_Loaded(ui As IRibbonUI)
    On Error Resume Next
    If Not ui Is Nothing Then ui.ActivateTab "LeadBook"
    LB_Describe
    LB_NewDay
End Sub

' Today

' Go to the sheet Today; with Python there, say how the day stands.
Public Sub LB_Today(control As IRibbonControl)
    LB_NewDay
    LB_Open "Today", "today()"
End Sub

' Check, mark, plan and count everything.
Public Sub LB_Refresh(control As IRibbonControl)
    LB_Run "refresh()"
End Sub

' Take back what LeadBook's last run wrote.
Public Sub LB_Undo(control As IRibbonControl)
    LB_Run "undo()"
End Sub

' Capture

' One line about a new person becomes a lead.
Public Sub LB_QuickAdd(control As IRibbonControl)
    LB_RunWith "quick_add", LB_AskLine()
End Sub

' A file of contacts becomes leads.
Public Sub LB_ImportFile(control As IRibbonControl)
    LB_RunWith "import_file", LB_AskFile()
End Sub

' What came in by phone, on the web or as files becomes leads.
Public Sub LB_Sweep(control As IRibbonControl)
    LB_Run "sweep()"
End Sub

' A touch of the selected leads; the menu item's tag says "Channel|Outcome".
Public Sub LB_LogTouch(control As IRibbonControl)
    LB_RunWith "log_touch", control.Tag
End Sub

' Take back the touches that were logged last.
Public Sub LB_UndoLog(control As IRibbonControl)
    LB_Run "undo_log()"
End Sub

' Check

' What is missing or wrong.
Public Sub LB_Validate(control As IRibbonControl)
    LB_Run "validate()"
End Sub

' Who has not been spoken to for too long.
Public Sub LB_Stale(control As IRibbonControl)
    LB_Run "stale()"
End Sub

' Every lead that ever came in, and who is gone.
Public Sub LB_Account(control As IRibbonControl)
    LB_Run "account()"
End Sub

' Plan

' The touches of this month and the next.
Public Sub LB_Plan(control As IRibbonControl)
    LB_Run "plan()"
End Sub

' Measure

' Leads, appointments, proposals and sales by week, stage and source.
Public Sub LB_Funnel(control As IRibbonControl)
    LB_Run "funnel()"
End Sub

' Team

' Go to the sheet Settings.
Public Sub LB_Settings(control As IRibbonControl)
    LB_Open "Settings", "settings()"
End Sub

' The conflict copies beside the workbook come into it.
Public Sub LB_Merge(control As IRibbonControl)
    LB_Run "merge()"
End Sub

' Help

' Go to the sheet Help.
Public Sub LB_Help(control As IRibbonControl)
    LB_Open "Help", "help()"
End Sub

' Is everything LeadBook needs there?
Public Sub LB_Doctor(control As IRibbonControl)
    LB_Run "doctor()", False
End Sub

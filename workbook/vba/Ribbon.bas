Attribute VB_Name = "Ribbon"
Option Explicit

' The buttons of the LeadBook tab: each one calls the job of its name.

Public Sub OnRefresh(control As IRibbonControl)
    RunPython "import leadbook.ribbon; leadbook.ribbon.refresh()"
End Sub

Attribute VB_Name = "Functions"
Option Explicit

' The worksheet functions. Each one says whether Excel sees by itself when its tables change (they stand
' between its brackets) or must ask each time, and passes what was asked on to LB_Answer.
' Drawn by python -m leadbook.functions.wrappers: change leadbook/functions/__init__.py, then run that.

' Everything dated up to today that waits to be done, the oldest first: planned touches, promises and next actions.
Public Function DUE_TODAY( _
        Optional ByVal owner As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal plan As Variant, _
        Optional ByVal settings As Variant) As Variant
    If IsMissing(owner) Then owner = ""
    Application.Volatile Not ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(plan, "Plan") And _
        LB_Follows(settings, "Settings"))
    DUE_TODAY = LB_Answer("DUE_TODAY", Array(owner), Array( _
        "Leads|Lead ID|Name|Company|Phone|Email|Stage|Owner|Next Action|Next Date|Promise|Do Not Contact|Newsletter|Last Touch", _
        "Plan|Date|Lead ID|Name|Owner|Channel|Why|Status|Done On", _
        "Settings|Section|Name|Value"))
End Function

' The leads that are going stale, the red ones first, with the reason.
Public Function STALE_LEADS( _
        Optional ByVal owner As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal settings As Variant) As Variant
    If IsMissing(owner) Then owner = ""
    Application.Volatile Not (LB_Follows(leads, "Leads") And LB_Follows(settings, "Settings"))
    STALE_LEADS = LB_Answer("STALE_LEADS", Array(owner), Array( _
        "Leads|Lead ID|Name|Company|Phone|Stage|Owner|Stale|Alert|Deadline|Do Not Contact", _
        "Settings|Section|Name|Value"))
End Function

' The day of this person's next planned touch; if only overdue ones are left, the oldest of them.
Public Function NEXT_TOUCH( _
        ByVal lead As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal plan As Variant, _
        Optional ByVal settings As Variant) As Variant
    Application.Volatile Not ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(plan, "Plan") And _
        LB_Follows(settings, "Settings"))
    NEXT_TOUCH = LB_Answer("NEXT_TOUCH", Array(lead), Array( _
        "Leads|Lead ID|Name|Company|Person", _
        "Plan|Date|Lead ID|Status|Done On", _
        "Settings|Section|Name|Value"))
End Function

' When the last touch reached this lead: a talk, or a message, letter or newsletter that was delivered.
Public Function LAST_TOUCH( _
        ByVal lead As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal touches As Variant, _
        Optional ByVal settings As Variant) As Variant
    Application.Volatile Not ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(touches, "Touches") And _
        LB_Follows(settings, "Settings"))
    LAST_TOUCH = LB_Answer("LAST_TOUCH", Array(lead), Array( _
        "Leads|Lead ID|Name|Company", _
        "Touches|When|Lead ID|Name|Channel|Outcome", _
        "Settings|Section|Name|Value"))
End Function

' How many touches reached this person this month, so far.
Public Function TOUCHES_THIS_MONTH( _
        ByVal lead As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal touches As Variant, _
        Optional ByVal settings As Variant) As Variant
    Application.Volatile Not ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(touches, "Touches") And _
        LB_Follows(settings, "Settings"))
    TOUCHES_THIS_MONTH = LB_Answer("TOUCHES_THIS_MONTH", Array(lead), Array( _
        "Leads|Lead ID|Name|Company|Person", _
        "Touches|When|Lead ID|Name|Channel|Outcome", _
        "Settings|Section|Name|Value"))
End Function

' Why this lead is on today's list, the most urgent reason first; blank when it is not.
Public Function WHY_TODAY( _
        ByVal lead As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal touches As Variant, _
        Optional ByVal plan As Variant, _
        Optional ByVal settings As Variant) As Variant
    Application.Volatile Not ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(touches, "Touches") And _
        LB_Follows(plan, "Plan") And _
        LB_Follows(settings, "Settings"))
    WHY_TODAY = LB_Answer("WHY_TODAY", Array(lead), Array( _
        "Leads|Lead ID|Name|Company|Stage|Next Action|Next Date|Promise|Received|First Contact|Alert|Stale|Deadline|Do Not Contact", _
        "Touches|When|Lead ID|Name|Channel|Outcome", _
        "Plan|Date|Lead ID|Channel|Why|Status|Done On|Plan ID", _
        "Settings|Section|Name|Value"))
End Function

' Open leads that may fall through a crack: no owner, no next action, no next date, or a date that has passed.
Public Function CRACKS( _
        Optional ByVal owner As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal settings As Variant) As Variant
    If IsMissing(owner) Then owner = ""
    Application.Volatile Not (LB_Follows(leads, "Leads") And LB_Follows(settings, "Settings"))
    CRACKS = LB_Answer("CRACKS", Array(owner), Array( _
        "Leads|Lead ID|Name|Company|Owner|Phone|Stage|Next Action|Next Date|Check", _
        "Settings|Section|Name|Value"))
End Function

' How many leads reached this step of the funnel for the first time in these days, first and last included.
Public Function FUNNEL_COUNT( _
        ByVal stage As Variant, _
        Optional ByVal from_day As Variant, _
        Optional ByVal to_day As Variant, _
        Optional ByVal as_of As Variant, _
        Optional ByVal leads As Variant, _
        Optional ByVal touches As Variant, _
        Optional ByVal settings As Variant) As Variant
    If IsMissing(from_day) Then from_day = ""
    If IsMissing(to_day) Then to_day = ""
    If IsMissing(as_of) Then as_of = ""
    Application.Volatile Not (LB_Past(as_of) Or ( _
        LB_Follows(leads, "Leads") And _
        LB_Follows(touches, "Touches") And _
        LB_Follows(settings, "Settings")))
    FUNNEL_COUNT = LB_Answer("FUNNEL_COUNT", Array(stage, from_day, to_day, as_of), Array( _
        "Leads|Lead ID|Type|Alert|Stage|Owner|Source|First Source|Campaign|Received|Need|Expecting Call|Value|First Attempt|First Contact|Appointment|Proposal|Closed", _
        "Touches|When|Lead ID|Name|Channel|Outcome", _
        "Settings|Section|Name|Value", _
        LB_Also(as_of, "History|At|Table|Row ID|Field|Old|New|Batch|Event ID"), _
        LB_Also(as_of, "Seen|Base|At|Batch|Table|Field|Part|Parts|Content")))
End Function

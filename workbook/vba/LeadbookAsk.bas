Attribute VB_Name = "LeadbookAsk"
Option Explicit
Option Private Module

' The three windows in which LeadBook speaks with a person, nothing else.

Private Const TITLE As String = "LeadBook"

' One sentence that says what is wrong and what to do.
Public Sub LB_Say(sentence As String)
    MsgBox sentence, vbExclamation, TITLE
End Sub

' A line about a new person; "" if the person cancelled.
Public Function LB_AskLine() As String
    LB_AskLine = InputBox("Who is it? Name, phone, e-mail, how you met: what you have, with commas between." & _
        vbNewLine & vbNewLine & "Example: Ann Lee, 555 0100, ann@x.com, met at open house", TITLE)
End Function

' The path of a file of contacts; "" if the person cancelled. A Mac takes no filter.
Public Function LB_AskFile() As String
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetOpenFilename()
    #Else
        chosen = Application.GetOpenFilename( _
            "Contacts (*.csv; *.tsv; *.txt),*.csv;*.tsv;*.txt,All files (*.*),*.*", 1, "Which contacts?")
    #End If
    If VarType(chosen) = vbString Then LB_AskFile = chosen
End Function

Attribute VB_Name = "LeadbookAsk"
Option Explicit
Option Private Module

' Stands in for the three windows in which LeadBook speaks with a person: what it says is noted, what the person
' answers stands in the settings.

Public Sub LB_Say(sentence As String)
    LB_Note "said.txt", sentence
End Sub

Public Function LB_AskLine() As String
    LB_AskLine = GetConfig("LINE")
End Function

Public Function LB_AskFile() As String
    LB_AskFile = GetConfig("FILE")
End Function

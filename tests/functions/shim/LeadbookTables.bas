Attribute VB_Name = "LeadbookTables"
Option Explicit

' Stands in for LeadbookTables: LibreOffice has no ListObjects.

Public Function LB_Follows(ByVal given As Variant, ByVal table As String) As Boolean
    LB_Follows = False
End Function

Public Function LB_Table(ByVal table As String, ByVal columns As String) As Variant
    LB_Table = "<" & table & ">"
End Function

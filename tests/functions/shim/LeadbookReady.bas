Attribute VB_Name = "LeadbookReady"
Option Explicit

' Stands in for LeadbookReady: ready unless told otherwise; not ready any more once the server did not start.

Public Function LB_Trouble(writes As Boolean) As String
End Function

Public Function LB_Ready() As Boolean
    LB_Ready = (Heard("ready") <> "no")
End Function

Public Sub LB_AskAgain()
End Sub

Public Sub LB_Failed(number As Long)
    LB_Note "failed " & number
    If number = 1000 Then LB_Tell "ready", "no"
End Sub

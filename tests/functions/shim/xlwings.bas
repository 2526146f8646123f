Attribute VB_Name = "xlwings"
Option Explicit

' Stands in for xlwings' module: Python's server is an object that answers as it is told (module Told).

Public Function RunPython(PythonCommand As String)
End Function

Public Function XLPy() As Object
    LB_Note "XLPy"
    If Heard("start") <> "" Then Err.Raise CLng(Heard("start")), "xlwings", "the server did not start"
    Set XLPy = New FakeServer
End Function

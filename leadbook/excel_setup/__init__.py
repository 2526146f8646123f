"""What Excel needs to know of this LeadBook: xlwings' settings file, and on a Mac the script that starts Python.

Facts: xlwings 0.37's VBA module (``GetConfigFilePath``, ``GetConfigFromFile``) and ``xlwings runpython install``.
xlwings itself is not imported: it would look for Excel.
"""

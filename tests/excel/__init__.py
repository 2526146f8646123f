"""An Excel for tests: an xlwings engine of our own over openpyxl, with a log of calls and faults on demand.

``tests.excel.fixtures`` is what tests use: the fixture ``excel`` (a fresh application, registered with xlwings),
``open_book``, ``pressed`` (a ribbon button, in this process), ``pressed_outside`` (the real command line, in a process
of its own) and ``tests.excel.functions`` (a worksheet function, through xlwings' own ``call_udf``).
"""

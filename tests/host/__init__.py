"""LibreOffice as the spreadsheet that runs LeadBook's macros.

``twin``: the built workbook with the parts swapped that LibreOffice cannot run. ``office``: a LibreOffice of one's own,
driven through UNO. ``engine`` and ``site``: what lets the Python that a click starts reach the open workbook as an
``xw.Book``. ``fixtures`` is what tests use.
"""

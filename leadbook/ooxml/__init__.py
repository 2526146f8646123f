"""The lossless editor of closed .xlsx/.xlsm/.xltx/.xltm files: it knows zip parts and tables, nothing of leads.

`with Workbook.open(path) as book: book.tables["Leads"].set("Stage", {0: "Won"}); book.save()`
Everything that was not asked to change stays byte for byte as it was, or a `Refusal` says why it cannot be done.
"""

from leadbook.errors import Refusal
from leadbook.ooxml.directory import part_crcs
from leadbook.ooxml.replace import replace_file
from leadbook.ooxml.stamp import data_parts
from leadbook.ooxml.table import Table
from leadbook.ooxml.values import CellError
from leadbook.ooxml.workbook import Workbook, unchanged_since

__all__ = [
    "CellError",
    "Refusal",
    "Table",
    "Workbook",
    "data_parts",
    "part_crcs",
    "replace_file",
    "unchanged_since",
]

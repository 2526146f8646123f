"""Runs under a Python that has UNO (LibreOffice's or the system's own): a line of JSON in, a line of JSON out.

``{"do": NAME, ...arguments}`` calls the method of that name of ``Document``; the answer is ``{"ok": result}`` or
``{"error": text}``. Rows and columns count from 1, an area is [row, column, rows, columns].
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress

MACRO = "vnd.sun.star.script:VBAProject.{}?language=Basic&location=document"
ALWAYS_RUN_MACROS = 4
FORMULAS_WITH_ERRORS = 4
LOGICAL = 1024
XLSM = "Calc MS Excel 2007 VBA XML"


def properties(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


class Document:
    """One workbook that is open in the LibreOffice behind a pipe."""

    def __init__(self, pipe, seconds):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for attempt in range(10 * seconds):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                if attempt == 10 * seconds - 1:
                    raise
                time.sleep(0.1)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.document = None

    # the workbook as a whole

    def open(self, path):
        self.document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, properties(MacroExecutionMode=ALWAYS_RUN_MACROS))

    def attach(self, path):
        """Find the workbook among those that are open."""
        url = uno.systemPathToFileUrl(path)
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            one = components.nextElement()
            if getattr(one, "URL", "") == url:
                self.document = one
                return
        raise LookupError(f"{path} is not open")

    def invoke(self, macro, arguments):
        """Call a function of a module ("Driver.Press"); its result."""
        script = self.document.getScriptProvider().getScript(MACRO.format(macro))
        return script.invoke(tuple(arguments), (), ())[0]

    def store(self, path):
        if path:
            self.document.storeToURL(uno.systemPathToFileUrl(path), properties(FilterName=XLSM, Overwrite=True))
        else:
            self.document.store()

    def automatic(self, on):
        """Calculate after each change, or not until this is said again."""
        self.document.enableAutomaticCalculation(on)
        if on:
            self.document.calculate()

    def close(self):
        self.document.close(True)

    def terminate(self):
        self.desktop.terminate()

    def outline(self):
        """Sheets with the extent of what they hold and their tables; defined names; the sheet in front."""
        sheets = []
        for sheet in self._sheets():
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            sheets.append({"name": sheet.Name, "rows": end.EndRow + 1, "columns": end.EndColumn + 1, "tables": {}})
        ranges = self.document.DatabaseRanges
        for name in ranges.ElementNames:
            if not name.startswith("__"):
                at = ranges.getByName(name).DataArea
                sheets[at.Sheet]["tables"][name] = self._numbers(at)
        names = {one.Name: one.Content for one in map(self._name, self.document.NamedRanges.ElementNames)}
        date = self.document.NullDate
        return {"sheets": sheets, "names": names, "active": self._active().RangeAddress.Sheet,
                "date1904": date.Year == 1904}

    # cells

    def values(self, sheet, area):
        """Rows of values: a number, a text, null, true or false, or {"error": number}."""
        cells = self._range(sheet, area)
        rows = [list(row) for row in cells.DataArray]
        row, column, *_ = area
        for found in cells.queryFormulaCells(FORMULAS_WITH_ERRORS).RangeAddresses:
            for r in range(found.StartRow, found.EndRow + 1):
                for c in range(found.StartColumn, found.EndColumn + 1):
                    code = self._sheet(sheet).getCellByPosition(c, r).getError()
                    rows[r - row + 1][c - column + 1] = {"error": code}
        return [[None if value == "" else value for value in line] for line in rows]

    def formulas(self, sheet, area):
        return [list(row) for row in self._range(sheet, area).FormulaArray]

    def put(self, sheet, area, rows):
        """Write values as they are (text stays text); {"formula": text} is a formula."""
        plain = [["" if v is None or isinstance(v, dict) else v for v in row] for row in rows]
        self._range(sheet, area).setDataArray(tuple(tuple(row) for row in plain))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, dict):
                    self._cell(sheet, area[0] + r, area[1] + c).setFormula(value["formula"])

    def put_array_formula(self, sheet, area, formula):
        self._range(sheet, area).setArrayFormula(formula)

    def forms(self, sheet):
        """Number formats of the whole sheet: [[area, format, does it show TRUE and FALSE], ...]."""
        known, found = {}, []
        for group in self._sheet(sheet).UniqueCellFormatRanges:
            key = group.getByIndex(0).NumberFormat
            if key not in known:
                form = self.document.NumberFormats.getByKey(key)
                known[key] = [form.FormatString, bool(form.Type & LOGICAL)]
            found += [[self._numbers(at), *known[key]] for at in group.RangeAddresses]
        return found

    def reform(self, sheet, area, form):
        formats, locale = self.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
        key = formats.queryKey(form, locale, False)
        self._range(sheet, area).NumberFormat = formats.addNew(form, locale) if key == -1 else key

    def resize(self, table, area):
        found = self.document.DatabaseRanges.getByName(table)
        found.DataArea = self._address(found.DataArea.Sheet, area)

    # what a person sees

    def selection(self):
        """[sheet, [areas]] of what is selected, null if it is no cells."""
        chosen = self.document.CurrentSelection
        if hasattr(chosen, "RangeAddresses"):
            found = list(chosen.RangeAddresses)
        elif hasattr(chosen, "RangeAddress"):
            found = [chosen.RangeAddress]
        else:
            return None
        return [self.document.Sheets.getByIndex(found[0].Sheet).Name, [self._numbers(at) for at in found]]

    def select(self, sheet, areas):
        self.activate(sheet)
        chosen = self.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        place = self._sheet(sheet).RangeAddress.Sheet
        for area in areas:
            chosen.addRangeAddress(self._address(place, area), False)
        self.document.CurrentController.select(chosen)

    def activate(self, sheet):
        self.document.CurrentController.setActiveSheet(self._sheet(sheet))

    # the words of UNO

    def _sheets(self):
        return [self.document.Sheets.getByIndex(nth) for nth in range(self.document.Sheets.Count)]

    def _sheet(self, name):
        return self.document.Sheets.getByName(name)

    def _name(self, name):
        return self.document.NamedRanges.getByName(name)

    def _active(self):
        return self.document.CurrentController.ActiveSheet

    def _range(self, sheet, area):
        row, column, rows, columns = area
        return self._sheet(sheet).getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)

    def _cell(self, sheet, row, column):
        return self._sheet(sheet).getCellByPosition(column - 1, row - 1)

    @staticmethod
    def _numbers(at):
        return [at.StartRow + 1, at.StartColumn + 1, at.EndRow - at.StartRow + 1, at.EndColumn - at.StartColumn + 1]

    @staticmethod
    def _address(sheet, area):
        at = CellRangeAddress()
        at.Sheet, at.StartRow, at.StartColumn = sheet, area[0] - 1, area[1] - 1
        at.EndRow, at.EndColumn = area[0] + area[2] - 2, area[1] + area[3] - 2
        return at


def main(pipe, seconds):
    document = Document(pipe, seconds)
    print(json.dumps({"ok": None}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"ok": getattr(document, asked.pop("do"))(**asked)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""The quick worksheet stores every formula as XlsxWriter's own does."""

import pytest
from xlsxwriter.worksheet import Worksheet

from leadbook.factory.sheet import Sheet


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("formula", [
    "=1+1", "{=SUM(A1:A3)}", "=IFERROR(INDEX(Leads[Name],MATCH(1,A1,0)),\"\")", "=XLOOKUP(A1,B:B,C:C)",
    "=LET(x,SORTBY(FILTER(A1:A9,B1:B9),C1:C9),TAKE(x,3))", "=_xlfn.LET(x,1,x)", "=LB.DAYS(1)+LB.DUE_TODAY()",
    "=STDEV.S(A1:A3)&TEXTJOIN(\", \",TRUE,B1:B3)", "=SUMPRODUCT(--(YEAR(A1:A9)=2026))",
    "=MAXIFS(A:A,B:B,\"x(y)\")", ""])
def test_a_formula_is_stored_as_the_library_stores_it(formula: str, later: bool) -> None:
    assert Sheet()._prepare_formula(formula, later) == Worksheet()._prepare_formula(formula, later)

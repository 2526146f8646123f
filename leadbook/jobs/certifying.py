"""The certificate of a planning run: its figures in the report, its rows on the sheet Certificate."""

from __future__ import annotations

from leadbook.errors import NotALeadbook
from leadbook.jobs.work import Work
from leadbook.rules.certificate.account import account
from leadbook.rules.certificate.proof import proven
from leadbook.rules.certificate.sheet import table
from leadbook.rules.plan.report import Seen


def certify(work: Work, seen: Seen) -> None:
    """Report: ``certificate`` (see ``rules.certificate.account``), with ``sheet``: whether the workbook has the table.

    A workbook that was made before there was a Certificate has no such table: all else is done.
    """
    proof = proven(seen)
    try:
        work.read("Certificate")
        work.sheets["Certificate"], there = table(proof), True
    except NotALeadbook:
        there = False
    work.report["certificate"] = account(proof) | {"sheet": there}

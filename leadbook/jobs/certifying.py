"""The certificate of a planning run: its figures in the report, its rows on the sheet Certificate, or everybody's."""

from __future__ import annotations

from leadbook.jobs.work import Work
from leadbook.rules.certificate.account import account
from leadbook.rules.certificate.everybody import everybody, records, texts
from leadbook.rules.certificate.proof import proven
from leadbook.rules.certificate.sheet import table
from leadbook.rules.outgoing.sheet import csv_bytes
from leadbook.rules.plan import cadence
from leadbook.rules.plan.report import Seen
from leadbook.schema import CERTIFICATE


def certify(work: Work, seen: Seen) -> None:
    """Report: ``certificate`` (see ``rules.certificate.account``), with ``sheet``: whether the workbook has the table.

    A workbook that was made before there was a Certificate has no such table: all else is done.
    """
    proof = proven(seen)
    there = work.reads(CERTIFICATE.name)
    if there:
        work.sheets[CERTIFICATE.name] = table(proof)
    work.report["certificate"] = account(proof) | {"sheet": there}


def certificate(work: Work) -> None:
    """Everybody, person by person and month by month; only reads the book. Option: ``write`` takes the bytes of a CSV
    file; ``into`` says where that is ("" = nowhere). Report: ``certificate`` as for the job plan, ``everybody`` (a
    record a person and month), ``not_in_the_book``: touches that planning would add now, as they are counted here.
    """
    planned = cadence.planned(work.leads, work.log, work.plan, work.config, work.today, work.calendar)
    if planned.seen is None:
        return
    proof = proven(planned.seen)
    rows = everybody(proof)
    if work.options["into"]:
        work.options["write"](csv_bytes(texts(rows)))
    work.report |= {"certificate": account(proof) | {"sheet": True}, "into": work.options["into"],
                    "everybody": records(rows), "not_in_the_book": planned.report["planned"]["new"]}

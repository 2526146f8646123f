"""A month without a working day (the business is closed), or no month to plan: nothing is planned, nothing breaks."""

import datetime as dt

import pytest

from leadbook import frames, schema
from leadbook.rules.certificate.account import account
from leadbook.rules.certificate.everybody import everybody
from leadbook.rules.certificate.proof import proven
from leadbook.rules.certificate.sheet import table
from leadbook.rules.overload.overload import overloads
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for
from tests.rules.plan.books import MARCH, people, settings

CLOSED = tuple(MARCH + dt.timedelta(days=n) for n in range(31))


@pytest.mark.parametrize(("closed", "ahead"), [(CLOSED, 1), ((), 0)])  # the settings refuse 0 months ahead
def test_nothing_is_planned_and_everybody_can_be_named(closed, ahead):
    given = settings(months_ahead=ahead)
    given = given.model_copy(update={"business": given.business.model_copy(update={"extra_holidays": closed})})
    leads = people([1, 2]).assign(Phone="", Email="")
    done = planned(leads, frames.of(schema.TOUCHES, []), frames.of(schema.PLAN, []), given, MARCH,
                   calendar_for(given.business))
    assert len(done.plan) == 0
    assert [one["lead"] for one in done.report["unreachable"]] == ["L-1", "L-2"]
    assert done.findings["lead"].tolist() == ["L-1", "L-2"]
    assert overloads(done.seen) == []
    proof = proven(done.seen)
    assert len(everybody(proof)) == 0
    assert len(table(proof)) == 0
    counted = account(proof)
    assert (counted["people"], counted["kept"]) == (2, 0)

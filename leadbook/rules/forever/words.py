"""The verdict on an owner's promise, in a sentence."""

from __future__ import annotations

from typing import Any

from leadbook.rules.forever.ahead import MONTHS, Ahead
from leadbook.rules.forever.density import Density, Worst
from leadbook.rules.forever.needs import Needs
from leadbook.rules.plan.why import month_name


def sentence(owner: str, verdict: str, needs: Needs, dense: Density, found: Ahead, least: Worst, limited: bool) -> str:
    """``Jane Doe: certain. ...``; ``impossible``: which month proves it; ``planned``: how far ahead."""
    who, people = owner or "Leads without an owner", _people(needs.people)
    say = {"certain": _certain, "impossible": _impossible, "planned": _planned}[verdict]
    return f"{who}: {say(people, needs, dense, found, least, limited)}"


def _certain(people: str, needs: Needs, dense: Density, found: Ahead, least: Worst, limited: bool) -> str:
    if not limited:
        return f"certain for as long as there are working days: {people}, and no capacity is set."
    return (f"certain. {people} {_need(needs)} {needs.people * needs.touches:,} touches a month; that is "
            f"{_of(dense)} of the room in the shortest month ({least.month} working days), and up to 83 percent always "
            "works out.")


def _impossible(people: str, needs: Needs, dense: Density, found: Ahead, least: Worst, limited: bool) -> str:
    short = found.short
    if short is not None and not short.calls:
        why = "; nobody gets two touches on one day" if short.days < needs.touches else ""
        return (f"impossible. {_month(short.month)} has {_days(short.days)} and room for {short.room:,} touches{why}; "
                f"{short.needed:,} are due ({people}).")
    if dense.calls > 1:
        return (f"impossible. {needs.gap} days can have as few as {_days(least.stretch)}, room for "
                f"{least.stretch * needs.calls_a_day:,} calls; {int(needs.called.sum()):,} people must be called then.")
    need, room, _ = max(needs.bounds(), key=lambda one: one[0] / one[1])
    return (f"impossible. A month with {_days(least.month)}, the fewest there are, has room for {least.month * room:,} "
            f"touches; {need:,} are due ({people}).")


def _planned(people: str, needs: Needs, dense: Density, found: Ahead, least: Worst, limited: bool) -> str:
    if found.short is not None and found.short.backup:
        short = found.short
        return (f"planned {found.months} of {MONTHS} months ahead; in {_month(short.month)} {short.backup}, who stands "
                f"in, has too little room beside other work: {short.needed:,} touches are due ({people}), and there is "
                f"room for about {short.room:,}. Another backup or a higher capacity would mend it.")
    if found.short is not None:
        return (f"planned {found.months} of {MONTHS} months ahead; in {_month(found.short.month)} some calls come "
                f"later than {needs.gap} days after the last. Call more before, or raise the capacity for calls.")
    share = f"{100 * found.share:.0f} percent of its room"
    full = f" The fullest is {_month(found.fullest)}: {share}." if found.share else ""
    return f"planned {MONTHS} months ahead, not proven beyond.{full}"


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"


def _of(dense: Density) -> str:
    return f"{100 * max(dense.touches, dense.calls, dense.both):.0f} percent"


def _month(month: Any) -> str:
    return f"{month_name(month)} {str(month)[:4]}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _need(needs: Needs) -> str:
    return "needs" if needs.people == 1 else "need"

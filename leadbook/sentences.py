"""What a job says when it is done: the same sentences at the command line and behind the buttons.

Each takes the facts of a run: the object that ``--json`` prints (``jobs.report``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Facts = Mapping[str, Any]


def plural(number: int, noun: str, many: str = "") -> str:
    """``1 lead``, ``2 leads``, ``1,200 leads``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def validated(facts: Facts) -> str:
    """``412 leads checked: 37 findings on 21 leads (sheet Checks).``"""
    checked, found = plural(facts["read"].get("Leads", 0), "lead"), facts["checked"]
    if not found["findings"]:
        return f"{checked} checked: all is well."
    return (f"{checked} checked: {plural(found['findings'], 'finding')} on {plural(found['leads'], 'lead')} "
            "(sheet Checks).")


def marked(facts: Facts) -> str:
    """``12 leads are stale (red), 5 are about to be (amber): the column Stale says why.``"""
    red, amber = facts["stale"]["red"], facts["stale"]["amber"]
    words = [f"{plural(red, 'lead')} {'is' if red == 1 else 'are'} stale (red)"] * bool(red)
    soon = f"{plural(amber, 'lead')} {'is' if amber == 1 else 'are'} due today or stale tomorrow (amber)"
    words += [soon] * bool(amber)
    return f"{', '.join(words)}: the column Stale says why." if words else "No lead is stale."


def planned(facts: Facts) -> str:
    """How many touches were added, who falls short, and the busiest day of each month beside what it is at best."""
    added, figures = facts["changed"].get("Plan", {}).get("rows", 0), facts["plan"]
    said = f"{plural(added, 'touch', 'touches')} added to the plan (sheet Plan)." if added else "The plan is complete."
    short, nobody = len(figures["shortfall"]), len(figures["unreachable"])
    said += f" {plural(short, 'person', 'people')} will not get all their touches." if short else ""
    said += f" {plural(nobody, 'person', 'people')} cannot be reached at all." if nobody else ""
    peaks = (f"{one['peak']} in {month_name(one['month'])} (at best {one['lower_bound']})" for one in figures["peak"])
    return f"{said} Busiest day: {', '.join(peaks)}." if added and figures["peak"] else said


def month_name(month: str) -> str:
    """``2026-11`` -> ``November``."""
    from leadbook.rules.plan.why import MONTH_NAMES

    return MONTH_NAMES[int(month[5:]) - 1]


def counted(facts: Facts) -> str:
    """What was counted."""
    leads = plural(facts["read"].get("Leads", 0), "lead")
    return f"The funnel of {leads} is counted (sheets Weekly, Cohort, Sources, Speed)."


def refreshed(facts: Facts) -> str:
    """The four sentences, one a line."""
    lines = [validated(facts), marked(facts), planned(facts), counted(facts)]
    if not facts["changed"]:
        lines = ["Nothing has changed since the last refresh.", validated(facts), marked(facts)]
    return "\n".join(lines)


def imported(own: Facts, lines: int = 10, more: str = "--json lists them all") -> str:
    """The reconciliation, then each refused row, differing value and unread date; the rest as counts."""
    out = [str(own["reconciliation"])]
    for title, sentences in (("Refused", [r["message"] for r in own["refused"]]),
                             ("Left as they are in the workbook", [d["message"] for d in own["differences"]]),
                             ("Please look at", [n["message"] for n in own["notices"]])):
        if sentences:
            out += [f"{title}:", *(f"  {sentence}" for sentence in sentences[:lines])]
            out += [f"  ... and {len(sentences) - lines:,} more; {more}."] * (len(sentences) > lines)
    return "\n".join(out)


def left_alone(skipped: Sequence[Mapping[str, Any]]) -> str:
    """Cells that were left because somebody changed their row meanwhile; "" if there are none."""
    if not skipped:
        return ""
    return f"{plural(len(skipped), 'cell')} left alone ({skipped[0]['reason']}); the next run picks them up."


def morning(people: Sequence[Mapping[str, Any]], owner: str) -> str:
    """``12 people to contact today for Jane Doe: 2 promises, 3 new, 7 planned. First: Dana Whitfield, promised ...``"""
    whose = f" for {owner}" if owner else ""
    if not people:
        return f"Nothing to do today{whose}: nobody waits."
    kinds = (("Promise", "promise", "promises"), ("New", "new", "new"), ("Touch", "planned", "planned"),
             ("Stale", "going stale", "going stale"))
    counts = {kind: sum(one["kind"] == kind for one in people) for kind, *_ in kinds}
    parts = ", ".join(plural(counts[kind], one, many) for kind, one, many in kinds if counts[kind])
    first = people[0]
    return (f"{plural(len(people), 'person', 'people')} to contact today{whose}: {parts}. "
            f"First: {first['name']} ({first['what']}).")

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
    """How many touches were added, the certificate, and the busiest day of each month beside what it is at best."""
    added, figures = facts["changed"].get("Plan", {}).get("rows", 0), facts["plan"]
    said = f"{plural(added, 'touch', 'touches')} added to the plan (sheet Plan)." if added else "The plan is complete."
    said = " ".join([f"{said} {certified(facts)}".rstrip(), *(_stands_in(one) for one in figures["stand_ins"])])
    peaks = (f"{one['peak']} in {month_name(one['month'])} (at best {one['lower_bound']})" for one in figures["peak"])
    return f"{said} Busiest day: {', '.join(peaks)}." if added and figures["peak"] else said


def _stands_in(one: Facts) -> str:
    """``Tom Lee stands in for Jane Doe: 12 touches.``, and when that is more than a day holds."""
    said = f"{one['backup']} stands in for {one['owner']}: {plural(one['touches'], 'touch', 'touches')}"
    return f"{said}; too many on {', '.join(one['over'][:3])}." if one["over"] else f"{said}."


def certified(facts: Facts) -> str:
    """``1,849 of 1,849 people have their three touches; longest call gap 58 days.``; else who does not, counted."""
    one = facts["certificate"]
    if not one["people"]:
        return ""
    number = {1: "touch", 2: "two touches", 3: "three touches"}
    whose = f"of {plural(one['people'], 'person has', 'people have')} their "
    whose += number.get(one["touches_per_month"], f"{one['touches_per_month']} touches")
    said = f"{one['kept']:,} {whose}"
    if any(month["kept"] != one["kept"] for month in one["months"]):
        of = [whose, *[""] * (len(one["months"]) - 1)]
        said = ", ".join(f"{month['kept']:,} {which} in {month_name(month['month'])}".replace("  ", " ")
                         for month, which in zip(one["months"], of, strict=True))
    gap = one["longest_call_gap_days"]
    said += "." if gap is None else f"; longest call gap {plural(gap, 'day')}."
    return " ".join([said, *_not_kept(one)])


def _not_kept(one: Facts) -> list[str]:
    """Who does not get all that is due, counted; where their names are."""
    counts = ((one["short"], "will not get all their touches"), (one["unreachable"], "cannot be reached at all"),
              (one["late_calls"], f"will not be called within {one['call_gap_limit_days']} days"))
    words = ", ".join(f"{plural(number, 'person', 'people')} {what}" for number, what in counts if number)
    if one["sheet"]:
        return [f"{words} (sheet Certificate)."] * bool(words)
    return [f"{words}."] * bool(words) + [
        "This workbook was made before there was a sheet Certificate: 'leadbook certificate' lists everybody."]


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
        lines = ["Nothing has changed since the last refresh.", validated(facts), marked(facts), certified(facts)]
    first = [chosen(facts["decided"]) if "decided" in facts else "", swept(facts) if "inbox" in facts else ""]
    return "\n".join(line for line in [*first, *lines] if line)


def accounted(facts: Facts) -> str:
    """``312 leads received = 200 open + 40 won + 50 lost + 10 disqualified + 0 merged + 12 missing.``"""
    totals = facts["totals"]
    parts = [f"{totals[name]:,} {name}" for name in ("open", "won", "lost", "disqualified", "merged")]
    parts += [f"{totals['let_go']:,} let go"] * bool(totals["let_go"])
    said = f"{plural(totals['received'], 'lead')} received = {' + '.join(parts)}"
    said += f" + {totals['residual']:,} missing." if totals["residual"] else "; none is missing."
    others = facts["not_leads"]
    return said + (f" Beside them {plural(others, 'connector or client', 'connectors and clients')} without a deal."
                   if others else "")


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


def swept(own: Facts, lines: int = 10) -> str:
    """What became of the Inbox, then each row and file that stays, with its reason; "" if there was nothing."""
    inbox, files = own["inbox"], own.get("files", [])
    read = [one for one in own["drops"] if not one.get("problem")]
    taken = [*read, *([inbox] if inbox["waiting"] else [])]
    new, matched = (sum(len(one[what]) for one in taken) for what in ("new", "matched"))
    stay = [f"Row {one['row']}{' (' + one['name'] + ')' if one['name'] else ''}: {one['reason']}"
            for one in inbox["stayed"]]
    stay += [one["problem"] for one in files if one["problem"]]
    if not taken and not stay:
        return ""
    said = f"Inbox: {plural(new, 'new lead')}"
    said += f", {matched:,} {'was' if matched == 1 else 'were'} there already" if matched else ""
    said += f" ({plural(len(read), 'file')} read)" if read else ""
    more = [f"  ... and {len(stay) - lines:,} more."] * (len(stay) > lines)
    return "\n".join([f"{said}; {len(stay):,} not taken over:" if stay else f"{said}.",
                      *(f"  {one}" for one in stay[:lines]), *more])


def chosen(decided: Mapping[str, Any], lines: int = 5) -> str:
    """What became of the choices on the sheet Conflicts: carried out, not possible and why, and how many wait."""
    rows, left, waiting = decided["rows"], decided["left"], decided["open"]
    said = [f"{plural(rows, 'conflict')} decided as chosen on the sheet Conflicts."] * bool(rows)
    said += left[:lines] + [f"... and {len(left) - lines:,} more choices."] * (len(left) > lines)
    said += [f"{plural(waiting, 'conflict')} on the sheet Conflicts {'waits' if waiting == 1 else 'wait'} for your "
             "choice."] * bool(waiting)
    return " ".join(said)


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

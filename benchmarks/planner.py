"""LeadBook's plan against the usual formula, a greedy planner and the bounds: Markdown tables, from one run.

python benchmarks/planner.py [--into docs/measured_planner.md]

Frames in, frames out (no workbook is read or written). One owner, so that the busiest day is one person's day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import platform
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import peers

from leadbook import config, frames, schema
from leadbook.config_records import Owner
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for

PAGE = "docs/measured_planner.md"
SIZES = (200, 1849, 10_000)
WIDTHS = range(18, 24)
CONFIG = config.default_config()
CALENDAR = calendar_for(CONFIG.business)
Row = tuple[str, ...]
FREE = ("people | working days | short: ours / greedy / last + 10 | lower bound | ours | greedy | last + 10, spread | "
        "last + 10, imported in a day | working days between a person's touches | seconds")
AWAY = ("people | working days | days away + pins | short | even share | Hall's bound at two days | ours | greedy | "
        "working days between | seconds")
MOVED = ("people | working days | days away | slack | had to move | moved | more, in points | greedy afresh moves | "
         "Hall's bound | ours | seconds")
YEAR = ("people | touches each, at least | peak over its bound | working days between touches | median | "
        "longest call gap, days | seconds")


def settings(leave: tuple[dt.date, dt.date] | None = None, months: int = 1, slack: float = 5) -> Any:
    """The default settings with one owner."""
    owner = Owner(leave=(leave,) if leave else ())
    cadence = CONFIG.cadence.model_copy(update={"months_ahead": months, "slack_percent": slack})
    return CONFIG.model_copy(update={"owners": {"Jane": owner}, "cadence": cadence})


def people(numbers: Sequence[int]) -> Any:
    """Leads with these person numbers."""
    return frames.of(schema.LEADS, [
        {"Lead ID": f"L-{k}", "Name": f"Person {k}", "Owner": "Jane", "Stage": "Nurture", "Person": k,
         "Phone": "212-555-0142", "Email": f"p{k}@gmail.com", "Received": "2020-03-02"} for k in numbers])


def plan(leads: Any, month: Sequence[dt.date], given: Any, before: Any = None) -> tuple[Any, float]:
    """(the result, seconds) of planning on the first day of ``month``."""
    touches = frames.of(schema.TOUCHES, [])
    before = frames.of(schema.PLAN, []) if before is None else before
    start = time.perf_counter()
    result = planned(leads, touches, before, given, month[0].replace(day=1), CALENDAR)
    return result, time.perf_counter() - start


def days_of(result: Any, month: Sequence[dt.date]) -> dict[str, list[int]]:
    """Lead ID -> its days in ``month`` (indices), ascending."""
    place = {day: at for at, day in enumerate(month)}
    found: dict[str, list[int]] = {}
    for key, day in zip(result.plan["Lead ID"], result.plan["Date"].dt.date, strict=True):
        if day in place:
            found.setdefault(key, []).append(place[day])
    return {key: sorted(days) for key, days in found.items()}


def peak(days: Any) -> int:
    return max(Counter(itertools.chain.from_iterable(days)).values())


def short(days: Any) -> int:
    """Persons with fewer than three touches."""
    return sum(len(mine) < 3 for mine in days)


def months() -> dict[int, list[dt.date]]:
    """Working days in the month -> the first month from 2026 on that has so many."""
    found: dict[int, list[dt.date]] = {}
    for year, month in itertools.product(range(2026, 2036), range(1, 13)):
        days = [day.item() for day in CALENDAR.month(year, month)]
        found.setdefault(len(days), days)
    return {width: found[width] for width in WIDTHS}


def unconstrained(size: int, width: int, month: list[dt.date]) -> tuple[Row, float]:
    """Nobody is away and nothing is pinned."""
    result, seconds = plan(people(range(1, size + 1)), month, settings())
    ours = days_of(result, month).values()
    bound = -(-3 * size // width)
    working = [day.item() for day in CALENDAR.working_days(month[0] - dt.timedelta(days=60), month[-1])]
    before = [day for day in working if day < month[0]]
    spread = peers.last_plus_ten(month, working, [before[-20 + k % 7] for k in range(size)])
    import_ = peers.last_plus_ten(month, working, [before[-1]] * size)
    greedy = peers.greedy(size, range(width), {})
    gaps = [b - a for mine in ours for a, b in itertools.pairwise(mine)]
    row = (f"{size:,}", str(width), f"{size - len(ours) + short(ours)} / {short(greedy)} / {short(spread) / size:.0%}",
           f"{bound:,}", f"{peak(ours):,} ({peak(ours) - bound:+})", f"{peak(greedy):,}", f"{peak(spread):,}",
           f"{peak(import_):,}", f"{min(gaps)}-{max(gaps)}", f"{seconds:.2f}")
    return row, seconds


def with_leave(size: int, month: list[dt.date], away: int, seed: int) -> Row:
    """The owner is away for ``away`` days and 5% of the touches are pinned; both known before the month is planned."""
    chance, width = random.Random(seed), len(month)
    first = chance.randrange(3, width - away - 2)
    open_ = [not first <= day < first + away for day in range(width)]
    leads, given = people(range(1, size + 1)), settings((month[first], month[first + away - 1]))
    pins = [(k, chance.choice([day for day in range(width) if open_[day]])) for k in range(1, size + 1, 7)]
    rows = frames.of(schema.PLAN, [
        {"Plan ID": f"P-{k}-HAND", "Lead ID": f"L-{k}", "Date": month[day], "Channel": "Text", "Owner": "Jane",
         "Status": "Planned", "Pinned": "Yes"} for k, day in pins])
    result, seconds = plan(leads, month, given, rows)
    ours = days_of(result, month)
    load = [sum(day == at for _, day in pins) for at in range(width)]
    pinned = {f"L-{k}": day for k, day in pins}
    slots = [(day, key) for key, mine in template(size, width).items()
             for day in (without(mine, pinned[key]) if key in pinned else mine)]
    bound = peers.hall([peers.around(day, open_, 2) for day, _ in slots], load, open_)
    even = -(-3 * size // sum(open_))
    greedy = peers.greedy(size, [day for day in range(width) if open_[day]], {})
    gaps = [b - a for mine in ours.values() for a, b in itertools.pairwise(mine)]
    most = peak(ours.values())
    return (f"{size:,}", str(width), f"{away} + {len(pins):,}", str(size - len(ours) + short(ours.values())),
            f"{even:,}", f"{bound:,}", f"{most:,} ({most - bound:+})", f"{peak(greedy):,}", f"{min(gaps)}-{max(gaps)}",
            f"{seconds:.2f}")


def template(size: int, width: int) -> dict[str, list[int]]:
    """The three days of each person by the golden-ratio template of facts/planning.md."""
    phases = {k: k * 0.6180339887498949 % 1.0 for k in range(1, size + 1)}
    return {f"L-{k}": [int((phase + j) / 3 * width) for j in range(3)] for k, phase in phases.items()}


def without(mine: list[int], pin: int) -> list[int]:
    """The two of three days that lie farthest from ``pin``."""
    return sorted(mine, key=lambda day: -abs(day - pin))[:2]


def replanned(size: int, month: list[dt.date], away: int, slack: float) -> Row:
    """The month is published, then its owner announces leave and twenty in a hundred people join or leave."""
    width, first = len(month), len(month) // 2 - 1
    kept, joined = range(size // 10, size + 1), range(size + 1, size + size // 10 + 1)
    before, _ = plan(people(range(1, size + 1)), month, settings())
    stay = {f"L-{k}" for k in kept}
    book = before.plan[before.plan["Lead ID"].isin(stay)].reset_index(drop=True)
    leave = (month[first], month[first + away - 1]) if away else None
    result, seconds = plan(people([*kept, *joined]), month, settings(leave, slack=slack), book)
    old, new = (one.set_index("Plan ID")["Date"] for one in (book, result.plan))
    moved = int((new.loc[old.index] != old).sum())
    forced = int(sum((old.dt.date >= leave[0]) & (old.dt.date <= leave[1]))) if leave else 0
    open_ = [not first <= day < first + away for day in range(width)]
    windows = [peers.around(day, open_, 2) for day in [month.index(d) for d in old.dt.date]]
    windows += [(0, width - 1)] * (3 * len(joined))
    bound, most = peers.hall(windows, [0] * width, open_), peak(days_of(result, month).values())
    one = peers.greedy(size, range(width), {})
    other = peers.greedy(len(kept) + len(joined), [day for day in range(width) if open_[day]], {})
    afresh = sum(len(set(a) - set(b)) for a, b in zip(one[size // 10 - 1:], other, strict=False))
    share = len(old)
    return (f"{size:,}", str(width), str(away), f"{slack:.0f}%", f"{forced / share:.1%}", f"{moved / share:.1%}",
            f"{(moved - forced) / share * 100:+.1f}", f"{afresh / share:.1%}", f"{bound:,}",
            f"{most:,} ({most / bound - 1:+.1%})", f"{seconds:.2f}")


def a_year(size: int) -> Row:
    """Twelve months planned at once: touches within a person's year."""
    first = dt.date(2027, 1, 1)
    result, seconds = plan(people(range(1, size + 1)), [first], settings(months=12))
    working = {day.item(): at for at, day in enumerate(CALENDAR.working_days(first, dt.date(2027, 12, 31)))}
    by_lead: dict[str, list[int]] = {}
    for key, day in zip(result.plan["Lead ID"], result.plan["Date"].dt.date, strict=True):
        by_lead.setdefault(key, []).append(working[day])
    gaps = [b - a for mine in by_lead.values() for a, b in itertools.pairwise(sorted(mine))]
    least = min(len(mine) for mine in by_lead.values())
    peaks = [one["peak"] - one["lower_bound"] for one in result.report["peak"]]
    return (f"{size:,}", f"{least} of 36", f"{max(peaks):+}", f"{min(gaps)}-{max(gaps)}",
            f"{statistics.median(gaps):.0f}", str(result.report["longest_call_gap_days"]), f"{seconds:.2f}")


def table(head: str, rows: Sequence[Row]) -> str:
    """Markdown."""
    names = [name.strip() for name in head.split("|")]
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def measured() -> str:
    """All tables."""
    by_width = months()
    plan(people(range(1, 50)), by_width[20], settings((by_width[20][3], by_width[20][4])))  # imports, left out
    free, seconds = [], []
    for size in SIZES:
        found = [unconstrained(size, width, month) for width, month in by_width.items()]
        free += [row for row, _ in found]
        seconds.append((size, max(time_ for _, time_ in found)))
    leave = [with_leave(size, by_width[width], away, seed) for size in SIZES for seed, (width, away) in enumerate(
        [(18, 3), (20, 3), (22, 5), (23, 10)])]
    moved = [replanned(size, by_width[21], away, slack) for size in SIZES for away, slack in [
        (0, 5), (1, 5), (3, 5), (5, 5)]]
    year = [a_year(size) for size in SIZES[:2]]
    longest = "; ".join(f"{size:,} people {time_:.2f} s" for size, time_ in seconds)
    return f"""## Nobody away, nothing pinned

{table(FREE, free)}

Longest planning of a month: {longest} (asked for: 10,000 people, three touches each, within 2 s).

## The owner is away, and people have pinned touches

{table(AWAY, leave)}

## Replanning: a tenth left, a tenth joined, the owner is away in mid-month

{table(MOVED, moved)}

## A year at once

{table(YEAR, year)}"""


def page(text: str) -> str:
    """The page docs/measured_planner.md."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# The planner, measured

Three touches a month for everyone in a book of one owner: LeadBook's plan against the usual formula (next = last + 10
days), against a greedy planner (each touch on the least busy day, four working days from the person's others) and
against what no plan can beat. All in one run:

    python benchmarks/planner.py --into {PAGE}

{dt.date.today().isoformat()}, {machine}.

{text}

## How to read it

- **Short**: persons with fewer than three touches in the month. The usual formula drifts: a weekend makes ten days
  twelve, and the third touch falls into the next month.
- **Lower bound**: touches / working days, rounded up. **Hall's bound**: the busiest stretch of days when each touch may
  stand at most two of the owner's working days from where the template (or the published plan) has it; gaps between a
  person's touches are left aside. New touches may go further, since nobody knows their day yet, so a new plan can be
  better than this bound.
- **Replanning** trades: to bring the busiest day down to the bound, touches that could stay would have to move, one for
  each touch less on a busy day. LeadBook moves what stands in the days that its owner is away and no more than two in a
  hundred beside (asked for: at most +2 points), so after long leave announced late the days around it stay fuller than
  the bound. Leave that is known before a month is planned costs nothing: see the table before.
- **Greedy** comes close to the bound on the day it is made, and plans everything anew when somebody joins: see *greedy
  afresh moves*. It knows no calls, no pins and no month before.
- Between two touches of a person lie at least four working days, or, where an owner has fewer than twelve working days
  left in the month, as many as an even share of them allows (ten days, three touches: three).
- Touches of today never move, nor do pinned, promised or overdue ones: only future, open, unpinned ones do. Overdue
  ones count as today's work.
"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--into", type=Path)
    given = asked.parse_args()
    text = measured()
    print(text)
    if given.into:
        given.into.write_text(page(text), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What calendar, mailing and broadcast say when they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from leadbook.commands.edge import colours
from leadbook.sentences import plural

SHOWN = 10                          # names shown of each reason


def calendars_made(facts: Mapping[str, Any]) -> str:
    """How many files, where; then a line each; then what is not in them and why."""
    made = facts["calendars"]
    if not made:
        lines = ["No planned touch from today on, so no calendar was made; did you refresh?"]
    else:
        touches = plural(sum(one["open"] for one in made), "planned touch", "planned touches")
        lines = [f"{touches} in {plural(len(made), 'calendar')}: {facts['into']}"]
    lines += [f"  {one['file']}: {one['open']:,} to do" + (f", {one['cancelled']:,} cancelled" * (one["cancelled"] > 0))
              for one in made]
    ownerless = sum(one["open"] for one in made if not one["owner"])
    if ownerless:
        lines.append(f"{plural(ownerless, 'touch has', 'touches have')} no owner: give their leads one.")
    if facts["left_out"]:
        lines.append("Not in a calendar: " + ", ".join(f"{n:,} {why}" for why, n in facts["left_out"].items()) + ".")
    return "\n".join(lines)


def listed(facts: Mapping[str, Any]) -> str:
    """``40 leads = 31 in the list + 6 no postal address + 3 ...``: it always adds up."""
    parts = "".join(f" + {n:,} {why}" for why, n in facts["reasons"].items())
    return (f"{plural(facts['listed'], 'person', 'people')} in the list: {facts['into']}\n"
            f"{plural(facts['leads'], 'lead')} in the book = {facts['listed']:,} in the list{parts}.")


def say_left_out(people: Sequence[Mapping[str, Any]]) -> None:
    """By name on stderr who is not in the list, under each reason."""
    import sys

    by_reason: dict[str, list[str]] = {}
    for one in people:
        by_reason.setdefault(one["why"], []).append(str(one["name"] or one["lead"]))
    for why, names in by_reason.items():
        more = f" and {len(names) - SHOWN:,} more (--json lists them all)" if len(names) > SHOWN else ""
        click.echo(f"  {why}: {', '.join(names[:SHOWN])}{more}", err=True, color=colours(sys.stderr))

"""The steps of import, quick-add, log and today: rows in from a file or a person, and the day's list out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.errors import BadInput
from leadbook.jobs.work import Work
from leadbook.rules import findings, incomplete, new_touch, quiet_hours, validation
from leadbook.rules.dates import day_words
from leadbook.rules.find_lead import all_found, found
from leadbook.rules.imports import importing
from leadbook.rules.quick_add import quick_added
from leadbook.rules.today.today import todays

SHOWN = 5                           # strangers named in a sentence


def import_(work: Work) -> None:
    """Add the leads of a contacts file. Options: ``incoming`` (import_columns.Incoming), ``source``, ``owner``."""
    done = importing.imported(work.leads, work.options["incoming"], work.config, work.now,
                              source=work.options.get("source", ""), owner=work.options.get("owner", ""))
    work.sheets["Leads"] = done.leads
    work.report |= done.report


def quick_add(work: Work) -> None:
    """A lead from one line. Options: ``text``, ``owner``. Report: that of ``quick_added``, ``row`` and ``sentence``."""
    done = quick_added(work.leads, work.options["text"], work.config, work.now, work.options.get("owner", ""))
    work.sheets["Leads"] = done.leads
    work.report |= {**done.report, "row": done.row, "sentence": done.sentence}


def looked_over(work: Work) -> None:
    """The new lead goes through the same checks as all others; what they say of it stands in its row and is said."""
    row, leads = work.report["row"], work.leads
    if not work.report["added"]:
        return
    alone = incomplete.with_follow_up(leads.loc[[row]], work.config, work.today, work.calendar.add)
    work.sheets["Leads"] = leads = leads.assign(**{"Next Date": leads["Next Date"].where(
        leads.index != row, alone["Next Date"].iloc[0])})
    found = validation.findings(work.sheets, work.problems, work.config, work.today)
    mine = found[(found["table"] == "Leads").to_numpy() & (found["row"] == row).to_numpy()]
    new = leads.loc[[row]]
    said = findings.check_column(new, mine, incomplete.incomplete(new, work.config)).iloc[0]
    work.sheets["Leads"] = leads.assign(Check=leads["Check"].where(leads.index != row, said))
    work.findings.append(mine)
    work.report["sentence"] += f" {said}" if said else ""


def log_(work: Work) -> None:
    """Append a touch for each lead. Options: ``leads`` as for ``find_lead.all_found``, or ``lead`` as for ``found``;
    the others are those of ``new_touch.all_logged``.

    Report: what ``new_touch`` reports, ``strangers`` (a few words for each of ``leads`` that is no lead), and
    ``touch``, the first one. Raises BadInput if nobody is left.
    """
    asked = dict(work.options)
    wanted = asked.pop("leads", None)
    strangers: list[str] = []
    if wanted is None:
        rows = [found(work.leads, asked.pop("lead"))]
    else:
        rows, strangers = all_found(work.leads, wanted)
        if not rows:
            raise BadInput(f"Nobody to log a touch for: {'; '.join(strangers[:SHOWN]) or 'no row was chosen'}.")
    done = new_touch.all_logged(work.leads, work.touches, work.config, work.now, rows=rows, **asked)
    work.sheets["Touches"] = done.touches
    first = done.report["touches"][0]
    said = quiet_hours.hint(first["Channel"], dt.datetime.fromisoformat(first["When"]), work.config)
    work.report |= {**done.report, "touch": first, "strangers": strangers, "quiet_hours": bool(said),
                    "sentence": f"{done.sentence} {said}".rstrip()}


def looking_ahead(work: Work) -> None:
    """After the bookkeeping: which planned touches the new ones ticked, and when the next one is."""
    made, plan = work.report["touches"], work.plan
    mine = work.touches["Touch ID"].isin([touch["Touch ID"] for touch in made])
    linked = work.touches["Plan ID"][mine]
    ticked = plan[plan["Plan ID"].isin(linked[linked != ""])]
    waiting = plan[(plan["Lead ID"] == made[0]["Lead ID"]) & (plan["Status"].isin(["", "Planned"]))
                   & (plan["Date"] >= work.now.replace(hour=0, minute=0, second=0))]["Date"]
    following = None if waiting.empty or len(made) > 1 else waiting.min().date()
    words = [work.report["sentence"]]
    if len(ticked) and not work.report["already_logged"]:
        one = ticked.iloc[0]
        day = day_words(one["Date"].date(), work.today)
        words.append(f"Ticked the planned {str(one['Channel']).lower()} of {day}." if len(made) == 1 else
                     f"Ticked {len(ticked):,} planned touch{'es' * (len(ticked) > 1)}.")
    if following:
        words.append(f"Next touch: {day_words(following, work.today)}.")
    if strangers := work.report["strangers"]:
        more = f"; and {len(strangers) - SHOWN:,} more" if len(strangers) > SHOWN else ""
        words.append(f"Left out: {'; '.join(strangers[:SHOWN])}{more}.")
    work.report |= {"ticked": ticked["Plan ID"].iloc[0] if len(ticked) else "",
                    "next_touch": following.isoformat() if following else "", "sentence": " ".join(words)}


def today_(work: Work) -> None:
    """The day's list. Option: ``owner``. Report: ``today_list``, one record a lead, in order, and ``call_hours``: when
    to call and text that day, outside the quiet hours.

    Raises BadInput as ``asked_owner``.
    """
    owner = asked_owner(work)
    table = todays(work.leads, work.touches, work.plan, work.config, work.today, work.now, owner)
    table = table.rename(columns={name: name.lower().replace(" ", "_") for name in table.columns})
    table = table.rename(columns={"lead_id": "lead"})
    work.report["call_hours"] = quiet_hours.allowed(work.today, work.config)
    work.report["today_list"] = [{name: _plain(value) for name, value in row.items()}
                                 for row in table.to_dict("records")]


def asked_owner(work: Work) -> str:
    """The option ``owner``, "" = everybody. Raises BadInput for one that nobody knows: nothing would look like free."""
    owner = work.options.get("owner", "").strip()
    owners = sorted({*work.leads["Owner"].unique(), *work.config.owners} - {""})
    if owner and owner.casefold() not in [name.casefold() for name in owners]:
        raise BadInput(f"Nobody called {owner!r} owns a lead; the owners are {', '.join(owners) or '(none yet)'}.")
    return str(owner)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return "" if value != value else value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return "" if value is None or value != value else value

"""What LeadBook reads out of the log: whom a touch was with, and each lead's first and last touches and milestones.

Mission row 17 (first attempt and first contact are kept apart, broadcasts are neither), row 13 (the first source
is kept for ever) and facts/funnel.md. Only blanks of people's columns are filled.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.dates import midnight_after
from leadbook.rules.tied import extreme, lead_numbers, moments_at
from leadbook.rules.touches import classified
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd



def named(touches: pd.DataFrame, leads: pd.DataFrame, problems: pd.DataFrame | None = None) -> pd.DataFrame:
    """Fill blank Touches[Lead ID] by Name, and blank Touches[Name] by Lead ID.

    A Name finds its lead when exactly one lead has it as Name or Company, whatever the case and the blanks between.
    ``problems`` of Touches: cells that only look blank stay. Ids typed in another case are matched, not rewritten.
    """
    no_id = _blank(touches, "Lead ID", problems) & (touches["Name"].to_numpy() != "")
    if no_id.any():
        known = _owners_of_names(leads)
        found = touches.loc[no_id, "Name"].map(_spelled).map(lambda name: known.get(name, ""))
        touches = touches.assign(**{"Lead ID": touches["Lead ID"].mask(no_id, found)})
    no_name = _blank(touches, "Name", problems) & (touches["Lead ID"].to_numpy() != "")
    if no_name.any():
        lead, touch = lead_numbers(leads, touches.loc[no_name])
        name = called(leads)
        of_number = dict(zip(lead[::-1], name[::-1], strict=True)) | {-1: ""}
        names = touches["Name"].copy()
        names[no_name] = [of_number[number] for number in touch]
        touches = touches.assign(Name=names)
    return touches


def _owners_of_names(leads: pd.DataFrame) -> dict[str, str]:
    """Spelled name -> Lead ID ("" = the lead has none yet), for names that exactly one lead has."""
    import pandas as pd

    number = lead_numbers(leads)[0].copy()
    number[number < 0] = -1 - leads.index[number < 0]  # leads without an id are leads all the same
    spelled = pd.concat([leads["Name"].map(_spelled), leads["Company"].map(_spelled)], ignore_index=True)
    both = pd.DataFrame({"word": spelled, "lead": [*number] * 2, "id": [*leads["Lead ID"]] * 2})
    both = both[both["word"] != ""].drop_duplicates(["word", "lead"])
    alone = both[~both["word"].duplicated(keep=False)]
    return dict(zip(alone["word"], alone["id"], strict=True))


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()


def bookkept(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, today: dt.date, problems: pd.DataFrame
             ) -> pd.DataFrame:
    """Leads with LeadBook's columns from the log, and blanks filled that LeadBook fills. Idempotent.

    First Attempt: the earliest touch that tried to reach them (not a broadcast). Last Touch, Touches: the latest
    touch that reached them, and how many did. Filled if blank: First Contact (the first contact in the log),
    Appointment and Proposal (today, when the stage is there), Closed (today, when won or lost), Received (today, or
    the day of the first touch or milestone if that is earlier), Stage (the first), First Source (the Source). Rows
    without a Lead ID wait, touches after ``today`` count for nothing, and cells that ``problems`` (of Leads) calls
    unreadable are not blank.
    """
    import numpy as np

    log = classified(touches, config)
    lead, touch = lead_numbers(leads, touches)
    when = log["When"].to_numpy().astype("datetime64[s]")
    counts = (touch >= 0) & (when < midnight_after(today))
    real = lead >= 0

    def moment(which: Any, latest: bool = False) -> Any:
        rows = np.flatnonzero(counts & which.to_numpy())
        return np.where(real, moments_at(when[rows], extreme(lead, touch[rows], when[rows], latest)), _never())

    tries = log["kind"].isin(["contact", "delivered", "attempt"])
    reached = np.bincount(touch[counts & log["reached"].to_numpy()], minlength=int(lead.max(initial=-1)) + 2)
    leads = leads.assign(**{"First Attempt": moment(tries), "Last Touch": moment(log["reached"], latest=True),
                            "Touches": np.where(real, reached[lead], np.nan)})
    leads = _filled(leads, "Stage", np.full(len(leads), config.first_stage, dtype=object), real, problems)
    for column, stamp in _stamps(leads, config, today, moment(touches["When"].notna())).items():
        leads = _filled(leads, column, stamp, real, problems)
    leads = _filled(leads, "First Contact", moment(log["kind"].eq("contact")), real, problems)
    return leads


def _stamps(leads: pd.DataFrame, config: Config, today: dt.date, first_touch: Any) -> dict[str, Any]:
    """Column -> what a blank in it becomes (NaT or "" = it stays blank)."""
    import numpy as np

    day = frames.day(today)
    stage = canonical(leads["Stage"], config.stages)
    there = stage.map({name: s.reaches for name, s in config.stages.items()})
    ended = stage.map({name: s.kind for name, s in config.stages.items()}).isin(["won", "lost"])
    signs = [first_touch, *(leads[c].to_numpy() for c in ("First Contact", "Appointment", "Proposal", "Closed"))]
    came = np.fmin.reduce([np.full(len(leads), day), *(s.astype("datetime64[D]") for s in signs)]).astype(day.dtype)
    return {"Received": came, "First Source": canonical(leads["Source"], config.sources).to_numpy(),
            "Appointment": np.where(there == "appointment", day, _never()),
            "Proposal": np.where(there == "proposal", day, _never()), "Closed": np.where(ended, day, _never())}


def _filled(leads: pd.DataFrame, column: str, stamp: Any, real: Any, problems: pd.DataFrame) -> pd.DataFrame:
    blank = _blank(leads, column, problems) & real
    return leads.assign(**{column: leads[column].mask(blank, stamp)}) if blank.any() else leads


def _blank(frame: pd.DataFrame, column: str, problems: pd.DataFrame | None) -> Any:
    """Boolean array: cells of ``column`` that are blank to the person too."""
    values = frame[column]
    blank = values.to_numpy() == "" if values.dtype == object else values.isna().to_numpy()
    if problems is None or not len(problems):
        return blank
    seen = problems[(problems["column"] == column) & problems["problem"].isin(frames.DAMAGED)]["row"]
    return blank & ~frame.index.isin(seen)


def _never() -> Any:
    import numpy as np

    return np.datetime64("NaT", "s")

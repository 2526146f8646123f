"""What planning found out about people: nobody is left out in silence (mission row 25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import NEVER
from leadbook.rules.plan.report import Seen, unreachable
from leadbook.rules.plan.why import MONTH_NAMES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("code", "table", "row", "lead", "column", "message")
Found = tuple[str, int, str, str]  # code, row (0-based), column, message


def findings(seen: Seen) -> pd.DataFrame:
    """Frame of COLUMNS, ``row`` = index in Leads. LB801 unreachable, LB802 do-not-contact (for information), LB803 no
    phone for the call, LB804 fewer touches than due.
    """
    import pandas as pd

    found = [*_unreachable(seen), *_never(seen), *_no_call(seen), *_short(seen)]
    index = seen.leads.index.tolist()
    rows = [(code, "Leads", index[row], seen.ids[row], column, text) for code, row, column, text in found]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.astype({"row": "int64"})


def _unreachable(seen: Seen) -> list[Found]:
    text = ("Nobody can reach this person: there is no valid phone, e-mail or address that may be used, so no touch is "
            "planned. Add one, or choose a stage that is not planned, such as Lost.")
    return [("LB801", int(seen.rows[person]), "Phone", text) for person in unreachable(seen)]


def _never(seen: Seen) -> list[Found]:
    import numpy as np

    wishes = seen.leads["Do Not Contact"]
    texts = {wish: _wish(wish) for wish in wishes.unique()}
    rows = np.flatnonzero(seen.roster.never).tolist()
    return [("LB802", row, "Do Not Contact", texts[wish])
            for row, wish in zip(rows, wishes.to_numpy()[rows].tolist(), strict=True)]


def _wish(text: str) -> str:
    if text.strip().casefold() in NEVER:
        return f"Do Not Contact is '{text}': left out of the plan."
    if not text:
        return "Another row of this person says Do Not Contact: left out of the plan."
    return (f"Do Not Contact is '{text}', which is not a list of channels: left out of the plan altogether. "
            "Write Yes, or only the channels to leave out, for example: Call, Text.")


def _no_call(seen: Seen) -> list[Found]:
    import numpy as np

    calls = _call_channels(seen.config)
    if not calls:
        return []
    channels = list(seen.config.channels)
    places = [channels.index(name) for name in calls]
    barred = seen.roster.barred[seen.rows][:, places].all(axis=1)
    without = ~seen.roster.permitted[:, places].any(axis=1)
    without[unreachable(seen)] = False
    how = {1: "every month", 2: "every other month"}.get(
        seen.config.cadence.call_every_months, f"every {seen.config.cadence.call_every_months} months")
    texts = (f"No phone call {how}: there is no valid phone. Other channels are planned; add a phone number.",
             f"No phone call {how}: Do Not Contact leaves it out. Other channels are planned.")
    return [("LB803", int(seen.rows[person]), "Phone", texts[int(barred[person])])
            for person in np.flatnonzero(without).tolist()]


def _call_channels(config: Config) -> list[str]:
    return [name for name in config.cadence.channels if config.channels[name].call]


def _short(seen: Seen) -> list[Found]:
    return [("LB804", int(seen.rows[person]), "", _short_text(more)) for person, more in seen.short]


def _short_text(more: dict[str, Any]) -> str:
    month = MONTH_NAMES[int(more["month"][5:]) - 1]
    if more["has"] >= more["needs"]:
        return f"{month} has no personal touch: {more['reason']}. Add a phone, e-mail or address."
    return f"{more['has']} of {more['needs']} touches in {month}: {more['reason']}."

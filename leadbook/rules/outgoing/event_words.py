"""What a calendar shows of a planned touch: "Call Dana Whitfield", and below it the phone, why, and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.plan.promises import is_promise
from leadbook.rules.words import called

if TYPE_CHECKING:
    import pandas as pd

DIRECT = ("phone", "email")         # "Call Dana", "E-mail Dana"; but "Mail: Dana", "Meeting: Dana"


def summaries(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, channel: Any, config: Config) -> list[str]:
    """One title a row of ``plan``; ``at``: its row in ``leads`` (0-based, -1 = none); ``channel``: by the settings."""
    import numpy as np

    name = np.where(at >= 0, np.append(called(leads).to_numpy(), "")[at], plan["Name"].to_numpy())
    name = np.where(name == "", plan["Lead ID"].to_numpy(), name)
    direct = {n for n, c in config.channels.items() if c.personal and c.uses in DIRECT}
    ends = np.where(is_promise(plan), " (promised)", "")
    return [f"{how}{' ' if how in direct else ': ' if how else ''}{who}{end}"
            for how, who, end in zip(channel, name, ends, strict=True)]


def descriptions(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, channel: Any, open_: Any, config: Config
                 ) -> list[str]:
    """Lines "Phone: ...", "Why: ..." for the rows that are ``open_``; "" for the others: they only say what to drop."""
    said = ("Phone", "Email", "Need", "Next Action", "Notes")
    columns = {name: leads[name].tolist() for name in (*said, "Address", "City", "State", "ZIP")}
    by_post = {name for name, c in config.channels.items() if c.uses == "address"}
    out = []
    for row, how, due, why in zip(at.tolist(), channel, open_.tolist(), plan["Why"], strict=True):
        if not due:
            out.append("")
            continue
        values = {name: columns[name][row] for name in said} | {"Why": why, "Address": ""}
        if how in by_post:
            values["Address"] = ", ".join(v for n in ("Address", "City", "State", "ZIP") if (v := columns[n][row]))
        order = ("Phone", "Email", "Address", "Why", "Need", "Next Action", "Notes")
        out.append("\n".join(f"{name}: {values[name]}" for name in order if values[name]))
    return out

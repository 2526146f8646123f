"""The demo's Leads frame: the story and the people as a team would have typed them, slips included."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.factory.demo import words
from leadbook.factory.demo.people import GOOD_ROWS
from leadbook.factory.demo.story import DAY, Story
from leadbook.rules.ids import code
from leadbook.schema import LEADS

if TYPE_CHECKING:
    import pandas as pd

OWNER_SHARES = (0.28, 0.24, 0.2, 0.16, 0.12)


def leads(told: Story, who: pd.DataFrame, seed: int, today: dt.date, config: Config, rng: Any) -> pd.DataFrame:
    """A typed frame of table Leads; LeadBook's own columns are blank but for Lead ID and Batch."""
    import numpy as np
    import pandas as pd

    n = len(told)
    sheet = pd.DataFrame({c.name: _blank(c, n) for c in LEADS.columns})
    sheet["Lead ID"] = pd.Series([f"L-{code(f'{seed} lead {i}')}" for i in range(n)], dtype=object)
    for column in who.columns:
        sheet[column] = who[column]
    sheet["Stage"], sheet["Source"] = told.stage, told.source
    sheet["Received"], sheet["First Contact"] = told.received, told.contact
    for column, moment in (("Appointment", told.appointment), ("Proposal", told.proposal)):
        sheet[column] = moment.astype("datetime64[D]").astype("datetime64[s]")
    ended = np.where(told.stage == "Nurture", np.datetime64("NaT", "s"), told.stalled)
    sheet["Closed"] = np.where(np.isnat(told.won), ended, told.won).astype("datetime64[D]").astype("datetime64[s]")
    sheet["Campaign"] = np.where(told.show, told.show_name, "")
    sheet["Batch"] = np.where(told.show, f"I-{code(f'{seed} show')}", "")
    dice = rng.random((12, n))
    dice[:, :GOOD_ROWS] = np.maximum(dice[:, :GOOD_ROWS], 0.05)
    _people_of(sheet, told, config, dice, rng)
    _wishes_of(sheet, told, today, dice, rng)
    _next_steps_of(sheet, told, today, dice, rng)
    return sheet[LEADS.names].astype({c.name: object for c in LEADS.columns if c.is_text})


def _blank(column: Any, n: int) -> Any:
    import numpy as np

    if column.is_text:
        return np.full(n, "", dtype=object)
    return np.full(n, np.datetime64("NaT", "s")) if column.is_date else np.full(n, np.nan)


def _pick(options: Any, n: int, rng: Any, p: Any = None) -> Any:
    import numpy as np

    return np.array(options, dtype=object)[rng.choice(len(options), n, p=p)]


def _people_of(sheet: pd.DataFrame, told: Story, config: Config, dice: Any, rng: Any) -> None:
    """Owner, giver, how we met, type, and whom not to contact how."""
    import numpy as np

    n = len(sheet)
    owners = list(config.owners) or [""]
    shares = np.resize(OWNER_SHARES, len(owners))
    owner = _pick(owners, n, rng, shares / shares.sum())
    sheet["Owner"] = np.where((dice[0] < 0.015) & ~told.fresh, "", owner)
    givers = list(config.givers) or [""]
    favour = 1 / np.arange(1, len(givers) + 1) ** 0.7
    giver = _pick(givers, n, rng, favour / favour.sum())
    sheet["Giver"] = np.where((told.source == "Referral") & (dice[1] > 0.03), giver, "")
    for source, (_, _, met) in words.SOURCES.items():
        mine = told.source == source
        sheet.loc[mine, "How Met"] = _pick(met, int(mine.sum()), rng)
    sheet.loc[told.show, "How Met"] = _pick(words.SHOW[1], int(told.show.sum()), rng)
    client = (told.stage == "Won") | (told.source == "Past client")
    knows = (told.stage == "Nurture") & (dice[2] < 0.12)
    sheet["Type"] = np.where(client, "Client", np.where(knows, "Connector", "Lead"))
    sheet["Expecting Call"] = np.where(
        (told.source == "Referral") | (dice[3] < 0.3), "Yes", np.where(dice[3] < 0.42, "No", np.where(
            dice[3] < 0.6, "Unknown", "")))
    sheet["Newsletter"] = np.where(sheet["Email"] == "", "", np.where(dice[4] < 0.62, "Yes", np.where(
        dice[4] < 0.75, "No", "")))
    sheet["Do Not Contact"] = np.where(dice[5] < 0.008, "Yes", np.where(
        dice[5] < 0.014, "Text", np.where(dice[5] > 0.993, "Call, Text", "")))
    sheet.loc[dice[6] < 0.1, "Tags"] = _pick(words.TAGS, int((dice[6] < 0.1).sum()), rng)
    sheet.loc[dice[6] > 0.9, "Notes"] = _pick(words.NOTES, int((dice[6] > 0.9).sum()), rng)


def _wishes_of(sheet: pd.DataFrame, told: Story, today: dt.date, dice: Any, rng: Any) -> None:
    """What they need, by when, what it is worth; why it was lost."""
    import numpy as np

    n = len(sheet)
    spoken = ~np.isnat(told.contact)
    sheet["Need"] = np.where((spoken & (dice[7] > 0.03)) | (dice[7] > 0.55), _pick(words.NEEDS, n, rng), "")
    ahead = np.where(dice[8] < 0.06, rng.integers(200, 420, n), rng.integers(45, 170, n))
    need_by = told.received.astype("datetime64[D]") + ahead
    still = np.isin(told.stage, ["New", "Contacted", "Appointment", "Proposal", "Nurture"])
    asked_again = np.datetime64(today, "D") + rng.integers(10, 165, n)
    need_by = np.where(still & (need_by <= np.datetime64(today, "D")) & (dice[8] > 0.03), asked_again, need_by)
    sheet["Need By"] = np.where((sheet["Need"] != "") & (dice[8] < 0.6), need_by.astype("datetime64[s]"),
                                np.datetime64("NaT", "s"))
    value = np.round(np.exp(rng.normal(np.log(430_000), 0.38, n)) / 5000) * 5000
    known = (~np.isnat(told.appointment) & (dice[9] > 0.02)) | (dice[9] > 0.55)
    sheet["Value"] = np.where(known, value, np.nan)
    lost = told.stage == "Lost"
    reason = np.where(spoken, _pick([r for r in words.LOST if r != "Never reached"], n, rng), "Never reached")
    sheet["Lost Reason"] = np.where(lost & (dice[10] > 0.04), reason, "")


def _next_steps_of(sheet: pd.DataFrame, told: Story, today: dt.date, dice: Any, rng: Any) -> None:
    """Our next step and its day: mostly ahead, some overdue, some forgotten; and dates we gave."""
    import numpy as np

    n, now = len(sheet), np.datetime64(today, "D")
    for stage, actions in words.ACTIONS.items():
        mine = told.stage == stage
        sheet.loc[mine, "Next Action"] = _pick(actions, int(mine.sum()), rng)
    warm = told.stage == "Nurture"
    soon = np.where(warm, rng.integers(1, 45, n), rng.integers(0, 9, n))
    days = now + np.where(dice[11] < 0.12, -rng.integers(1, 8, n), soon)
    days = np.busday_offset(days, 0, roll="forward")
    days = np.where(told.fresh, np.busday_offset(now, 0, roll="forward"), days)
    active = sheet["Next Action"].to_numpy() != ""
    never = np.datetime64("NaT", "s")
    sheet["Next Date"] = np.where(active & (told.fresh | (dice[11] < 0.95)), days.astype("datetime64[s]"), never)
    slips = rng.random((2, n))
    slips[:, :GOOD_ROWS] = 1
    sheet.loc[(told.stage == "Contacted") & (slips[0] < 0.06), "Next Action"] = "They will call"
    gave = active & ~np.isnat(told.contact) & ~told.fresh & (rng.random(n) < 0.07)
    ahead = np.where(rng.random(n) < 0.3, -rng.integers(1, 7, n), rng.integers(1, 150, n))
    promise = np.busday_offset(now + ahead, 0, roll="backward").astype("datetime64[s]")
    kept = promise > told.contact + 2 * DAY
    sheet["Promise"] = np.where(gave & kept, promise, never)

"""What the checks look at: the frames, the settings and the day; and what several checks derive from them, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from leadbook import frames, schema
from leadbook.config_records import Config
from leadbook.rules import dates, tied, touches, words
from leadbook.rules.contact import email_address, phone_number
from leadbook.rules.contact.home_number import Reading
from leadbook.rules.incomplete import is_referral

if TYPE_CHECKING:
    import pandas as pd

_T = TypeVar("_T")

@dataclass(frozen=True, eq=False)
class Evidence:
    """``sheets``: frames by table (Leads, Touches, Plan); ``problems``: what did not fit, by table."""

    sheets: Mapping[str, pd.DataFrame]
    problems: Mapping[str, pd.DataFrame]
    config: Config
    today: dt.date
    _made: dict[Any, Any] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> pd.DataFrame:
        """The frame of table ``name``; one without rows if it was not read."""
        return self.sheets[name] if name in self.sheets else frames.of(schema.TABLES[name])

    def problems_of(self, name: str) -> pd.DataFrame:
        """The problems of table ``name`` in rows that stand in its frame."""
        if (known := self._made.get(name)) is None:
            found = self.problems.get(name, frames.empty_problems())
            known = self._made[name] = found[found["row"].isin(self.table(name).index)]
        return known

    @cached_property
    def leads(self) -> pd.DataFrame:
        """The Leads frame."""
        return self.table("Leads")

    @cached_property
    def log(self) -> pd.DataFrame:
        """The Touches frame with ``kind``, ``call`` and ``reached`` (rules/touches.py)."""
        return touches.classified(self.table("Touches"), self.config)

    def blank(self, column: str, table: str = "Leads") -> Any:
        """Boolean array: the cell is really blank; a damaged cell reads as blank but holds something."""
        if (blank := self._made.get((table, column))) is None:
            values = self.table(table)[column]
            blank = frames.blank(schema.TABLES[table][column], values) & ~self.damaged(column, table)
            self._made[table, column] = blank
        return blank

    def damaged(self, column: str, table: str = "Leads") -> Any:
        """Boolean array: the cell holds something that cannot be read."""
        import numpy as np

        found = self.problems_of(table)
        if found.empty:
            return np.zeros(len(self.table(table)), dtype=bool)
        bad = found.loc[(found["column"] == column) & found["problem"].isin(frames.DAMAGED), "row"]
        return self.table(table).index.isin(bad)

    @cached_property
    def stage(self) -> pd.Series:
        """The settings' name of each lead's stage; blank = the first stage; an unknown word as typed."""
        stage = words.canonical(self.leads["Stage"], self.config.stages)
        return stage.mask(stage == "", self.config.first_stage)

    @cached_property
    def kind(self) -> pd.Series:
        """Each lead's stage kind; an unknown stage counts as open."""
        kinds = {name: stage.kind for name, stage in self.config.stages.items()}
        return self.stage.map(kinds).fillna("open").astype(object)

    @cached_property
    def open(self) -> Any:
        """Boolean array: the lead is in the pipeline."""
        return self.kind.to_numpy() == "open"

    @cached_property
    def ours(self) -> Any:
        """Boolean array: the lead is ours to work (open or nurture)."""
        return self.kind.isin(["open", "nurture"]).to_numpy()

    @cached_property
    def referral(self) -> Any:
        """Boolean array: the lead's source expects a giver."""
        return is_referral(self.leads, self.config).to_numpy()

    @cached_property
    def phones(self) -> dict[str, Reading]:
        """Each distinct typed phone -> (e164, extension, formatted, problem)."""
        return phone_number.readings(self.leads["Phone"].unique().tolist(), self.config.business.country)

    @cached_property
    def emails(self) -> dict[str, email_address.Reading]:
        """Each distinct typed e-mail address -> (normal, suggested, problem)."""
        return email_address.readings(self.leads["Email"].unique().tolist())

    def once(self, make: Callable[[Evidence], _T]) -> _T:
        """``make(self)``, worked out the first time only: what several checks of one module share."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _T = self._made[make]
        return made

    @cached_property
    def numbers(self) -> tuple[Any, Any, Any]:
        """Int arrays: which lead each row of Leads, Touches and Plan belongs to (rules/tied.py; -1 = none)."""
        lead, touch, plan = tied.lead_numbers(self.leads, self.table("Touches"), self.table("Plan"))
        return lead, touch, plan

    @cached_property
    def last_contact(self) -> Any:
        """datetime64[s] array: each lead's last contact up to today, in the log or First Contact (NaT = none dated)."""
        import numpy as np

        lead, touch, _ = self.numbers
        when = self.log["When"].to_numpy().astype("datetime64[s]")
        spoke = np.flatnonzero((self.log["kind"].to_numpy() == "contact") & (when < dates.midnight_after(self.today)))
        logged = tied.moments_at(when[spoke], tied.extreme(lead, touch[spoke], when[spoke], latest=True))
        return np.fmax(np.where(lead >= 0, logged, np.datetime64("NaT", "s")),
                       self.leads["First Contact"].to_numpy().astype("datetime64[s]"))

    @cached_property
    def spoken(self) -> Any:
        """Boolean array: the log has a contact with the lead, dated or not, or First Contact holds something."""
        import numpy as np

        lead, touch, _ = self.numbers
        logged = np.isin(lead, touch[self.log["kind"].to_numpy() == "contact"]) & (lead >= 0)
        return logged | ~self.blank("First Contact")

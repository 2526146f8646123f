"""The settings as frozen, checked records: what may be set, and what is allowed.

Every setting stands two levels deep (section, name), so that one row of the Settings table holds one setting.
The documented defaults are in ``config.yaml``.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from leadbook.config_values import as_period, as_span_of_hours, as_span_of_night, as_text

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS: tuple[Weekday, ...] = Weekday.__args__  # type: ignore[attr-defined]
Days = Annotated[int, Field(ge=0, le=3660)]
Positive = Annotated[int, Field(ge=1, le=3660)]
Text = Annotated[str, BeforeValidator(as_text)]
Period = Annotated[tuple[dt.date, dt.date], BeforeValidator(as_period)]
Night = Annotated[tuple[dt.time, dt.time], BeforeValidator(as_span_of_night)]
Hours = Annotated[tuple[dt.time, dt.time], BeforeValidator(as_span_of_hours)]


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is not a time zone; use an IANA name such as America/New_York or Europe/Berlin")
    return name


def _holiday(text: str) -> str:
    mark = text.partition(" ")[0]
    if mark[:1].isdigit():
        try:
            dt.date.fromisoformat(f"2001-{mark}")
        except ValueError:
            raise ValueError('is not a day; write "12-24 Christmas Eve" (month-day), or a holiday\'s name') from None
    return text


class Record(BaseModel):
    """A frozen section of the settings; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Business(Record):
    """Who we are, where, and when we work."""

    name: Text
    time_zone: Annotated[str, AfterValidator(_zone)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    region: Text
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    week_start: Weekday
    working_days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    working_hours: Hours
    extra_holidays: tuple[dt.date, ...]

    @cached_property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)


class Stage(Record):
    """A step of the pipeline; ``stale_after_days`` None = never stale."""

    kind: Literal["open", "nurture", "won", "lost", "disqualified", "merged"]
    reaches: Literal["received", "contacted", "appointment", "proposal", "closed"] = "received"
    stale_after_days: Days | None = None
    planned: bool = True

    @property
    def is_open(self) -> bool:
        """Whether a lead in this stage is still ours to work (open or nurture)."""
        return self.kind in ("open", "nurture")


class Owner(Record):
    """Somebody who works leads: capacity a working day (of a channel), leave as (first, last) days, a backup."""

    capacity_per_day: Positive | None = None
    capacity_by_channel: dict[str, Positive] = {}
    leave: tuple[Period, ...] = ()
    backup: Text = ""


class Giver(Record):
    """Somebody who refers leads to us."""


class Source(Record):
    """Where leads come from; a referral expects a giver."""

    referral: bool = False


class Channel(Record):
    """A way to touch people: what the lead must have for it, what a finished touch is logged as, and how many of it an
    owner can do a working day (None = no limit but the owner's own).
    """

    uses: Literal["phone", "email", "address", "nothing"] = "nothing"
    personal: bool = True
    call: bool = False
    capacity_per_day: Positive | None = None
    done_as: str
    also: tuple[Text, ...] = ()


class Outcome(Record):
    """How a touch ended: contact (two-way), delivered (one way) or attempt (neither contact nor touch)."""

    kind: Literal["contact", "delivered", "attempt"]
    also: tuple[Text, ...] = ()


class Capture(Record):
    """What a lead must have, and how long it may wait."""

    incomplete_follow_up_days: Positive
    required: tuple[Literal["Name", "Company", "Phone", "Email", "Address", "Need", "How Met"], ...]
    referral_required: tuple[Literal["Name", "Company", "Phone", "Email", "Address", "Need", "How Met"], ...]
    waiting_check_days: Positive
    need_warn_days: Positive
    need_nurture_days: Positive


class Speed(Record):
    """How fast a new lead is contacted."""

    contact_within_hours: Annotated[float, Field(gt=0, le=8760)]
    fast_minutes: Annotated[tuple[Positive, ...], Field(min_length=1)]


class Inbox(Record):
    """Where new people come in: the folder for dropped files, seen from the workbook's own folder; "" = none."""

    folder: Text


class Staleness(Record):
    """When a lead turns amber and red."""

    amber_days_before: Days
    planned_touches_protect: bool


class Cadence(Record):
    """Touches a month, for ever."""

    touches_per_month: Annotated[int, Field(ge=1, le=20)]
    personal_per_month: Annotated[int, Field(ge=0, le=20)]
    call_every_months: Annotated[int, Field(ge=1, le=12)]
    longest_call_gap_days: Positive
    months_ahead: Annotated[int, Field(ge=1, le=24)]
    pro_rata: bool
    channels: Annotated[tuple[Text, ...], Field(min_length=1)]
    repair_window_days: Days
    gap_working_days: Days
    slack_percent: Annotated[float, Field(ge=0, le=100)]


class Notes(Record):
    """Cards and wishes: for whom, how long the post takes (working days), and through which channels."""

    birthdays: bool
    send_days_before: Annotated[int, Field(ge=0, le=30)]
    channels: tuple[Text, ...]
    holidays: tuple[Annotated[Text, AfterValidator(_holiday)], ...]
    holiday_days: Annotated[int, Field(ge=1, le=40)]


class QuietHours(Record):
    """When nobody is called or texted (wall clock of the business): every night from .. to, and whole days."""

    hours: Night
    days: tuple[Weekday, ...]


class Event(Record):
    """Something to which everybody is invited: its day, and the day by which the invitations leave."""

    date: dt.date
    invite_by: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Event:
        if self.invite_by and self.invite_by > self.date:
            raise ValueError("must not have an invite_by after its date")
        return self


class Funnel(Record):
    """How much the funnel shows."""

    weeks: Annotated[int, Field(ge=1, le=520)]
    cohort_months: Annotated[int, Field(ge=1, le=120)]
    small_n: Days
    mature_days: Positive


class Config(Record):
    """All settings, checked. Dicts keep the order in which the names were given."""

    business: Business
    stages: Annotated[dict[str, Stage], Field(min_length=1)]
    owners: dict[str, Owner]
    givers: dict[str, Giver]
    sources: dict[str, Source]
    channels: Annotated[dict[str, Channel], Field(min_length=1)]
    outcomes: Annotated[dict[str, Outcome], Field(min_length=1)]
    capture: Capture
    inbox: Inbox
    speed: Speed
    staleness: Staleness
    cadence: Cadence
    quiet_hours: QuietHours
    notes: Notes
    events: dict[str, Event]
    funnel: Funnel

    @model_validator(mode="after")
    def _names_agree(self) -> Config:
        for name, channel in self.channels.items():
            if channel.done_as not in self.outcomes:
                raise ValueError(f"channels.{name}.done_as: {channel.done_as!r} is not one of the outcomes")
        for name in self.cadence.channels:
            if name not in self.channels:
                raise ValueError(f"cadence.channels: {name!r} is not one of the channels")
        for name in self.notes.channels:
            if name not in self.channels:
                raise ValueError(f"notes.channels: {name!r} is not one of the channels")
        for name, owner in self.owners.items():
            if owner.backup and owner.backup not in self.owners:
                raise ValueError(f"owners.{name}.backup: {owner.backup!r} is not one of the owners")
            for limited in owner.capacity_by_channel:
                if limited not in self.channels:
                    raise ValueError(f"owners.{name}.capacity_by_channel: {limited!r} is not one of the channels")
        if next(iter(self.stages.values())).kind != "open":
            raise ValueError("stages: the first stage is where new leads start; its kind must be open")
        if self.cadence.personal_per_month > self.cadence.touches_per_month:
            raise ValueError("cadence.personal_per_month: must not be more than cadence.touches_per_month")
        return self

    @property
    def first_stage(self) -> str:
        """The stage of a lead that just came in."""
        return next(iter(self.stages))

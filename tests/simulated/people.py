"""The people of a simulated business: who they are and what they permit, known to the test without asking LeadBook."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

CHANNELS = {"Call": "phone", "Text": "phone", "E-mail": "email", "Mail": "address"}
WISHES = {"": (), "Call": ("Call",), "Text, E-mail": ("Text", "E-mail"), "Mail": ("Mail",),
          "Yes": ("Call", "Text", "E-mail", "Mail")}


@dataclass
class Person:
    """One person of the book, by ``name`` (unique). ``touched``: the days of touches that reached them, with the
    channel; ``spoken``: the days of the calls in which both spoke; ``left``: the day they were lost (None = they stay).
    """

    number: int
    joined: dt.date
    owner: str
    phone: bool
    email: bool
    address: bool
    wish: str = ""
    newsletter: bool = False
    left: dt.date | None = None
    promise: dt.date | None = None
    birthday: str = ""
    touched: list[tuple[dt.date, str]] = field(default_factory=list)
    spoken: list[dt.date] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The only one of that name."""
        return f"Person {self.number:04}"

    @property
    def permits(self) -> set[str]:
        """The channels that may be planned."""
        return {c for c, uses in CHANNELS.items() if getattr(self, uses) and c not in WISHES[self.wish]}

    @property
    def active(self) -> bool:
        """Whether LeadBook owes them touches."""
        return self.left is None and self.wish != "Yes"

    def cells(self) -> dict[str, object]:
        """What people type into Leads."""
        n = self.number
        return {"Name": self.name, "Owner": self.owner, "Stage": "Contacted",
                "Phone": f"+1 212 {200 + n // 8000:03} {2000 + n % 8000:04}" if self.phone else "",
                "Email": f"person{n}@gmail.com" if self.email else "",
                "Address": "12 Elm Street" if self.address else "",
                "Do Not Contact": self.wish, "Newsletter": "Yes" if self.newsletter else "",
                "Received": dt.datetime.combine(self.joined, dt.time(9, 30)), "Birthday": self.birthday}


def someone(number: int, day: dt.date, owners: list[str], chance: random.Random) -> Person:
    """A person who joins on ``day``: most have a phone, some have hardly anything, a few ask for something."""
    born = dt.date(2000, 1, 1) + dt.timedelta(days=chance.randrange(366))
    return Person(number, day, chance.choice(owners), phone=chance.random() < 0.9, email=chance.random() < 0.7,
                  address=chance.random() < 0.5, newsletter=chance.random() < 0.3,
                  wish=chance.choices(list(WISHES), [30, 1, 1, 1, 1])[0],
                  birthday=f"{born:%m-%d}" if chance.random() < 0.4 else "")

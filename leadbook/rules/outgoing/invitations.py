"""The invitation list of an event: everybody is invited, and the difference is listed (mission row 27)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.outgoing.lists import Listed
from leadbook.rules.plan.notes.sending import note_channels
from leadbook.rules.plan.roster import Roster, rostered
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Name", "Company", "Invite By", "Email", "Phone", "Address", "City", "State", "ZIP", "Owner", "Lead ID")
EVENT = "Event"  # who leaves this channel out (Do Not Contact) is not invited


def event_named(name: str, config: Config) -> str:
    """The event of the settings that ``name`` means, whatever its case. Raises BadInput with those that there are."""
    found = {one.casefold(): one for one in config.events}.get(name.strip().casefold())
    if found is None:
        known = f"the events are {', '.join(config.events)}" if config.events else "there is none yet"
        raise BadInput(f"There is no event {name!r} in the settings; {known}. Add it on the sheet Settings: section "
                       "events, its name, and {date: 2027-06-18, invite_by: 2027-05-28}.")
    return found


def invitations(leads: pd.DataFrame, config: Config) -> Listed:
    """Leads (with Person) -> who is invited (COLUMNS; Invite By: the channel) and every other lead with the reason.

    Each active person once, through the first channel that they permit: as notes go, then a call. Do Not Contact counts
    for the person, whichever of their leads says it.
    """
    import numpy as np
    import pandas as pd

    roster, names = rostered(leads, config), list(config.channels)
    order = [*note_channels(config), *(n for n, c in config.channels.items() if c.call)]
    codes = [names.index(name) for name in order]
    may = np.append(roster.permitted[:, codes], np.zeros((1, len(codes)), dtype=bool), axis=0)[roster.person]
    stage = canonical(leads["Stage"], config.stages)
    kept_up = stage.map({name: s.planned for name, s in config.stages.items()}).fillna(True).to_numpy(dtype=bool)
    declined = roster.barred[:, names.index(EVENT)] if EVENT in names else np.zeros(len(leads), dtype=bool)
    again = np.zeros(len(leads), dtype=bool)
    reasons: list[tuple[Any, Any]] = [
        ("who asked not to be contacted", roster.never), (f"who asked for no {EVENT} (Do Not Contact)", declined),
        (("in stage " + stage).to_numpy(), ~kept_up), ("whose Lead ID stands twice", ~roster.active),
        ("without a valid phone, e-mail or address that may be used", ~may.any(axis=1))]
    again |= _again(roster, np.logical_or.reduce([flags for _, flags in reasons]))
    why = np.full(len(leads), "", dtype=object)
    for words, flags in reversed([*reasons, ("of a person who is invited already", again)]):
        why = np.where(flags, np.asarray(words, dtype=object), why)
    by = np.array(order, dtype=object)[may.argmax(axis=1)]
    table = leads.assign(**{"Invite By": by}).loc[why == "", list(COLUMNS)]
    out = pd.DataFrame({"lead": leads["Lead ID"], "name": called(leads), "why": why})[why != ""]
    return Listed(table.reset_index(drop=True), out.reset_index(drop=True))


def _again(roster: Roster, left_out: Any) -> Any:
    """Boolean array: further leads of a person of whom a lead above is invited."""
    import numpy as np
    import pandas as pd

    twice, rows = np.zeros(len(left_out), dtype=bool), np.flatnonzero(~left_out)
    twice[rows] = pd.Series(roster.person[rows]).duplicated().to_numpy()
    return twice

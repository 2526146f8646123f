"""The step of invite: the invitation list of an event. It only reads the workbook."""

from __future__ import annotations

from leadbook.jobs.work import Work
from leadbook.rules.outgoing.invitations import event_named, invitations
from leadbook.rules.outgoing.sheet import csv_bytes
from leadbook.rules.words import called


def invite(work: Work) -> None:
    """The invitation list as CSV. Options: ``event``, and ``write`` and ``into`` as for the other lists.

    Report: ``event``, ``date``, ``invite_by``; ``invited`` (lead, name, channel) and ``not_invited`` (lead, name, why);
    ``leads`` = ``listed`` + the counts in ``reasons``. Raises BadInput for an unknown event.
    """
    name = event_named(work.options["event"], work.config)
    event, made = work.config.events[name], invitations(work.leads, work.config)
    work.options["write"](csv_bytes(made.table))
    table = made.table
    reasons = {str(why): int(n) for why, n in made.left_out["why"].value_counts(sort=False).items()}
    invited = [{"lead": lead, "name": who, "channel": how} for lead, who, how in zip(
        table["Lead ID"], called(table), table["Invite By"], strict=True)]
    work.report |= {
        "into": work.options["into"], "event": name, "date": event.date.isoformat(),
        "invite_by": event.invite_by.isoformat() if event.invite_by else "", "leads": len(work.leads),
        "listed": len(table), "reasons": reasons, "invited": invited,
        "not_invited": made.left_out.to_dict("records")}

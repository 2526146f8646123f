"""The findings of `stale` and `plan`, declared for the guide: code, what is found, what to do."""

from __future__ import annotations

STALE = (
    ("LB701", "Amber: goes stale tomorrow, or a date that you gave is today",
     "Contact the lead today and log it. The column Stale says which clock runs."),
    ("LB702", "Red: nobody talked with the lead for longer than its stage allows",
     "Contact the lead now and log it, or give it a date (Next Date, Promise), or move it to another stage."),
)
PLAN = (
    ("LB801", "Nobody can reach this person: no valid phone, e-mail or address that may be used",
     "Add one, or choose a stage that is not planned, such as Lost."),
    ("LB802", "Left out of the plan, because Do Not Contact says so", "Nothing; this is for your information."),
    ("LB803", "The regular phone call cannot be planned: no valid phone, or Do Not Contact leaves calls out",
     "Add a phone number if you may call; the other channels are planned."),
    ("LB804", "Fewer touches than this person is due, or none of them personal; the sentence says why",
     "Add a phone, an e-mail or an address, or accept it."),
)
GROUPS = (
    ("LB7xx: What `stale` finds", "Not on the sheet Checks: the column Stale and `--json` say them.", STALE),
    ("LB8xx: What `plan` finds",
     "`plan` and `refresh` write them on the sheet Checks, below what `validate` finds; a later `validate` leaves them "
     "there. `--json` says them, too.", PLAN),
)

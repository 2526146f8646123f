"""The guide's page on the checks, drawn from their declarations: ``python -m leadbook.rules.checks.page``."""

from __future__ import annotations

from itertools import groupby

from leadbook.rules.checks import CHECKS, other_codes
from leadbook.rules.checks.check import Check

GROUPS = {
    "LB1": "Capture, contact and next steps", "LB2": "Dates", "LB3": "Words from the lists",
    "LB4": "Referrals, needs, promises and stages", "LB5": "Log and plan", "LB6": "Damage",
}
_HEAD = """# The checks

`leadbook validate` (and `leadbook refresh`) looks at every row of Leads, Touches and Plan and writes what it finds into
the Checks table; the first finding of a lead also stands in its Check cell, after the word Incomplete if a required
field is missing. Nothing that people typed is changed, and a row that cannot be read stays where it is.

This page is drawn from the checks themselves (`leadbook/rules/checks/`); a test keeps the two equal. Words such as
`capture.required` are settings (sheet Settings, or `config.yaml`). The codes of the jobs
`stale` and `plan` stand at the end.
"""
_OTHER = "{}\n\n| code | what is found | what to do |\n|---|---|---|\n"



def page() -> str:
    """The text of docs/checks.md."""
    parts = [_HEAD]
    for group, checks in groupby(CHECKS, key=lambda check: check.code[:3]):
        parts.append(f"\n## {group}xx: {GROUPS[group]}\n")
        parts += [_section(check) for check in checks]
    for title, where, findings in other_codes.GROUPS:
        parts.append(f"\n## {title}\n\n{_OTHER.format(where)}")
        parts += [f"| {code} | {found}. | {todo} |\n" for code, found, todo in findings]
    return "".join(parts)


def _section(check: Check) -> str:
    place = "any column" if check.table == "any" else f"{check.table}[{check.column}]"
    return (f"\n### {check.code} {check.title}\n\n{check.finds}\n\n- Look at: {place}\n- Mend it: {check.mend}\n"
            f"- Says: \"{check.example}\"\n")


if __name__ == "__main__":
    print(page(), end="")

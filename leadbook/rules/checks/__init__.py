"""Every check there is, in the order of their codes. To add one, write a function and list it in its module."""

from __future__ import annotations

from leadbook.rules.checks.birthdays import CHECKS as BIRTHDAYS
from leadbook.rules.checks.capture import CHECKS as CAPTURE
from leadbook.rules.checks.check import Check
from leadbook.rules.checks.contacts import CHECKS as CONTACTS
from leadbook.rules.checks.damage import CHECKS as DAMAGE
from leadbook.rules.checks.days import CHECKS as DAYS
from leadbook.rules.checks.listed_words import CHECKS as LISTED_WORDS
from leadbook.rules.checks.log import CHECKS as LOG
from leadbook.rules.checks.pipeline import CHECKS as PIPELINE
from leadbook.rules.checks.twins import CHECKS as TWINS
from leadbook.rules.checks.work import CHECKS as WORK

CHECKS: tuple[Check, ...] = tuple(sorted(
    (*CAPTURE, *CONTACTS, *BIRTHDAYS, *TWINS, *WORK, *DAYS, *LISTED_WORDS, *PIPELINE, *LOG, *DAMAGE),
    key=lambda c: c.code))

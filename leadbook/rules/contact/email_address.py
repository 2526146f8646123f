"""One typed e-mail address -> (normal form, suggestion, problem), by email-validator.

Plain ASCII addresses are read by one pattern that accepts a part of what the library accepts; everything else goes
through the library. A property test holds the two ways equal. Reserved domains (.test, .invalid, .local ...) are
refused, as the library does: no mail ever arrives there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

Reading = tuple[str, str, str]
_PLAIN = re.compile(
    r"([a-z0-9_!#$%&'*+\-/=?^`{|}~]+(?:\.[a-z0-9_!#$%&'*+\-/=?^`{|}~]+)*)"
    r"@((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+([a-z]+))", re.ASCII | re.IGNORECASE)
_WRAPPED = re.compile(r"(?:mailto:)?[^<@]*<([^<>@\s]+@[^<>@\s]+)>|(?:mailto:)\s*(\S+@\S+)|(\S+@\S*\w)[.,;:]+",
                      re.IGNORECASE)


def readings(values: Iterable[str]) -> dict[str, Reading]:
    """Each distinct typed value -> (normal, suggested, problem)."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES
    from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES

    refused, folded = frozenset(SPECIAL_USE_DOMAIN_NAMES), frozenset(CASE_INSENSITIVE_MAILBOX_NAMES)
    dotted = any("." in name for name in refused)
    known, out = _known(), {}
    if len(known) > 500_000:
        known.clear()
    for value in values:
        if value in known:
            out[value] = known[value]
            continue
        found = _PLAIN.fullmatch(value) if len(value) <= 120 and value.isascii() and not dotted else None
        if found:
            local, domain = found[1], found[2].lower()
            if found[3].lower() in refused or len(domain) > 63 or local.lower() in folded:
                found = None
        out[value] = known[value] = (f"{local}@{domain}", "", "") if found else by_library(value)
    return out


@cache
def _known() -> dict[str, Reading]:
    """Values read before: a refresh asks for the same addresses several times."""
    return {}


def by_library(value: str) -> Reading:
    """The reading of one value by email-validator alone, with the address that was probably meant."""
    if not value:
        return "", "", ""
    normal, problem = _validated(value)
    if normal:
        return normal, "", ""
    parts = [part for part in re.split(r"[;,|/\s]+|:::", value) if part]
    if len(parts) > 1 and all(_validated(part)[0] for part in parts):
        return "", parts[0], "the cell holds more than one address"
    inner = _WRAPPED.fullmatch(value)
    meant = next((g for g in inner.groups() if g), "") if inner else re.sub(r"\s", "", value)
    return "", _validated(meant)[0], problem


def _validated(value: str) -> tuple[str, str]:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(value, check_deliverability=False).normalized, ""
    except EmailNotValidError as error:
        return "", _short(str(error))


_PLAINLY = (
    ("must have an @-sign", "it has no @"),
    ("display name and angle brackets", "a name or angle brackets stand around it"),
    ("should have a period", "there is no period after the @"),
    ("special-use or reserved", "no mail arrives at a domain of that kind"),
    ("valid top-level domain", "its ending is not a real one"),
    ("two periods in a row", "it has two periods in a row"),
    ("SPACE", "it has a space inside"),
)


def _short(sentence: str) -> str:
    """The library's sentence as a plain reason that reads on after a colon."""
    for words, plain in _PLAINLY:
        if words in sentence:
            return plain
    text = sentence.strip().rstrip(".").replace("The email address", "it").replace("An email address", "it")
    return text[:1].lower() + text[1:]

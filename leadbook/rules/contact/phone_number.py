"""One typed phone -> (E.164, extension, suggested form, problem), by phonenumbers.

Most numbers of a book are plain numbers of the home country; ``home_number`` reads those by phonenumbers' own
metadata, everything else goes through the library here. A property test holds the two ways equal, so the first is
only a faster road to the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from leadbook.rules.contact.home_number import NO_SUCH_NUMBER, Reading, plain_reader


def readings(values: Iterable[str], country: str) -> dict[str, Reading]:
    """Each distinct typed value -> (e164, extension, formatted, problem). ``country``: the home region, ISO code."""
    plain, known = plain_reader(country), _known(country)
    if len(known) > 500_000:
        known.clear()
    return {value: known.get(value) or known.setdefault(value, plain(value) or by_library(value, country))
            for value in values}


@cache
def _known(country: str) -> dict[str, Reading]:
    """Values read before: a refresh asks for the same phones several times."""
    return {}


def by_library(value: str, country: str) -> Reading:
    """The reading of one value by phonenumbers alone."""
    import phonenumbers as lib

    if not value:
        return "", "", "", ""
    number = _parsed(value, country)
    if number is not None and lib.is_valid_number(number):
        e164 = lib.format_number(number, lib.PhoneNumberFormat.E164)
        return e164, number.extension or "", _shown(number, country), ""
    digits = re.sub(r"\D", "", value)
    if not digits:
        return "", "", "", "it has no digits"
    abroad = _parsed("+" + re.sub(r"^\D*0*", "", value), country)
    if "+" not in value and len(digits) > 10 and abroad is not None and lib.is_valid_number(abroad):
        return "", "", _shown(abroad, country), "the + before the country code is missing"
    parts = [p for p in re.split(r"[;,|/\n]|:::|\bor\b|\band\b|&", value) if re.search(r"\d{3}", p)]
    if len(parts) > 1 and all((n := _parsed(p, country)) and lib.is_valid_number(n) for p in parts):
        return "", "", _shown(_parsed(parts[0], country), country), "the cell holds more than one number"
    return "", "", "", _reason(number, digits)


def _parsed(value: str, country: str) -> Any:
    import phonenumbers as lib

    try:
        return lib.parse(value, country)
    except lib.NumberParseException:
        return None


def _reason(number: Any, digits: str) -> str:
    import phonenumbers as lib

    if number is not None:
        match lib.is_possible_number_with_reason(number):
            case lib.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
                return "the area code is missing"
            case lib.ValidationResult.TOO_SHORT | lib.ValidationResult.INVALID_LENGTH:
                return "digits are missing"
            case lib.ValidationResult.TOO_LONG:
                return "it has too many digits"
            case lib.ValidationResult.IS_POSSIBLE:
                return NO_SUCH_NUMBER
    if len(digits) < 7:
        return "digits are missing"
    return "it has too many digits" if len(digits) > 15 else "it is not a phone number"


def _shown(number: Any, country: str) -> str:
    import phonenumbers as lib

    home = number.country_code == lib.country_code_for_region(country)
    form = lib.PhoneNumberFormat.NATIONAL if home else lib.PhoneNumberFormat.INTERNATIONAL
    return str(lib.format_number(number, form))

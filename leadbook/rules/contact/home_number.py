"""The fast road for plain numbers of the home country: patterns built from phonenumbers' own metadata.

It answers only where the library's answer is beyond doubt (``None`` = ask the library): digits and usual
punctuation, with or without trunk prefix, country code or an "x371". Countries whose trunk prefix needs rules of its
own have no fast road.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import Any

Reading = tuple[str, str, str, str]
NO_SUCH_NUMBER = "there is no such number"
_PUNCTUATION = str.maketrans("", "", " ().-\xa0")
_EXTENDED = re.compile(r"([^x]*\d) ?x([0-9]{1,7})")
_WIDTHS = re.compile(r"(?:\(\\d(?:\{\d+\})\))+")
_KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
          "voicemail")


@cache
def plain_reader(country: str) -> Callable[[str], Reading | None]:
    """A function: typed value -> (e164, extension, formatted, problem), or None when only the library can say."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    home: Any = PhoneMetadata.metadata_for_region(country, None)
    if home is None or home.national_prefix_transform_rule or "(" in (home.national_prefix_for_parsing or ""):
        return lambda value: None
    regions = COUNTRY_CODE_TO_REGION_CODE[home.country_code]
    family: list[Any] = [PhoneMetadata.metadata_for_region(region) for region in regions]
    whole, valid = _written(home, family[0]), re.compile(_valid(family), re.ASCII)
    lengths, code = set(family[0].general_desc.possible_length), f"+{home.country_code}"
    formatted, label = _formatter(family[0]), family[0].preferred_extn_prefix or " ext. "

    def read(value: str) -> Reading | None:
        extension = ""
        if "x" in value:
            parts = _EXTENDED.fullmatch(value)
            if not parts:
                return None
            value, extension = parts[1], parts[2]
        digits = value.translate(_PUNCTUATION)
        found = whole.fullmatch(digits)
        if not found or "+" in value[1:] or value[0] in "-.":
            return None
        number: str = found[found.lastindex or 0]
        if not valid.fullmatch(number):
            abroad = len(digits) > 10 and digits[0] != "+" and digits[: len(code) - 1] != code[1:]
            return None if abroad or extension or len(number) not in lengths else ("", "", "", NO_SUCH_NUMBER)
        shown = formatted(number)
        return code + number, extension, f"{shown}{label}{extension}" if extension else shown, ""

    return read


def _written(home: Any, main: Any) -> re.Pattern[str]:
    """Ways to write a national number (the last group) that the library reads in one way only."""
    code, trunk = str(home.country_code), home.national_prefix or ""
    starts = "|".join({d.national_prefix_for_parsing: 0 for d in (home, main) if d.national_prefix_for_parsing})
    number = f"(?!{starts or '$'})(?!0)({_exactly(home.general_desc)})"
    abroad = f"(?!{home.international_prefix or '$'})"
    ways = [rf"\+{code}{number}", f"{abroad}(?!{code}){number}"]
    if trunk and (trunk == code or not trunk.startswith(code)):
        ways.append(f"{abroad}{trunk}{number}")
    return re.compile("|".join(ways), re.ASCII)


def _valid(family: list[Any]) -> str:
    """Pattern of the valid numbers of all regions with one country code, tried in the library's order."""
    pattern = "(?!)"
    for region in reversed(family):
        kinds = [kind for name in _KINDS if (kind := getattr(region, name)) and kind.national_number_pattern]
        here = "|".join(dict.fromkeys(_exactly(kind, region.general_desc) for kind in kinds)) or "(?!)"
        if region.leading_digits:
            pattern = f"(?:(?={region.leading_digits})(?:{here})|(?!{region.leading_digits})(?:{pattern}))"
        else:
            pattern = f"(?:{here}|{pattern})"
    return pattern


def _exactly(kind: Any, general: Any = None) -> str:
    """The pattern of one kind of number, at its possible lengths."""
    lengths = "|".join(f"\\d{{{n}}}" for n in kind.possible_length or general.possible_length)
    return f"(?=(?:{lengths})$)(?:{kind.national_number_pattern})"


def _formatter(data: Any) -> Callable[[str], str]:
    """A function: national number -> its national format, by the metadata's first format that fits."""
    forms = []
    for form in data.number_format:
        template, rule = form.format, form.national_prefix_formatting_rule
        if rule:
            template = re.sub(r"(\\\d)", rule, template, count=1)
        start = form.leading_digits_pattern[-1] if form.leading_digits_pattern else ""
        forms.append((re.compile(start).match, re.compile(form.pattern), template))
    if all(_WIDTHS.fullmatch(form.pattern) for form in data.number_format):
        return _sliced([(start, [int(n) for n in re.findall(r"\d+", p.pattern)], t) for start, p, t in forms])
    return lambda number: next(
        (p.sub(t, number) for start, p, t in forms if start(number) and p.fullmatch(number)), number)


def _sliced(forms: list[Any]) -> Callable[[str], str]:
    """The same for formats whose groups all have a fixed width: slices are three times faster than patterns."""
    by_length: dict[int, list[Any]] = {}
    for start, widths, template in forms:
        ends = list(accumulate(widths))
        slices = [slice(end - width, end) for width, end in zip(widths, ends, strict=True)]
        order = [slices[int(n) - 1] for n in re.findall(r"\\(\d)", template)]
        text = re.sub(r"\\\d", "%s", template.replace("%", "%%"))
        by_length.setdefault(ends[-1], []).append((start, order, text))

    def shown(number: str) -> str:
        for start, order, text in by_length.get(len(number), ()):
            if start(number):
                return str(text % tuple([number[part] for part in order]))
        return number

    return shown

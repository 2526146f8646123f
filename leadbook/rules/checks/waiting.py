"""Next actions that leave the next step to them: "call me", "they will call", "let's get together", "waiting".

Mission row 9: follow-up is OUR job. Waiting for them is fine for a few days, with a check date of ours; a wish that
they call, or a vague intention to meet, is not a next action at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_DO = ("(?:call|phone|ring|text|sms|e-?mail|mail|write|reply|respond|answer|contact|reach out|get back|get in touch|"
       "come back|be in touch|let (?:me|us) know|send|decide|think|confirm|revert|follow[ -]?up|stop by|drop by)")
_WILL = ("(?:will|'ll|is going to|are going to|should|would|wants? to|promised to|has to|have to|needs? to) "
         rf"(?:\w+ )?{_DO}\b(?! (?:from|home|to (?:town|work|the office)))")
_ME = r"(?:me\b|(?-i:us|Us)\b)(?! bank)"
_THEY = "(?:he|she|they|client|customer|buyer|seller|prospect|lead|husband|wife|spouse|partner|boss)"
_NOT_US = r"(?!(?:i|we|you|to|must|please)\b)"
_REPLIES = (r"(?:calls?|phones?|writes?|repl(?:y|ies)|responds?|decides?|answers?|confirms?|gets? back(?! from| home)|"
            r"(?:is|are) ready)\b")

_OUR_STEP = re.compile(
    r"(?:we |i |i'll |we'll |to |please |must )*(?:call|phone|ring|text|e-?mail|mail|write|send|meet|visit|ask|confirm|"
    r"check|remind|follow|show|book|schedule|prepare|draft|invite|thank|offer|drop|stop|tell|find|get|make|set|give|"
    r"review|discuss|research|update|reach|contact|touch base|try|leave)\b"
    r"(?! (?:(?:out to )?(?:me|us)|together|back to)\b)",
    re.IGNORECASE)
_THEIR_STEP = _any((
    rf"\b(?:calls?|phone|ring|text|e-?mail|write|contact|send|give) {_ME}",
    rf"\b(?:gets?|getting) back (?:to|with) {_ME}",
    rf"\b(?:reach out|comes? back|report back|write back) to {_ME}",
    rf"\blet {_ME} know\b",
    r"\b(?:don'?t|do not) call us\b",
    rf"\b{_THEY}\s*{_WILL}",
    rf"\b{_THEY} {_REPLIES}",
    rf"^{_NOT_US}[\w.-]+(?: {_NOT_US}[\w.-]+){{0,2}}\s*{_WILL}",
    r"^(?:will|'ll) (?:call|get|come|write|phone) back\b",
    r"\bsaid (?:he|she|they)(?: would| will|'d|'ll)\b",
    r"\blet'?s (?:get together|talk|meet|catch up|connect|do|touch base|have|grab|chat|see|keep|stay)\b",
    r"\bget together\b",
    r"\b(?:some ?time|some ?day|one of these days)$",
    r"\b(?:keep|stay|be|remain) in touch\b",
    r"\bif (?:he|she|they) (?:wants?|needs?|likes?|(?:is|are) interested)\b",
    r"\b(?:up to|depends on) (?:him|her|them)\b",
    r"\bin (?:his|her|their) court\b",
    r"\b(?:his|her|their) (?:move|turn|call)$",
))
_WAITING = _any((
    r"\bwait(?:s|ing)?\b(?! ?-?list)",
    r"\bawait(?:s|ing)?\b",
    r"\bhear(?:ing)? (?:back )?from\b",
    r"\bon hold\b",
    r"^pending\b",
    r"\bpending (?:his|her|their)\b",
    r"\bexpect(?:s|ing)? (?:an? |the |his |her |their )?(?:call|reply|answer|response|e-?mail|decision)\b",
    rf"\b(?:until|till|when|once|if|after|unless) {_THEY} {_REPLIES}",
))
_WAIT_HINTS = re.compile("wait|hear|hold|pend|expect|til|when|once|if|after|unless")


def whose(action: str, owners: Collection[str] = ()) -> str:
    """What kind of next action a text is: "" = ours, "them" = it leaves the step to them, "waiting" = we wait.

    ``owners``: case-folded names of the team; "Jane will call" is ours if Jane is one of us.
    """
    text = " ".join(action.replace("\u2019", "'").split()).rstrip(" .!?")
    folded = text.casefold()
    if _WAIT_HINTS.search(folded) and _WAITING.search(text):
        return "waiting"
    if _OUR_STEP.match(text) or not _THEIR_STEP.search(text):
        return ""
    return "" if any(folded.startswith((f"{name} ", f"{name}'ll ")) for name in owners) else "them"

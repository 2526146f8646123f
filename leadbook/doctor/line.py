"""One line of what doctor says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

Status = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Line:
    """One thing looked at: ``ok``, ``warn`` (works, but look at it) or ``fail`` (must be mended)."""

    status: Status
    subject: str
    sentence: str


def lines(said: Iterable[tuple[str, str, str]]) -> Iterator[Line]:
    """Each (status, subject, sentence) as a line."""
    for status, subject, sentence in said:
        yield Line(cast(Status, status), subject, sentence)

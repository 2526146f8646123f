"""Rows that follow each other."""

from __future__ import annotations

from collections.abc import Sequence


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted positions -> (start, stop) of each stretch without a gap."""
    out: list[tuple[int, int]] = []
    for row in rows:
        if out and out[-1][1] == row:
            out[-1] = (out[-1][0], row + 1)
        else:
            out.append((row, row + 1))
    return out

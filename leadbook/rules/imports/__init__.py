"""Rows of other people's lists (phones, CRMs) -> leads, every row accounted for."""

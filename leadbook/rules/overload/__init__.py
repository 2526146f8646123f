"""Proof of overload: where a month has no room for all touches, the days that prove it, and what would mend it."""

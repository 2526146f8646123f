"""Which leads go stale, when, and why."""

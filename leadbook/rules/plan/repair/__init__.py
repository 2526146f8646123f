"""The repair of a month's plan: leave, holidays, capacity, pins and gaps, after the template (facts/planning.md)."""

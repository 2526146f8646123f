"""The funnel: from leads and log to the tables of weeks, cohorts, sources and speed."""

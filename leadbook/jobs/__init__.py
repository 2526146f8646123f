"""The jobs: read -> decide -> change set; the same job for every door."""

from leadbook.jobs.report import Report
from leadbook.jobs.run import JOBS, run

__all__ = ["JOBS", "Report", "run"]

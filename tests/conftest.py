"""Every test starts from the same surroundings, however the tests were started."""

import pytest


@pytest.fixture(autouse=True)
def called_by_its_own_name(monkeypatch):
    """``start.py`` tells LeadBook how it was called, for the hints; a test that wants that says so itself."""
    monkeypatch.delenv("LEADBOOK_CALLED", raising=False)

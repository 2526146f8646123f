"""The day's list, in order."""

"""For ever: whether each owner can keep the promise of so many touches a month, as far as it can be known."""

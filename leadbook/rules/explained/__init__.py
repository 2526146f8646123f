"""For one lead: why each planned touch stands on its day and goes through its channel, and whose turn it is."""

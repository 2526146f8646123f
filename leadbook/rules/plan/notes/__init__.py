"""Notes that have a day of their own: cards for birthdays and holidays, planned with the day by which to send them."""

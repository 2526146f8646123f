"""What leaves the book: calendars of planned touches, the mailing list, the broadcast list. Mission rows 25 and 27."""

"""Phones, e-mails and consent: who one person is, and how they may be reached."""

"""Rows from phones and the web -> leads: each once, and none dropped."""

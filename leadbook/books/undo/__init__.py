"""What runs wrote, kept so that it can be taken back: changes as records, the journal, the inverse of a run."""

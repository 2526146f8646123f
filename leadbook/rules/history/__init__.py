"""What changed in the people's tables: noticed at each run, kept in the table History, replayed for any past day."""

"""Papers as Word files: letterheads that an office edits, filled with what was signed."""

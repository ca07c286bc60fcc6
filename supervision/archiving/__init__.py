"""全年案卷: what a year leaves behind (archive)."""

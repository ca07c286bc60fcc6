"""催办: who is reminded of what and when, and who is on duty."""

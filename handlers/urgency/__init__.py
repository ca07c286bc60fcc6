"""特急 and 加急: escalating by the clock, and who is on duty."""

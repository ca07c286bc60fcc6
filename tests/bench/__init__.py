"""What a report costs, against a bare echo bot: ratios of one run, since the machine is never quiet."""

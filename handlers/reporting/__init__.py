"""反馈: what the units report, which task it belongs to, its evidence, its corrections."""

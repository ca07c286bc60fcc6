"""Who sits in which post, is enrolled, away, or a leader's secretary."""

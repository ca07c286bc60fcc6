"""House rules: tests that read the source and fail when a rule of the house is broken."""

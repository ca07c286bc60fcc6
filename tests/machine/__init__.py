"""Random acts by random people on the real rules and the real database."""

"""A year of a county's life, lived through the use cases, and its figures counted a second time in plain SQL."""

"""Many at once: prefilled sheets out and in, reviewing and signing by list."""

"""Issuing an approved matter to its units."""

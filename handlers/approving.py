"""Signing: one step of a chain at a time."""

"""Readers that turn what was sent into text."""

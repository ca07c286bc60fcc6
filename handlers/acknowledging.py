"""Acknowledging a paper."""

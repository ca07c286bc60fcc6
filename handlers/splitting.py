"""Splitting a matter into tasks: /split."""

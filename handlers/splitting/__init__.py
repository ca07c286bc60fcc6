"""Splitting a matter into tasks: /split, question by question."""

"""Closing a matter once all results are accepted."""

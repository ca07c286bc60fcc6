"""Accepting reports or asking for more."""

"""Use cases, and the thin callbacks that python-telegram-bot calls. One package for each kind of work."""

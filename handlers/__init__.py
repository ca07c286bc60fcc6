"""Use cases, and the thin callbacks that python-telegram-bot calls. One module for each kind of work."""

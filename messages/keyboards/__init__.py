"""Keyboards as plain data, by topic: each module has a `KEYBOARDS` table from the kind of message to its keyboard."""

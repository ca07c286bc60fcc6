"""Reminders: the ladder, the digest, /remind."""

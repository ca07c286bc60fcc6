"""Registering and splitting in one message, from an Excel table, or from what was forwarded."""

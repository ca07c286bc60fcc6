"""Registering a matter: /new."""

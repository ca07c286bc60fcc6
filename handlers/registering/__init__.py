"""Registering a matter: /new, question by question."""

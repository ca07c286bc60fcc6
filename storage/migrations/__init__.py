"""Alembic migrations: how the database grew, in order."""

"""Invitations: one-time links that bind a person in a post to an account."""

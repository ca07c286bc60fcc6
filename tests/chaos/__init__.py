"""Chaos: a long script of a whole county against the real process, while everything that can break breaks."""

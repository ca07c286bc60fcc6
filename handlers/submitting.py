"""Sending a matter for approval: the preview, then the chain."""

"""Examples of what the bot says: each module has a table of (name, kind, what the template is given)."""

"""审核: what the Office makes of a report."""

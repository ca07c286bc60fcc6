"""审签: whose signature a text needs, how it is given, delegated, taken by telephone, or given for a list."""

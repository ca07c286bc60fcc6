"""Units that are renamed or merged, and liaisons who are away."""

"""建议提案 (P6): assigned, replied to, asked about, and bound at the end of the year."""

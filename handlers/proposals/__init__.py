"""建议提案: analysed, assigned, answered, and filed (P6.1, P6.2, P6.3)."""

"""建议提案: assignment meetings, replies, satisfaction, files."""

"""Words, out and in: templates, labels, keyboards as plain data, and what a button carries. Knows no Telegram type."""

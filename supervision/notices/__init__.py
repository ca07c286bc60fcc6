"""What the bot can say, one frozen dataclass a message; the words are in `messages/templates/`."""

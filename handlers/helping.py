"""What each role can do: /help."""

"""批示: what leaders want done later, what they are answered, and what sections follow themselves."""

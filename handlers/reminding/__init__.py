"""催办: the sweep, what reminders say when they are sent, and a reminder sent by hand."""

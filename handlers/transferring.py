"""A unit says that a task is not its duty."""

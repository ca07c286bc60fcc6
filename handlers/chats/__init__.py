"""Where messages arrive: groups, their migration, and who has to be told by telephone."""

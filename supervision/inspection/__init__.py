"""督查活动: its plan, what was found on the spot, and the lights that show it."""

"""督查活动: plans, what was found on the spot, photographs."""

"""市长热线: orders, lists of them, returns, satisfaction."""

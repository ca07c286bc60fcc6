"""The quarterly bulletin: drafting, editing, approval, posting."""

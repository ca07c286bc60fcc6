"""The quarterly bulletin: drafted, prepared, objected to, approved and posted."""

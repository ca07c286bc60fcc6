"""总览: how the work stands, for heads of units and for leaders (R1)."""

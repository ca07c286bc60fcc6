"""Pictures: the chart of a bulletin. Drawing is done in a process of its own."""

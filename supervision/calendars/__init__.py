"""Dates as papers write them, workdays, terms and cycles, and when a thing is late."""

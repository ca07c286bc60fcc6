"""The Office's card of a matter."""

"""通报: counted, drafted, heard, signed, posted, corrected, and looked at again when a unit asks."""

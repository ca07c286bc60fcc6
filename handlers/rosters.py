"""The roster: importing it from a file, whole or not at all."""

"""What a unit says to its line before the bulletin is approved."""

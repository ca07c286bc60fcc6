"""名册: read from a file, checked, taken over; units that change their name or are merged."""

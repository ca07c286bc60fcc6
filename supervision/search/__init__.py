"""Finding matters and units by what people write."""

"""The notice's procedures as literal tables: tracks, their chains, forms, sources, ladders and moves."""

"""The only place that counts: each figure is its evidence, and figures that do not add up are shown to nobody."""

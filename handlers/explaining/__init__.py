"""/why: what a matter, its chain, its dates and its form rest on."""

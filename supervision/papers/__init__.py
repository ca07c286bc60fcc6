"""印发: what goes out with a paper, its numbers, and what is looked at before it is sent."""

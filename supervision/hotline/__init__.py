"""市长热线 (P7): an order from its entry to the answer, and its caller, who is never named."""

"""反馈: what units send, to which date it belongs, and what is written down for them from paper."""

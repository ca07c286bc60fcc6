"""A signer's question to the drafter, and back."""

"""送审 and 审签: a text is put before its signers, and they sign it, ask about it or send it back."""

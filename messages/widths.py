"""How much room words take, where a Chinese character is two wide."""


def halves(text: str) -> int:
    """Width in half characters."""
    return sum(1 if sign.isascii() else 2 for sign in text)

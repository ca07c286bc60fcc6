"""Parts of a whole in per cent, to one decimal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")
_TENTHS_OF_A_WHOLE = 1000


def percent(part: int, whole: int) -> Decimal | None:
    """Give a part to one decimal, a half rounded up as papers do; none where there is nothing to divide by."""
    return None if whole == 0 else (Decimal(part * 100) / whole).quantize(_TENTH, ROUND_HALF_UP)


def percents(parts: Sequence[int]) -> tuple[Decimal, ...]:
    """Give parts that stand side by side, so that they make 100.0 together (largest remainder); zeros for nothing.

    Rounded each for itself, three thirds would make 99.9.
    """
    whole = sum(parts)
    if whole == 0:
        return tuple(Decimal("0.0") for _ in parts)
    shares = [divmod(part * _TENTHS_OF_A_WHOLE, whole) for part in parts]
    missing = _TENTHS_OF_A_WHOLE - sum(tenths for tenths, _ in shares)
    first = sorted(range(len(parts)), key=lambda n: (-shares[n][1], n))[:missing]
    return tuple(Decimal(tenths + (n in first)).scaleb(-1) for n, (tenths, _) in enumerate(shares))

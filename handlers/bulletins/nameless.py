"""What must name nobody: words of a bulletin that no unit was heard on, and what stands in the groups without names."""

from __future__ import annotations

from collections.abc import Collection

from storage.unit_of_work import UnitOfWork
from supervision.model import Bulletin, Unit
from supervision.refusals import NamesUnits
from supervision.search.mentions import mentioned

NAMELESS = "有关单位"
"""Whom a text means that names nobody."""


async def require_nameless(
    unit: UnitOfWork, words: str, where: str, *, only: Collection[int] = (), but: Collection[int] = ()
) -> None:
    """Refuse words that name units of the roster, of today or of old (批评先见面; Order 733 art. 16).

    Args:
        where: what the words are of, a branch of the refusal.
        only: the units that must not stand in it; none: all.
        but: those that may.

    Raises:
        NamesUnits: they do.
    """
    found = mentioned(words, await unit.find(Unit), unit.county.name)
    named = [one for one in found if one.id not in but and (not only or one.id in only)]
    if named:
        raise NamesUnits(where, tuple(one.name for one in named))


def worded(bulletin: Bulletin) -> str:
    """Give all that the Office worded itself; units were not heard on it."""
    return "\n".join((*(section.words for section in bulletin.sections), bulletin.next_steps))

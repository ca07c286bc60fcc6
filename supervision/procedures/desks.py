"""Whose desk a matter lies on: the Office has all of them, a section only its own."""

from __future__ import annotations

from supervision.actors import Actor
from supervision.refusals import NotFound
from supervision.roles import OFFICE


def require_desk(actor: Actor, registered_unit_id: int, what: str = "matter") -> None:
    """Refuse somebody of another section; to him the matter does not exist.

    Args:
        registered_unit_id: the unit of the post that registered the matter.

    Raises:
        NotFound: it is neither his section's nor is he of the Office.
    """
    if actor.roles.isdisjoint(OFFICE) and registered_unit_id not in actor.unit_ids:
        raise NotFound(what)

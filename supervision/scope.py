"""Whose matters a person sees: the Office and the leaders all, a section its own."""

from __future__ import annotations

from supervision.actors import Actor
from supervision.model import Matter, Post
from supervision.refusals import NotFound
from supervision.roles import Permission, Role


def sees_all_matters(actor: Actor) -> bool:
    """Tell whether one of his posts reads every matter; a section clerk's alone does not."""
    actor.require(Permission.MATTER_READ)
    return any(
        post.role is not Role.SECTION_CLERK and Actor(actor.person, (post,)).may(Permission.MATTER_READ)
        for post in actor.posts
    )


def require_sight(actor: Actor, matter: Matter, registrar: Post | None) -> None:
    """Refuse a matter that another section registered, in the words for what does not exist.

    Args:
        registrar: the post in which the matter was registered.

    Raises:
        NotAllowed: he reads no matters at all.
        NotFound: it is not for him to see.
    """
    if sees_all_matters(actor) or (registrar is not None and registrar.unit_id in actor.unit_ids):
        return
    raise NotFound("matter", matter.registration_number)

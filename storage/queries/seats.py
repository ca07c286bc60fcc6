"""Who sits in a seat now, with everything that sending to him needs, in one question."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from storage.tables import MODELS, chats
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Person, Post


@dataclass(frozen=True, slots=True)
class Occupant:
    """A person, the posts he holds now, and what is known of his chat (`open` unless something is)."""

    actor: Actor
    chat_state: str


_people, _posts = MODELS[Person], MODELS[Post]
_holder = select(_posts.c.holder_id).where(_posts.c.id == bindparam("number"), _posts.c.active).scalar_subquery()


def _occupant(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(_people, chats.c.state, _posts)
        .select_from(
            _people.outerjoin(chats, chats.c.chat_id == _people.c.telegram_id).outerjoin(
                _posts, and_(_posts.c.holder_id == _people.c.id, _posts.c.active)
            )
        )
        .where(condition)
        .order_by(_posts.c.id)
    )


_BY_SEAT = {
    "person": _occupant(_people.c.id == bindparam("number")),
    "post": _occupant(_people.c.id == _holder),
    "chat": _occupant(_people.c.telegram_id == bindparam("number")),
}
_PERSON_FIELDS = len(fields(Person))


async def occupant(unit: UnitOfWork, seat: str) -> Occupant | None:
    """Who sits in `person/5`, `post/12` or `chat/700008` now; none if nobody does, and for any other seat."""
    kind, _, number = seat.partition("/")
    if kind not in _BY_SEAT:
        return None
    rows = await unit.rows(_BY_SEAT[kind], number=int(number))
    if not rows:
        return None
    (person,) = unit.note([Person(*rows[0][:_PERSON_FIELDS])])
    posts = unit.note([Post(*row[_PERSON_FIELDS + 1 :]) for row in rows if row[_PERSON_FIELDS + 1] is not None])
    return Occupant(Actor(person, tuple(posts)), rows[0][_PERSON_FIELDS] or "open")

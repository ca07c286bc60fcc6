"""Open conversations."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft, Person


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """Where an account is in a conversation."""

    chat_id: int
    telegram_id: int
    question: str


async def open_conversations(unit: UnitOfWork) -> list[OpenConversation]:
    """The open question of every account that has one."""
    drafts, people = MODELS[Draft], MODELS[Person]
    statement = (
        select(drafts.c.chat_id, people.c.telegram_id, drafts.c.question)
        .join(people, people.c.id == drafts.c.person_id)
        .where(people.c.telegram_id.is_not(None))
    )
    return [OpenConversation(*row) for row in await unit.connection.execute(statement)]

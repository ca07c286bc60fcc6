"""Who is who: greeting, invitations, the roster."""

from __future__ import annotations

from handlers.context import Turn
from handlers.routes import Anyone, Command
from storage import outbox
from supervision.notices.base import to_person
from supervision.notices.enrolment import CommandMenu, Welcome
from supervision.refusals import Stranger


async def start(turn: Turn) -> None:
    """/start: greet somebody of the roster, or take an invitation."""
    person = turn.actor.person
    if person is None:
        raise Stranger
    titles = tuple(post.title for post in turn.actor.posts)
    await outbox.tell(
        turn.unit,
        [
            Welcome(name=person.name, titles=titles, words=()),
            CommandMenu(to=to_person(person.id), menu=(("start", "开始使用"),)),
        ],
    )


ROUTES = (Command(name="start", callback=start, may=Anyone.STRANGER, description="开始使用"),)

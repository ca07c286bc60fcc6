"""Help, the menu of commands and the words of the keyboard: what each role may do, read off the routes."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.catalogue import Catalogue
from handlers.conversation.context import Turn
from handlers.conversation.heard import PRIVATE
from handlers.conversation.routes import Anyone, Command
from storage import outbox
from supervision.actors import Actor
from supervision.notices.base import to_person
from supervision.notices.enrolment import CommandMenu, Welcome
from supervision.notices.helping import HelpLine, HelpShown
from supervision.roles import LEADERS, OFFICE, UNIT, Role

ORDER = (
    "pending",
    "mine",
    "overview",
    "new",
    "split",
    "hotline",
    "review",
    "remind",
    "sum",
    "ledger",
    "export",
    "find",
    "bulletin",
    "undelivered",
    "record",
    "records",
    "instruct",
    "activity",
    "proposals",
    "archive",
    "matter",
    "why",
    "calendar",
    "duty",
    "delegate",
    "leave",
    "people",
    "invite",
    "roster",
    "unit",
    "takeover",
    "help",
    "back",
    "cancel",
    "start",
)
"""The order in which commands stand in menus; others come behind, by name."""

ON_KEYBOARD = frozenset(
    {
        "pending",
        "mine",
        "overview",
        "new",
        "hotline",
        "review",
        "remind",
        "sum",
        "ledger",
        "find",
        "bulletin",
        "undelivered",
        "record",
        "help",
    }
)
"""Commands of every day, whose words stand on the keyboard: four rows at most, since it covers half of a phone. The
others are in the menu, and their words can be typed."""

WORDS_PER_ROW = 3


def commands_for(catalogue: Catalogue, actor: Actor) -> list[Command]:
    """The commands that the actor may use in private, in the order of menus."""
    place = {name: number for number, name in enumerate(ORDER)}
    offered = (command for command in catalogue.commands.values() if _may_use(command, actor))
    return sorted(offered, key=lambda command: (place.get(command.name, len(ORDER)), command.name))


def menu_for(catalogue: Catalogue, actor: Actor) -> CommandMenu:
    """The menu of the actor's chat."""
    offered = commands_for(catalogue, actor)
    return CommandMenu(
        to=to_person(actor.person_id), menu=tuple((command.name, command.description) for command in offered)
    )


def welcome(catalogue: Catalogue, actor: Actor, *, fresh: bool = False) -> Welcome:
    """The greeting, with the keyboard of the actor's words."""
    words = [command.word for command in commands_for(catalogue, actor) if command.word and command.name in ON_KEYBOARD]
    return Welcome(
        name=actor.name, titles=tuple(post.title for post in actor.posts), words=_in_rows(words), fresh=fresh
    )


async def show_help(turn: Turn) -> None:
    """/help: what the person may do here."""
    actor = turn.actor
    lines = tuple(
        HelpLine(command.name, command.description, command.word)
        for command in commands_for(turn.services.catalogue, actor)
        if command.name not in ("start", "help")
    )
    shown = HelpShown(
        commands=lines,
        for_unit=_has(actor, UNIT),
        for_leader=_has(actor, LEADERS),
        for_office=_has(actor, OFFICE | {Role.SECTION_CLERK}),
    )
    await outbox.tell(turn.unit, [shown])


def _may_use(command: Command, actor: Actor) -> bool:
    if PRIVATE not in command.chats or not command.description:
        return False
    return actor.may(command.may) if not isinstance(command.may, Anyone) else True


def _in_rows(words: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words[start : start + WORDS_PER_ROW]) for start in range(0, len(words), WORDS_PER_ROW))


def _has(actor: Actor, roles: Iterable[Role]) -> bool:
    return not actor.roles.isdisjoint(roles)


ROUTES = (Command(name="help", callback=show_help, may=Anyone.ENROLLED, description="使用说明", word="帮助"),)

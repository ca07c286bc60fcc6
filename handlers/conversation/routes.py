"""Routes: what can be said or tapped, in which chats, and who may. Default deny: `may` has no default."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from handlers.conversation.context import Turn
from handlers.conversation.heard import GROUP, PRIVATE, Heard
from messages.presses.base import Press
from supervision.actors import Actor
from supervision.refusals import AnonymousSender, Stranger, WrongChat
from supervision.roles import Permission

Callback = Callable[[Turn], Awaitable[None]]


class Anyone(Enum):
    """Says in so many words that a route is open."""

    STRANGER = "stranger"
    """Everybody, accounts of nobody included: /start."""
    ENROLLED = "enrolled"
    """Everybody of the roster; the use case asks for more."""


May = Permission | Anyone

ANYWHERE = frozenset({PRIVATE, GROUP})
IN_PRIVATE = frozenset({PRIVATE})
IN_GROUPS = frozenset({GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`/name`, and the word on the keyboard that means the same. `description` stands in the command menu."""

    name: str
    callback: Callback
    may: May
    description: str = ""
    word: str = ""
    chats: frozenset[str] = IN_PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button of one kind."""

    press: type[Press]
    callback: Callback
    may: May
    chats: frozenset[str] = ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply to a message that stands for a thing of this kind."""

    subject: str
    callback: Callback
    may: May
    chats: frozenset[str] = ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edited message."""

    callback: Callback
    may: May
    chats: frozenset[str] = ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """A message that belongs to nothing: it gets a question, not silence."""

    callback: Callback
    may: May
    chats: frozenset[str] = IN_PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprompted:
    """A message that answers no card and no question, but says by itself what it is: a filled-in form, a forwarded
    paper. Only one `knows` it (route order means nothing); who may not use the route is heard as if it were not there.
    """

    knows: Callable[[Turn], bool]
    callback: Callback
    may: Permission
    chats: frozenset[str] = IN_PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What Telegram itself reports: the bot's `membership` in a chat changed, or a group's `migration`."""

    event: str
    callback: Callback
    may: May = Anyone.STRANGER
    chats: frozenset[str] = ANYWHERE


Route = Command | Tap | Reply | Edit | Otherwise | Unprompted | Service


def admit(route: Route, heard: Heard, actor: Actor) -> None:
    """Let the actor use the route in this chat, or refuse.

    Raises:
        AnonymousSender: the message was sent in the name of a group or channel.
        Stranger: the account is nobody's of the roster.
        WrongChat: the route belongs into the other kind of chat.
        NotAllowed: none of the actor's posts permits it.
    """
    if route.may is not Anyone.STRANGER:
        if heard.anonymous:
            raise AnonymousSender
        if actor.person is None:
            raise Stranger
    if heard.chat_kind not in route.chats:
        raise WrongChat(next(iter(route.chats)))
    if not isinstance(route.may, Anyone):
        actor.require(route.may)

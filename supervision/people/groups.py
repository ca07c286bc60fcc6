"""Groups that receive bulletins, and chats that open and close."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.model import Group
from supervision.notices.groups import GroupBound
from supervision.outcome import Fact, Outcome
from supervision.roles import Permission
from supervision.subjects import Subject


def group_subject(group_id: int) -> Subject:
    """A bound group, as the audit speaks of it."""
    return Subject("group", str(group_id))


def bind(actor: Actor, known: Group | None, *, group_id: int, chat_id: int, title: str, now: datetime) -> Outcome:
    """Bind a group as one of those that bulletins are posted into; binding it again only takes its present title.

    Raises:
        NotAllowed: the actor does not keep the groups.
    """
    actor.require(Permission.GROUP_BIND)
    if known is not None and known.active:
        renamed = (replace(known, title=title),) if known.title != title else ()
        return Outcome(saves=renamed, notices=(GroupBound(title=title, again=True),))
    group = Group(group_id, chat_id, title, actor.person_id, now)
    fact = Fact("group.bound", group_subject(group_id), {"chat": chat_id, "title": title})
    return Outcome(saves=(group,), facts=(fact,), notices=(GroupBound(title=title),))


def chat_closed(chat_id: int, state: str, group_id: int | None) -> Outcome:
    """The bot can no longer write there: `blocked`, `gone` or `muted`."""
    return Outcome(facts=(Fact("chat.closed", _subject(chat_id, group_id), {"chat": chat_id, "state": state}),))


def chat_opened(chat_id: int, group_id: int | None) -> Outcome:
    """The bot can write there, again or for the first time."""
    return Outcome(facts=(Fact("chat.opened", _subject(chat_id, group_id), {"chat": chat_id}),))


def _subject(chat_id: int, group_id: int | None) -> Subject:
    return group_subject(group_id) if group_id is not None else Subject("chat", str(chat_id))

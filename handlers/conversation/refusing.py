"""Telling a person why not, in the refusal's own words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers.conversation.context import Turn
from handlers.conversation.heard import Heard
from handlers.conversation.setting import template_setting
from messages.render import refusal_kind, render_plain
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.notices.refusing import Refused
from supervision.refusals import Refusal


async def refuse(
    unit: UnitOfWork,
    answer_tap: Callable[[str, str, bool, int], Awaitable[None]],
    heard: Heard,
    refusal: Refusal,
) -> None:
    """Answer a tap with a box, anything else with a message where it was said."""
    words = render_plain(refusal_kind(refusal), refusal, **template_setting(unit))
    if heard.callback_id:
        unit.after_commit.append(lambda: answer_tap(heard.callback_id, words, True, heard.chat_id))
    else:
        await outbox.tell(unit, [Refused(words=words)])


async def say_no(turn: Turn, refusal: Refusal) -> None:
    """Tell a refusal within the turn, which goes on: a question that was overtaken is closed, not kept open.

    Only for refusals that were raised before anything was saved.
    """
    words = render_plain(refusal_kind(refusal), refusal, **template_setting(turn.unit))
    if turn.heard.callback_id:
        turn.toast, turn.alert = words, True
    else:
        await outbox.tell(turn.unit, [Refused(words=words)])

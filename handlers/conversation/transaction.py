"""The transaction that wraps every callback: run, mark the update done, commit, and only then move on."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from handlers.conversation.actors import actor_of
from handlers.conversation.context import Services, Turn
from handlers.conversation.heard import INCOMING, Heard
from handlers.conversation.hearing import hear
from handlers.conversation.refusing import refuse
from handlers.conversation.routes import Route, Tap, admit
from messages.presses.base import BadPressError, Press, unpack
from storage import inbox
from storage.unit_of_work import Origin
from supervision.refusals import Refusal, StaleButton

Context = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]
PtbCallback = Callable[[Update, Context], Coroutine[Any, Any, object]]

log = structlog.get_logger()


def transacted(route: Route) -> PtbCallback:
    """Wrap a route's callback: open the transaction, run, mark the update done, commit, then return the next state.

    A refusal is rolled back and told in a transaction of its own. Anything else that is raised goes on to the error
    handler, and the update stays in the inbox.
    """

    async def run(update: Update, context: Context) -> object:
        services, incoming, heard = context.bot_data, INCOMING.get(), hear(update)
        origin = Origin("telegram", incoming.update_id, heard.chat_id, heard.message_id)
        turn: Turn | None = None
        try:
            async with services.database.write(services.setting) as unit:
                unit.origin = origin
                if not await inbox.finish(unit, incoming.update_id):
                    return None
                turn = Turn(unit, services, heard, await actor_of(unit, heard.telegram_id))
                admit(route, heard, turn.actor)
                turn.press = _unpack(route, heard)
                await route.callback(turn)
                _answer_after_commit(turn)
                await unit.commit()
        except Refusal as refusal:
            _log(refusal, heard)
            async with services.database.write(services.setting) as unit:
                unit.origin = origin
                await inbox.finish(unit, incoming.update_id)
                await refuse(unit, services.answer_tap, heard, refusal)
                await unit.commit()
            turn = None
        incoming.handled = True
        services.wake_delivery()
        if heard.files:
            services.wake_fetching()
        return turn.state if turn else None

    return run


def _log(refusal: Refusal, heard: Heard) -> None:
    """Leave a trace of who was refused what; never of the words that he wrote."""
    log.info(
        "refused",
        why=type(refusal).__name__,
        account=heard.telegram_id,
        chat=heard.chat_id,
        press=heard.callback_data,
    )


def _unpack(route: Route, heard: Heard) -> Press | None:
    if not isinstance(route, Tap):
        return None
    try:
        return unpack(heard.callback_data)
    except BadPressError as error:
        raise StaleButton from error


def _answer_after_commit(turn: Turn) -> None:
    heard, services = turn.heard, turn.services
    if heard.callback_id:
        toast, alert = turn.toast, turn.alert
        turn.unit.after_commit.append(lambda: services.answer_tap(heard.callback_id, toast, alert, heard.chat_id))

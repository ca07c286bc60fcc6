"""同意，群内点名 and 同意，单独告知: who signs a bulletin last chooses how criticism goes out."""

from __future__ import annotations

from typing import cast

from handlers.approving.naming import chooses_naming
from handlers.approving.signing import explain_change, resume_question, sign, signed
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from messages.presses.publishing import AgreeNaming
from storage.queries import approvals as queries
from supervision.approving.signing import check_turn
from supervision.refusals import StaleButton
from supervision.roles import Permission


async def on_agree(turn: Turn) -> None:
    """Choose and sign, in one."""
    press = cast(AgreeNaming, turn.press)
    found = await queries.signing(turn.unit, press.chain)
    try:
        step = check_turn(found, press.step, turn.actor, press.shown)
    except StaleButton:
        await explain_change(turn, press.chain)
        return
    if not await chooses_naming(turn.unit, found, step, turn.actor):
        raise StaleButton
    effects = turn.services.catalogue.chain_effects
    at = (press.chain, press.step)
    after = await sign(turn.unit, turn.actor, effects, *at, shown=press.shown, named=bool(press.named))
    turn.say_in_toast(signed(after, press.step))
    await resume_question(turn, press.chain, press.step)


ROUTES = (Tap(press=AgreeNaming, callback=on_agree, may=Permission.CARD_SIGN),)

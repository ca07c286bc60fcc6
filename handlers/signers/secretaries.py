"""领导秘书: ［提醒领导］ on the card of a paper that waits for his leader."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from messages.presses.signers import RemindLeader
from storage import outbox
from storage.queries import approvals as queries
from storage.queries import standing_in
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Person, Post, Reminder
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard
from supervision.notices.secretaries import LeaderReminded
from supervision.people import secretaries
from supervision.reminding.urging import after_quiet_hours
from supervision.roles import Permission


async def remind_leader(unit: UnitOfWork, actor: Actor, chain_id: int, seq: int) -> LeaderReminded:
    """Send a signer, and who stands in for him, his card once more. Raises as `secretaries.remind_leader`."""
    found = await queries.signing(unit, chain_id)
    step = found.step(seq)
    post = await unit.require(Post, step.post_id)
    holder = await unit.get(Person, post.holder_id) if post.holder_id else None
    deputies = (await standing_in.stand_ins(unit)).get(post.id, ())
    unreachable = (holder is None or holder.telegram_id is None) and not deputies
    outcome = secretaries.remind_leader(
        found,
        seq,
        actor,
        unit.now,
        before=await unit.find(Reminder, matter_id=0, task_seq=seq, unit_id=0, due_seq=chain_id),
        unreachable=unreachable,
        county=unit.county,
    )
    if not outcome.saves:
        return LeaderReminded(leader=step.title, again=True)
    served = secretaries.serves(step, actor)
    await carry_out(unit, actor, outcome, post_id=served.id if served else None)
    if unreachable:
        return LeaderReminded(leader=step.title, unreachable=True)
    later = after_quiet_hours(unit.now, unit.county)
    card = StepCard(to=to_signer(post.id), chain_id=chain_id, seq=seq, not_before=later)
    for number in (post.id, *deputies):
        await outbox.tell_seat_again(unit, card, f"post/{number}")
    return LeaderReminded(leader=step.title, not_before=later)


async def on_remind(turn: Turn) -> None:
    """［提醒领导］."""
    assert isinstance(turn.press, RemindLeader)
    turn.say_in_toast(await remind_leader(turn.unit, turn.actor, turn.press.chain, turn.press.step))


ROUTES = (Tap(press=RemindLeader, callback=on_remind, may=Permission.LEADER_REMIND),)

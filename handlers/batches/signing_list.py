"""今日呈签: a leader's papers as a list, which is seen first and then signed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.approving.holding import next_by_list
from handlers.approving.signing import Effects, offer_again, sign
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services, Turn
from handlers.conversation.routes import Tap
from messages.presses.batches import ListPending, OpenListed, SendListed, SignAll, ToggleListed, TurnSigningList
from messages.render import refusal_kind
from messages.views.batches import SIGNING_PER_PAGE
from storage import outbox
from storage.queries import approvals, standing_in
from storage.queries import batches as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.approving import batches, signing, signing_lists
from supervision.approving.batches import DONE, line_of, list_subject
from supervision.approving.signing_lists import Waiting, place_of
from supervision.model import Batch, BatchItem, BatchKind, Person, Post
from supervision.notices.base import to_signer
from supervision.notices.batches import ListSigned, SigningListCard
from supervision.notices.cards import StepCard
from supervision.refusals import NotFound, Refusal, StaleButton
from supervision.roles import Permission


async def send_lists(services: Services) -> None:
    """Once a day and post: the routine papers as one list, when its hour has come."""
    async with services.transaction() as unit:
        for post, papers in await _to_send(unit):
            await _send_list(unit, post, papers)
        await unit.commit()


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a list is to be sent now."""
    return bool(await _to_send(unit))


async def _to_send(unit: UnitOfWork) -> list[tuple[Post, tuple[Waiting, ...]]]:
    """The lists of today that were not made yet. Who has no account gets his papers from the Office, one by one."""
    if not signing_lists.is_list_time(unit.now, unit.county, unit.workdays):
        return []
    found = []
    for post_id, waiting in (await queries.routine_papers(unit)).items():
        post = await unit.require(Post, post_id)
        today = await unit.find(Batch, kind=BatchKind.SIGNING, post_id=post_id, day=unit.today)
        papers = () if signing_lists.has_had_list(today) else signing_lists.for_list(waiting, today)
        holder = await unit.get(Person, post.holder_id) if post.holder_id else None
        if not papers or holder is None or holder.telegram_id is None:
            continue
        found.append((post, papers))
    return found


async def _send_list(unit: UnitOfWork, post: Post, papers: Sequence[Waiting], *, passed_by: int = 0) -> None:
    batch, outcome = signing_lists.make(
        await unit.new_id("batch"),
        papers,
        unit.now,
        person_id=post.holder_id or 0,
        post_id=post.id,
        day=unit.today,
        passed_by=passed_by,
    )
    card = SigningListCard(
        to=to_signer(post.id), batch_id=batch.id, post_id=post.id, day=unit.today, passed_by=passed_by
    )
    await carry_out(unit, MACHINE, replace(outcome, notices=(card,)))


async def next_lists(unit: UnitOfWork) -> datetime | None:
    """When the next lists go out, if anything waits."""
    if not await queries.routine_papers(unit):
        return None
    return signing_lists.next_list(unit.now, unit.county, unit.workdays)


async def list_pending(unit: UnitOfWork, actor: Actor) -> Batch | None:
    """Make a list of everything that the actor may sign now in one; none if there is nothing."""
    waiting = []
    for step in await approvals.waiting_steps(unit, await standing_in.signed_for(unit, actor)):
        found = await approvals.signing(unit, step.chain_id)
        if found.chain.purpose not in signing_lists.ALONE and signing.may_sign(found, step, actor):
            waiting.append((step, found.chain))
    if not waiting:
        return None
    batch, outcome = signing_lists.make(
        await unit.new_id("batch"), waiting, unit.now, person_id=actor.person_id, post_id=waiting[0][0].post_id
    )
    await carry_out(unit, actor, outcome)
    return batch


async def sign_all(unit: UnitOfWork, actor: Actor, effects: Effects, batch: Batch, ticks: int) -> Batch:
    """Sign every paper that is in the list, as it was shown; each is a signature of its own.

    Raises:
        NotFound: the list is not before this person.
        StaleButton: the list was decided, or is not as it was shown.
    """
    await _require_signer(unit, batch, actor)
    batches.require_shown(batch, ticks)
    results = {item.key: await _sign_one(unit, actor, effects, item) for item in batch.items if item.ticked}
    await carry_out(unit, actor, batches.decide(batch, results, unit.now))
    await _pass_on(unit, batch.id, [place_of(item)[0] for item in batch.items if results.get(item.key) == DONE])
    return await unit.require(Batch, batch.id)


async def _pass_on(unit: UnitOfWork, batch_id: int, chain_ids: Sequence[int]) -> None:
    """Put what was signed by the list, and goes on as a list, before the next signers: one message each."""
    passed: dict[int, list[Waiting]] = {}
    for chain_id in chain_ids:
        found = await approvals.signing(unit, chain_id)
        step = found.current
        if step is not None and await next_by_list(unit, found.chain, step.post_id):
            passed.setdefault(step.post_id, []).append((step, found.chain))
    for post_id, papers in passed.items():
        if len(papers) >= signing_lists.LEAST:
            await _send_list(unit, await unit.require(Post, post_id), papers, passed_by=batch_id)
        else:
            step = papers[0][0]
            await outbox.tell(unit, [StepCard(to=to_signer(post_id), chain_id=step.chain_id, seq=step.seq)])


async def _sign_one(unit: UnitOfWork, actor: Actor, effects: Effects, item: BatchItem) -> str:
    chain_id, seq = place_of(item)
    try:
        signing.check_turn(await approvals.signing(unit, chain_id), seq, actor, item.stamp)
        async with unit.attempt():  # what the last signature leads to may be refused, after the signature was saved
            await sign(unit, actor, effects, chain_id, seq, shown=item.stamp, by_list=True)
    except Refusal as refusal:  # of this line nothing stands; the others go on
        return refusal_kind(refusal)
    return DONE


async def _require_signer(unit: UnitOfWork, batch: Batch, actor: Actor) -> None:
    """Let the signer through, or who stands in for him; a list that was asked for is the asker's alone."""
    if batch.kind is not BatchKind.SIGNING or (batch.day is None and batch.person_id != actor.person_id):
        raise NotFound("list")
    chain_id, seq = place_of(batch.items[0])
    found = await approvals.signing(unit, chain_id)
    if signing.signatory(found, found.step(seq), actor) is None:
        raise NotFound("list")


async def _readable(unit: UnitOfWork, actor: Actor, batch_id: int) -> Batch:
    """A list, for who has its papers: the signer, who stands in for him, his secretary."""
    batch = await unit.get(Batch, batch_id)
    if batch is None or batch.kind is not BatchKind.SIGNING:
        raise NotFound("list")
    chain_id, seq = place_of(batch.items[0])
    found = await approvals.signing(unit, chain_id)
    asked_by_another = batch.day is None and batch.person_id != actor.person_id
    if asked_by_another or signing.reader(found, found.step(seq), actor) is None:
        raise NotFound("list")
    return batch


async def on_list_pending(turn: Turn) -> None:
    """［列表一并签署］ below 待办."""
    batch = await list_pending(turn.unit, turn.actor)
    if batch is None:
        raise StaleButton
    await outbox.tell(turn.unit, [SigningListCard(batch_id=batch.id, post_id=batch.post_id)])


async def on_turn_page(turn: Turn) -> None:
    """Another page, or back from a paper to the list."""
    assert isinstance(turn.press, TurnSigningList)
    batch = await _readable(turn.unit, turn.actor, turn.press.batch)
    await _show(turn, batch, page=turn.press.page)


async def on_open(turn: Turn) -> None:
    """［第n件］: what it is, and whether it is in."""
    assert isinstance(turn.press, OpenListed)
    batch = await _readable(turn.unit, turn.actor, turn.press.batch)
    line_of(batch, turn.press.number)
    await _show(turn, batch, opened=turn.press.number)


async def on_send(turn: Turn) -> None:
    """［打开呈批件］: its own card, with all that can be done with it."""
    assert isinstance(turn.press, SendListed)
    batch = await _readable(turn.unit, turn.actor, turn.press.batch)
    chain_id, seq = place_of(line_of(batch, turn.press.number))
    found = await approvals.signing(turn.unit, chain_id)
    await offer_again(turn.unit, found.step(seq), turn.actor)


async def on_toggle(turn: Turn) -> None:
    """［不列入］［重新列入］: back to the list."""
    press = turn.press
    assert isinstance(press, ToggleListed)
    batch = await _readable(turn.unit, turn.actor, press.batch)
    await _require_signer(turn.unit, batch, turn.actor)
    toggled = batches.toggle(batch, press.number)
    await turn.unit.save(toggled)
    await _show(turn, toggled, page=(press.number - 1) // SIGNING_PER_PAGE)


async def on_sign_all(turn: Turn) -> None:
    """［全部同意］."""
    press = turn.press
    assert isinstance(press, SignAll)
    batch = await _readable(turn.unit, turn.actor, press.batch)
    decided = await sign_all(turn.unit, turn.actor, turn.services.catalogue.chain_effects, batch, press.ticks)
    signed = sum(item.outcome == DONE for item in decided.items)
    left_out = sum(not item.ticked for item in decided.items)
    told = ListSigned(signed=signed, failed=len(decided.items) - signed - left_out, left_out=left_out)
    turn.say_in_toast(told, alert=True)


async def _show(turn: Turn, batch: Batch, *, page: int = 0, opened: int = 0) -> None:
    """The list in place; other messages that show it are drawn anew as well."""
    card = SigningListCard(batch_id=batch.id, post_id=batch.post_id, day=batch.day, page=page, opened=opened)
    await outbox.rewrite(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0, card)
    await outbox.redraw(turn.unit, [list_subject(batch.id)])


ROUTES = (
    Tap(press=ListPending, callback=on_list_pending, may=Permission.CARD_SIGN),
    Tap(press=TurnSigningList, callback=on_turn_page, may=Permission.CARD_READ),
    Tap(press=OpenListed, callback=on_open, may=Permission.CARD_READ),
    Tap(press=SendListed, callback=on_send, may=Permission.CARD_READ),
    Tap(press=ToggleListed, callback=on_toggle, may=Permission.CARD_SIGN),
    Tap(press=SignAll, callback=on_sign_all, may=Permission.CARD_SIGN),
)
TICKS = (Tick("signing_list", is_due, send_lists, next_lists),)

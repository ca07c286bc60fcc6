"""特急 that nobody answers: the duty clerk's cards – whom to telephone – and sending a leader his card once more."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from messages.presses.urgency import PresentAgain
from messages.views.urgency import Contact, LeaderSilentView, SilentUnit, UnitsSilentView
from storage.queries import approvals, owed, reminders, roster, standing_in
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import first_line
from supervision.approving.silence import present_again
from supervision.approving.verbal import may_agree_by_telephone
from supervision.model import Dispatch, Matter, Paper, Person, Post, Unit
from supervision.notices.urgency import PresentedAgain, StepUrged, UnitsSilent
from supervision.procedures.lifecycle import ENDS
from supervision.roles import DRAFTERS, TITLES, UNIT, Permission, Role

ORDER = (Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD)
"""In which order a unit's people are telephoned."""


async def units_silent(unit: UnitOfWork, notice: UnitsSilent, viewer: Actor) -> UnitsSilentView:
    """Load the units that a card names, as they stand now."""
    paper = await unit.require(Paper, notice.paper_id)
    matter = await unit.require(Matter, notice.matter_id)
    ids = dict.fromkeys(row.unit_id for row in await reminders.said_by(unit, notice.row_key))
    dispatches = {one.unit_id: one for one in await unit.find(Dispatch, paper_id=paper.id)}
    return UnitsSilentView(
        matter_id=matter.id,
        paper_id=paper.id,
        document_number=paper.document_number,
        title=matter.title,
        sent_at=paper.issued_at,
        acknowledge_by=min((dispatches[one].acknowledge_by for one in ids), default=paper.issued_at),
        units=tuple([await _silent_unit(unit, dispatches[one]) for one in ids]),
        over=matter.status in ENDS or paper.withdrawn_at is not None,
        may_record=viewer.may(Permission.RECORD_ENTER),
    )


async def _silent_unit(unit: UnitOfWork, dispatch: Dispatch) -> SilentUnit:
    name = (await unit.require(Unit, dispatch.unit_id)).name
    waiting = await owed.waiting_paper(unit, dispatch.paper_id, dispatch.unit_id)
    if waiting is None or waiting.told_at is not None:
        heard = dispatch.acknowledged_at if waiting is None else waiting.told_at
        told = waiting is not None
        return SilentUnit(unit_id=dispatch.unit_id, name=name, answered_at=heard or unit.now, told=told)
    posts = await unit.find(Post, unit_id=dispatch.unit_id, role=tuple(UNIT), active=True)
    posts.sort(key=lambda post: (ORDER.index(post.role), post.seat, post.id))
    return SilentUnit(unit_id=dispatch.unit_id, name=name, contacts=await _contacts(unit, posts))


async def _contacts(unit: UnitOfWork, posts: Iterable[Post]) -> tuple[Contact, ...]:
    posts = tuple(posts)
    holders = await roster.holders(unit, posts)
    return tuple(_contact(post, holders.get(post.holder_id) if post.holder_id else None) for post in posts)


def _contact(post: Post, holder: Person | None) -> Contact:
    title = TITLES[post.role] + post.seat
    return Contact(title=title, name=holder.name if holder else "", phone=holder.phone if holder else "")


async def leader_silent(unit: UnitOfWork, notice: StepUrged, viewer: Actor) -> LeaderSilentView:
    """Load a step that a leader does not answer, as it stands now."""
    found = await approvals.signing(unit, notice.chain_id)
    step = found.step(notice.seq)
    post = await unit.require(Post, step.post_id)
    beside = await standing_in.beside_signer(unit, post.id)
    holder = await unit.get(Person, post.holder_id) if post.holder_id else None
    waiting = await owed.waiting_step(unit, notice.chain_id, notice.seq)
    of_office = viewer.post_in(*DRAFTERS) is not None
    stand_ins = [one for one in beside if one.role is not Role.SECRETARY]
    return LeaderSilentView(
        chain_id=notice.chain_id,
        seq=notice.seq,
        title=found.chain.title,
        first_line=first_line(found.chain.text),
        act=step.act,
        signer=step.title,
        contacts=await _contacts(unit, [post, *stand_ins]),
        secretaries=await _contacts(unit, [one for one in beside if one.role is Role.SECRETARY]),
        since=waiting.since if waiting else found.chain.started_at,
        chain_status=found.chain.status,
        step_status=step.status,
        decided_at=step.verbal_at or step.decided_at,
        ratified=step.ratified_at is not None,
        reachable=holder is not None and holder.telegram_id is not None,
        for_secretary=not of_office,
        may_telephone=may_agree_by_telephone(found),
        may_record=of_office and viewer.may(Permission.RECORD_ENTER),
        may_remind=viewer.may(Permission.LEADER_REMIND),
    )


async def units_answered(unit: UnitOfWork, key: str) -> bool:
    """Whether every unit that a card (by its row's key) names has answered, or was told by telephone."""
    rows = await reminders.said_by(unit, key)
    waiting = [await owed.waiting_paper(unit, row.due_seq, row.unit_id) for row in rows]
    return not any(item is not None and item.told_at is None for item in waiting)


async def leader_answered(unit: UnitOfWork, key: str) -> bool:
    """Whether a step (`chain/seq`) waits no longer."""
    chain_id, _, seq = key.partition("/")
    return await owed.waiting_step(unit, int(chain_id), int(seq)) is None


async def on_present_again(turn: Turn) -> None:
    """［再次呈送］."""
    assert isinstance(turn.press, PresentAgain)
    found = await approvals.signing(turn.unit, turn.press.chain)
    step = found.step(turn.press.step)
    await carry_out(turn.unit, turn.actor, present_again(found, step.seq, turn.actor, turn.unit.now))
    post = await turn.unit.require(Post, step.post_id)
    holder = await turn.unit.get(Person, post.holder_id) if post.holder_id else None
    reachable = holder is not None and holder.telegram_id is not None
    turn.say_in_toast(PresentedAgain(title=step.title, reachable=reachable))


ROUTES = (Tap(press=PresentAgain, callback=on_present_again, may=Permission.LEADER_REMIND),)

VIEWS = {"units_silent": units_silent, "leader_silent": leader_silent, "signature_urged": leader_silent}

CONDITIONS = {"units_answered": units_answered, "leader_answered": leader_answered}

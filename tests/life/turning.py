"""What happens to a matter besides its course: withdrawn, merged, suspended and taken up again, a task transferred."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handlers.changing import changes
from handlers.issuing import transferring
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    ORDERED_KINDS,
    Assignment,
    AssignmentStatus,
    ChainPurpose,
    Change,
    ChangeKind,
    Dispatch,
    Matter,
    MatterStatus,
    Transfer,
    TransferStatus,
)
from supervision.refusals import NotFound
from tests.life import answering
from tests.life.diary import Life
from tests.life.receiving import acknowledge

_CHANCES = (
    (ChangeKind.WITHDRAW, 0.02),
    (ChangeKind.MERGE, 0.02),
    (ChangeKind.SUSPEND, 0.04),
)
_REASONS = {
    ChangeKind.WITHDRAW: "上级已另行部署",
    ChangeKind.MERGE: "与该事项内容重复",
    ChangeKind.SUSPEND: "施工条件不具备",
    ChangeKind.RESUME: "施工条件已具备",
}


def may_turn(life: Life, matter: Matter) -> None:
    """Perhaps something else becomes of it."""
    chance = life.rng.random()
    day = life.day_of(life.now) + timedelta(days=life.rng.randint(3, 60))
    for kind, share in _CHANCES:
        if chance < share:
            life.at(life.office_hour(day), partial(turn, life, matter.id, kind))
            return
        chance -= share
    if chance < 0.12:
        life.at(life.office_hour(life.day_of(life.now), after=4), partial(transfer, life, matter.id))


async def turn(life: Life, matter_id: int, kind: ChangeKind, unit: UnitOfWork) -> None:
    """Ask for the change and have it signed."""
    into = await _into(life, unit, matter_id) if kind is ChangeKind.MERGE else None
    review_on = life.workdays.add_workdays(unit.today, 20) if kind is ChangeKind.SUSPEND else None
    wish = Change(
        id=0,
        matter_id=matter_id,
        kind=kind,
        reason=_REASONS[kind],
        asked_by=life.clerk.person_id,
        asked_at=unit.now,
        into_matter_id=into,
        review_on=review_on,
    )
    seen = await changes.plan(unit, life.clerk, wish)
    made, _ = await changes.ask(unit, life.clerk, wish, seen.stamp)
    if seen.signers:
        await life.signed(unit, ChainPurpose.CHANGE, made.id)
    life.done[kind] += 1
    if kind is ChangeKind.SUSPEND and life.rng.random() < 0.8:
        day = unit.today + timedelta(days=life.rng.randint(10, 45))
        life.at(life.office_hour(day), partial(turn, life, matter_id, ChangeKind.RESUME))
    if kind is ChangeKind.RESUME:
        await answering.expect_again(life, unit, matter_id)


async def _into(life: Life, unit: UnitOfWork, matter_id: int) -> int:
    others = [one.id for one in await unit.find(Matter, status=MatterStatus.IN_PROGRESS) if one.id != matter_id]
    if not others:
        raise NotFound("matter")
    return life.rng.choice(others)


async def transfer(life: Life, matter_id: int, unit: UnitOfWork) -> None:
    """A unit asks to be rid of a task, and the Office gives it to another one or not."""
    working = await unit.find(Assignment, matter_id=matter_id, status=AssignmentStatus.IN_PROGRESS)
    if not working:
        return
    share = life.rng.choice(working)
    sent = next(iter(await unit.find(Dispatch, matter_id=matter_id, unit_id=share.unit_id)))
    liaison = life.seats.liaison[share.unit_id]
    await transferring.ask_transfer(
        unit, liaison, sent.paper_id, share.unit_id, task_seq=share.task_seq, reason="不属于我单位职责"
    )
    life.at(life.office_hour(unit.today, after=1), partial(_decide, life, share))


async def _decide(life: Life, share: Assignment, unit: UnitOfWork) -> None:
    of_task = {"matter_id": share.matter_id, "task_seq": share.task_seq, "unit_id": share.unit_id}
    asked = (await unit.find(Transfer, **of_task, status=TransferStatus.ASKED))[-1]
    if life.rng.random() < 0.3:
        await transferring.refuse_transfer(unit, life.clerk, asked.id, "按三定方案属你单位职责")
        return
    given = {one.unit_id for one in await unit.find(Assignment, matter_id=share.matter_id)}
    free = [one for one in sorted(life.seats.liaison) if one not in given and life.seats.kinds[one] in ORDERED_KINDS]
    await transferring.grant_transfer(unit, life.clerk, asked.id, new := life.rng.choice(free))
    life.done["transferred"] += 1
    if life.rng.random() < 0.8:
        life.at(life.office_hour(unit.today, after=1), partial(_sign_for, life, share.matter_id, new))


async def _sign_for(life: Life, matter_id: int, unit_id: int, unit: UnitOfWork) -> None:
    sent = (await unit.find(Dispatch, matter_id=matter_id, unit_id=unit_id))[-1]
    await acknowledge(life, sent.paper_id, unit_id, matter_id, unit)

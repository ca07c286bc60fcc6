"""Scenes that several tests of approving and issuing begin with, played by the people themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.approving import submitting
from handlers.approving.signing import sign
from handlers.conversation.actors import actor_for, actor_of
from handlers.topics import CATALOGUE
from sandbox.client import Message
from storage import outbox
from storage.queries.approvals import newest_signing
from supervision.approving.approvals import SHOWN
from supervision.model import Assignment, ChainPurpose, Matter, MatterStatus, Paper, Person, Post, Task
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from supervision.roles import Role
from tests import roster
from tests.builders import issued_matter, split_matter
from tests.world import Someone, World

DEPUTY = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "deputy")
DIRECTOR = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "director")

SIGNERS = {
    Role.DEPUTY_DIRECTOR: "deputy",
    Role.DIRECTOR: "director",
    Role.MAYOR: "mayor",
    Role.EXECUTIVE_VICE_MAYOR: "executive",
    Role.VICE_MAYOR: "vice_mayor",
    Role.PARTY_LEADER: "party",
    Role.OFFICE_HEAD: "head",
}
"""Who holds the one post of each role in the test office."""


async def split(office: World, *, due_on: date | None = None, **changes: object) -> Matter:
    """A matter that waits to be sent, its card before the clerk."""
    async with office.transaction() as unit:
        track = str(changes.pop("track", "instruction.mayor"))
        matter = replace(await split_matter(unit, track=track, due_on=due_on), **changes)  # type: ignore[arg-type]
        await unit.save(matter)
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def send(office: World, by: Someone | None = None) -> None:
    """Preview the newest matter and send it."""
    drafter = by or office.clerk
    await drafter.taps("预览送审")
    await drafter.taps("确认送审")


async def submitted(office: World, **changes: object) -> Matter:
    """A matter with its first signer."""
    matter = await split(office, **changes)  # type: ignore[arg-type]
    await send(office)
    return matter


async def approved(office: World, **changes: object) -> Matter:
    """A matter that everyone has signed: by the use cases themselves, without anybody's telephone."""
    matter = await split(office, **changes)  # type: ignore[arg-type]
    await all_sign(office, matter)
    return matter


async def all_sign(office: World, matter: Matter) -> None:
    """Send a matter and let everyone sign it, by the use cases themselves."""
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        shown = await submitting.preview(unit, clerk, matter.id)
        await submitting.submit(unit, clerk, matter.id, shown.text_hash[:SHOWN])
        signing = await newest_signing(unit, ChainPurpose.ISSUE, matter.id)
        assert signing is not None
        chain = signing.chain
        for step in signing.steps:
            holder = await unit.require(Person, (await unit.require(Post, step.post_id)).holder_id)
            signer = await actor_for(unit, holder)
            seq, effects = step.seq, CATALOGUE.chain_effects
            await sign(unit, signer, effects, chain.id, seq, shown=chain.text_hash[:SHOWN])
        await unit.commit()
    await office.settle()


async def issued(office: World, **changes: object) -> Matter:
    """A matter whose paper is with the units."""
    matter = await approved(office, **changes)
    await office.clerk.taps("印发")
    return matter


async def dispatched(office: World) -> Matter:
    """The same, arranged and not played: its paper is with the units, not acknowledged."""
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, acknowledged=False)
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def reload(office: World, matter: Matter) -> Matter:
    """The matter as it stands now."""
    async with office.transaction() as unit:
        return await unit.require(Matter, matter.id)


async def status(office: World, matter: Matter) -> MatterStatus:
    """Where the matter stands now."""
    return (await reload(office, matter)).status


async def paper_of(office: World, matter: Matter) -> Paper:
    """The paper that the matter was issued in."""
    async with office.transaction() as unit:
        found = await unit.first(Paper, matter_id=matter.id)
    assert found is not None
    return found


async def appoint(office: World, role: Role, person_id: int | None) -> None:
    """Put a person into the post of this role, besides what he has; none leaves it vacant."""
    async with office.transaction() as unit:
        for post in await unit.find(Post, role=role):
            await unit.save(replace(post, holder_id=person_id))
        await unit.commit()


async def drop_units(office: World, matter: Matter, seq: int) -> None:
    """Leave a task without units."""
    async with office.transaction() as unit:
        for assignment in await unit.find(Assignment, matter_id=matter.id, task_seq=seq):
            await unit.delete(assignment)
        await unit.commit()


async def forged(someone: Someone, data: str | None) -> str:
    """Send callback data that none of his buttons has; what the bot showed."""
    assert data is not None
    await someone.says("你好")
    return await someone.forges(data, (await someone.messages())[-1])


async def change_task(office: World, matter: Matter, **changes: object) -> None:
    """Change the first task behind everybody's back."""
    async with office.transaction() as unit:
        task = await unit.require(Task, matter.id, 1)
        await unit.save(replace(task, **changes))  # type: ignore[arg-type]
        await unit.commit()


async def step_card(signer: Someone) -> Message:
    """The newest paper before a signer."""
    return await signer.card("呈请")

"""Scenes of paper and telephone: who has no account, and what a clerk enters of it."""

from __future__ import annotations

from dataclasses import replace

from sandbox.client import Message
from storage.queries.approvals import newest_signing
from supervision.model import ChainPurpose, ChainStatus, Matter, Person, Post, Record, SigningStep
from tests import roster
from tests.world import Someone, World

FILED = "夏政办收〔2026〕112号"


async def take_account(office: World, key: str) -> None:
    """Somebody has no account: a normal state of the roster."""
    number = next(n for n, seat in enumerate(roster.SEATS, 1) if seat.key == key)
    async with office.transaction() as unit:
        person = await unit.require(Person, number)
        await unit.save(replace(person, telegram_id=None))
        await unit.commit()


async def sole_officer(office: World) -> None:
    """The Office has one officer: the other post is vacant."""
    async with office.transaction() as unit:
        post = await unit.require(Post, next(n for n, s in enumerate(roster.SEATS, 1) if s.key == "clerk2"))
        await unit.save(replace(post, holder_id=None))
        await unit.commit()


async def enters(clerk: Someone, number: str, what: str, *answers: str) -> Message:
    """Go through /record: what, then an answer a question – tapped if a button says it, else typed – and hand it in."""
    await clerk.says(f"/record {number}")
    await clerk.taps(what)
    for answer in answers:
        await answers_with(clerk, answer)
    await clerk.taps("提交核对")
    return await clerk.card("录入", "待其他同志核对")


async def answers_with(clerk: Someone, answer: str) -> None:
    """Tap the button of the open question that says it, else type it."""
    newest = [message for message in await clerk.messages() if message.sender != clerk.id][-1]
    if answer in newest.buttons:
        await clerk.taps(answer, newest)
    else:
        await clerk.says(answer)


async def signs_on_paper(office: World, *, act: str = "同意", words: str = "无") -> None:
    """The signer whose turn it is signed on paper: the clerk enters it, nobody has confirmed it yet."""
    await enters(office.clerk, "2026-1", "领导签批", act, words, "今天", FILED)


async def agrees_by_telephone(office: World) -> None:
    """The signer whose turn it is agreed by telephone, and the note of it was confirmed."""
    await enters(office.clerk, "2026-1", "电话同意", "无", "刚才")
    await office.clerk2.taps("核对无误")


async def steps(office: World, matter: Matter) -> list[SigningStep]:
    """The steps of the newest approval of a matter."""
    async with office.transaction() as unit:
        found = await newest_signing(unit, ChainPurpose.ISSUE, matter.id, tuple(ChainStatus))
    assert found is not None
    return list(found.steps)


async def records(office: World) -> list[Record]:
    """All records."""
    async with office.transaction() as unit:
        return await unit.find(Record)

"""Scenes of summing up: a matter whose results are all accepted, and the way to its end, played by the people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sandbox.client import Message
from storage import outbox
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Matter,
    Report,
    ReportStatus,
    SigningStep,
    StepStatus,
    Submission,
    Summary,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from tests import roster
from tests.builders import issued_matter
from tests.flows.papers import post_of
from tests.world import Someone, World

BOTH = "分管副主任审阅 → 办公室主任审阅"
"""The first choice of the chains that the notice leaves open (P4.3, P5.4, P7.3)."""

MOST_SIGNERS = 5

WORDS = {roster.HOUSING: "3处积水点已改造。管护单位已明确。", roster.WATER: "清淤2.3公里，已验收。"}


async def all_accepted(office: World, *, track: str = "instruction.mayor", **changes: object) -> Matter:
    """An issued matter whose results are all accepted, its card before the clerk; nobody's telephone is used."""
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track=track)
        matter = replace(matter, **changes)  # type: ignore[arg-type]
        await unit.save(matter)
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        for number, (unit_id, task) in enumerate(((roster.HOUSING, 1), (roster.WATER, 2)), 90):
            who = post_of("housing_a" if unit_id == roster.HOUSING else "water")
            report = Report(
                number, matter.id, unit_id, who, 700_000 + who, 1, number, unit.now, WORDS[unit_id],
                ReportStatus.ACCEPTED, task, 1,
            )  # fmt: skip
            await unit.save(report)
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def send_summary(
    office: World, *, chain: str = "", way: str = "", by: Someone | None = None, begin: str = "汇总办结"
) -> Message:
    """Sum the newest matter up as it was drafted and send it; returns the preview as it was before it was sent.

    Args:
        chain: the label of the result chain; empty where the track has one only.
        way: the label of where it goes; empty where the track sends its result nowhere.
        begin: the button that begins it; empty if it was begun already.
    """
    clerk = by or office.clerk
    if begin:
        await clerk.taps(begin)
    await clerk.taps("采用此稿")
    if chain:
        await clerk.taps(chain)
    if way:
        await clerk.taps(way)
    preview = await clerk.sees("审签流程：")
    await clerk.taps("确认送审", preview)
    return preview


async def sign_all(office: World) -> list[str]:
    """Everybody whose turn comes signs what waits; returns the titles in order."""
    signed: list[str] = []
    while True:
        async with office.transaction() as unit:
            step = await unit.first(SigningStep, status=StepStatus.CURRENT)
        if step is None:
            return signed
        signer = office.people[roster.SEATS[step.post_id - 1].key]
        said = await signer.taps("已阅，同意" if step.act == "review" else "同意", await signer.card("呈请"))
        signed.append(f"{step.title}{'审阅' if step.act == 'review' else '审定'}")
        assert len(signed) <= MOST_SIGNERS, f"{step.title} has not signed: {said}"


async def close_matter(
    office: World, *, chain: str = BOTH, way: str = "暂不上报", by: Someone | None = None
) -> list[str]:
    """Sum the newest matter up, send it, have it signed: it is closed. Returns who signed, and as what.

    For a matter of a track with one result chain pass `chain=""`; for one whose result goes nowhere `way=""`.
    """
    await send_summary(office, chain=chain, way=way, by=by)
    return await sign_all(office)


async def summaries(office: World) -> list[Summary]:
    """All summaries."""
    async with office.transaction() as unit:
        return await unit.find(Summary)


async def submissions(office: World) -> list[Submission]:
    """All reports to those above."""
    async with office.transaction() as unit:
        return await unit.find(Submission)


async def set_city_date(office: World, matter: Matter, day: date) -> None:
    """Give a matter the city's date without asking anybody."""
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), city_due_on=day))
        await unit.commit()

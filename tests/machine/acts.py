"""What people do in the life of a matter, as use cases: each act finds its thing in a matter by a random number.

An act whose thing is not there raises `NothingToDoError`; whether it is allowed the use case itself says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from handlers.approving import countersigning, signing, submitting
from handlers.following import gate, keeping
from handlers.issuing import acknowledging, dispatching, transferring
from handlers.registering.flow import register_matter
from handlers.reporting import replying
from handlers.requesting import answering as extension_answers
from handlers.requesting import asking
from handlers.reviewing import closing, deciding
from handlers.splitting.matter import split_matter
from handlers.topics import CATALOGUE
from handlers.upward import interim
from handlers.upward.course import Summing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN
from supervision.carrying_out.requesting import Wish
from supervision.instructions import following
from supervision.model import (
    Assignment,
    Chain,
    ChainStatus,
    Dispatch,
    ExtensionRequest,
    Instruction,
    Matter,
    Report,
    ReportDue,
    ReportStatus,
    SigningStep,
    Source,
    StepStatus,
    Transfer,
    Urgency,
)
from supervision.procedures.tracks import TRACKS
from supervision.registering.registration import Registration
from supervision.reports.report_places import Message
from supervision.results.ways import way_of, ways_of_matter
from supervision.review.reviewing import ReturnReason
from supervision.splitting import TaskDraft
from tests import roster

Row = TypeVar("Row")


class NothingToDoError(Exception):
    """The matter has nothing that this act could be about."""


def pick(rows: Iterable[Row], n: int) -> Row:
    found = list(rows)
    if not found:
        raise NothingToDoError
    return found[n % len(found)]


@dataclass(frozen=True)
class Play:
    """One act on one matter: a random number and a coin choose what and how."""

    unit: UnitOfWork
    actor: Actor
    matter: Matter
    n: int
    flag: bool

    @property
    def soon(self) -> date:
        return self.unit.today + timedelta(days=5 + self.n % 30)

    async def find(self, entity: type[Row], **equal: object) -> list[Row]:
        return await self.unit.find(entity, matter_id=self.matter.id, **equal)

    def mine(self, rows: Iterable[Row]) -> list[Row]:
        """Those of the actor's own units, if there are any; else all."""
        found = list(rows)
        return [row for row in found if getattr(row, "unit_id", 0) in self.actor.unit_ids] or found

    async def running(self) -> Chain:
        return pick(await self.find(Chain, status=ChainStatus.RUNNING), self.n)

    async def current(self) -> tuple[Chain, SigningStep]:
        chain = await self.running()
        return chain, pick(await self.unit.find(SigningStep, chain_id=chain.id, status=StepStatus.CURRENT), 0)


LEADERS = {"document": "executive", "instruction.mayor": "mayor", "instruction.vice_mayor": "vice_mayor"}
"""Whose paper it is; the tracks that are played besides need none."""

PLAYED = (*LEADERS, "ten_things")


async def register(unit: UnitOfWork, actor: Actor, n: int) -> Matter:
    track = PLAYED[n % len(PLAYED)]
    leader = roster.id_of(LEADERS[track]) if track in LEADERS else None
    title = {"mayor": "县长", "vice_mayor": "副县长"}.get(LEADERS.get(track, ""), "")
    wanted = Registration(
        track=track,
        title=f"城区内涝点整治{n}",
        sources=(Source("关于内涝整治的报告", f"夏住建〔2026〕{n + 1}号", date(2026, 2, 27), "县住建局"),),
        urgency=Urgency.ROUTINE,
        form=TRACKS[track].forms[0],
        issuer=TRACKS[track].issuers[0],
        instructions=(Instruction(leader, title, date(2026, 2, 28), "抓紧办理"),) if leader and title else (),
        leader_post_id=leader,
    )
    return await register_matter(unit, actor, wanted)


async def split(play: Play) -> None:
    second = (roster.WATER, roster.HOUSING, roster.TAX)[play.n % 3]
    tasks = [
        TaskDraft("凯旋路积水点改造", (roster.HOUSING,), due_on=play.soon + timedelta(days=5), report_on=(play.soon,)),
        TaskDraft("北城河清淤", (second,), (roster.PUBLICITY,) if play.flag else (), due_on=play.soon),
    ]
    await split_matter(play.unit, play.actor, play.matter.id, tasks[: 1 + play.n % 2])


async def pass_gate(play: Play) -> None:
    await gate.pass_gate(play.unit, play.actor, play.matter.id, "涉及多个单位")


async def keep(play: Play) -> None:
    rule = following.end if play.flag else following.note_progress
    await keeping.keep(play.unit, play.actor, play.matter.id, rule, "已完成整治")


async def countersign(play: Play) -> None:
    leaders = ("mayor", "executive", "vice_mayor", "party")
    chosen = [roster.id_of(leaders[play.n % 4])] if play.flag else []
    await countersigning.choose(play.unit, play.actor, play.matter.id, chosen)


async def submit(play: Play) -> None:
    seen = await submitting.preview(play.unit, play.actor, play.matter.id)
    shown = seen.text_hash[:SHOWN] if play.n else "0" * SHOWN
    await submitting.submit(play.unit, play.actor, play.matter.id, shown)


async def sign(play: Play) -> None:
    chain, step = await play.current()
    shown = chain.text_hash[:SHOWN] if play.n % 8 else "0" * SHOWN
    await signing.sign(play.unit, play.actor, CATALOGUE.chain_effects, chain.id, step.seq, shown=shown)


async def sign_out_of_turn(play: Play) -> None:
    chain = pick(await play.find(Chain), play.n)
    step = pick(await play.unit.find(SigningStep, chain_id=chain.id), play.n)
    shown = chain.text_hash[:SHOWN]
    await signing.sign(play.unit, play.actor, CATALOGUE.chain_effects, chain.id, step.seq, shown=shown)


async def send_back(play: Play) -> None:
    chain, step = await play.current()
    shown = chain.text_hash[:SHOWN]
    effects = CATALOGUE.chain_effects
    await signing.send_back(play.unit, play.actor, effects, chain.id, step.seq, shown=shown, words="请补充")


async def issue(play: Play) -> None:
    await dispatching.issue(play.unit, play.actor, play.matter.id)


async def acknowledge(play: Play) -> None:
    sent = await play.find(Dispatch)
    one = pick(play.mine([item for item in sent if item.acknowledged_at is None] or sent), play.n)
    await acknowledging.acknowledge(play.unit, play.actor, one.paper_id, one.unit_id)


async def report(play: Play) -> None:
    shares = await play.find(Assignment)
    share = pick(play.mine([item for item in shares if item.status != "accepted"] or shares), play.n)
    message = Message(chat_id=1, message_id=await play.unit.new_id("test"), at=play.unit.now, text="已完成过半")
    target = replying.Target(share.unit_id, share.matter_id, share.task_seq)
    await replying.submit(play.unit, play.actor, message, target)


async def accept(play: Play) -> None:
    one = pick(await play.find(Report, status=ReportStatus.SUBMITTED), play.n)
    await deciding.accept(play.unit, play.actor, one.id, one.version, finish=play.flag)


async def return_report(play: Play) -> None:
    one = pick(reversed(await play.find(Report)), play.n // 7)
    reason = ReturnReason.EMPTY if play.flag else ReturnReason.INCOMPLETE
    await deciding.send_back(play.unit, play.actor, one.id, one.version, reason=reason, words="请补充")


async def ask_extension(play: Play) -> None:
    due = pick(play.mine(await play.find(ReportDue)), play.n)
    sent = pick(await play.find(Dispatch, unit_id=due.unit_id), 0)
    day = due.expected_on + timedelta(days=1 + play.n)
    wish = Wish(new_on=day, new_hour=None, reason="降雨", progress="过半", leader="局长")
    key = (due.task_seq, due.seq)
    await asking.ask_extension(
        play.unit, play.actor, sent.paper_id, due.unit_id, due=key, wish=wish, asked_at=play.unit.now
    )


async def answer_extension(play: Play) -> None:
    one = pick(reversed(await play.find(ExtensionRequest)), play.n // 7)
    if play.flag:
        await extension_answers.agree(play.unit, play.actor, one.id)
    else:
        await extension_answers.refuse(play.unit, play.actor, one.id, "任务紧急")


async def ask_transfer(play: Play) -> None:
    share = pick(play.mine(await play.find(Assignment)), play.n)
    sent = pick(await play.find(Dispatch, unit_id=share.unit_id), 0)
    await transferring.ask_transfer(
        play.unit, play.actor, sent.paper_id, share.unit_id, task_seq=share.task_seq, reason="非本单位职责"
    )


async def answer_transfer(play: Play) -> None:
    one = pick(reversed(await play.find(Transfer)), play.n // 7)
    if play.flag:
        await transferring.grant_transfer(play.unit, play.actor, one.id, roster.WATER)
    else:
        await transferring.refuse_transfer(play.unit, play.actor, one.id, "属你单位职责")


def _way(play: Play) -> str:
    ways = ways_of_matter(play.matter)
    return ways[play.n % len(ways)].key if ways else "none"


async def summarise(play: Play) -> None:
    choice = play.n % len(TRACKS[play.matter.track].result_chains or (0,))
    text = "各项任务均已完成。"
    await closing.summarise(play.unit, play.actor, play.matter.id, text=text, choice=choice, way=_way(play))


async def sum_up(play: Play) -> None:
    choice = play.n % len(TRACKS[play.matter.track].result_chains or (0,))
    await interim.send(play.unit, play.actor, play.matter, Summing("进展顺利。", choice, way_of(_way(play))))

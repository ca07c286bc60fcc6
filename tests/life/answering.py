"""What comes of a report due: in time, on the very edge, late, never; sent back, with more time, at another date."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from handlers.reporting.replying import Target, submit
from handlers.requesting import answering as extensions
from handlers.requesting.asking import ask_extension
from handlers.reviewing import deciding
from storage.unit_of_work import UnitOfWork
from supervision.carrying_out.requesting import Wish
from supervision.model import (
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    DueStatus,
    ExtensionRequest,
    Report,
    ReportDue,
    ReportStatus,
)
from supervision.reports.report_places import Message
from supervision.review.reviewing import ReturnReason
from tests.life import closing
from tests.life.diary import Life, earlier

_MOMENT = timedelta(microseconds=1)
_EDGE = 0.05
"""How many come at the last moment, and how many just after it."""

Due = tuple[int, int, int, int]


async def expect(life: Life, unit: UnitOfWork, matter_id: int, unit_id: int, *, seldom: bool = False) -> None:
    """Settle what will come of each report that a unit owes and for which it is not settled yet."""
    for due in await unit.find(ReportDue, matter_id=matter_id, unit_id=unit_id):
        key = (due.matter_id, due.task_seq, due.unit_id, due.seq)
        if due.status is not DueStatus.OPEN or due.provisional or key in life.expected:
            continue
        life.expected.add(key)
        if not seldom and life.rng.random() < 0.05:
            _ask_for_time(life, due, key)
        elif not seldom or life.rng.random() < 0.3:
            settle(life, due.late_after, key)


def settle(life: Life, limit: datetime, key: Due) -> None:
    """In time 82 of a hundred, late 12, never 6."""
    rng, chance = life.rng, life.rng.random()
    at_the_edge = rng.random() < _EDGE
    if chance < 0.82:
        by = timedelta(minutes=rng.randint(0, 5 * 1440))
        life.at(limit if at_the_edge else earlier(limit, by, life.now), partial(report, life, key))
    elif chance < 0.94:
        over = _MOMENT if at_the_edge else timedelta(minutes=rng.randint(1, 12 * 1440))
        life.at(limit + over, partial(report, life, key))


async def report(life: Life, key: Due, unit: UnitOfWork) -> None:
    """The unit reports on the task; the report answers the oldest date that is not answered."""
    matter_id, task_seq, unit_id, _ = key
    number = next(life.numbers)
    words = f"第{number}号反馈：任务第{task_seq}项已按要求推进。"
    message = Message(chat_id=unit_id, message_id=number, at=life.now, text=words)
    made = await submit(unit, life.seats.liaison[unit_id], message, Target(unit_id, matter_id, task_seq))
    life.done["reports"] += 1
    life.at(life.office_hour(life.day_of(life.now), after=life.rng.choice((1, 1, 2))), partial(review, life, made.id))


async def review(life: Life, report_id: int, unit: UnitOfWork) -> None:
    """The Office accepts it, sends it back, or lets it answer another date first."""
    waiting = await unit.require(Report, report_id)
    if waiting.status is not ReportStatus.SUBMITTED:
        return
    chance = life.rng.random()
    if chance < 0.01:
        await _move(life, unit, waiting)
    elif chance < 0.1:
        await _send_back(life, unit, waiting)
    else:
        finish = life.rng.random() < 0.02
        await deciding.accept(unit, life.clerk, waiting.id, waiting.version, finish=finish)
        life.done["accepted"] += 1
        await closing.if_complete(life, unit, waiting.matter_id)


async def _move(life: Life, unit: UnitOfWork, waiting: Report) -> None:
    of_task = {"matter_id": waiting.matter_id, "task_seq": waiting.task_seq, "unit_id": waiting.unit_id}
    last = (await unit.find(ReportDue, **of_task))[-1]
    await deciding.move(unit, life.clerk, waiting.id, waiting.version, last.seq)
    life.done["moved"] += 1
    life.at(life.office_hour(life.day_of(life.now), after=1), partial(review, life, waiting.id))


async def _send_back(life: Life, unit: UnitOfWork, waiting: Report) -> None:
    reason = life.rng.choice((ReturnReason.EMPTY, ReturnReason.EMPTY, ReturnReason.EMPTY, ReturnReason.NO_EVIDENCE))
    words = "内容空泛" if reason is ReturnReason.EMPTY else "缺少佐证"
    await deciding.send_back(unit, life.clerk, waiting.id, waiting.version, reason=reason, words=words)
    life.done["sent back"] += 1
    if life.rng.random() < 0.85 and waiting.task_seq and waiting.due_seq:
        key = (waiting.matter_id, waiting.task_seq, waiting.unit_id, waiting.due_seq)
        life.at(life.now + timedelta(hours=life.rng.randint(2, 80)), partial(report, life, key))


def _ask_for_time(life: Life, due: ReportDue, key: Due) -> None:
    """Two of three ask before the date; who asks after it stays late."""
    rng = life.rng
    if rng.random() < 0.67:
        moment = earlier(due.late_after, timedelta(hours=rng.randint(30, 120)), life.now)
    else:
        moment = due.late_after + timedelta(hours=rng.randint(1, 40))
    life.at(moment, partial(_ask, life, key))


async def _ask(life: Life, key: Due, unit: UnitOfWork) -> None:
    matter_id, task_seq, unit_id, seq = key
    sent = next(iter(await unit.find(Dispatch, matter_id=matter_id, unit_id=unit_id)))
    due = await unit.require(ReportDue, *key)
    later = max(due.due_on, unit.today) + timedelta(days=life.rng.randint(7, 25))
    wish = Wish(new_on=later, new_hour=None, reason="管线迁改未完成", progress="主体已完工", leader="unit_head")
    await ask_extension(
        unit,
        life.seats.liaison[unit_id],
        sent.paper_id,
        unit_id,
        due=(task_seq, seq),
        wish=wish,
        asked_at=life.now,
    )
    life.done["extensions asked"] += 1
    life.at(life.office_hour(life.day_of(life.now), after=1), partial(_answer, life, key))


async def _answer(life: Life, key: Due, unit: UnitOfWork) -> None:
    asked = (await unit.find(ExtensionRequest, matter_id=key[0], task_seq=key[1], unit_id=key[2], due_seq=key[3]))[-1]
    if life.rng.random() < 0.2:
        await extensions.refuse(unit, life.clerk, asked.id, "工期不宜再延")
        settle(life, (await unit.require(ReportDue, *key)).late_after, key)
        return
    await extensions.agree(unit, life.clerk, asked.id)
    running = {"purpose": ChainPurpose.EXTENSION, "subject_id": asked.id, "status": ChainStatus.RUNNING}
    if await unit.find(Chain, **running):
        await life.signed(unit, ChainPurpose.EXTENSION, asked.id)
    life.done["extensions granted"] += 1
    settle(life, (await unit.require(ReportDue, *key)).late_after, key)


async def expect_again(life: Life, unit: UnitOfWork, matter_id: int) -> None:
    """After a suspension the dates are others: settle anew what will come of what is still owed."""
    for due in await unit.find(ReportDue, matter_id=matter_id, status=DueStatus.OPEN):
        share = await unit.require(Assignment, due.matter_id, due.task_seq, due.unit_id)
        if share.delivered_at is not None:
            settle(life, due.late_after, (due.matter_id, due.task_seq, due.unit_id, due.seq))

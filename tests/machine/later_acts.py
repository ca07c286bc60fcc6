"""What people do with a matter that is out: changes, new instructions, what goes up, what is to be put right."""

from __future__ import annotations

from datetime import timedelta

from handlers.changing import changes, handing
from handlers.instructing import answering, entering, further_notice
from handlers.rectifying import checking
from handlers.upward import submissions
from supervision.approving.task_changes import Field, TaskChange
from supervision.model import (
    AnswerVerdict,
    Change,
    ChangeKind,
    FurtherInstruction,
    FurtherTask,
    LeaderAnswer,
    Matter,
    Post,
    Rectification,
    Report,
    Submission,
    SubmissionStatus,
    Task,
)
from supervision.rectification.rectifying import Fault
from supervision.results import submissions as rules
from tests import roster
from tests.machine.acts import Play, pick


async def change(play: Play, kind: ChangeKind) -> None:
    matters = await play.unit.find(Matter)
    wish = Change(
        id=0,
        matter_id=play.matter.id,
        kind=kind,
        reason="情况有变",
        asked_by=play.actor.person_id,
        asked_at=play.unit.now,
        into_matter_id=pick(matters, play.n).id if kind is ChangeKind.MERGE else None,
        review_on=play.soon if kind is ChangeKind.SUSPEND else None,
    )
    task = pick(await play.find(Task), play.n) if kind is ChangeKind.CORRECT else None
    wanted = (_correction(play, task),) if task else ()
    seen = await changes.plan(play.unit, play.actor, wish, wanted)
    shown = seen.stamp if play.n % 8 != 7 else "0" * 8
    await changes.ask(play.unit, play.actor, wish, shown, wanted)


def _correction(play: Play, task: Task) -> TaskChange:
    if play.n % 3 == 0:
        return TaskChange(task.seq, Field.TEXT, words=f"{task.text[:20]}（修订{play.n}）")
    if play.n % 3 == 1:
        return TaskChange(task.seq, Field.DUE, day=play.soon + timedelta(days=9))
    return TaskChange(task.seq, Field.LEADS, units=(roster.WATER if play.flag else roster.HOUSING,))


async def correct(play: Play) -> None:
    await change(play, ChangeKind.CORRECT)


async def suspend(play: Play) -> None:
    await change(play, ChangeKind.SUSPEND)


async def resume(play: Play) -> None:
    await change(play, ChangeKind.RESUME)


async def withdraw(play: Play) -> None:
    await change(play, ChangeKind.WITHDRAW)


async def merge(play: Play) -> None:
    await change(play, ChangeKind.MERGE)


async def hand_over(play: Play) -> None:
    to = roster.id_of(("clerk", "clerk2", "head", "section")[play.n % 4])
    await handing.hand_over(play.unit, play.actor, play.matter.id, to, "岗位调整")


async def instruct(play: Play) -> None:
    leader = await play.unit.require(Post, roster.id_of(("mayor", "vice_mayor", "executive")[play.n % 3]))
    await entering.enter(
        play.unit, play.actor, play.matter.id, leader=leader, dated=play.unit.today, gist="继续抓好落实"
    )


async def give_again(play: Play) -> None:
    one = pick(reversed(await play.find(FurtherInstruction)), play.n // 7)
    seqs = {pick(await play.find(Task), play.n).seq}
    await entering.give_again(play.unit, play.actor, one.id, seqs, play.soon)


async def draft_further(play: Play) -> None:
    one = pick(reversed(await play.find(FurtherInstruction)), play.n // 7)
    task = FurtherTask("完成雨污分流", (roster.WATER,), due_on=play.soon)
    await further_notice.submit(play.unit, play.actor, one.id, [task])


async def issue_further(play: Play) -> None:
    one = pick(reversed(await play.find(FurtherInstruction)), play.n // 7)
    await further_notice.issue(play.unit, play.actor, one.id)


async def tell_leaders(play: Play) -> None:
    await answering.answer(play.unit, play.actor, play.matter.id, "正在办理")


async def answer_as_leader(play: Play) -> None:
    answers = [item for item in await play.find(LeaderAnswer) if play.actor.holds(item.post_id)]
    waiting = [item for item in answers if item.verdict is AnswerVerdict.WAITING]
    one = pick(waiting or answers or await play.find(LeaderAnswer), play.n)
    verdict = (AnswerVerdict.READ, AnswerVerdict.GO_ON, AnswerVerdict.INSTRUCTED)[play.n % 3]
    await answering.decide(play.unit, play.actor, one.id, verdict, "抓紧落实")


async def order_rectification(play: Play) -> None:
    one = pick(await play.find(Report), play.n)
    await checking.order(play.unit, play.actor, Fault("与现场不符", play.soon, report_id=one.id))


async def promise_rectification(play: Play) -> None:
    one = pick(play.mine(await play.find(Rectification)), play.n)
    await checking.promise(play.unit, play.actor, one.id, measures="返工", person="张工", due_on=play.soon)


async def check_rectification(play: Play) -> None:
    one = pick(await play.find(Rectification), play.n)
    if play.flag:
        await checking.pass_check(play.unit, play.actor, one.id)
    else:
        await checking.fail_check(play.unit, play.actor, one.id, why="未到位", until=play.soon)


async def send_up(play: Play) -> None:
    rows = await play.find(Submission)
    one = pick([row for row in rows if row.status is SubmissionStatus.READY] or rows, play.n)
    await submissions.send(play.unit, play.actor, one.id, day=play.unit.today, number=None)


async def move_submission(play: Play) -> None:
    row, _ = await submissions.own(play.unit, play.actor, pick(await play.find(Submission), play.n).id)
    if play.n % 3 == 2:
        outcome = rules.give_back(row, play.actor, words="请补充数据", on=play.unit.today)
    else:
        outcome = submissions.MOVES[("receive", "settle")[play.n % 3]](row, play.actor)
    await submissions.enter(play.unit, play.actor, outcome)

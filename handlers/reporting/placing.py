"""Messages that belong to nothing, and the taps that say to which paper and task a report belongs."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.heard import GROUP
from handlers.conversation.routes import ANYWHERE, Anyone, Otherwise, Tap
from handlers.reporting.evidence import copy_evidence
from handlers.reporting.loading import place_of, short_number_of, terms_of, unit_posts
from handlers.reporting.rectified import redraw_rectifications
from handlers.reporting.replying import Target, answers_which_task, joins_album, message_of, submit
from messages.presses.reports import NotAReport, PlaceReport
from storage import outbox
from storage.queries import reports as queries
from storage.queries.reports import OpenTask
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Assignment, Matter, Report
from supervision.notices.asking import NotUnderstood
from supervision.notices.reporting import ReportDiscarded, ReportPlaced
from supervision.refusals import NotFound, StaleButton
from supervision.reports import reporting
from supervision.reports.report_matching import named_papers
from supervision.roles import Permission


async def ask_what_is_meant(turn: Turn) -> None:
    """A message or a button that nothing claims: a unit is asked what it reports on, others what they mean.

    In a group nobody is asked about his tasks: he is told that nothing was recorded, and where to say it.
    """
    if turn.heard.callback_id:
        raise StaleButton
    in_group = turn.heard.chat_kind == GROUP
    if not in_group and await offer_to_place(turn):
        return
    await outbox.tell(turn.unit, [NotUnderstood(has_files=bool(turn.heard.files), in_group=in_group)])


async def offer_to_place(turn: Turn) -> bool:
    """Take a message of a unit that answers no card: by the document number in it, else kept until it is said what
    it is about, so that nothing is lost (telegram.md pitfall 16). Tells whether it was taken.
    """
    if not _may_be_a_report(turn):
        return False
    tasks = await queries.open_tasks(turn.unit, [post.unit_id for post in unit_posts(turn.actor)])
    if not tasks:
        return False
    if await answers_which_task(turn):
        return True
    message = await message_of(turn)
    if not await joins_album(turn, message):
        target = _named(tasks, f"{message.text}\n{turn.heard.quoted_text}")
        await submit(turn.unit, turn.actor, message, target)
    return True


async def place(
    unit: UnitOfWork, actor: Actor, report_id: int, *, matter_id: int, task_seq: int, unit_id: int
) -> Report:
    """Say which task of which unit a recorded report is about."""
    report = await unit.get(Report, report_id)
    assignment = await unit.get(Assignment, matter_id, task_seq, unit_id)
    if report is None or assignment is None:
        raise NotFound("report")
    where = await place_of(unit, await unit.require(Matter, matter_id), assignment)
    placed, outcome = reporting.place(report, where, actor, terms_of(unit))
    await carry_out(unit, actor, outcome)
    await redraw_rectifications(unit, placed, where.dues)
    await copy_evidence(unit, placed)
    return placed


async def discard(unit: UnitOfWork, actor: Actor, report_id: int) -> None:
    """Put a message away that was no report."""
    report = await unit.get(Report, report_id)
    if report is None:
        raise NotFound("report")
    await carry_out(unit, actor, reporting.discard(report, actor))


async def place_tapped(turn: Turn) -> None:
    """A task on the receipt, or on the Office's card of a report that the unit left open."""
    press = turn.press
    if not isinstance(press, PlaceReport):
        raise StaleButton
    await place(turn.unit, turn.actor, press.report, matter_id=press.matter, task_seq=press.task, unit_id=press.unit)
    number = await short_number_of(turn.unit, press.matter, press.unit)
    turn.say_in_toast(ReportPlaced(document_number=number, task_seq=press.task))
    await dialogue.repeat(turn)


async def discard_tapped(turn: Turn) -> None:
    """［不是反馈］."""
    if not isinstance(turn.press, NotAReport):
        raise StaleButton
    await discard(turn.unit, turn.actor, turn.press.report)
    turn.say_in_toast(ReportDiscarded())
    await dialogue.repeat(turn)


def _may_be_a_report(turn: Turn) -> bool:
    heard = turn.heard
    says_something = bool(heard.files or heard.text.strip()) and not heard.text.startswith("/")
    return says_something and not heard.callback_id and turn.actor.may(Permission.REPORT_SUBMIT)


def _named(tasks: list[OpenTask], text: str) -> Target | None:
    """The paper that the text names, if it names one only; its task is found, or asked, as for a reply to it."""
    named = named_papers(text, dict.fromkeys(task.document_number for task in tasks))
    targets = {(task.unit_id, task.matter_id) for task in tasks if task.document_number in named}
    return Target(*targets.pop()) if len(targets) == 1 else None


ROUTES = (
    Tap(press=PlaceReport, callback=place_tapped, may=Permission.REPORT_READ),
    Tap(press=NotAReport, callback=discard_tapped, may=Permission.REPORT_READ),
    Otherwise(callback=ask_what_is_meant, may=Anyone.ENROLLED, chats=ANYWHERE),
)

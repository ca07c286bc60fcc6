"""审核: the Office accepts a report, returns it with words, or lets it answer another date."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.reporting.loading import case_of, terms_of
from handlers.reporting.rectified import redraw_rectifications
from messages.filters import day
from messages.presses.reports import AcceptReport, FinishWithReport, MoveReport, ReturnReport
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Report
from supervision.notices.dialogue import Choice
from supervision.notices.reviewing import DateMoved, MovePrompt, ReturnPrompt, ReviewNoted
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton
from supervision.reports.report_dates import UNDECIDED
from supervision.reports.report_matching import short_number
from supervision.review import reviewing
from supervision.review.review_cases import Case, require_open
from supervision.review.reviewing import ReturnReason
from supervision.roles import DRAFTERS, Permission

REASONS = (
    Choice(ReturnReason.EMPTY, "内容空泛"),
    Choice(ReturnReason.INCOMPLETE, "内容不完整"),
    Choice(ReturnReason.OFF_POINT, "未答所问"),
    Choice(ReturnReason.NO_EVIDENCE, "缺少佐证"),
    Choice(ReturnReason.OTHER, "其他"),
)


async def accept(unit: UnitOfWork, actor: Actor, report_id: int, version: int, *, finish: bool = False) -> bool:
    """Accept a report; tells whether the unit's task is complete with it. `finish` makes it so."""
    case = await _case(unit, report_id)
    outcome = reviewing.accept(case, actor, version, terms_of(unit), finish=finish)
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    return case.completes or (finish and case.may_finish)


async def send_back(
    unit: UnitOfWork, actor: Actor, report_id: int, version: int, *, reason: ReturnReason, words: str
) -> None:
    """Return a report for a supplement, with words."""
    case = await _case(unit, report_id)
    outcome = reviewing.send_back(case, actor, version, terms_of(unit), reason=reason, words=words)
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    await redraw_rectifications(unit, case.report, case.dues)


async def move(unit: UnitOfWork, actor: Actor, report_id: int, version: int, due_seq: int) -> Case:
    """Let a report answer another date of its task; returns the case as it was."""
    case = await _case(unit, report_id)
    await carry_out(unit, actor, reviewing.move(case, actor, version, due_seq), post_id=_post(actor))
    await redraw_rectifications(unit, case.report, case.dues)
    return case


async def accept_tapped(turn: Turn) -> None:
    """［采纳］ and ［采纳，任务完成］."""
    press = turn.press
    if not isinstance(press, AcceptReport | FinishWithReport):
        raise StaleButton
    finish = isinstance(press, FinishWithReport)
    completes = await accept(turn.unit, turn.actor, press.report, press.version, finish=finish)
    turn.say_in_toast(ReviewNoted(completes=completes))
    await _resume(turn, press.report)


async def _resume(turn: Turn, report_id: int) -> None:
    """After a verdict: put the open question again, or drop it if it was about this very report."""
    draft = await turn.unit.get(Draft, turn.heard.chat_id, turn.actor.person_id)
    if draft is not None and draft.flow in FLOWS and _asked(draft)[0] == report_id:
        await dialogue.cancel(turn)
    else:
        await dialogue.repeat(turn)


async def return_tapped(turn: Turn) -> None:
    """［退回补充］ asks for the words."""
    if not isinstance(turn.press, ReturnReport):
        raise StaleButton
    await _open(turn, turn.press, RETURNING, "returning.words")


async def move_tapped(turn: Turn) -> None:
    """［改归节点］ asks which."""
    if not isinstance(turn.press, MoveReport):
        raise StaleButton
    await _open(turn, turn.press, MOVING, "moving.date")


async def _open(turn: Turn, press: ReturnReport | MoveReport, flow: Flow, question: str) -> None:
    case = await _case(turn.unit, press.report)
    require_open(case, turn.actor, press.version)
    answers = {"report": press.report, "version": press.version, "name": _name(case)}
    await dialogue.open_flow(turn, flow, question, answers)


async def _show_reasons(unit: UnitOfWork, draft: Draft) -> Ask:
    by = unit.county.local(reviewing.supplement_by(terms_of(unit)))
    return Ask({"supplement_by": f"{day(by.date(), unit.today)}{by:%H:%M}前"}, REASONS)


async def _show_nothing(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == ReturnReason.OTHER:
        return Next("returning.typed")
    label = next((choice.label for choice in REASONS if choice.value == said.choice), "")
    if said.choice and not label:
        raise InvalidInput("words", "not_a_choice")
    reason = ReturnReason(said.choice) if said.choice else ReturnReason.OTHER
    return await _return(turn, draft, reason, label or said.text)


async def _take_typed(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _return(turn, draft, ReturnReason.OTHER, said.text)


async def _return(turn: Turn, draft: Draft, reason: ReturnReason, words: str) -> Next:
    report, version = _asked(draft)
    try:
        await send_back(turn.unit, turn.actor, report, version, reason=reason, words=words)
    except (AlreadyDecided, StaleButton) as refusal:
        await say_no(turn, refusal)
    return END


async def _show_dates(unit: UnitOfWork, draft: Draft) -> Ask:
    report = await unit.get(Report, _asked(draft)[0])
    case = await case_of(unit, report) if report else None
    choices = [
        Choice(str(due.seq), f"第{due.seq}次：{day(due.due_on, unit.today)}")
        for due in (case.dues if case else ())
        if due.status in UNDECIDED
    ]
    return Ask(choices=tuple(choices), per_row=1)


async def _take_date(turn: Turn, draft: Draft, said: Said) -> Next:
    if not said.choice.isdecimal():
        raise InvalidInput("date", "not_a_choice")
    report, version = _asked(draft)
    try:
        case = await move(turn.unit, turn.actor, report, version, int(said.choice))
    except (AlreadyDecided, StaleButton) as refusal:
        await say_no(turn, refusal)
        return END
    moved = DateMoved(
        document_number=short_number(case.document_number), task_seq=case.task.seq, due_seq=int(said.choice)
    )
    await outbox.tell(turn.unit, [moved])
    return END


async def _case(unit: UnitOfWork, report_id: int) -> Case:
    report = await unit.get(Report, report_id)
    if report is None:
        raise NotFound("report")
    return await case_of(unit, report)


def _asked(draft: Draft) -> tuple[int, int]:
    return int(str(draft.answers["report"])), int(str(draft.answers["version"]))


def _name(case: Case) -> str:
    return f"{short_number(case.document_number)}第{case.task.seq}项"


def _post(actor: Actor) -> int | None:
    post = actor.post_in(*DRAFTERS)
    return post.id if post else None


RETURNING = Flow(
    "returning",
    ReturnPrompt,
    {
        "returning.words": Question(_show_reasons, _take_reason),
        "returning.typed": Question(_show_nothing, _take_typed),
    },
)
MOVING = Flow("moving", MovePrompt, {"moving.date": Question(_show_dates, _take_date)})

FLOWS = {RETURNING.name: RETURNING, MOVING.name: MOVING}

ROUTES = (
    Tap(press=AcceptReport, callback=accept_tapped, may=Permission.REPORT_REVIEW),
    Tap(press=FinishWithReport, callback=accept_tapped, may=Permission.REPORT_REVIEW),
    Tap(press=ReturnReport, callback=return_tapped, may=Permission.REPORT_REVIEW),
    Tap(press=MoveReport, callback=move_tapped, may=Permission.REPORT_REVIEW),
)

"""登记上报, 市已收, 退回补充, 核销: what the Office enters about a report to those above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.documents.numbers import draw, enter_typed
from handlers.matters.card import visible_matter
from handlers.upward.filing import file_submission
from messages.presses.upward import MoveSubmission, ShowBasisOf
from messages.views.upward import SubmissionView
from storage import outbox
from storage.queries import desk, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import DeskKind, Matter, Submission, Summary
from supervision.notices.upward import SubmissionCard, SubmissionMoved, SubmissionText, submission_subject
from supervision.outcome import Outcome
from supervision.papers.numbering import RegisterKey
from supervision.procedures.forms import DESTINATION_TITLES, ISSUER_TITLES, UPWARD, Destination, Issuer
from supervision.procedures.lifecycle import ENDS
from supervision.refusals import NotFound, StaleButton
from supervision.results import submissions as rules
from supervision.results import upward_reminders
from supervision.roles import DRAFTERS, Permission

ABOVE = {Destination.HOTLINE_OFFICE: "热线", Destination.COUNTY_GOVERNMENT: "县"}
"""Those above, in one word; else the city."""

MOVES: dict[str, Callable[[Submission, Actor], Outcome]] = {"receive": rules.receive, "settle": rules.settle}


async def own(unit: UnitOfWork, actor: Actor, submission_id: int) -> tuple[Submission, Matter]:
    """A report to those above and its matter, if this person enters such things of it.

    Raises:
        NotAllowed, NotFound: it is not his.
    """
    actor.require(Permission.SUBMISSION_ENTER)
    row = await unit.get(Submission, submission_id)
    if row is None:
        raise NotFound("submission")
    return row, await visible_matter(unit, actor, row.matter_id)


async def enter(unit: UnitOfWork, actor: Actor, outcome: Outcome) -> None:
    """Make it true, in the post in which he enters it."""
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def send(unit: UnitOfWork, actor: Actor, submission_id: int, *, day: date, number: str | None) -> Submission:
    """登记上报; `number` none draws one of the government's or its office's own series.

    Raises as `rules.send`; InvalidInput: a number that was typed is in the register already.
    """
    row, matter = await own(unit, actor, submission_id)
    rules.require_move(row, actor, "send")  # before a number is drawn, so that none is lost
    subject, written = submission_subject(row.id), ""
    if number is None:
        of = RegisterKey.GOVERNMENT if row.issuer == Issuer.GOVERNMENT else RegisterKey.OFFICE
        if row.destination == Destination.LETTER_AND_REPLY:  # a 函 to the city's organ (P6.1)
            of = RegisterKey.LETTER
        written = await draw(unit, of, subject=subject, title=matter.title, actor_id=actor.person_id)
    elif number:
        written = await enter_typed(unit, number, subject=subject, title=matter.title, actor_id=actor.person_id)
    await enter(unit, actor, rules.send(row, actor, day=day, number=written))
    summary = await unit.get(Summary, row.summary_id) if row.summary_id else None
    answers = upward_reminders.answers_date(row, summary, matter, unit.today, unit.workdays)
    rows = await unit.find(Submission, matter_id=matter.id)
    for key in upward_reminders.settled_by(row, rows, answers=answers, matter=matter):
        await desk.settle(unit, DeskKind.SUBMISSION, key)
    sent = await unit.require(Submission, row.id)
    await file_submission(unit, actor, sent, matter)
    return sent


async def set_city_date(unit: UnitOfWork, actor: Actor, matter_id: int, day: date, ref: str) -> Matter:
    """市级时限, of a matter and of what waits to be sent. Raises as `rules.set_city_due`."""
    matter = await visible_matter(unit, actor, matter_id)
    outcome = rules.set_city_due(
        matter,
        await summaries.waiting(unit, matter.id),
        actor,
        day=day,
        ref=ref,
        today=unit.today,
        before=rules.before_of(matter.track, unit.county),
        workdays=unit.workdays,
    )
    await enter(unit, actor, outcome)
    return await unit.require(Matter, matter.id)


async def submission_view(unit: UnitOfWork, notice: SubmissionCard, viewer: Actor) -> SubmissionView:
    """Load a report to those above."""
    row = await unit.require(Submission, notice.submission_id)
    matter = await unit.require(Matter, row.matter_id)
    destination = Destination(row.destination)
    newest = await summaries.newest_submissions(unit, matter.id)
    return SubmissionView(
        row=row,
        registration_number=matter.registration_number,
        title=matter.title,
        destination=DESTINATION_TITLES[destination],
        issuer=ISSUER_TITLES[Issuer(row.issuer)],
        above=ABOVE.get(destination, "市"),
        to_city=destination in UPWARD,
        may_enter=viewer.may(Permission.SUBMISSION_ENTER),
        overtaken=row.id not in {item.id for item in newest},
        closed=matter.status in ENDS,
    )


async def on_move(turn: Turn) -> None:
    """［市已收］ ［核销］."""
    press = turn.press
    assert isinstance(press, MoveSubmission)
    if press.act not in MOVES:
        raise StaleButton
    row, _ = await own(turn.unit, turn.actor, press.submission)
    await enter(turn.unit, turn.actor, MOVES[press.act](row, turn.actor))
    after = await turn.unit.require(Submission, row.id)
    turn.say_in_toast(SubmissionMoved(status=after.status.value))


async def on_basis(turn: Turn) -> None:
    """［全文及依据］: the text that goes up, and the report behind each sentence (R2)."""
    assert isinstance(turn.press, ShowBasisOf)
    row, matter = await own(turn.unit, turn.actor, turn.press.submission)
    summary = await turn.unit.require(Summary, row.summary_id)
    shown = SubmissionText(
        destination=DESTINATION_TITLES[Destination(row.destination)],
        text=summary.text,
        basis=await summaries.basis(turn.unit, matter, summary.sentences),
    )
    await outbox.tell(turn.unit, [shown])


_MAY = Permission.SUBMISSION_ENTER
ROUTES = (
    Tap(press=MoveSubmission, callback=on_move, may=_MAY),
    Tap(press=ShowBasisOf, callback=on_basis, may=_MAY),
)

VIEWS = {"submission_card": submission_view}

"""［印发催办通知单］: a numbered paper about what a unit is late with, to its liaisons and to those who lead it."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.conversation.setting import template_setting
from handlers.documents.freezing import document_of, freeze, tell_file
from handlers.documents.numbers import draw
from messages.drafting import urging_text
from messages.presses.reminding import IssueUrging
from messages.views.matters import short_name
from storage import outbox
from storage.queries import dispatching, owed
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Dispatch, Document, DocumentKind, Matter, Paper, ReportDue, Task, Unit
from supervision.notices.base import to_officer, to_post, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.urging import UrgingIssued, UrgingOffer, UrgingTold
from supervision.outcome import Fact, Outcome
from supervision.papers.numbering import RegisterKey
from supervision.refusals import NotFound
from supervision.reminding import urging_papers
from supervision.reminding.urging_papers import Urging
from supervision.roles import Permission


async def late_of(unit: UnitOfWork, matter_id: int, unit_id: int) -> list[ReportDue]:
    """What a unit is late with of a matter; nothing is late that was not delivered."""
    items = await owed.owed_reports(unit, matter_id=matter_id, unit_id=unit_id)
    return [item.due for item in items if item.is_over(unit.now)]


async def offer(unit: UnitOfWork, actor: Actor, matter_id: int, unit_id: int) -> None:
    """After a reminder: say that a paper may follow, where something is late and none went out today."""
    late = await late_of(unit, matter_id, unit_id)
    if not late or not actor.may(Permission.PAPER_ISSUE) or await _paper_of_today(unit, matter_id, unit_id):
        return
    matter, named = await unit.require(Matter, matter_id), await unit.require(Unit, unit_id)
    count = len({due.task_seq for due in late})
    told = UrgingOffer(matter_id=matter.id, unit_id=unit_id, unit=short_name(named), title=matter.title, late=count)
    await outbox.tell(unit, [told])


async def issue(unit: UnitOfWork, actor: Actor, matter_id: int, unit_id: int) -> UrgingIssued:
    """Number the paper and send it.

    Raises:
        NotFound: the unit has no paper of the matter.
        NotAllowed, WrongState: as `urging_papers.require_urged`.
    """
    late = await late_of(unit, matter_id, unit_id)
    again = await _paper_of_today(unit, matter_id, unit_id) is not None
    urging_papers.require_urged(actor, late, again=again)
    dispatch = await dispatch_of(unit, matter_id, unit_id)
    if dispatch is None:
        raise NotFound("paper")
    matter, to = await unit.require(Matter, matter_id), await unit.require(Unit, unit_id)
    tasks = await unit.find(Task, matter_id=matter_id)
    urging = Urging(
        title=matter.title,
        number=(await unit.require(Paper, dispatch.paper_id)).document_number,
        unit=to.name_on(unit.today),
        lines=urging_papers.lines_of(late, tasks, unit.today, unit.workdays),
    )
    document = await _drawn_up(unit, actor, matter, unit_id, urging)
    await _send(unit, actor, dispatch, urging, document)
    return UrgingIssued(
        number=document.number,
        unit=short_name(to),
        title=matter.title,
        without_account=bool(await dispatching.units_without_account(unit, (unit_id,))),
    )


async def _paper_of_today(unit: UnitOfWork, matter_id: int, unit_id: int) -> Document | None:
    return await document_of(unit, DocumentKind.URGING, urging_papers.subject_of(matter_id, unit_id, unit.today))


async def _drawn_up(unit: UnitOfWork, actor: Actor, matter: Matter, unit_id: int, urging: Urging) -> Document:
    subject = urging_papers.subject_of(matter.id, unit_id, unit.today)
    number = await draw(unit, RegisterKey.URGING, subject=subject, title=matter.title, actor_id=actor.person_id)
    text = urging_text(urging, template_setting(unit))
    return await freeze(
        unit,
        actor,
        DocumentKind.URGING,
        urging_papers.content(urging, text, unit.county, number=number, dated=unit.today),
        subject=subject,
        matter_id=matter.id,
        number=number,
    )


async def _send(unit: UnitOfWork, actor: Actor, dispatch: Dispatch, urging: Urging, document: Document) -> None:
    unit_id, matter = dispatch.unit_id, await unit.require(Matter, dispatch.matter_id)
    leading = (await dispatching.heads(unit, (unit_id,))).get(unit_id, ())
    recipients = (to_unit(unit_id), *map(to_post, leading))
    told = tuple(
        UrgingTold(
            to=to,
            number=document.number,
            unit=urging.unit,
            title=urging.title,
            paper_number=urging.number,
            lines=urging.lines,
            paper_id=dispatch.paper_id,
            unit_id=unit_id,
            workdays_given=unit.county.supplement_workdays,
        )
        for to in recipients
    )
    details = {"unit": unit_id, "number": document.number, "tasks": [line.seq for line in urging.lines]}
    await carry_out(unit, actor, Outcome(facts=(Fact("unit.urged", matter_subject(matter.id), details),), notices=told))
    for to in recipients:
        await tell_file(unit, document, to, reply_subject=paper_subject(dispatch.paper_id, unit_id))
    await tell_file(unit, document, to_officer(matter.registered_post_id))


async def on_issue(turn: Turn) -> None:
    """［印发催办通知单］."""
    press = turn.press
    assert isinstance(press, IssueUrging)
    await outbox.tell(turn.unit, [await issue(turn.unit, turn.actor, press.matter, press.unit)])


ROUTES = (Tap(press=IssueUrging, callback=on_issue, may=Permission.PAPER_ISSUE, chats=IN_PRIVATE),)

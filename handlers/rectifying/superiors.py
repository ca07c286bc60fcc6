"""垂管等单位: who was late and is not criticised, the letter to those above it, its signers, and that it was sent."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from handlers.approving.submitting import begin_approval
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.setting import template_setting
from handlers.documents import numbers
from handlers.documents.freezing import document_of, freeze, tell_file
from messages.drafting import letter_up_text
from messages.views.superiors import LetterUpText, LetterUpView
from storage import outbox
from storage.queries import approvals, kept_figures, reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.periods import title_of
from supervision.figures.groups import name_of
from supervision.model import (
    Bulletin,
    Chain,
    ChainPurpose,
    ChainStatus,
    LetterUp,
    ReportDue,
    StepStatus,
    Task,
    Unit,
)
from supervision.model.documents import DocumentKind
from supervision.notices.base import OFFICE
from supervision.notices.superiors import (
    ApartUnit,
    ApartUnits,
    LateReport,
    LetterUpCard,
    letter_up_subject,
)
from supervision.outcome import Outcome
from supervision.papers.letters import letter_content
from supervision.papers.numbering import RegisterKey
from supervision.procedures.tracks import letter_chain
from supervision.rectification import superiors
from supervision.refusals import InvalidInput
from supervision.reports.report_dates import UNCOUNTED, timeliness_at
from supervision.roles import OFFICE as OFFICE_ROLES
from supervision.roles import Permission

APART = "late_not_ordered"
"""The figure of a bulletin that counts them."""


async def apart_units(unit: UnitOfWork, actor: Actor, bulletin_id: int) -> ApartUnits:
    """Who was late in the period of a bulletin and cannot be criticised. Raises NotAllowed, NotFound."""
    actor.require(Permission.LETTER_UP_DRAFT)
    bulletin = await unit.require(Bulletin, bulletin_id)
    letters = {letter.unit_id: letter for letter in await unit.find(LetterUp, bulletin_id=bulletin_id)}
    found = []
    for unit_id, facts in (await _facts(unit, bulletin_id)).items():
        named = await unit.require(Unit, unit_id)
        letter = letters[unit_id].status.value if unit_id in letters else ""
        late = await _late(unit, facts)
        if late or letter:
            found.append(ApartUnit(unit_id, named.name, named.superior, tuple(late.values()), letter))
    return ApartUnits(bulletin_id=bulletin_id, period=title_of(bulletin), units=tuple(found))


async def _facts(unit: UnitOfWork, bulletin_id: int) -> dict[int, list[str]]:
    by_unit: dict[int, list[str]] = defaultdict(list)
    for thing in sorted(await kept_figures.things_of_figure(unit, bulletin_id, APART), key=lambda one: one[2]):
        by_unit[thing[2]].append(name_of(thing))
    return by_unit


async def _late(unit: UnitOfWork, facts: list[str]) -> dict[str, LateReport]:
    """What of it is late still: a date may have been moved or taken back since it was counted."""
    found = {}
    for fact in facts:
        matter_id, task_seq, unit_id, seq = map(int, fact.split("/"))
        due = await unit.require(ReportDue, matter_id, task_seq, unit_id, seq)
        judged = timeliness_at(due, unit.now, delivered=True, workdays=unit.workdays, zone=unit.county.zone)
        if due.status in UNCOUNTED or not judged.late:
            continue
        sent = await reports.paper_of(unit, matter_id, unit_id)
        found[fact] = LateReport(
            document_number=sent[0].document_number if sent else "",
            task_seq=task_seq,
            task=(await unit.require(Task, matter_id, task_seq)).text,
            due_on=due.due_on,
            received_at=due.first_answered_at,
            workdays=judged.workdays,
            as_of=unit.today,
        )
    return found


async def name_superior(unit: UnitOfWork, actor: Actor, unit_id: int, name: str) -> None:
    """Keep to whom letters about a unit go. Raises as `superiors.name_superior`."""
    await _carry(unit, actor, superiors.name_superior(await unit.require(Unit, unit_id), actor, name))


async def draft(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int, request: str) -> None:
    """Draft the letter, or word it anew; empty: the usual words.

    Raises as `superiors.require_draftable`; InvalidInput: what is asked will not do, or nobody said to whom it goes.
    """
    named, late, before = await case_of(unit, bulletin_id, unit_id)
    superiors.require_draftable(named, tuple(late), before, actor)
    if not named.superior:
        raise InvalidInput("superior", "empty")
    content = LetterUpText(
        unit_name=named.name,
        superior=named.superior,
        to_itself=named.superior == named.name,
        reports=tuple(late.values()),
        request=superiors.require_request(request) if request else "",
    )
    outcome = superiors.draft(
        named,
        tuple(late),
        before,
        actor,
        unit.now,
        letter_id=before.id if before else await unit.new_id("letter_up"),
        bulletin_id=bulletin_id,
        text=letter_up_text(content, template_setting(unit)),
    )
    await _carry(unit, actor, outcome)


async def case_of(
    unit: UnitOfWork, bulletin_id: int, unit_id: int
) -> tuple[Unit, dict[str, LateReport], LetterUp | None]:
    """A unit, what of it was late by the names of the figures, and its letter if it has one."""
    late = await _late(unit, (await _facts(unit, bulletin_id)).get(unit_id, []))
    before = await unit.first(LetterUp, bulletin_id=bulletin_id, unit_id=unit_id)
    return await unit.require(Unit, unit_id), late, before


async def _carry(unit: UnitOfWork, actor: Actor, outcome: Outcome) -> None:
    post = actor.post_in(*OFFICE_ROLES)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def submit(unit: UnitOfWork, actor: Actor, letter_id: int) -> None:
    """Send it to 副主任 and 主任. Raises as `superiors.submit` and `begin_approval`."""
    letter = await unit.require(LetterUp, letter_id)
    await _carry(unit, actor, superiors.submit(letter, actor))
    await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.LETTER_UP,
        subject_id=letter.id,
        title=f"函（致{letter.superior}）",
        text=letter.text,
        steps=letter_chain(unit.county),
        drafters=(letter.drafted_by,),
    )
    await outbox.redraw(unit, [letter_up_subject(letter.id)])


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: the letter has its number and its file, and the Office sends it."""
    letter = await unit.require(LetterUp, chain.subject_id)
    subject = letter_up_subject(letter.id)
    title = f"致{letter.superior}的函"
    number = await numbers.draw(unit, RegisterKey.LETTER, subject=subject, title=title, actor_id=actor.person_id)
    await carry_out(unit, actor, superiors.approved(letter, number))
    phone = unit.county.contact_phone
    document = await freeze(
        unit,
        actor,
        DocumentKind.LETTER,
        letter_content(
            chain.text,
            unit.county,
            number=number,
            dated=unit.today,
            note=f"联系人：{unit.county.supervision_office}　电话：{phone}" if phone else "",
        ),
        subject=subject,
        number=number,
        text_hash=chain.text_hash,
    )
    await outbox.tell_again(unit, LetterUpCard(to=OFFICE, letter_id=letter.id))
    await tell_file(unit, document, OFFICE)


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent it back."""
    letter = await unit.require(LetterUp, chain.subject_id)
    await carry_out(unit, actor, superiors.sent_back(letter, words))
    await outbox.tell_again(unit, LetterUpCard(to=OFFICE, letter_id=letter.id))


async def send(unit: UnitOfWork, actor: Actor, letter_id: int, on: date) -> None:
    """登记发出. Raises as `superiors.send`."""
    await _carry(unit, actor, superiors.send(await unit.require(LetterUp, letter_id), actor, on))


async def letter_up_view(unit: UnitOfWork, notice: LetterUpCard, viewer: Actor) -> LetterUpView:
    """A letter, and how it stands."""
    letter = await unit.require(LetterUp, notice.letter_id)
    found = await approvals.newest_signing(unit, ChainPurpose.LETTER_UP, letter.id, tuple(ChainStatus))
    returned = next((step for step in found.steps if step.status is StepStatus.SENT_BACK), None) if found else None
    document = await document_of(unit, DocumentKind.LETTER, letter_up_subject(letter.id))
    return LetterUpView(
        letter_id=letter.id,
        bulletin_id=letter.bulletin_id,
        unit_id=letter.unit_id,
        unit_name=(await unit.require(Unit, letter.unit_id)).name,
        superior=letter.superior,
        text=letter.text,
        status=letter.status.value,
        now_with=found.now_with if found else "",
        returned_by=returned.signer if returned else "",
        returned_words=returned.opinion if returned else "",
        number=letter.number,
        sent_on=letter.sent_on,
        document_id=document.id if document else 0,
        may_act=viewer.may(Permission.LETTER_UP_DRAFT),
    )


VIEWS = {"letter_up_card": letter_up_view}
CHAIN_EFFECTS = {ChainPurpose.LETTER_UP: ChainEffect(approved, sent_back)}

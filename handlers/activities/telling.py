"""告知单位: what was found is told to its unit, whose reply is a report; and the photographs of a finding."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.heard import INCOMING
from handlers.conversation.routes import IN_PRIVATE, Reply, Tap
from handlers.reporting.loading import short_number_of
from handlers.reporting.replying import Target, joins_album, message_of, submit
from messages.presses.activities import ShowFinding, ShowPhotos, TellUnit
from messages.views.matters import short_name
from storage import audit, outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection import findings
from supervision.inspection.activities import require_member
from supervision.model import Activity, Finding, Person, Post, StoredFile, Task, Unit
from supervision.notices.activities import ActivityNoted, FindingCard, FindingPhotos, finding_subject
from supervision.notices.base import HERE
from supervision.refusals import NotFound
from supervision.reports.reporting import require_member as require_unit
from supervision.roles import DRAFTERS, UNIT_LEADERS, Permission


async def tell(unit: UnitOfWork, actor: Actor, finding_id: int) -> None:
    """Tell a unit what was found of its task.

    Raises:
        NotAllowed, NotFound: it is not for him.
        AlreadyDecided: it was told before.
    """
    actor.require(Permission.ACTIVITY_FIND)
    finding = await seen_by(unit, actor, finding_id)
    named = await unit.require(Unit, finding.unit_id)
    task = await unit.require(Task, finding.matter_id, finding.task_seq)
    outcome = findings.tell(
        finding,
        await unit.find(Post, unit_id=finding.unit_id, role=tuple(UNIT_LEADERS), active=True),
        document_number=await short_number_of(unit, finding.matter_id, finding.unit_id),
        task=task.text,
        unit=short_name(named),
        teller=await _teller(unit, finding),
        now=unit.now,
    )
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def seen_by(unit: UnitOfWork, actor: Actor, finding_id: int) -> Finding:
    """The finding, for who went along or is of the Office. Raises NotFound."""
    finding = await unit.get(Finding, finding_id)
    if finding is None:
        raise NotFound("activity")
    require_member(await unit.require(Activity, finding.activity_id), actor)
    return finding


async def _teller(unit: UnitOfWork, finding: Finding) -> str:
    rows = await audit.history(unit, finding_subject(finding.id))
    told = next((row.person_id for row in rows if row.event == "finding.told"), 0)
    person = await unit.get(Person, told) if told else None
    return person.name if person else ""


async def on_tell(turn: Turn) -> None:
    """［告知单位］."""
    assert isinstance(turn.press, TellUnit)
    await tell(turn.unit, turn.actor, turn.press.finding)
    turn.say_in_toast(ActivityNoted(what="told"))


async def on_show(turn: Turn) -> None:
    """One finding of the activity's card."""
    assert isinstance(turn.press, ShowFinding)
    finding = await seen_by(turn.unit, turn.actor, turn.press.finding)
    again = await turn.unit.new_id("again")
    await outbox.tell(turn.unit, [FindingCard(to=HERE, finding_id=finding.id, again=again)])


async def on_photos(turn: Turn) -> None:
    """［查看照片］: the messages themselves."""
    assert isinstance(turn.press, ShowPhotos)
    finding = await seen_by(turn.unit, turn.actor, turn.press.finding)
    by_chat: dict[int, list[int]] = {}
    for file in await turn.unit.find(StoredFile, finding_id=finding.id):
        by_chat.setdefault(file.chat_id, []).append(file.message_id)
    photos = [FindingPhotos(chat_id=chat, message_ids=tuple(sorted(set(ids)))) for chat, ids in by_chat.items()]
    await outbox.tell(turn.unit, photos)


async def replied(turn: Turn) -> None:
    """A unit's reply to what was found is a report on that task; no other date comes of it."""
    card = INCOMING.get().card
    finding = await turn.unit.get(Finding, int(card.subject_key)) if card else None
    if finding is None:
        raise NotFound("report")
    require_unit(turn.actor, finding.unit_id)
    message = await message_of(turn)
    if not await joins_album(turn, message):
        await submit(turn.unit, turn.actor, message, Target(finding.unit_id, finding.matter_id, finding.task_seq))
    await dialogue.repeat(turn)


ROUTES = (
    Tap(press=TellUnit, callback=on_tell, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),
    Tap(press=ShowFinding, callback=on_show, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),
    Tap(press=ShowPhotos, callback=on_photos, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),
    Reply(subject="finding_told", callback=replied, may=Permission.REPORT_SUBMIT),
)

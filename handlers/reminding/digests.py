"""What reminders say when they are sent: only what is still owed then, as it stands then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from handlers.reminding.lines import name_of, owed_line, paper_line
from messages.views.digests import DeskLine, DigestView, OwedLine, PaperLine, RatifyLine, SigningLine, WeekLine
from storage.queries import owed, reminders
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.verbal import IN_FORCE, UNRATIFIED
from supervision.calendars.deadlines import local_date
from supervision.desk_items import DESK, thing_of
from supervision.model import (
    Chain,
    DeskItem,
    Post,
    Reminder,
    SigningStep,
    StepStatus,
)
from supervision.notices.reminding import Digest, UnitReminded, UrgentReminder
from supervision.reminding.reminders import WEEK, limit_of, may_send_digests, rung_key
from supervision.roles import OFFICE, UNIT_LEADERS, Permission, Role


@dataclass(slots=True)
class Sections:
    """The sections of a digest while they are filled."""

    soon: list[OwedLine] = field(default_factory=list)
    over: list[OwedLine] = field(default_factory=list)
    unacknowledged: dict[tuple[int, int], PaperLine] = field(default_factory=dict)
    signing: list[SigningLine] = field(default_factory=list)
    to_urge: list[OwedLine] = field(default_factory=list)
    to_phone: list[PaperLine] = field(default_factory=list)
    weeks: list[WeekLine] = field(default_factory=list)
    with_leaders: list[SigningLine] = field(default_factory=list)
    to_ratify: list[RatifyLine] = field(default_factory=list)
    unratified: list[RatifyLine] = field(default_factory=list)
    desk: list[DeskLine] = field(default_factory=list)
    for_leader: bool = False

    def view(self, unit: UnitOfWork, name: str = "") -> DigestView:
        """The view of what was filled in."""
        return DigestView(
            unit.today,
            tuple(self.soon),
            tuple(self.over),
            tuple(self.unacknowledged.values()),
            tuple(self.signing),
            tuple(self.to_urge),
            tuple(self.to_phone),
            tuple(self.weeks),
            self.for_leader,
            name,
            tuple(self.with_leaders),
            tuple(self.to_ratify),
            tuple(self.unratified),
            tuple(self.desk),
        ).told_apart()


async def sections_of(unit: UnitOfWork, rows: Iterable[Reminder], person_id: int | None = None) -> Sections:
    """Sort reminders into sections; what is done by now, or of a post that the person left, is dropped."""
    sections = Sections()
    for row in rows:
        post = await unit.get(Post, row.post_id)
        if post is None or (person_id is not None and post.holder_id != person_id):
            continue
        filled = await _fill(unit, sections, row, post)
        sections.for_leader |= filled and post.role in UNIT_LEADERS
    return sections


async def _fill(unit: UnitOfWork, sections: Sections, row: Reminder, post: Post) -> bool:
    if rung_key(row.rung) == DESK:
        return await _fill_desk(unit, sections, row)
    if rung_key(row.rung) == WEEK:
        return await _fill_week(unit, sections, row)
    if rung_key(row.rung) == UNRATIFIED:
        return await _fill_unratified(unit, sections, row, post)
    if not row.unit_id:
        return await _fill_signing(unit, sections, row, post)
    if not row.task_seq:
        return await _fill_paper(unit, sections, row, post)
    return await _fill_owed(unit, sections, row, post)


async def _fill_owed(unit: UnitOfWork, sections: Sections, row: Reminder, post: Post) -> bool:
    item = await owed.owed_report(unit, row)
    if item is None:
        return False
    late = unit.now > limit_of(item.due)
    if late and item.delivered_at is None:
        dispatch = await dispatch_of(unit, item.due.matter_id, item.due.unit_id)
        if dispatch is not None:
            line = await paper_line(unit, dispatch)
            sections.unacknowledged[line.paper_id, line.unit_id] = line
        return dispatch is not None
    told = await _also_told(unit, row, post) if late else ()
    line_of_report = await owed_line(unit, item, also_told=told)
    if line_of_report is None:
        return False
    if post.role in OFFICE or post.role is Role.SECTION_CLERK:
        sections.to_urge.append(line_of_report)
    else:
        (sections.over if late else sections.soon).append(line_of_report)
    return True


async def _also_told(unit: UnitOfWork, row: Reminder, reader: Post) -> tuple[str, ...]:
    """To the liaison: the titles of those above him who hear of the same rung."""
    if reader.role is not Role.LIAISON:
        return ()
    same = await unit.find(
        Reminder,
        matter_id=row.matter_id,
        task_seq=row.task_seq,
        unit_id=row.unit_id,
        due_seq=row.due_seq,
        rung=row.rung,
    )
    posts = await unit.find(Post, id=[item.post_id for item in same])
    above = [post for post in posts if post.role in UNIT_LEADERS and post.holder_id not in (None, reader.holder_id)]
    return tuple(dict.fromkeys(post.role for post in above))


async def _fill_paper(unit: UnitOfWork, sections: Sections, row: Reminder, post: Post) -> bool:
    waiting = await owed.waiting_paper(unit, row.due_seq, row.unit_id)
    if waiting is None or (waiting.told_at is not None and post.role is not Role.LIAISON):
        return False
    line = await paper_line(unit, waiting.dispatch, told=waiting.told_at is not None)
    if post.unit_id == row.unit_id:
        sections.unacknowledged[line.paper_id, line.unit_id] = line
    else:
        sections.to_phone.append(line)
    return True


async def _fill_signing(unit: UnitOfWork, sections: Sections, row: Reminder, post: Post) -> bool:
    waiting = await owed.waiting_step(unit, row.due_seq, row.task_seq)
    if waiting is None:
        return False
    chain = await unit.require(Chain, row.due_seq)
    line = SigningLine(chain.title, waiting.step.act, row.counted_from or chain.started_at, waiting.step.title)
    (sections.with_leaders if post.role is Role.SECRETARY else sections.signing).append(line)
    return True


async def _fill_unratified(unit: UnitOfWork, sections: Sections, row: Reminder, post: Post) -> bool:
    """A consent by telephone past its term: to the leader who gave it, and to the Office."""
    step = await unit.get(SigningStep, row.due_seq, row.task_seq)
    chain = await unit.get(Chain, row.due_seq)
    if step is None or chain is None or step.status is not StepStatus.VERBAL or chain.status not in IN_FORCE:
        return False
    line = RatifyLine(chain.title, step.signer, step.verbal_at or chain.started_at, row.counted_from or row.created_at)
    (sections.to_ratify if post.id == step.ratifier_post_id else sections.unratified).append(line)
    return True


async def _fill_desk(unit: UnitOfWork, sections: Sections, row: Reminder) -> bool:
    item = await unit.get(DeskItem, *thing_of(row.rung))
    if item is None or item.done_at is not None:
        return False
    sections.desk.append(DeskLine(item.kind, item.title, item.number, item.due_on))
    return True


async def _fill_week(unit: UnitOfWork, sections: Sections, row: Reminder) -> bool:
    items = await owed.owed_reports(unit, unit_id=row.unit_id)
    if not items:
        return False
    sunday = unit.today + timedelta(days=6 - unit.today.weekday())
    limits = [limit_of(item.due) for item in items]
    late = [item for item in items if item.is_over(unit.now)]
    soon = [limit for limit in limits if unit.now <= limit and local_date(limit, unit.county.zone) <= sunday]
    sections.weeks.append(WeekLine(await name_of(unit, row.unit_id), len(items), len(soon), len(late)))
    return True


async def digest(unit: UnitOfWork, notice: Digest, viewer: Actor) -> DigestView:
    """Load a person's digest."""
    rows = await reminders.said_by(unit, notice.row_key)
    view = (await sections_of(unit, rows, notice.person_id)).view(unit)
    return replace(view, may_issue=viewer.may(Permission.PAPER_ISSUE)).within(unit.county.unit_lines)


async def urgent_reminder(unit: UnitOfWork, notice: UrgentReminder, viewer: Actor) -> DigestView:
    """Load a reminder that goes alone."""
    return (await sections_of(unit, await reminders.said_by(unit, notice.row_key))).view(unit)


async def unit_reminded(unit: UnitOfWork, notice: UnitReminded, viewer: Actor) -> DigestView:
    """Load what a unit owes of one matter."""
    sections = Sections()
    for item in await owed.owed_reports(unit, matter_id=notice.matter_id, unit_id=notice.unit_id):
        line = await owed_line(unit, item)
        if line is not None:
            (sections.over if item.is_over(unit.now) else sections.soon).append(line)
    dispatch = await dispatch_of(unit, notice.matter_id, notice.unit_id)
    if dispatch is not None and (waiting := await owed.waiting_paper(unit, dispatch.paper_id, dispatch.unit_id)):
        paper = await paper_line(unit, waiting.dispatch, told=waiting.told_at is not None)
        sections.unacknowledged[paper.paper_id, paper.unit_id] = paper
    return sections.view(unit, await name_of(unit, notice.unit_id))


async def digest_lapsed(unit: UnitOfWork, key: str) -> bool:
    """Whether a digest that was not sent is pointless: nothing left to say, or its day is over for the office."""
    _, person_id, rest = key.split("/", 2)
    day = rest.partition("@")[0]
    if day != unit.today.isoformat() or not may_send_digests(unit.now, unit.county, unit.workdays):
        return True
    return (await sections_of(unit, await reminders.said_by(unit, key), int(person_id))).view(unit).is_empty


async def reminder_over(unit: UnitOfWork, key: str) -> bool:
    """Whether what the message reminds of was done in the meantime."""
    return (await sections_of(unit, await reminders.said_by(unit, key))).view(unit).is_empty


async def unit_owes_nothing(unit: UnitOfWork, key: str) -> bool:
    """Whether a unit (`matter/unit`) owes no report of the matter any more."""
    matter_id, _, unit_id = key.partition("/")
    return not await owed.owed_reports(unit, matter_id=int(matter_id), unit_id=int(unit_id), limit=1)


VIEWS = {"digest": digest, "urgent_reminder": urgent_reminder, "unit_reminded": unit_reminded}
CONDITIONS = {
    "digest_lapsed": digest_lapsed,
    "reminder_over": reminder_over,
    "unit_owes_nothing": unit_owes_nothing,
}

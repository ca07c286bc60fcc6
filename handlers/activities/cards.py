"""What the cards of 督查活动 show."""

from __future__ import annotations

from handlers.approving.with_plan import Spot, spots_of
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.activities import ShowActivity
from messages.views.activities import ActivityLine, ActivityListView, ActivityView, FindingLine, FindingView
from messages.views.matters import short_name
from storage import outbox
from storage.queries import activities as queries
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection.activities import clause_of, require_member
from supervision.inspection.activity_plans import begins_with_paper, is_held, is_signed_with
from supervision.model import (
    Activity,
    ActivityStatus,
    ChainPurpose,
    ChainStatus,
    FileStatus,
    Finding,
    Matter,
    Person,
    StepStatus,
    StoredFile,
    Task,
    Unit,
)
from supervision.notices.activities import ActivityCard, ActivityList, FindingCard
from supervision.notices.base import HERE
from supervision.refusals import NotFound
from supervision.roles import OFFICE, Permission

PER_PAGE = 4


def goes_along(activity: Activity, actor: Actor) -> bool:
    """Whether he is of the Office, or a member."""
    return bool(actor.roles & OFFICE) or any(actor.holds(post_id) for post_id in activity.member_posts)


async def activity_list(unit: UnitOfWork, notice: ActivityList, viewer: Actor) -> ActivityListView:
    """Load one page of the activities that are not over and that he may see."""
    found = [item for item in await queries.open_activities(unit) if goes_along(item, viewer)]
    page = page_of(len(found), PER_PAGE, notice.page)
    return ActivityListView(
        lines=tuple(
            ActivityLine(item.id, item.kind, item.title, item.status, item.since, item.until)
            for item in page.cut(found)
        ),
        total=len(found),
        page=page.number,
        pages=page.pages,
        may_plan=viewer.may(Permission.ACTIVITY_PLAN),
    )


async def activity_card(unit: UnitOfWork, notice: ActivityCard, viewer: Actor) -> ActivityView:
    """Load an activity."""
    activity = await unit.require(Activity, notice.activity_id)
    matter = await unit.get(Matter, activity.matter_id) if activity.matter_id else None
    units = {item.id: short_name(item) for item in await unit.find(Unit, id=list(activity.unit_ids))}
    spots = {spot.place: spot for spot in await spots_of(unit, activity)}
    findings = await queries.findings_of(unit, activity.id)
    together = matter is not None and is_signed_with(matter)
    waits_for, words, step = await _signing(unit, activity, together=together)
    return ActivityView(
        activity=activity,
        matter=f"{matter.title}（登记号{matter.registration_number}）" if matter else "",
        units=tuple(units[unit_id] for unit_id in activity.unit_ids),
        tasks=tuple(dict.fromkeys(f"{spot.item}　{spot.text}" for spot in spots.values())),
        findings=tuple([_line(item, spots, units) for item in findings]),
        looked_at=len({_place(item) for item in findings}),
        places=len(spots),
        clause=clause_of(activity, matter.track if matter else ""),
        waits_for=waits_for,
        returned_words=words,
        may_plan=viewer.may(Permission.ACTIVITY_PLAN),
        may_find=viewer.may(Permission.ACTIVITY_FIND) and goes_along(activity, viewer),
        signed_with=activity.matter_id if together else 0,
        with_paper=matter is not None and begins_with_paper(matter),
        held=matter is not None and is_held(matter),
        step=step if viewer.may(Permission.RECORD_ENTER) and viewer.may(Permission.ACTIVITY_PLAN) else "",
    )


def _place(finding: Finding) -> tuple[int, int, int]:
    return finding.matter_id, finding.task_seq, finding.unit_id


def _line(finding: Finding, spots: dict[tuple[int, int, int], Spot], units: dict[int, str]) -> FindingLine:
    spot = spots.get(_place(finding))
    item = spot.item if spot else f"第{finding.task_seq}项"
    told = finding.told_at is not None
    return FindingLine(finding.id, units.get(finding.unit_id, ""), item, finding.verdict, finding.text, told)


async def _signing(unit: UnitOfWork, activity: Activity, *, together: bool) -> tuple[str, str, str]:
    """With whom the plan is, by itself or together with its matter, why it was sent back, and the step that waits."""
    subject = (ChainPurpose.ISSUE, activity.matter_id) if together else (ChainPurpose.ACTIVITY, activity.id)
    found = await approvals.newest_signing(unit, *subject, tuple(ChainStatus))
    if found is None:
        return "", "", ""
    waits, current = activity.status is ActivityStatus.IN_APPROVAL, found.current
    step = f"{current.chain_id}/{current.seq}" if waits and current is not None else ""
    back = [step.opinion for step in found.steps if step.status is StepStatus.SENT_BACK]
    words = back[0] if back and activity.status is ActivityStatus.SENT_BACK else ""
    return found.now_with if waits else "", words, step


async def finding_card(unit: UnitOfWork, notice: FindingCard, viewer: Actor) -> FindingView:
    """Load what was found at one place."""
    finding = await unit.require(Finding, notice.finding_id)
    activity = await unit.require(Activity, finding.activity_id)
    spots = {spot.place: spot for spot in await spots_of(unit, activity)}
    spot = spots.get(_place(finding))
    task = await unit.require(Task, finding.matter_id, finding.task_seq)
    by = await unit.get(Person, finding.found_by)
    files = await unit.find(StoredFile, finding_id=finding.id)
    return FindingView(
        finding_id=finding.id,
        activity=activity.title,
        unit=short_name(await unit.require(Unit, finding.unit_id)),
        item=spot.item if spot else f"第{finding.task_seq}项",
        task=task.text,
        verdict=finding.verdict,
        text=finding.text,
        by=by.name if by else "",
        at=finding.found_at,
        photos=len(files),
        lost=sum(file.status is FileStatus.REFUSED for file in files),
        told_at=finding.told_at,
        may_tell=viewer.may(Permission.ACTIVITY_FIND) and goes_along(activity, viewer),
    )


async def show_activity(turn: Turn) -> None:
    """The activity's card once more."""
    assert isinstance(turn.press, ShowActivity)
    activity = await turn.unit.get(Activity, turn.press.activity)
    if activity is None:
        raise NotFound("activity")
    require_member(activity, turn.actor)
    again = await turn.unit.new_id("again")
    await outbox.tell(turn.unit, [ActivityCard(to=HERE, activity_id=activity.id, again=again)])


VIEWS = {"activity_list": activity_list, "activity_card": activity_card, "finding_card": finding_card}
ROUTES = (Tap(press=ShowActivity, callback=show_activity, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),)

"""The plan before its signers, and what its approval leads to: beginning, announcing, ending."""

from __future__ import annotations

from handlers.activities.filing import file_plan
from handlers.approving.submitting import begin_approval, plan_approval
from handlers.approving.with_plan import plan_text, spots_of
from handlers.conversation.answering import typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.documents.numbers import draw
from messages.presses.activities import (
    CancelActivity,
    ConcludeActivity,
    ConfirmPlan,
    PreviewPlan,
    StartActivity,
)
from messages.views.matters import short_name
from messages.work_labels import ACTIVITY
from storage import outbox
from storage.queries import activities as queries
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, hash_of
from supervision.inspection import activities, activity_plans
from supervision.inspection.activities import Move
from supervision.model import Activity, Chain, ChainPurpose, Draft, Matter, Person, Unit
from supervision.notices.activities import ActivityNoted, ConclusionPrompt, PlanPreview, PlanSigner
from supervision.papers.numbering import RegisterKey
from supervision.procedures.steps import Steps
from supervision.refusals import StaleButton, WrongState
from supervision.roles import OFFICE, Permission
from supervision.subjects import Subject


async def preview(unit: UnitOfWork, actor: Actor, activity_id: int) -> PlanPreview:
    """Show the plan as its signers will get it, who they are, and which units were inspected a few days ago.

    Raises:
        NotAllowed: only the Office plans.
        WrongState: it was sent, or is beyond that; or it is sent with its matter.
        InvalidInput: some of its tasks are being inspected already (Order 733 art. 15).
        VacantPost, OwnDraft: it cannot be sent as things are.
    """
    activity, steps, leader_post_id = await _to_send(unit, actor, activity_id)
    planned = await plan_approval(
        unit, actor, steps=steps, leader_post_id=leader_post_id, drafters=(activity.drafted_by,)
    )
    names = {one.id: one.name for one in await unit.find(Person, id=[step.holder_id for step in planned])}
    text = await plan_text(unit, activity)
    since = unit.workdays.add_workdays(activity.since, -activities.FREQUENT_WORKDAYS)
    again = await queries.units_inspected_since(unit, since, activity.id) & set(activity.unit_ids)
    frequent = await unit.find(Unit, id=sorted(again)) if again else []
    return PlanPreview(
        activity_id=activity.id,
        text_hash=hash_of(text),
        text=text,
        signers=tuple(PlanSigner(step.title, step.act, names[step.holder_id]) for step in planned),
        frequent=tuple(short_name(item) for item in frequent),
        frequent_workdays=activities.FREQUENT_WORKDAYS,
    )


async def _to_send(unit: UnitOfWork, actor: Actor, activity_id: int) -> tuple[Activity, Steps, int | None]:
    actor.require(Permission.ACTIVITY_PLAN)
    activity = await unit.require(Activity, activity_id)
    matter = await unit.get(Matter, activity.matter_id) if activity.matter_id else None
    activity_plans.require_not_held(matter)
    if matter is not None and activity_plans.is_signed_with(matter):
        raise WrongState("activity", "with_matter")
    taken = activities.repeated(activity, await queries.busy_activities(unit))
    spots = await spots_of(unit, activity)
    named = {spot.item for spot in spots if activities.task_key(spot.matter_id, spot.task_seq) in taken}
    activities.submit(activity, named)
    steps = activities.steps_of(activity, matter.track if matter else "", unit.county)
    return activity, steps, matter.leader_post_id if matter else None


async def submit(unit: UnitOfWork, actor: Actor, activity_id: int, shown: str) -> Chain:
    """Send the plan as the preview showed it. Raises StaleButton if it was changed since, and as `preview`."""
    activity, steps, leader_post_id = await _to_send(unit, actor, activity_id)
    text = await plan_text(unit, activity)
    if len(shown) < SHOWN or not hash_of(text).startswith(shown):
        raise StaleButton
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, activities.submit(activity, ()), post_id=post.id if post else None)
    return await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.ACTIVITY,
        subject_id=activity.id,
        title=f"{ACTIVITY[activity.kind]}方案",
        text=text,
        steps=steps,
        leader_post_id=leader_post_id,
        drafters=(activity.drafted_by,),
        matter_id=activity.matter_id,
    )


async def start(unit: UnitOfWork, actor: Actor, activity_id: int, *, announced: bool) -> str:
    """Begin what was approved; announced, the units get a numbered notice. Gives the number, empty without.

    Raises:
        NotAllowed, WrongState: not he, not now; or it begins with its matter's paper.
    """
    actor.require(Permission.ACTIVITY_PLAN)
    activity = await unit.require(Activity, activity_id)
    activities.move(activity, Move.START)
    if activity.matter_id:
        matter = await unit.require(Matter, activity.matter_id)
        activity_plans.require_not_held(matter)
        activity_plans.require_paper(matter)
    number = await _number(unit, actor, activity) if announced else ""
    tasks: dict[int, tuple[str, ...]] = {}
    for spot in await spots_of(unit, activity):
        tasks[spot.unit_id] = (*tasks.get(spot.unit_id, ()), f"{spot.item}　{spot.text}")
    post = actor.post_in(*OFFICE)
    outcome = activities.start(activity, number, unit.now, tasks)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return number


async def _number(unit: UnitOfWork, actor: Actor, activity: Activity) -> str:
    subject = Subject("activity", str(activity.id))
    return await draw(unit, RegisterKey.SUPERVISION, subject=subject, title=activity.title, actor_id=actor.person_id)


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature."""
    activity = await unit.require(Activity, chain.subject_id)
    await carry_out(unit, actor, activities.approve(activity, chain))
    await file_plan(unit, actor, activity, chain)


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer wants it changed."""
    await carry_out(unit, actor, activities.send_back(await unit.require(Activity, chain.subject_id), words))


async def on_preview(turn: Turn) -> None:
    """［预览送审］."""
    assert isinstance(turn.press, PreviewPlan)
    await outbox.tell(turn.unit, [await preview(turn.unit, turn.actor, turn.press.activity)])


async def on_confirm(turn: Turn) -> None:
    """［确认送审］."""
    assert isinstance(turn.press, ConfirmPlan)
    chain = await submit(turn.unit, turn.actor, turn.press.activity, turn.press.shown)
    started = await approvals.signing(turn.unit, chain.id)
    turn.say_in_toast(ActivityNoted(what="sent", now_with=started.now_with))


async def on_start(turn: Turn) -> None:
    """［通知单位并开始］, ［直接开始］."""
    assert isinstance(turn.press, StartActivity)
    number = await start(turn.unit, turn.actor, turn.press.activity, announced=bool(turn.press.announced))
    turn.say_in_toast(ActivityNoted(what="announced" if number else "started", number=number))


async def on_cancel(turn: Turn) -> None:
    """［取消督查］."""
    assert isinstance(turn.press, CancelActivity)
    turn.actor.require(Permission.ACTIVITY_PLAN)
    activity = await turn.unit.require(Activity, turn.press.activity)
    await carry_out(turn.unit, turn.actor, activities.cancel(activity))
    turn.say_in_toast(ActivityNoted(what="cancelled"))


async def on_conclude(turn: Turn) -> None:
    """［结束督查］: ask for the conclusion."""
    assert isinstance(turn.press, ConcludeActivity)
    activity = await turn.unit.require(Activity, turn.press.activity)
    activities.move(activity, Move.CONCLUDE)
    activities.require_told(await _untold(turn.unit, activity))
    await open_flow(turn, CONCLUSION, "conclusion.words", {"activity": activity.id, "title": activity.title})


async def _untold(unit: UnitOfWork, activity: Activity) -> int:
    return sum(finding.told_at is None for finding in await queries.findings_of(unit, activity.id))


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    words = typed(said, "conclusion", activities.LONGEST_CONCLUSION)
    turn.actor.require(Permission.ACTIVITY_PLAN)
    activity = await turn.unit.require(Activity, int(str(draft.answers["activity"])))
    activities.require_told(await _untold(turn.unit, activity))
    await carry_out(turn.unit, turn.actor, activities.conclude(activity, words, turn.unit.now))
    return END


CONCLUSION = Flow("conclusion", ConclusionPrompt, {"conclusion.words": Question(_show_words, _take_words)})
FLOWS = {CONCLUSION.name: CONCLUSION}
CHAIN_EFFECTS = {ChainPurpose.ACTIVITY: ChainEffect(approved, sent_back)}

_PLAN = Permission.ACTIVITY_PLAN
ROUTES = (
    Tap(press=PreviewPlan, callback=on_preview, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=ConfirmPlan, callback=on_confirm, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=StartActivity, callback=on_start, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=CancelActivity, callback=on_cancel, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=ConcludeActivity, callback=on_conclude, may=_PLAN, chats=IN_PRIVATE),
)

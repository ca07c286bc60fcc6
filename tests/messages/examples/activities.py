"""督查活动: the Office's cards, the plan, what units are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.activities import ActivityLine, ActivityListView, ActivityView, FindingLine, FindingView
from supervision.model import Activity, ActivityKind, ActivityStatus
from supervision.notices.activities import (
    ActivityApproved,
    ActivityConcluded,
    ActivityInterrupted,
    ActivityNoted,
    ActivityNotice,
    ActivityPrompt,
    ConclusionPrompt,
    FindingPhotos,
    FindingPrompt,
    FindingTold,
    PlanPreview,
    PlanSigner,
    PlanText,
)
from supervision.notices.base import to_officer, to_unit
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 5, 10, 20, tzinfo=ZONE)
FROM, TO = date(2026, 3, 5), date(2026, 3, 6)
TASK = "12号第2项　北城河清淤2.3公里"
ACTIVITY = Activity(
    id=3,
    kind=ActivityKind.SITE_VISIT,
    title="城区防汛<重点>工作",
    since=FROM,
    until=TO,
    drafted_by=8,
    drafted_post_id=8,
    drafted_at=AT,
    content="查看清淤进度、排水口管护情况，采取现场查看、查阅资料的方式。",
    members=("督查室甲", "县纪委监委张三"),
    unit_ids=(4, 5),
)
VIEW = ActivityView(
    activity=ACTIVITY,
    matter="",
    units=("县住建局", "县水利局"),
    tasks=("12号第1项　凯旋路等3处积水点改造", TASK),
    findings=(),
    looked_at=0,
    places=3,
    clause="二（三）3",
    may_plan=True,
    may_find=True,
)
FOUND = (
    FindingLine(1, "县住建局", "12号第1项", "met", "3处积水点均已开工。", told=True),
    FindingLine(2, "县水利局", "12号第2项", "false", "现场仅完成1.1公里，与反馈的2.3公里不符。", told=False),
)


def state(status: ActivityStatus, **changes: object) -> ActivityView:
    view = replace(VIEW, activity=replace(ACTIVITY, status=status))
    return replace(view, **changes)  # type: ignore[arg-type]


RUNNING = replace(state(ActivityStatus.RUNNING), findings=FOUND, looked_at=2)
FINDING = FindingView(
    finding_id=2,
    activity="城区防汛重点工作",
    unit="县水利局",
    item="12号第2项",
    task="北城河清淤2.3公里",
    verdict="false",
    text="现场仅完成1.1公里，<b>与反馈的2.3公里不符</b>。",
    by="督查室甲",
    at=AT,
    photos=3,
    lost=1,
    told_at=None,
    may_tell=True,
)
TOLD = FindingTold(
    to=to_unit(5),
    finding_id=2,
    unit="县水利局",
    document_number="12号",
    task_seq=2,
    task="北城河清淤2.3公里",
    verdict="false",
    text="现场仅完成1.1公里，与反馈的2.3公里不符。",
    found_at=AT,
)
TEXT = PlanText(
    activity_kind="site_visit",
    title="城区防汛重点工作",
    matter="",
    content=ACTIVITY.content,
    units=("县住建局", "县水利局"),
    tasks=("12号第1项　凯旋路等3处积水点改造", TASK),
    total=2,
    first_day=FROM,
    last_day=TO,
    members=ACTIVITY.members,
    clause="二（三）3",
)
PREVIEW = PlanPreview(
    activity_id=3,
    text_hash="0123456789abcdef" * 4,
    text="实地查看方案：城区防汛重点工作\n督查内容：查看清淤进度。",
    signers=(
        PlanSigner("分管副主任", "approve", "分管副主任"),
        PlanSigner("办公室主任", "approve", "办公室主任"),
    ),
)
NOTICE = ActivityNotice(
    to=to_unit(5),
    activity_id=3,
    unit_id=5,
    number="夏政督〔2026〕13号",
    activity_kind="site_visit",
    first_day=FROM,
    last_day=FROM,
    content=ACTIVITY.content,
    tasks=(TASK,),
    members=ACTIVITY.members,
    issued_at=AT,
)


def plan(question: str, answered: str = "", **facts: object) -> ActivityPrompt:
    return ActivityPrompt(draft="1/8", step=1, question=f"activity.{question}", facts=facts, answered=answered)


def finding(question: str, answered: str = "", **facts: object) -> FindingPrompt:
    about: dict[str, object] = {"title": "城区防汛重点工作", "unit_name": "县水利局", "item": TASK, **facts}
    return FindingPrompt(draft="1/8", step=1, question=f"finding.{question}", facts=about, answered=answered)


_S = ActivityStatus
INTERRUPTED = ActivityInterrupted(
    to=to_unit(5),
    activity_id=3,
    title="城区防汛<重点>工作",
    matter="城区内涝点整治",
    registration_number="2026-31",
    what="withdrawn",
    at=AT,
)
_LINE = ActivityLine(3, "site_visit", "城区防汛重点工作", "running", FROM, TO)

EXAMPLES = (
    ("", "activity_list", ActivityListView(lines=(_LINE,), total=5, page=0, pages=2, may_plan=True)),
    ("none", "activity_list", ActivityListView(lines=(), total=0, page=0, pages=1, may_plan=True)),
    ("draft", "activity_card", VIEW),
    ("with-matter", "activity_card", replace(VIEW, matter="城区内涝点整治（登记号2026-31）", signed_with=31)),
    (
        "with-paper",
        "activity_card",
        state(_S.APPROVED, matter="城区内涝点整治（登记号2026-31）", clause="二（四）1、3", with_paper=True),
    ),
    ("held", "activity_card", state(_S.APPROVED, matter="城区内涝点整治（登记号2026-31）", held=True)),
    (
        "",
        ActivityConcluded(
            to=to_unit(5),
            activity_id=3,
            unit_id=5,
            number="夏政督〔2026〕13号",
            activity_kind="site_visit",
            title="城区防汛<重点>工作",
            conclusion="两项任务总体有序，清淤进度滞后。",
        ),
    ),
    ("withdrawn", INTERRUPTED),
    ("merged", replace(INTERRUPTED, what="merged", into="夏政督〔2026〕12号")),
    ("suspended", replace(INTERRUPTED, what="suspended")),
    ("resumed", replace(INTERRUPTED, what="resumed")),
    ("in-approval", "activity_card", state(_S.IN_APPROVAL, waits_for="分管副主任", step="9/1")),
    ("sent-back", "activity_card", state(_S.SENT_BACK, returned_words="请补充督查方式。")),
    ("approved", "activity_card", state(_S.APPROVED, matter="城区内涝点整治（登记号2026-31）", clause="二（四）1、3")),
    ("running", "activity_card", RUNNING),
    ("member", "activity_card", replace(RUNNING, may_plan=False)),
    (
        "concluded",
        "activity_card",
        replace(
            RUNNING,
            activity=replace(
                ACTIVITY,
                status=_S.CONCLUDED,
                number="夏政督〔2026〕13号",
                conclusion="两项任务总体有序，清淤进度滞后。",
            ),
        ),
    ),
    ("cancelled", "activity_card", state(_S.CANCELLED)),
    ("", "finding_card", FINDING),
    ("told", "finding_card", replace(FINDING, verdict="met", photos=0, lost=0, told_at=AT)),
    ("", TEXT),
    ("attached", replace(TEXT, matter="城区内涝点整治（登记号2026-31）", attached=True)),
    (
        "matter",
        replace(
            TEXT,
            matter="城区内涝点整治（登记号2026-31）",
            total=4,
            rest=("12号第3项", "14号第1项"),
            clause="二（四）1、3",
        ),
    ),
    ("", PREVIEW),
    ("frequent", replace(PREVIEW, frequent=("县水利局",), frequent_workdays=10)),
    ("", ActivityApproved(to=to_officer(8), activity_id=3, title="城区防汛重点工作")),
    ("", NOTICE),
    ("", TOLD),
    ("met", replace(TOLD, verdict="met", text="清淤2.3公里已完成。")),
    ("", FindingPhotos(chat_id=1, message_ids=(5, 6))),
    ("announced", ActivityNoted(what="announced", number="夏政督〔2026〕13号")),
    ("sent", ActivityNoted(what="sent", now_with="分管副主任")),
    ("started", ActivityNoted(what="started")),
    ("cancelled", ActivityNoted(what="cancelled")),
    ("told", ActivityNoted(what="told")),
    ("kind", plan("kind", about="2026-31　城区内涝点整治", before="")),
    ("kind-again", plan("kind", about="", before="城区防汛重点工作")),
    ("kind-done", plan("kind", "实地查看")),
    ("title", plan("title")),
    ("title-done", plan("title", "—")),
    ("scope", plan("scope")),
    ("scope-done", plan("scope", "十件实事")),
    ("units", plan("units", names=["县住建局", "县水利局"], total=3)),
    ("units-done", plan("units", "—", names=[], total=3)),
    ("days", plan("days")),
    ("days-done", plan("days", "—")),
    ("members", plan("members")),
    ("members-done", plan("members", "—")),
    ("content", plan("content")),
    ("content-done", plan("content", "—")),
    ("", ConclusionPrompt(draft="1/8", step=1, question="conclusion.words", facts={"title": "城区防汛重点工作"})),
    ("done", ConclusionPrompt(draft="1/8", step=1, question="conclusion.words", facts={}, answered="—")),
    ("unit", finding("unit", more=True)),
    ("unit-done", finding("unit", "县水利局")),
    ("task", finding("task", more=True)),
    ("task-done", finding("task", "12号第2项")),
    ("verdict", replace(finding("verdict"), choices=(Choice("met", "属实"), Choice("false", "与反馈不符")))),
    ("verdict-done", finding("verdict", "属实")),
    ("words", finding("words", count=0)),
    ("words-photos", finding("words", count=2)),
    ("words-done", finding("words", "—", count=0)),
    ("more", finding("more", count=2)),
    ("more-done", finding("more", "记录完毕", count=3)),
    ("no-scope", InvalidInput("scope", "no_scope")),
    ("several-matters", InvalidInput("scope", "several_matters", given="防汛")),
    ("not-in-scope", InvalidInput("units", "not_in_scope", given="县税务局")),
    ("repeated", InvalidInput("tasks", "repeated", given="12号第2项")),
    ("activity", WrongState("activity", "running")),
    ("activity-no-plan", WrongState("activity", "no_plan")),
    ("activity-with-matter", WrongState("activity", "with_matter")),
    ("activity-untold", WrongState("activity", "untold")),
    ("activity-held", WrongState("activity", "held")),
    ("activity-with-paper", WrongState("activity", "with_paper")),
)

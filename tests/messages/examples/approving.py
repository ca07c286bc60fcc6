"""Approval: the preview, a signer's card in each of its states, questions, and what the drafter is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.approvals import Exchange, InquiryView, ReadyView, ReturnedView, StepLine, StepView
from supervision.model import ChainPurpose, ChainStatus, Channel, StepStatus
from supervision.notices.approving import (
    Answered,
    ApprovingPrompt,
    Asked,
    Clause,
    FullText,
    InquiryAnswered,
    PendingLine,
    PendingList,
    SentBack,
    Signed,
    TextChanged,
)
from supervision.notices.base import to_post
from supervision.notices.dialogue import Choice
from supervision.refusals import AlreadyDecided, SignedAlready, VacantPost, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
TITLE = "县长批示件（登记号2026-31）"
TEXT = """城区内涝点整治
批示要求（摘要）：县长2026年2月28日批示：县住建局牵头，汛期前完成3处积水点改造。
来源：县住房和城乡建设局《城区内涝点整治情况报告》（夏住建〔2026〕8号，2026年2月27日）
办结时限：2026年6月15日前
现将有关督查事项通知如下：
一、办理事项
1. 凯旋路等3处积水点改造。牵头单位：县住房和城乡建设局；完成时限：2026年5月29日前。
2. 北城河清淤2.3公里。牵头单位：县水利局；配合单位：县住房和城乡建设局；\
完成时限：2026年6月15日前；反馈时间：2026年3月10日。工作要求：清淤与岸坡整治同步，<淤泥>不得入河。
3. 排水口巡查。牵头单位：城关镇人民政府；完成时限：2026年6月15日前。
二、办理要求
1. 县住房和城乡建设局为总牵头单位，负责统筹协调和汇总；其他牵头单位、配合单位按照分工抓好落实。
2. 请按要求抓紧办理，并按时向县政府督查室反馈办理情况。"""

DEPUTY = StepLine(seq=1, title="分管副主任", act="approve", status=StepStatus.CURRENT)
DIRECTOR = StepLine(seq=2, title="办公室主任", act="approve", status=StepStatus.WAITING)
AGREED = replace(DEPUTY, status=StepStatus.SIGNED, decided_at=datetime(2026, 3, 2, 9, 2, tzinfo=ZONE))
ADVISED = replace(AGREED, opinion="请抓紧办理")
RETURNED = replace(
    DIRECTOR,
    status=StepStatus.SENT_BACK,
    opinion="办理时限需调整",
    decided_at=datetime(2026, 3, 2, 10, 30, tzinfo=ZONE),
)
APPROVED = replace(DIRECTOR, status=StepStatus.SIGNED, decided_at=datetime(2026, 3, 2, 10, 30, tzinfo=ZONE))
CALLED = replace(
    AGREED, status=StepStatus.VERBAL, channel=Channel.TELEPHONE, verbal_at=datetime(2026, 3, 1, 22, 5, tzinfo=ZONE)
)
ON_PAPER = replace(APPROVED, channel=Channel.PAPER, signed_on=date(2026, 3, 2))
STOOD_BY = replace(
    CALLED,
    status=StepStatus.SIGNED,
    ratified_at=datetime(2026, 3, 4, 17, 30, tzinfo=ZONE),
    ratified_channel=Channel.PAPER,
)
TAKEN_ON = replace(STOOD_BY, title="办公室主任", ratified_channel=Channel.TELEGRAM, by_successor=True)

WAITING = StepView(
    chain_id=1,
    seq=1,
    text_hash="a1b2c3d4" + "0" * 56,
    chain_status=ChainStatus.RUNNING,
    title=TITLE,
    text=TEXT,
    act="approve",
    mine=DEPUTY,
    steps=(DEPUTY, DIRECTOR),
    has_clause=True,
    may_act=True,
    may_amend=True,
)
SECOND = replace(
    WAITING,
    seq=2,
    mine=replace(DIRECTOR, status=StepStatus.CURRENT, merged=("vet",)),
    steps=(ADVISED, replace(DIRECTOR, status=StepStatus.CURRENT)),
)
REVIEW = replace(
    WAITING,
    title="市长热线交办件（登记号2026-7）",
    act="review",
    mine=replace(DEPUTY, act="review"),
    steps=(
        replace(DEPUTY, act="review"),
        replace(DIRECTOR, act="review"),
        StepLine(seq=3, title="常务副县长", act="approve", status=StepStatus.WAITING),
    ),
    exchanges=(Exchange(question="水利局是否同意？", answer=""),),
)
REVIEWED = replace(
    REVIEW,
    mine=replace(AGREED, act="review"),
    steps=(
        replace(AGREED, act="review"),
        replace(DIRECTOR, act="review", status=StepStatus.CURRENT),
        StepLine(seq=3, title="常务副县长", act="approve", status=StepStatus.WAITING),
    ),
    exchanges=(),
)
FIELD = StepLine(seq=1, title="副县长（城建）", act="countersign", status=StepStatus.CURRENT)
COUNTERSIGN = replace(
    WAITING, act="countersign", mine=FIELD, steps=(FIELD, replace(DEPUTY, seq=2, merged=("countersign",)))
)
BOTH_ACTS = replace(AGREED, seq=2, merged=("countersign",))
LONG = replace(WAITING, text="\n".join([*TEXT.split("\n"), *(f"{n}. 第{n}项任务" for n in range(4, 30))]))

INQUIRY = InquiryView(
    inquiry_id=1,
    title=TITLE,
    first_line="城区内涝点整治",
    by="分管副主任",
    asked_at=datetime(2026, 3, 2, 9, 2, tzinfo=ZONE),
    question="水利局是否同意6月15日的时限？",
    may_answer=True,
)
RETURNED_TEXT = ReturnedView(
    chain_id=1,
    purpose=ChainPurpose.ISSUE,
    title=TITLE,
    first_line="城区内涝点整治",
    by="办公室主任",
    words="办理时限需调整",
    matter_id=31,
)
READY = ReadyView(
    matter_id=31,
    title=TITLE,
    first_line="城区内涝点整治",
    decided=(ADVISED, APPROVED),
    may_issue=True,
)


def _prompt(question: str, **facts: object) -> ApprovingPrompt:
    about = {"title": f"城区内涝点整治　{TITLE}", **facts}
    return ApprovingPrompt(draft="1/1", step=1, question=f"approving.{question}", facts=about, backable=False)


EXAMPLES = (
    ("waiting", "step_card", WAITING),
    ("second", "step_card", SECOND),
    ("review-asked", "step_card", REVIEW),
    ("reviewed", "step_card", REVIEWED),
    ("countersign", "step_card", COUNTERSIGN),
    (
        "both-acts",
        "step_card",
        replace(COUNTERSIGN, chain_status=ChainStatus.APPROVED, mine=BOTH_ACTS, steps=(BOTH_ACTS,)),
    ),
    ("long", "step_card", LONG),
    ("seen-by-another", "step_card", replace(WAITING, may_act=False)),
    (
        "signed",
        "step_card",
        replace(WAITING, mine=ADVISED, steps=(ADVISED, replace(DIRECTOR, status=StepStatus.CURRENT))),
    ),
    (
        "all-signed",
        "step_card",
        replace(WAITING, chain_status=ChainStatus.APPROVED, mine=AGREED, steps=(AGREED, APPROVED)),
    ),
    (
        "sent-back",
        "step_card",
        replace(WAITING, chain_status=ChainStatus.SENT_BACK, mine=AGREED, steps=(AGREED, RETURNED)),
    ),
    (
        "void",
        "step_card",
        replace(WAITING, chain_status=ChainStatus.VOID, mine=replace(AGREED, status=StepStatus.VOID)),
    ),
    ("", Signed(now_with="办公室主任审定")),
    ("last", Signed(now_with="")),
    ("reviewed", Signed(now_with="办公室主任审阅", acts=("review",))),
    ("both-acts", Signed(now_with="", acts=("countersign", "approve"))),
    ("", SentBack(words="办理时限需调整")),
    ("", Asked(words="水利局是否同意？")),
    ("present", TextChanged(present=True)),
    ("none", TextChanged(present=False)),
    ("", FullText(title=TITLE, text=TEXT)),
    ("with-file", FullText(title=TITLE, text=TEXT, chain_id=1)),
    ("of-bulletin", FullText(title="2026年第一季度督查通报", text="各乡镇人民政府：", chain_id=1, bulletin_id=1)),
    ("sheet", WrongState("sheet", "void")),
    ("", Clause(clause="二（五）1、3、4")),
    ("ours", Clause(clause="二（六）2、3", ours=True)),
    ("none", PendingList(lines=())),
    (
        "",
        PendingList(
            lines=(
                PendingLine(title=TITLE, first_line="城区内涝点整治", act="approve"),
                PendingLine(title="市长热线交办件（登记号2026-7）", first_line="县府路路灯不亮", act="review"),
            )
        ),
    ),
    (
        "many",
        PendingList(lines=(PendingLine(title=TITLE, first_line="城区内涝点整治", act="approve"),) * 3, left_off=1),
    ),
    ("", "paper_sent_back", RETURNED_TEXT),
    ("overtaken", "paper_sent_back", replace(RETURNED_TEXT, overtaken=True)),
    (
        "bulletin",
        "paper_sent_back",
        ReturnedView(
            chain_id=2,
            purpose=ChainPurpose.BULLETIN,
            title="督查通报",
            first_line="关于2026年第一季度督查事项落实情况的通报",
            by="县长",
            words="第3项请再核实",
        ),
    ),
    (
        "activity",
        "paper_sent_back",
        ReturnedView(
            chain_id=3,
            purpose=ChainPurpose.ACTIVITY,
            title="实地查看方案",
            first_line="实地查看方案：城区防汛重点工作",
            by="办公室主任",
            words="请补充督查方式",
        ),
    ),
    ("", "ready_to_issue", READY),
    ("issued", "ready_to_issue", replace(READY, document_number="夏政督〔2026〕12号")),
    ("void", "ready_to_issue", replace(READY, void=True)),
    ("unratified", "ready_to_issue", replace(READY, decided=(CALLED, ON_PAPER))),
    ("issued-unratified", "ready_to_issue", replace(READY, decided=(CALLED,), document_number="夏政督〔2026〕12号")),
    ("ratified", "ready_to_issue", replace(READY, decided=(STOOD_BY, TAKEN_ON))),
    ("waiting", "inquiry_card", INQUIRY),
    (
        "answered",
        "inquiry_card",
        replace(
            INQUIRY,
            answer="已与水利局商定。",
            answered_by="督查室甲",
            answered_at=datetime(2026, 3, 2, 9, 40, tzinfo=ZONE),
        ),
    ),
    ("pointless", "inquiry_card", replace(INQUIRY, pointless=True)),
    ("", InquiryAnswered(to=to_post(6), title=TITLE, question="水利局是否同意？", answer="已与水利局商定。")),
    ("", Answered()),
    (
        "opinion",
        replace(_prompt("opinion"), choices=(Choice("soon", "请抓紧办理"), Choice("date", "请按时限要求落实"))),
    ),
    (
        "return",
        replace(
            _prompt("return"),
            choices=tuple(Choice(str(n), label) for n, label in enumerate(("时限", "单位", "措辞", "其他"))),
            per_row=4,
        ),
    ),
    ("return-answered", replace(_prompt("return"), answered="时限")),
    ("return-words", replace(_prompt("return_words"), backable=True)),
    ("question", _prompt("question")),
    ("meaning", replace(_prompt("meaning", words="时间来得及吗"), choices=(Choice("opinion", "附意见同意"),))),
    ("answer", _prompt("answer", by="分管副主任", asked="水利局是否同意？")),
    ("signed", AlreadyDecided("分管副主任", "signed", datetime(2026, 5, 6, 9, 2, tzinfo=ZONE), "办公室主任审定")),
    (
        "reviewed",
        AlreadyDecided("分管副主任", "signed", datetime(2026, 5, 6, 9, 2, tzinfo=ZONE), "办公室主任审阅", "review"),
    ),
    ("answered", AlreadyDecided("督查室甲", "answered", datetime(2026, 5, 6, 9, 2, tzinfo=ZONE))),
    ("transfer", AlreadyDecided("督查室甲", "granted", datetime(2026, 5, 6, 9, 2, tzinfo=ZONE))),
    ("", SignedAlready()),
    ("several", VacantPost("副县长", several=True)),
    ("matter", WrongState("matter", "in_approval")),
)

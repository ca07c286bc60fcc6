"""Issuing, a unit's card in each of its states, acknowledging and transfer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from messages.views.dispatching import PaperTask, PaperView, TransferView
from supervision.model import AssignmentStatus, Channel, Instruction, Part, Source, TransferStatus, UnitKind, Urgency
from supervision.notices.approving import TaskWarning
from supervision.notices.base import to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.dispatching import Acknowledged, AcknowledgedBefore, IssuedPaper, IssueQuestion, PaperIssued
from supervision.notices.telephoning import ReachedBefore
from supervision.notices.transferring import TransferAsked, TransferDecided, TransferringPrompt, TransferSettled
from supervision.refusals import InvalidInput

ZONE = ZoneInfo("Asia/Shanghai")
NUMBER = "夏政督〔2026〕12号"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=ZONE)
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)

DREDGING = PaperTask(
    seq=2,
    part=Part.LEAD,
    text="北城河清淤2.3公里",
    requirement="清淤与岸坡整治同步",
    status=AssignmentStatus.ISSUED,
    due_on=date(2026, 6, 15),
    report_on=(date(2026, 3, 10),),
)
PAPER = PaperView(
    paper_id=12,
    unit_id=5,
    form="督查通知单",
    document_number=NUMBER,
    unit_name="县水利局",
    unit_kind=UnitKind.DEPARTMENT,
    urgency=Urgency.ROUTINE,
    title="城区内涝点整治",
    instruction=Instruction(1, "县长", date(2026, 2, 28), "县住建局牵头，汛期前完成3处积水点改造。"),
    source=Source("城区内涝点整治情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住建局"),
    tasks=(DREDGING,),
    acknowledge_by=NOON,
    acknowledged_at=None,
    acknowledged_by="",
    issuer="夏邑县人民政府办公室",
    issued_on=date(2026, 3, 2),
    may_acknowledge=True,
    may_transfer=True,
)
HELPING = replace(
    DREDGING, seq=3, part=Part.SUPPORT, text="排水口巡查", requirement="", report_on=(), due_hour=time(17, 0)
)
ACCEPTED = replace(DREDGING, status=AssignmentStatus.IN_PROGRESS)
TOWNSHIP = replace(
    PAPER,
    unit_name="城关镇人民政府",
    unit_kind=UnitKind.TOWNSHIP,
    urgency=Urgency.MOST_URGENT,
    instruction=None,
    tasks=(
        replace(DREDGING, report_on=tuple(date(2026, month, day) for month in range(3, 7) for day in (10, 15))),
        HELPING,
    ),
)
TRANSFER = TransferView(
    transfer_id=1,
    document_number=NUMBER,
    unit_name="县水利局",
    task_seq=2,
    task="北城河清淤2.3公里",
    part=Part.LEAD,
    reason="该河段属市管，建议由城关镇办理。",
    asked_by="水利局联络员",
    asked_at=NINE,
    status=TransferStatus.ASKED,
    may_decide=True,
)
DECIDED = replace(TRANSFER, decided_by="督查室甲", decided_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
QUESTION = IssueQuestion(
    matter_id=31,
    chain_id=1,
    title="县长批示件（登记号2026-31）",
    first_line="城区内涝点整治",
    warnings=(
        TaskWarning(seq=1, kind="past", due_on=date(2026, 2, 27)),
        TaskWarning(seq=2, kind="report_tight", due_on=date(2026, 3, 3)),
    ),
)


def _prompt(question: str, **facts: object) -> TransferringPrompt:
    return TransferringPrompt(
        draft="1/1", step=1, question=question, facts={"number": NUMBER, "task": 2, **facts}, backable=False
    )


EXAMPLES = (
    ("waiting", "paper_card", PAPER),
    ("township", "paper_card", TOWNSHIP),
    (
        "acknowledged",
        "paper_card",
        replace(PAPER, tasks=(ACCEPTED,), acknowledged_at=NINE, acknowledged_by="水利局联络员"),
    ),
    (
        "transfer-asked",
        "paper_card",
        replace(
            PAPER,
            tasks=(replace(DREDGING, status=AssignmentStatus.TRANSFER_ASKED),),
            acknowledged_at=NINE,
            acknowledged_by="水利局联络员",
        ),
    ),
    ("told", "paper_card", replace(PAPER, delivered_by_phone=NINE)),
    (
        "on-paper",
        "paper_card",
        replace(
            PAPER,
            tasks=(replace(ACCEPTED, extended=((date(2026, 3, 10), date(2026, 3, 16), None),)),),
            acknowledged_at=NINE,
            acknowledged_by="水利局联络员",
            acknowledged_channel=Channel.PAPER,
        ),
    ),
    ("withdrawn", "paper_card", replace(PAPER, withdrawn_on=date(2026, 3, 2))),
    ("renamed", "paper_card", replace(PAPER, unit_name="县水务局", unit_now="县水利局")),
    (
        "merged",
        "paper_card",
        replace(PAPER, tasks=(replace(DREDGING, status=AssignmentStatus.WITHDRAWN),), handed_to="县住房和城乡建设局"),
    ),
    ("void", "paper_card", replace(PAPER, tasks=(replace(DREDGING, status=AssignmentStatus.WITHDRAWN),))),
    (
        "letter",
        "paper_card",
        replace(
            PAPER,
            unit_name="县税务局",
            unit_kind=UnitKind.VERTICAL,
            instruction=None,
            source=Source("规范涉企收费", oral=True, author="县长"),
        ),
    ),
    (
        "over",
        "paper_card",
        replace(
            PAPER,
            tasks=(replace(DREDGING, status=AssignmentStatus.ACCEPTED),),
            acknowledged_at=NINE,
            acknowledged_by="水利局联络员",
            matter_over=True,
        ),
    ),
    ("", QUESTION),
    ("issued", replace(QUESTION, answered="issued")),
    ("held", replace(QUESTION, answered="held")),
    (
        "",
        PaperIssued(
            papers=(IssuedPaper(NUMBER, ("县住建局", "县水利局", "城关镇")),),
            title="城区内涝点整治",
            acknowledge_by=NOON,
            without_account=("城关镇",),
        ),
    ),
    (
        "with-letter",
        PaperIssued(
            papers=(IssuedPaper(NUMBER, ("县住建局",)), IssuedPaper("夏政办函〔2026〕1号", ("县税务局", "县委宣传部"))),
            title="城区内涝点整治",
            acknowledge_by=NOON,
        ),
    ),
    ("", Acknowledged(document_number=NUMBER, tasks=2)),
    ("", AcknowledgedBefore(document_number=NUMBER, at=NINE, by="住建局联络员甲")),
    ("", ReachedBefore(unit="县水利局", document_number=NUMBER, at=NINE, signed=False)),
    ("signed", ReachedBefore(unit="县水利局", document_number=NUMBER, at=NINE, signed=True)),
    ("recorded", AcknowledgedBefore(document_number=NUMBER, at=NINE, by="")),
    ("asked", "transfer_card", TRANSFER),
    (
        "granted",
        "transfer_card",
        replace(DECIDED, status=TransferStatus.GRANTED, new_unit="城关镇人民政府"),
    ),
    ("refused", "transfer_card", replace(DECIDED, status=TransferStatus.REFUSED)),
    ("lapsed", "transfer_card", replace(DECIDED, status=TransferStatus.LAPSED, decided_by="")),
    ("", TransferAsked(document_number=NUMBER, task_seq=2)),
    (
        "granted",
        TransferDecided(
            to=to_unit(5),
            transfer_id=1,
            document_number=NUMBER,
            task_seq=2,
            task="北城河清淤2.3公里",
            new_unit="城关镇人民政府",
        ),
    ),
    (
        "refused",
        TransferDecided(
            to=to_unit(5),
            transfer_id=1,
            document_number=NUMBER,
            task_seq=2,
            task="北城河清淤2.3公里",
            words="该河段已移交县管",
        ),
    ),
    ("granted", TransferSettled(document_number=NUMBER, task_seq=2, unit="县水利局", new_unit="城关镇")),
    ("refused", TransferSettled(document_number=NUMBER, task_seq=2, unit="县水利局")),
    (
        "task",
        replace(
            _prompt("transferring.task", tasks=["第1项　凯旋路积水点改造", "第2项　北城河清淤"]),
            choices=(Choice("1", "第1项"), Choice("2", "第2项")),
        ),
    ),
    ("reason", _prompt("transferring.reason")),
    ("unit", _prompt("reassigning.unit")),
    ("unit-offered", replace(_prompt("reassigning.unit"), choices=(Choice("6", "城关镇"),), per_row=2)),
    ("words", _prompt("reassigning.words")),
    ("not-responsible", InvalidInput("unit", "not_responsible", given="县水利局")),
)

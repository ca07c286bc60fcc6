"""Records in each of their states, their list, telephone consents, and what follows from them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.amending import AmendmentView, ChangeLine
from messages.views.recording import (
    RatifyView,
    RecordLines,
    RecordsView,
    RecordView,
    VerbalLine,
    WaitingDelegation,
    WaitingRecord,
)
from supervision.model import Channel, RecordKind, RecordStatus
from supervision.notices.base import OFFICE, to_person, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.recording import (
    DenialPrompt,
    Denied,
    ExtensionGranted,
    NoScans,
    PaperWithdrawn,
    Ratified,
    RecordingPrompt,
    RecordLapsed,
    RecordNoted,
    RecordRejected,
    RecordScans,
    RecordsDecided,
    RejectPrompt,
    VerbalDenied,
)
from supervision.refusals import InvalidInput, SecondPerson, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
TITLE, FIRST, NUMBER = "县长批示件（登记号2026-31）", "城区内涝点整治", "夏政督〔2026〕12号"
ENTERED = datetime(2026, 3, 2, 15, 20, tzinfo=ZONE)
CALLED = datetime(2026, 3, 2, 22, 5, tzinfo=ZONE)

SIGNED = RecordLines(
    kind=RecordKind.SIGNATURE,
    channel=Channel.PAPER,
    title=TITLE,
    first_line=FIRST,
    about="审定",
    by="县长",
    verdict="同意",
    happened="3月2日",
    reference="夏政办收〔2026〕112号",
    scans=1,
)
RETURNED = replace(SIGNED, verdict="退回修改", said="第2项时限过紧", reference="", scans=2)
VERBAL = replace(
    SIGNED, kind=RecordKind.VERBAL, channel=Channel.TELEPHONE, happened="3月2日 22:05", reference="", scans=0
)
DENIED = replace(SIGNED, kind=RecordKind.RATIFICATION, verdict="不予追认", said="未同意印发", scans=0)
DELIVERED = RecordLines(
    kind=RecordKind.DELIVERY,
    channel=Channel.TELEPHONE,
    title=NUMBER,
    first_line=FIRST,
    about="",
    by="城关镇（城关镇联络员）",
    verdict="",
    happened="3月2日 11:05",
)
RECEIPT = replace(DELIVERED, kind=RecordKind.RECEIPT, channel=Channel.PAPER, happened="3月2日", reference="送达回执1号")
REPORT = replace(
    RECEIPT,
    kind=RecordKind.REPORT,
    about="第3项",
    said="排水口已全部巡查。",
    reader="主要负责同志",
    reference="城政〔2026〕5号",
)
EXTENSION = replace(
    RECEIPT, kind=RecordKind.EXTENSION, about="第3项", said="连续降雨，无法施工", new_due="3月30日（周一）", scans=1
)

CARD = RecordView(
    record_id=1,
    lines=SIGNED,
    status=RecordStatus.WAITING,
    entered_by="督查室甲",
    entered_at=ENTERED,
    may_confirm=True,
)
DONE = replace(CARD, confirmed_by="督查室乙", confirmed_at=datetime(2026, 3, 2, 15, 40, tzinfo=ZONE))

CONSENT = VerbalLine(title=TITLE, first_line=FIRST, by="县长", given_at=CALLED, ratify_on=date(2026, 3, 5))
ORDER = WaitingDelegation(
    away="办公室主任", deputy="分管副主任", since=date(2026, 3, 2), until=date(2026, 3, 4), entered_by="督查室甲"
)
LIST = RecordsView(
    allowed=True,
    batch=4,
    lines=(
        WaitingRecord(record_id=1, number=1, lines=SIGNED, entered_by="督查室甲"),
        WaitingRecord(record_id=2, number=2, lines=REPORT, entered_by="督查室甲", ticked=False),
        WaitingRecord(record_id=3, number=3, lines=EXTENSION, entered_by="督查室甲"),
    ),
    ticks=0b101,
    own=1,
    more=3,
    verbal=(CONSENT, replace(CONSENT, by="办公室主任", ratify_on=date(2026, 2, 26), over=2)),
)
DECIDED = replace(
    LIST,
    lines=(
        replace(LIST.lines[0], outcome="confirmed"),
        replace(LIST.lines[1], ticked=True, outcome="lapsed"),
        replace(LIST.lines[2], ticked=False),
    ),
    decided=True,
    own=0,
    more=0,
    verbal=(),
)

RATIFY = RatifyView(
    chain_id=3,
    seq=2,
    shown="ab12cd34",
    title=TITLE,
    first_line=FIRST,
    given_at=CALLED,
    taken_by="督查室甲",
    checked_by="督查室乙",
    ratify_on=date(2026, 3, 5),
    document_number=NUMBER,
    opinion="抓紧印发",
    may_act=True,
)
LATER = AmendmentView(
    by="常务副县长",
    at=datetime(2026, 3, 3, 9, 10, tzinfo=ZONE),
    changes=(ChangeLine(2, "完成时限", "3月20日（周五）", "3月13日（周五）"),),
)
SETTLED = replace(RATIFY, settled_at=datetime(2026, 3, 4, 9, 0, tzinfo=ZONE), may_act=False)


def prompt(question: str, *choices: str, **facts: object) -> RecordingPrompt:
    """A question of /record; `answered` is no fact of its template."""
    answered = str(facts.pop("answered", ""))
    return RecordingPrompt(
        draft="700008/8",
        step=5,
        question=f"recording.{question}",
        facts={"matter": 1, "number": "2026-31", "title": FIRST, **facts},
        choices=tuple(Choice(str(n), label) for n, label in enumerate(choices)),
        per_row=2,
        answered=answered,
    )


LEADER: dict[str, object] = {"kind": "signature", "signer": "县长", "channel": "paper"}
UNIT: dict[str, object] = {"kind": "report", "unit_name": "城关镇", "channel": "telephone", "task": 3}
WITHDRAWN = PaperWithdrawn(
    to=to_unit(5),
    paper_id=12,
    unit_id=5,
    form="督查通知单",
    document_number=NUMBER,
    unit_name="县水利局",
    title=FIRST,
    issuer="夏邑县人民政府办公室",
    withdrawn_on=date(2026, 3, 3),
)
EXTENDED = ExtensionGranted(
    to=to_unit(6),
    extension_id=8,
    document_number=NUMBER,
    unit_name="城关镇人民政府",
    task_seq=3,
    task="排水口巡查",
    due_on=date(2026, 3, 20),
    new_on=date(2026, 3, 30),
    new_hour=None,
    asked_at=datetime(2026, 3, 18, 17, 30, tzinfo=ZONE),
    in_time=True,
)

EXAMPLES = [
    ("", "record_card", CARD),
    ("naming", "record_card", replace(CARD, lines=replace(SIGNED, naming="单独告知"))),
    ("own", "record_card", replace(CARD, may_confirm=False, own=True)),
    ("returned", "record_card", replace(CARD, lines=RETURNED)),
    ("verbal", "record_card", replace(CARD, lines=VERBAL)),
    ("denied", "record_card", replace(CARD, lines=DENIED)),
    ("delivery", "record_card", replace(CARD, lines=DELIVERED)),
    ("receipt", "record_card", replace(CARD, lines=RECEIPT)),
    ("report", "record_card", replace(CARD, lines=REPORT)),
    ("extension", "record_card", replace(CARD, lines=EXTENSION)),
    ("confirmed", "record_card", replace(DONE, status=RecordStatus.CONFIRMED)),
    ("rejected", "record_card", replace(DONE, status=RecordStatus.REJECTED, confirm_words="原件日期为3月1日")),
    ("lapsed", "record_card", replace(DONE, status=RecordStatus.LAPSED)),
    ("", "record_list", LIST),
    ("decided", "record_list", DECIDED),
    ("empty", "record_list", RecordsView(allowed=True)),
    (
        "delegations",
        "record_list",
        RecordsView(allowed=True, delegations=(ORDER, replace(ORDER, away="县长", until=ORDER.since))),
    ),
    ("closed", "record_list", RecordsView(allowed=False)),
    ("", "ratify_card", RATIFY),
    ("not-out", "ratify_card", replace(RATIFY, document_number="", opinion="")),
    ("changed", "ratify_card", replace(RATIFY, amendments=(LATER,))),
    ("changed-ratified", "ratify_card", replace(SETTLED, state="ratified", amendments=(LATER,))),
    ("deputy", "ratify_card", replace(RATIFY, standing_in_for="县长")),
    ("successor", "ratify_card", replace(RATIFY, agreed_by="李某")),
    ("successor-changed", "ratify_card", replace(RATIFY, agreed_by="李某", amendments=(LATER,), opinion="")),
    ("ratified", "ratify_card", replace(SETTLED, state="ratified")),
    ("denied", "ratify_card", replace(SETTLED, state="denied", words="未同意印发", opinion="")),
    ("void", "ratify_card", replace(SETTLED, state="void")),
    ("matter", prompt("matter", title="")),
    ("matters", prompt("matter", "2026-31　城区内涝点整治", "2026-12　内涝点排查", title="", searched=True)),
    ("texts", prompt("matter", "关于2026年第一季度督查事项落实情况的通报", title="", searched=False)),
    ("what", prompt("what", "领导签批（分管副主任审定）", "电话同意", "反馈", "延期")),
    ("what-answered", prompt("what", answered="电话同意")),
    ("signer", prompt("signer", "常务副县长", "副县长（城建）", kind="signature", channel="paper")),
    ("act", prompt("act", "同意", "退回修改", **LEADER)),
    ("words", prompt("words", "无", **LEADER, act="yes")),
    ("words-returned", prompt("words", **LEADER, act="no")),
    ("words-denied", prompt("words", **{**LEADER, "kind": "ratification"}, act="no")),
    ("words-extension", prompt("words", **{**UNIT, "kind": "extension"})),
    ("unit", prompt("unit", "县水利局", "城关镇", kind="report")),
    ("task", prompt("task", "第2项", "第3项", kind="report", unit_name="城关镇", tasks=["第2项　清淤", "第3项　巡查"])),
    ("due", prompt("due", "第3项　3月20日（周五）", kind="extension", unit_name="城关镇", tasks=["第3项　巡查"])),
    ("new-due", prompt("new_due", **{**UNIT, "kind": "extension"}, now_due="3月20日（周五）")),
    ("channel", prompt("channel", "纸质", "电话", kind="report", unit_name="城关镇", task=3)),
    ("who", prompt("who", "城关镇联络员", **UNIT)),
    ("who-paper", prompt("who", "城关镇联络员", **{**UNIT, "channel": "paper"})),
    ("report", prompt("report", **UNIT)),
    ("reader", prompt("reader", "主要负责同志", "分管负责同志", "未注明", **UNIT)),
    ("happened", prompt("happened", "今天", **LEADER)),
    ("happened-call", prompt("happened", "刚才", **UNIT)),
    ("naming", prompt("naming", "群内点名", "单独告知", **LEADER)),
    ("basis", prompt("basis", **LEADER, scans=0)),
    ("basis-more", prompt("basis", "下一步", **LEADER, scans=2)),
    ("confirm", prompt("confirm", "提交核对", **LEADER, record=asdict(SIGNED))),
    ("", RecordNoted(kind="signature")),
    ("verbal", RecordNoted(kind="verbal")),
    ("ratification", RecordNoted(kind="ratification")),
    ("receipt", RecordNoted(kind="receipt")),
    ("lapsed", RecordNoted(kind="")),
    ("", RecordScans(chat_id=700008, message_ids=(4, 5))),
    ("", NoScans(reference="夏政办收〔2026〕112号")),
    ("", RecordRejected(to=to_person(8), record_id=1, what=f"{TITLE}审定", by="督查室乙", words="原件日期为3月1日")),
    ("decided", RecordLapsed(to=to_person(8), record_id=1, what=f"{TITLE}审定", why="already_decided")),
    ("changed", RecordLapsed(to=to_person(8), record_id=1, what=f"{TITLE}审定", why="stale_button")),
    ("succeeded", RecordLapsed(to=to_person(8), record_id=1, what=f"{TITLE}审定", why="not_allowed")),
    ("", RejectPrompt(draft="1/1", step=2, question="checking.words", facts={"title": f"{TITLE}审定"}, backable=False)),
    ("", RecordsDecided(confirmed=3, lapsed=1)),
    ("", Ratified()),
    (
        "",
        DenialPrompt(
            draft="1/1", step=2, question="ratifying.words", facts={"title": TITLE, "number": NUMBER}, backable=False
        ),
    ),
    (
        "not-out",
        DenialPrompt(draft="1/1", step=2, question="ratifying.words", facts={"title": TITLE, "number": ""}),
    ),
    ("", Denied(document_number=NUMBER)),
    ("not-out", Denied()),
    (
        "",
        VerbalDenied(to=OFFICE, chain_id=3, seq=2, title=TITLE, by="县长", words="未同意印发", document_number=NUMBER),
    ),
    ("not-out", VerbalDenied(to=OFFICE, chain_id=3, seq=2, title=TITLE, by="县长", words="未同意印发")),
    ("", WITHDRAWN),
    ("", EXTENDED),
    ("late", replace(EXTENDED, in_time=False, asked_at=datetime(2026, 3, 23, 9, 0, tzinfo=ZONE))),
    ("entered", SecondPerson("entered")),
    ("own-act", SecondPerson("own_act")),
    ("instruction", SecondPerson("instruction")),
    ("before-begin", InvalidInput("happened", "before_begin", given="3月1日")),
    ("hour-wanted", InvalidInput("happened", "hour_wanted")),
    ("not-later", InvalidInput("new_due", "not_later", given="3月10日")),
    ("mayor-first", InvalidInput("new_due", "mayor_first", given="2027年3月31日")),
    ("scan-too-big", InvalidInput("basis", "scan_too_big")),
    ("verbal", WrongState("verbal", "result")),
    ("recorded", WrongState("record", "waiting")),
]

"""汇总 and 上报."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.matters import SubmissionLine
from messages.views.upward import SubmissionView
from supervision.model import MatterStatus, Submission, SubmissionStatus
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.upward import (
    CityDateSet,
    MatterBulletin,
    MatterBulletinMade,
    SubmissionEntered,
    SubmissionMoved,
    SubmissionPrompt,
    SubmissionText,
    SumApproved,
    SumPrompt,
    SumSent,
)
from supervision.refusals import InvalidInput, WrongState
from supervision.results.summing import BasisLine
from tests.messages.examples.matters import view

NOW = datetime(2026, 5, 20, 15, 32, tzinfo=ZoneInfo("Asia/Shanghai"))
ROW = Submission(
    id=4,
    matter_id=31,
    destination="city_government_office",
    issuer="government_office",
    due_on=date(2026, 6, 10),
    own_due_on=date(2026, 6, 8),
)
VIEW = SubmissionView(
    row=ROW,
    registration_number="2026-31",
    title="关于做好防汛准备工作的通知",
    destination="报市政府办公室",
    issuer="县政府办公室",
    above="市",
    to_city=True,
    may_enter=True,
)
SENT = replace(ROW, status=SubmissionStatus.SENT, submitted_on=date(2026, 6, 5), number="夏政办〔2026〕18号")
RETURNED = replace(SENT, status=SubmissionStatus.RETURNED, words="缺少物资储备数量。", returned_on=date(2026, 6, 9))
COUNTY = replace(
    VIEW, destination="报县政府", above="县", to_city=False, row=replace(ROW, due_on=None, own_due_on=None)
)

MATTER_CARD = view(MatterStatus.IN_PROGRESS, number="夏政办〔2026〕12号")
DATED = replace(MATTER_CARD.matter, city_due_on=date(2026, 6, 10), city_ref="商政办〔2026〕5号")

SUM = SumPrompt(draft="1/8", step=2, question="summing.words", facts={"name": ""}, backable=False)
ENTER = SubmissionPrompt(
    draft="1/8",
    step=3,
    question="submission.day",
    facts={"heading": "登记上报", "name": "登记号2026-31", "city_due": "6月10日（周三）", "day_text": "6月5日（周五）"},
    choices=(Choice("today", "今天"),),
    backable=False,
)


def _about(question: str, heading: str, *choices: Choice, answered: str = "") -> SubmissionPrompt:
    facts = {**ENTER.facts, "heading": heading}
    return replace(ENTER, question=f"submission.{question}", facts=facts, choices=choices, answered=answered)


EXAMPLES = (
    ("going up", "matter_card", replace(MATTER_CARD, matter=DATED)),
    (
        "gone up",
        "matter_card",
        replace(MATTER_CARD, submissions=(SubmissionLine(row=SENT, destination="报市政府办公室"),)),
    ),
    (
        "to go up",
        "matter_card",
        replace(MATTER_CARD, matter=DATED, submissions=(SubmissionLine(row=ROW, destination="报市政府办公室"),)),
    ),
    ("ready", "submission_card", VIEW),
    ("without date", "submission_card", replace(VIEW, row=replace(ROW, due_on=None, own_due_on=None))),
    (
        "extended",
        "submission_card",
        replace(VIEW, row=replace(ROW, extended_to=date(2026, 6, 20), extension_answer="同意")),
    ),
    ("not extended", "submission_card", replace(VIEW, row=replace(ROW, extension_answer="未同意"))),
    ("sent", "submission_card", replace(VIEW, row=SENT)),
    (
        "to mayor",
        "submission_card",
        replace(
            VIEW,
            row=replace(ROW, destination="county_government", due_on=None, own_due_on=None, answer_id=3),
            destination="报县政府",
            above="县",
            to_city=False,
        ),
    ),
    ("late", "submission_card", replace(VIEW, row=replace(SENT, submitted_on=date(2026, 6, 11)))),
    ("received", "submission_card", replace(VIEW, row=replace(SENT, status=SubmissionStatus.RECEIVED))),
    ("returned", "submission_card", replace(VIEW, row=RETURNED)),
    ("returned closed", "submission_card", replace(VIEW, row=RETURNED, closed=True)),
    ("overtaken", "submission_card", replace(VIEW, row=RETURNED, overtaken=True)),
    ("dropped", "submission_card", replace(VIEW, row=replace(RETURNED, status=SubmissionStatus.DROPPED))),
    ("replaced", "submission_card", replace(VIEW, row=replace(ROW, status=SubmissionStatus.DROPPED), overtaken=True)),
    ("settled", "submission_card", replace(VIEW, row=replace(SENT, status=SubmissionStatus.SETTLED))),
    ("to be shown", "submission_card", replace(VIEW, may_enter=False)),
    ("county", "submission_card", COUNTY),
    ("words", SUM),
    ("words-given", replace(SUM, answered="—")),
    ("which", replace(SUM, question="summing.which", choices=(Choice("31", "2026-31　城区内涝点整治"),))),
    ("which-given", replace(SUM, question="summing.which", answered="2026-31　城区内涝点整治")),
    (
        "text",
        replace(
            SUM,
            question="summing.text",
            facts={"name": "登记号2026-31", "text": "关于城区内涝点整治办理情况的报告", "basis": []},
            choices=(Choice("use", "采用此稿"),),
        ),
    ),
    (
        "redo",
        replace(
            _about("redo", "重新办理", Choice("returned", "采用退回意见")),
            facts={**ENTER.facts, "heading": "重新办理", "returned": "缺少长效管护措施。"},
        ),
    ),
    ("drop", _about("drop", "不再上报")),
    ("drop-given", _about("drop", "不再上报", answered="—")),
    ("redo-as-returned", _about("redo", "重新办理", answered="采用退回意见")),
    ("day", ENTER),
    ("day-typed", replace(ENTER, answered="—")),
    ("number", _about("number", "登记上报", Choice("draw", "取号"), Choice("none", "无文号"))),
    ("number-drawn", _about("number", "登记上报", answered="取号")),
    ("returned", _about("words", "退回补充")),
    ("returned-given", _about("words", "退回补充", answered="—")),
    ("again", _about("again", "退回补充", Choice("none", "未定"))),
    ("again-given", _about("again", "退回补充", answered="未定")),
    ("extension", _about("extension", "申请延期", Choice("none", "未同意"))),
    ("extension-given", _about("extension", "申请延期", answered="—")),
    ("city_due", _about("city_due", "市级时限")),
    ("city_due-given", _about("city_due", "市级时限", answered="—")),
    (
        "",
        SumSent(
            registration_number="2026-31",
            title="政府工作报告重点工作",
            signers=("分管副主任审阅", "办公室主任审阅", "县长审定"),
            way="以县政府名义报市政府，并报县政府",
        ),
    ),
    (
        "",
        SumApproved(
            to=OFFICE, summary_id=2, matter_id=31, registration_number="2026-31", title="城区内涝点整治", way=""
        ),
    ),
    (
        "up",
        SumApproved(
            to=OFFICE, summary_id=2, matter_id=31, registration_number="2026-31", title="城区内涝点整治", way="报县政府"
        ),
    ),
    (
        "sent",
        SubmissionEntered(
            event="sent",
            destination="报市政府办公室",
            registration_number="2026-31",
            day=date(2026, 6, 5),
            number="夏政办〔2026〕18号",
        ),
    ),
    ("dropped", SubmissionEntered(event="dropped", destination="报市政府办公室", registration_number="2026-31")),
    ("redone", SubmissionEntered(event="redone", destination="报市政府办公室", registration_number="2026-31")),
    ("returned", SubmissionEntered(event="returned", destination="报市政府办公室", registration_number="2026-31")),
    (
        "extended",
        SubmissionEntered(
            event="extended", destination="报市政府办公室", registration_number="2026-31", day=date(2026, 6, 18)
        ),
    ),
    ("no", SubmissionEntered(event="not_extended", destination="报市政府办公室", registration_number="2026-31")),
    (
        "",
        CityDateSet(
            registration_number="2026-31",
            title="关于做好防汛准备工作的通知",
            day=date(2026, 6, 10),
            own_day=date(2026, 6, 8),
            ref="商政办〔2026〕5号",
        ),
    ),
    ("", SubmissionMoved(status="received")),
    (
        "",
        SubmissionText(
            destination="报市政府办公室",
            text="关于城区内涝点整治办理情况的报告\n县住建局：3处积水点均已改造完毕。\n管护责任已落实到人。",
            basis=(
                BasisLine(1, "县住建局：3处积水点均已改造完毕。", "县住房和城乡建设局", 2, NOW),
                BasisLine(2, "管护责任已落实到人。"),
            ),
        ),
    ),
    (
        "",
        MatterBulletin(
            to=to_unit(5),
            bulletin_id=3,
            unit_id=5,
            number="夏邑政务督查　2026年第3期",
            text="关于城区内涝点整治办理情况的通报\n3处积水点均已改造完毕。",
            issued_on=date(2026, 6, 5),
        ),
    ),
    (
        "",
        MatterBulletinMade(
            to=OFFICE, bulletin_id=3, registration_number="2026-31", number="夏邑政务督查　2026年第3期", units=2
        ),
    ),
    (
        "group",
        MatterBulletinMade(
            to=OFFICE,
            bulletin_id=3,
            registration_number="2026-31",
            number="夏邑政务督查　2026年第3期",
            units=2,
            post_on=date(2026, 6, 8),
        ),
    ),
    ("submission", WrongState("submission", "settled")),
    ("not_upward", WrongState("submission", "not_upward")),
    ("without_date", WrongState("submission", "without_date")),
    ("before_city", InvalidInput("extended_to", "before_city", given="6月8日")),
)

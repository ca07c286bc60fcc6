"""呈报 to leaders, and their new instructions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.instructing import AnswerView, FurtherView
from supervision.notices.base import to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.instructing import (
    AnsweringPrompt,
    AnswerNoted,
    AnswersSent,
    AnswerText,
    FurtherPrompt,
    FurtherSettled,
    GivenAgain,
)
from supervision.refusals import InvalidInput, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 9, 10, tzinfo=ZONE)
TEXT = (
    "关于城区内涝点整治办理情况的报告\n1. 凯旋路等3处积水点改造\n县住房和城乡建设局：3处积水点均已改造完毕，"
    "经2次降雨检验无积水。"
)
ANSWER = AnswerView(
    answer_id=7,
    leader="县长",
    number="夏政督〔2026〕12号",
    title="城区内涝点整治",
    dated=date(2026, 2, 28),
    gist="县住建局牵头，汛期前完成3处积水点改造。",
    text=TEXT,
    closed=True,
    verdict="waiting",
    may_decide=True,
)
FURTHER = FurtherView(
    further_id=3,
    matter_id=31,
    leader="县长",
    dated=date(2026, 3, 2),
    gist="请再核实凯旋路北段排水能力，年内一并改造。",
    registration_number="2026-31",
    document_number="夏政督〔2026〕12号",
    title="城区内涝点整治",
    state="new",
    matter_status="in_progress",
    reopened=True,
    may_act=True,
    may_issue=True,
)
ANSWERING = AnsweringPrompt(
    draft="1/8",
    step=4,
    question="answering_leader.text",
    facts={"name": "登记号2026-31", "leaders": ["县长", "副县长（城建）"], "text": TEXT},
    choices=(Choice("use", "采用此稿"),),
    backable=False,
)
ASKING = FurtherPrompt(draft="1/8", step=4, question="further.matter", backable=False)
ABOUT: dict[str, object] = {"name": "登记号2026-31"}
SHOWN = ABOUT | {
    "text": "督办通知：城区内涝点整治\n批示要求（摘要）：县长2026年3月2日批示：请再核实凯旋路北段排水能力。\n"
    "现将有关督查事项通知如下：\n"
    "3. 凯旋路北段排水改造。牵头单位：县住房和城乡建设局；完成时限：2026年6月15日前。",
    "signers": ["分管副主任审定", "办公室主任审定"],
    "clause": "二（五）1、3、4",
}

EXAMPLES = (
    ("waiting", "answer_card", ANSWER),
    ("running", "answer_card", replace(ANSWER, closed=False, text="字" * 700)),
    ("to whom nothing was asked", "answer_card", replace(ANSWER, closed=False, dated=None, gist="")),
    ("others", "answer_card", replace(ANSWER, may_decide=False)),
    ("read", "answer_card", replace(ANSWER, verdict="read", decided_at=AT, may_decide=False)),
    (
        "paper",
        "answer_card",
        replace(ANSWER, verdict="read", decided_at=AT, reference="办文单第52号", may_decide=False),
    ),
    ("go-on", "answer_card", replace(ANSWER, verdict="go_on", decided_at=AT, may_decide=False)),
    (
        "instructed",
        "answer_card",
        replace(ANSWER, verdict="instructed", words="请再核实凯旋路北段。", decided_at=AT, may_decide=False),
    ),
    ("overtaken", "answer_card", replace(ANSWER, overtaken=True, may_decide=False)),
    ("withdrawn", "answer_card", replace(ANSWER, withdrawn=True, may_decide=False)),
    ("new", "further_card", FURTHER),
    (
        "go-on",
        "further_card",
        replace(FURTHER, go_on=True, gist="请继续跟踪督办，办理情况及时报告", reopened=False),
    ),
    ("second", "further_card", replace(FURTHER, second=True, matter_status="closed", reopened=False)),
    ("followed", "further_card", replace(FURTHER, state="followed", document_number="", reopened=False)),
    (
        "returned",
        "further_card",
        replace(FURTHER, returned=True, reopened=True, leader="市政府办公室", gist="缺少长效管护措施。"),
    ),
    ("later", "further_card", replace(FURTHER, state="later", matter_status="closing", reopened=False)),
    ("in-approval", "further_card", replace(FURTHER, state="in_approval", now_with="办公室主任审定")),
    ("sent-back", "further_card", replace(FURTHER, state="sent_back", words="时限需调整")),
    ("approved", "further_card", replace(FURTHER, state="approved")),
    ("overtaken", "further_card", replace(FURTHER, state="overtaken", units_gone=("县水利局",))),
    ("renumbered", "further_card", replace(FURTHER, state="overtaken")),
    ("given", "further_card", replace(FURTHER, state="given", tasks=(1, 2), due_on=date(2026, 6, 15))),
    ("issued", "further_card", replace(FURTHER, state="issued", tasks=(3,))),
    ("over", "further_card", replace(FURTHER, state="over", reopened=False)),
    ("text", ANSWERING),
    ("text-used", replace(ANSWERING, answered="采用此稿")),
    ("text-none", replace(ANSWERING, facts=ANSWERING.facts | {"text": ""}, choices=())),
    ("words", replace(ANSWERING, question="answering_leader.words", facts={}, choices=())),
    ("words-done", replace(ANSWERING, question="answering_leader.words", facts={}, choices=(), answered="—")),
    (
        "which",
        replace(
            ANSWERING,
            question="answering_leader.which",
            facts=ABOUT,
            choices=(Choice("7", "县长"), Choice("8", "副县长（城建）")),
        ),
    ),
    ("which-done", replace(ANSWERING, question="answering_leader.which", facts=ABOUT, choices=(), answered="县长")),
    ("reference", replace(ANSWERING, question="answering_leader.reference", facts={"leader": "县长"}, choices=())),
    (
        "reference-done",
        replace(ANSWERING, question="answering_leader.reference", facts={"leader": "县长"}, choices=(), answered="—"),
    ),
    ("", AnswersSent(registration_number="2026-31", leaders=("县长", "副县长（城建）"))),
    ("read", AnswerNoted(verdict="read")),
    ("go-on", AnswerNoted(verdict="go_on")),
    ("instructed", AnswerNoted(verdict="instructed")),
    ("", AnswerText(title="城区内涝点整治", text=TEXT)),
    ("matter", ASKING),
    ("matter-done", replace(ASKING, answered="—")),
    ("which", replace(ASKING, question="further.which", choices=(Choice("31", "2026-31　城区内涝点整治"),))),
    ("which-done", replace(ASKING, question="further.which", answered="2026-31　城区内涝点整治")),
    (
        "leader",
        replace(ASKING, question="further.leader", facts=ABOUT, choices=(Choice("1", "县长"), Choice("2", "副县长"))),
    ),
    ("leader-done", replace(ASKING, question="further.leader", facts=ABOUT, answered="县长")),
    ("dated", replace(ASKING, question="further.dated", facts=ABOUT, choices=(Choice("today", "今天"),))),
    ("dated-done", replace(ASKING, question="further.dated", facts=ABOUT, answered="今天")),
    ("gist", replace(ASKING, question="further.gist", facts=ABOUT)),
    ("gist-done", replace(ASKING, question="further.gist", facts=ABOUT, answered="—")),
    (
        "tasks",
        replace(
            ASKING,
            question="further.tasks",
            facts=ABOUT | {"lines": ["第1项　凯旋路等3处积水点改造", "第2项　北城河清淤2.3公里"]},
            choices=(Choice("1", "第1项"), Choice("2", "第2项"), Choice("all", "全部任务")),
        ),
    ),
    ("tasks-done", replace(ASKING, question="further.tasks", facts=ABOUT | {"lines": []}, answered="全部任务")),
    ("due", replace(ASKING, question="further.due", facts=ABOUT)),
    ("due-done", replace(ASKING, question="further.due", facts=ABOUT, answered="—")),
    ("lines", replace(ASKING, question="further.lines", facts=ABOUT | {"words": "", "lines": []})),
    (
        "lines-again",
        replace(
            ASKING,
            question="further.lines",
            facts=ABOUT | {"words": "时限需调整", "lines": ["县住建局|凯旋路北段排水改造|6月15日"]},
        ),
    ),
    ("lines-done", replace(ASKING, question="further.lines", facts=ABOUT | {"words": "", "lines": []}, answered="—")),
    (
        "preview",
        replace(
            ASKING,
            question="further.preview",
            facts=SHOWN,
            choices=(Choice("send", "确认送审"), Choice("change", "修改任务")),
        ),
    ),
    ("preview-done", replace(ASKING, question="further.preview", facts=SHOWN, answered="确认送审")),
    (
        "",
        GivenAgain(
            to=to_unit(4),
            further_id=3,
            document_number="夏政督〔2026〕12号",
            leader="县长",
            dated=date(2026, 3, 2),
            gist="请再核实凯旋路北段排水能力。",
            tasks=(1, 2),
            due_on=date(2026, 6, 15),
        ),
    ),
    (
        "returned",
        GivenAgain(
            to=to_unit(4),
            further_id=4,
            document_number="夏政督〔2026〕12号",
            leader="市政府办公室",
            dated=date(2026, 6, 8),
            gist="缺少长效管护措施。",
            tasks=(2,),
            due_on=date(2026, 6, 15),
            returned=True,
        ),
    ),
    ("given", FurtherSettled(what="given", detail=("县住建局", "县水利局"), due_on=date(2026, 6, 15))),
    ("sent", FurtherSettled(what="sent", detail=("分管副主任审定",))),
    ("overtaken", FurtherSettled(what="overtaken", detail=())),
    ("issued", FurtherSettled(what="issued", detail=("夏政督〔2026〕13号",))),
    ("nobody", WrongState("answer", "nobody")),
    ("nothing-waits", WrongState("answer", "nothing_waits")),
    ("rectifying", WrongState("summary", "rectifying")),
    ("no-due", InvalidInput("due_on", "no_due", given="凯旋路北段排水改造")),
    ("unit-gone", InvalidInput("task", "unit_gone", given="县水利局")),
    ("day-only", InvalidInput("due_on", "day_only", given="6月15日12:00")),
)

"""答复, 满意度, 立卷归档: what is asked and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import (
    CaseEntry,
    ResultClass,
)
from supervision.notices.base import to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import (
    CasefilePrompt,
    CasefileText,
    NothingToFile,
    ProposalNoted,
    ReplyPrompt,
    SatisfactionPrompt,
    SecondReply,
)
from supervision.refusals import InvalidInput, WrongState
from tests.messages.examples.proposals import answered, asked

_TODAY = Choice("today", "今天")
REPLYING = ReplyPrompt(
    draft="1/1",
    step=1,
    question="reply.who",
    facts={"name": "第12号建议"},
    choices=(Choice("u4", "县住建局答复全部2人（同文）"), Choice("o0", "县住建局答复张某")),
    per_row=1,
    backable=False,
)
OPINION = SatisfactionPrompt(
    draft="1/1",
    step=1,
    question="satisfaction.who",
    facts={"name": "第12号建议", "proposer": "张某"},
    choices=(Choice("1", "张某"), Choice("2", "李某")),
    per_row=2,
    backable=False,
)
TRACKS = CasefilePrompt(
    draft="1/1",
    step=1,
    question="casefile.track",
    facts={"year": 2026},
    choices=(Choice("proposal.city", "市级建议提案"), Choice("proposal.county", "县级建议提案")),
    per_row=1,
    backable=False,
)
ENTRIES = (
    CaseEntry(1, "第12号建议“关于整治城区内涝点的建议”（张某、李某）", 3, date(2026, 2, 20)),
    CaseEntry(2, "第12号建议交办通知", 2, date(2026, 3, 2), "夏政办〔2026〕8号"),
    CaseEntry(3, "县住建局对第12号建议的答复（张某、李某代表）", 0, date(2026, 5, 20), "夏住建函〔2026〕12号"),
)
CATALOGUE: dict[str, object] = {
    "year": 2026,
    "track": "proposal.county",
    "entries": [
        {"seq": e.seq, "title": e.title, "number": e.number, "dated": "2026年3月2日", "pages": e.pages} for e in ENTRIES
    ],
    "total": 3,
    "matters": 1,
    "open": 2,
    "page": 0,
    "pages": 1,
}
SECOND = SecondReply(
    to=to_unit(4),
    reply_id=9,
    document_number="夏政办〔2026〕8号",
    task_seq=1,
    name="第12号建议",
    proposer="李某",
    words="未说明完成时间<b>",
    due_on=date(2026, 4, 2),
)


EXAMPLES = (
    ("who", REPLYING),
    ("who-done", answered(REPLYING, "reply.who", "县住建局答复张某")),
    ("number", asked(REPLYING, "reply.number")),
    ("number-done", answered(REPLYING, "reply.number")),
    ("day", asked(REPLYING, "reply.day", _TODAY)),
    ("day-done", answered(REPLYING, "reply.day", "今天")),
    ("result", asked(REPLYING, "reply.result", Choice("A", "A类（已解决或基本解决）"), per_row=1)),
    ("result-done", answered(REPLYING, "reply.result", "A类（已解决或基本解决）")),
    ("signed", asked(REPLYING, "reply.signed", Choice("yes", "由主要负责人签发"), Choice("no", "不是"))),
    ("signed-done", answered(REPLYING, "reply.signed", "由主要负责人签发")),
    ("who", OPINION),
    ("who-done", answered(OPINION, "satisfaction.who", "张某")),
    (
        "verdict",
        asked(OPINION, "satisfaction.verdict", Choice("satisfied", "满意"), Choice("unsatisfied", "不满意")),
    ),
    ("verdict-done", answered(OPINION, "satisfaction.verdict", "不满意")),
    ("words", asked(OPINION, "satisfaction.words")),
    ("words-done", answered(OPINION, "satisfaction.words")),
    ("day", asked(OPINION, "satisfaction.day", _TODAY)),
    ("day-done", answered(OPINION, "satisfaction.day", "今天")),
    ("replied", ProposalNoted(what="replied", name="第12号建议", count=2, result=ResultClass.A)),
    (
        "promised",
        ProposalNoted(what="replied", name="第12号建议", count=1, result=ResultClass.B, due_on=date(2026, 6, 30)),
    ),
    ("satisfied", ProposalNoted(what="satisfied", name="第12号建议")),
    ("again", ProposalNoted(what="again", name="第12号建议", due_on=date(2026, 4, 2))),
    ("evaluate", ProposalNoted(what="evaluate", name="第12号建议")),
    ("", SECOND),
    ("track", TRACKS),
    ("track-done", answered(TRACKS, "casefile.track", "县级建议提案")),
    ("entries", replace(asked(TRACKS, "casefile.entries", Choice("file1.3", "归档")), facts=CATALOGUE)),
    ("entries-filed", answered(replace(TRACKS, facts=CATALOGUE), "casefile.entries", "归档")),
    ("entries-counted", answered(replace(TRACKS, facts=CATALOGUE), "casefile.entries")),
    ("", NothingToFile(year=2026, volumes=((1, "2026-1", 12), (2, "2026-1-2", 1)), open=2)),
    ("none", NothingToFile(year=2026)),
    ("", CasefileText(number="2026-1", year=2026, track="proposal.county", matters=1, entries=ENTRIES, fresh=True)),
    ("again", CasefileText(number="2026-1", year=2026, track="proposal.county", matters=1, entries=ENTRIES)),
    ("no-digits", InvalidInput("proposers", "no_digits")),
    ("one-unit", InvalidInput("units", "one_unit")),
    ("two-units", InvalidInput("units", "two_units")),
    ("both-parts", InvalidInput("units", "both_parts")),
    ("head-signs", InvalidInput("signer", "head_signs")),
    ("before-reply", InvalidInput("answered_on", "before_reply", given="3月1日")),
    ("pages", InvalidInput("pages", "pages", limit=3)),
    ("reply", WrongState("reply", "satisfied")),
)

"""What a bot without a fault would leave behind: the world that is spoiled in the oracle's tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from supervision.model import (
    Dispatch,
    FileStatus,
    Matter,
    MatterStatus,
    Paper,
    Reader,
    Report,
    ReportStatus,
    ReportVersion,
    StoredFile,
    Urgency,
)
from tests.chaos.office import FIRST_UNIT, Size, unit_name
from tests.chaos.script import Do, Script, Story, number_of, officer_of, titles, write
from tests.chaos.seen import Fact, Line, Row, Seen
from tests.chaos.sights import Copy
from tests.world import MONDAY

SIZE = Size(units=6, papers=2)


@dataclass
class _Maker:
    script: Script
    rows: list[Row] = field(default_factory=list)
    chats: dict[int, list[Line]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    versions: list[ReportVersion] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    dispatches: list[Dispatch] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)

    def tell(self, who: str, kind: str, text: str, *, now: str = "", **fields: int) -> None:
        chat = SIZE.account(who)
        lines = self.chats.setdefault(chat, [])
        ident = len(self.rows) + 1
        lines.append(Line(len(lines) + 1, text, now or text, Copy(ident, ident, 0)))
        seat, message = f"post/{SIZE.number(who)}", len(lines)
        subject = ("report", str(fields.get("report_id", "")))
        self.rows.append(
            Row(ident, kind, fields, seat, SIZE.number(who), chat, "sent", 1, 0, ((text,),), message, subject)
        )

    def matter(self, ident: int, title: str, *, issued: bool) -> None:
        status = MatterStatus.IN_PROGRESS if issued else MatterStatus.REGISTERED
        self.matters.append(
            Matter(
                id=ident,
                registration_number=f"2026-{ident}",
                track="instruction.mayor",
                title=title,
                status=status,
                urgency=Urgency.ROUTINE,
                registered_by=1,
                registered_post_id=1,
                registered_at=MONDAY,
                issued_at=MONDAY if issued else None,
            )
        )

    def paper(self, matter: int, unit: int, title: str) -> None:
        number = len(self.papers) + 1
        of = FIRST_UNIT + unit
        self.papers.append(
            Paper(number, matter, "supervision_notice", "government_office", number_of(number), title, "", MONDAY, 1)
        )
        self.dispatches.append(Dispatch(number, of, matter, MONDAY, MONDAY, MONDAY, 1, "telegram", MONDAY))
        self.facts.append(Fact("paper.acknowledged", ("paper", f"{number}/{of}"), "telegram"))
        self.tell(f"liaison{unit}", "paper_card", f"督查通知单 {number_of(number)} {unit_name(unit)}")

    def report(self, story: Story) -> None:
        ident = len(self.reports) + 1
        status = ReportStatus(story.outcome or "submitted")
        reader = Reader(story.reader) if story.reader else None
        texts = [step.text for step in story.steps if step.do in {Do.REPLY, Do.ALBUM, Do.EDIT}]
        at = (SIZE.account(story.lane), 1000 + ident, MONDAY + timedelta(minutes=ident))
        who = SIZE.number(story.lane)
        self.reports.append(
            Report(
                ident,
                story.unit,
                FIRST_UNIT + story.unit,
                who,
                who,
                *at,
                story.text,
                status,
                reader=reader,
                version=len(texts),
            )
        )
        self.versions += [ReportVersion(ident, n, text, MONDAY) for n, text in enumerate(texts, 1)]
        for n in range(story.files):
            self.files.append(_file(len(self.files) + 1, story, ident, n))
        events = ["report.submitted", "report.placed", *([f"report.{story.outcome}"] if story.outcome else [])]
        self.facts += [Fact(event, ("report", str(ident)), "telegram") for event in events]
        self.tell(story.lane, "report_receipt", f"已收到 · {number_of(story.unit)} {ident}", report_id=ident)
        ended = {"accepted": "已采纳", "returned": "已退回补充"}.get(story.outcome, "")
        card = f"反馈审核 · {unit_name(story.unit)}\n{texts[0]}"
        now = f"反馈审核 · {unit_name(story.unit)}\n{story.text}\n{ended}"
        self.tell(officer_of(story.unit), "report_card", card, now=now, report_id=ident)


def _file(ident: int, story: Story, report: int, n: int) -> StoredFile:
    return StoredFile(
        ident,
        f"file{ident}",
        f"unique{ident}",
        "photo",
        f"{n}.jpg",
        70,
        SIZE.account(story.lane),
        5000 + ident,
        SIZE.number(story.lane),
        MONDAY,
        report,
        sha256=f"{ident:064}",
        status=FileStatus.STORED,
    )


def perfect(seed: int = 1) -> Seen:
    """A script of eighty updates, all taken, and what is left of it."""
    script = write(seed, updates=80, rounds=16, units=SIZE.units, papers=SIZE.papers)
    made = _Maker(script)
    for unit in range(1, SIZE.units + 1):
        made.matter(unit, f"第{unit:03}号在办事项", issued=True)
        made.paper(unit, unit, f"第{unit:03}号在办事项")
    for matter, unit, title in titles(SIZE.papers, SIZE.units):
        made.matter(matter, title, issued=True)
        made.paper(matter, unit, title)
        events = ("approval.requested", "approval.signed", "approval.signed", "matter.issued")
        made.facts += [Fact(event, ("matter", str(matter)), "telegram") for event in events]
    for story in script.stories:
        if story.kind == "registration":
            made.matter(len(made.matters) + 1, f"{story.token}整治", issued=False)
        elif story.kind == "report":
            made.report(story)
    return Seen(
        script=script,
        done=frozenset((story.id, seq) for story in script.stories for seq in range(len(story.steps))),
        stuck={},
        declared={},
        happened={},
        seconds=0.0,
        listed="待送达\n没有待送达的内容。",
        audited="0 审计记录完整：共100条",
        keys={who: SIZE.account(who) for who in SIZE.people},
        accounts={SIZE.number(who): SIZE.account(who) for who in SIZE.people},
        rows=tuple(made.rows),
        edits={"sent": 3},
        chats={SIZE.account(who): tuple(made.chats.get(SIZE.account(who), ())) for who in SIZE.people},
        facts=tuple(made.facts),
        inbox=Counter(done=script.updates),
        reports=tuple(made.reports),
        versions=tuple(made.versions),
        files=tuple(made.files),
        dispatches=tuple(made.dispatches),
        papers=tuple(made.papers),
        matters=tuple(made.matters),
        contents={file.sha256: _words(made, file) for file in made.files},
    )


def _words(made: _Maker, file: StoredFile) -> str:
    report = next(report for report in made.reports if report.id == file.report_id)
    return next(story.token for story in made.script.stories if story.token and story.token in report.text)

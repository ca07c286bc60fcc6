"""A history of one unit's task, played through the rules themselves: what the product makes of it.

The rules are called as the use cases call them, with what they saved before; a refusal changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from supervision.actors import Actor, Witness
from supervision.bulletins import appraisal
from supervision.calendars.workdays import Workdays
from supervision.carrying_out import acknowledging, extension_answers
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.carrying_out.extending import Owed
from supervision.carrying_out.requesting import Before, Wish, ask
from supervision.changing import changes, suspending
from supervision.changing.withdrawing import Course, Why
from supervision.county import County
from supervision.figures.ledger import Counted, Ledger, counts
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Change,
    ChangeKind,
    Channel,
    Dispatch,
    Extension,
    ExtensionRequest,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    ReportVersion,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.outcome import Outcome
from supervision.papers.issuing import DueDay, Folder, reports_due
from supervision.refusals import StaleButton
from supervision.reports import reporting
from supervision.reports.report_dates import is_told, timeliness_at
from supervision.reports.report_editing import edit
from supervision.reports.report_places import Message, Place, Terms, open_to_reports
from supervision.review import reviewing
from supervision.review.review_cases import Case
from supervision.review.reviewing import ReturnReason
from supervision.roles import Role
from tests.rules.ledgers import ledger

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY, WORKDAYS = County(zone=ZONE), Workdays()
UNIT = Unit(5, "县水利局", UnitKind.DEPARTMENT, ())
POST = Post(16, UNIT.id, Role.LIAISON, "联络员", "A", 16)
REGISTRAR = Post(8, 2, Role.OFFICER, "督查室工作人员甲", "", 8)
LIAISON, CLERK = Actor(Person(16, "乙"), (POST,)), Actor(Person(8, "甲"), (REGISTRAR,))


@dataclass(frozen=True, slots=True)
class Said:
    """What the product says of one date: whether it is counted, and by how many workdays it is late."""

    counted: bool
    late: int | None = None


class DueHistory:
    """One unit's share of one task. Times are local, as people read them off a clock."""

    def __init__(self, issued_at: datetime, days: list[tuple[date, time | None]], urgency: Urgency) -> None:
        at = issued_at
        self.matter = Matter(1, "2026-1", "document", "清淤", MatterStatus.IN_PROGRESS, urgency, 8, 8, at, issued_at=at)
        self.assignment = Assignment(1, 1, UNIT.id, Part.LEAD, AssignmentStatus.ISSUED)
        self.dispatch = Dispatch(1, UNIT.id, 1, at, at + timedelta(days=1))
        last = len(days)
        planned = tuple(DueDay(on, hour, n == last, urgency) for n, (on, hour) in enumerate(days, 1))
        self.dues = {due.seq: due for due in reports_due(self.assignment, planned, COUNTY, WORKDAYS)}
        self.reports: dict[int, Report] = {}
        self.request: ExtensionRequest | None = None
        self.extensions: list[Extension] = []

    def acknowledge(self, at: datetime) -> None:
        """签收."""
        if self.assignment.delivered_at is not None and self.dispatch.acknowledged_at is not None:
            raise StaleButton
        self._keep(acknowledging.acknowledge(self._paper, LIAISON, at, COUNTY, WORKDAYS))

    def tell_by_telephone(self, at: datetime, told_at: datetime) -> None:
        """电话送达, recorded later than it was."""
        witness = Witness(channel=Channel.TELEPHONE, record_id=1, entered_by=8, confirmed_by=9, happened_at=told_at)
        told = acknowledging.deliver_by_telephone(self._paper, replace(CLERK, witness=witness), at, COUNTY, WORKDAYS)
        if not told.saves:
            raise StaleButton
        self._keep(told)

    def report(self, at: datetime, processed_at: datetime) -> int:
        """反馈, with the time of its message; gives its number."""
        open_to_reports(self.matter, [self.assignment])
        number = len(self.reports) + 1
        place = Place(
            matter=self.matter,
            assignment=self.assignment,
            dues=tuple(self.dues.values()),
            delivered_at=self.assignment.delivered_at,
        )
        message = Message(chat_id=1, message_id=number, at=at, text="在办")
        _, outcome = reporting.submit(
            message, LIAISON, POST, report_id=number, matter_id=1, place=place, terms=_terms(processed_at)
        )
        self._keep(outcome)
        return number

    def edit(self, number: int, at: datetime) -> None:
        """The message of a report is edited."""
        report = self._report(number)
        due = self.dues.get(report.due_seq or 0)
        self._keep(edit(report, due, LIAISON, text=f"更正 {report.version}", at=at)[1])

    def send_back(self, number: int, at: datetime, *, empty: bool) -> None:
        """退回补充."""
        report = self._report(number)
        reason = ReturnReason.EMPTY if empty else ReturnReason.INCOMPLETE
        case = self._case(report)
        self._keep(reviewing.send_back(case, CLERK, report.version, _terms(at), reason=reason, words="请补充"))

    def accept(self, number: int, at: datetime, *, finish: bool) -> None:
        """采纳, or 采纳，任务完成."""
        report = self._report(number)
        self._keep(reviewing.accept(self._case(report), CLERK, report.version, _terms(at), finish=finish))

    def ask_extension(self, seq: int, at: datetime, new_on: date, new_hour: time | None) -> None:
        """申请延期."""
        wish = Wish(new_on=new_on, new_hour=new_hour, reason="降雨", progress="过半", leader="局长")
        before = Before((self.request,) if self.request else (), tuple(self.extensions))
        self._keep(ask(self._paper, self.dues[seq], wish, LIAISON, at, before=before, request_id=1))

    def answer_extension(self, at: datetime, *, agreed: bool) -> None:
        """同意 or 不同意延期."""
        request = self.request
        if request is None:
            raise StaleButton
        owed = Owed(
            due=self.dues[request.due_seq],
            paper_id=1,
            document_number="夏政督〔2026〕1号",
            unit_name=UNIT.name,
            task="清淤",
            delivered_at=self.assignment.delivered_at,
            urgency=self.matter.urgency,
        )
        case = extension_answers.Case(request=request, matter=self.matter, owed=owed)
        if agreed:
            day = {"new_on": request.new_on, "new_hour": request.new_hour}
            self._keep(extension_answers.grant(case, CLERK, _terms(at), extension_id=1, **day))  # type: ignore[arg-type]
        else:
            self._keep(extension_answers.refuse(case, CLERK, _terms(at), words="任务紧急"))
        self.request = None

    def suspend(self, at: datetime) -> None:
        """中止."""
        change = Change(1, 1, ChangeKind.SUSPEND, "汛期", 8, at, review_on=at.date() + timedelta(days=30))
        self._keep(suspending.suspend(self.matter, change, [self.assignment], self.dues.values(), at))

    def resume(self, at: datetime) -> None:
        """恢复."""
        self._keep(suspending.resume(self.matter, self.dues.values(), at, WORKDAYS, ZONE))

    def withdraw(self, at: datetime, *, into: str = "") -> None:
        """撤销, or 并案."""
        folder = Folder(
            matter=self.matter, tasks=(Task(1, 1, "清淤"),), assignments=(self.assignment,), units={UNIT.id: UNIT}
        )
        course = Course(dues=tuple(self.dues.values()), reports=tuple(self.reports.values()))
        why = Why("合并办理", ended=True, into=into)
        self._keep(changes.withdraw_issued(folder, (), course, why, now=at, today=at.date()))

    def verdicts(self, now: datetime) -> dict[int, Said]:
        """What is said of each date at a moment, as a bulletin would."""
        if self.assignment.status is AssignmentStatus.WITHDRAWN or self.matter.status is MatterStatus.WITHDRAWN:
            return dict.fromkeys(self.dues, Said(counted=False))
        found = {due.seq: self._said(due, now) for due in self.dues.values()}
        over = [due for due in self.dues.values() if due.late_after < now]
        figures = appraisal.appraise(1, self._ledger(over), now, WORKDAYS, ZONE).figures
        assert figures["late"] == sum(found[due.seq].late is not None for due in over)
        return found

    def _said(self, due: ReportDue, now: datetime) -> Said:
        item = self._counted(due)
        if not counts(item, now):
            return Said(counted=False)
        judged = timeliness_at(due, now, delivered=item.delivered, workdays=WORKDAYS, zone=ZONE)
        return Said(counted=True, late=judged.workdays if judged.late else None)

    def _ledger(self, dues: Iterable[ReportDue]) -> Ledger:
        """What a bulletin counts of a time that is over."""
        counted = tuple(self._counted(due) for due in dues)
        return ledger(counted, matters=1, carried_over=0, tasks=1)

    def _counted(self, due: ReportDue) -> Counted:
        delivered = is_told(due, self.assignment.delivered_at)
        return Counted(due, UNIT, "夏政督〔2026〕1号", "清淤", delivered)

    @property
    def _paper(self) -> UnitPaper:
        return UnitPaper(
            matter=self.matter,
            dispatch=self.dispatch,
            assignments=(self.assignment,),
            dues=tuple(self.dues.values()),
            withdrawn=self.matter.status is MatterStatus.WITHDRAWN,
        )

    def _report(self, number: int) -> Report:
        if number not in self.reports:
            raise StaleButton
        return self.reports[number]

    def _case(self, report: Report) -> Case:
        return Case(
            report=report,
            matter=self.matter,
            task=Task(1, 1, "清淤"),
            assignment=self.assignment,
            document_number="夏政督〔2026〕1号",
            paper_id=1,
            dues=tuple(self.dues.values()),
            reports=tuple(self.reports.values()),
            assignments=(self.assignment,),
            registrar=REGISTRAR,
        )

    def _keep(self, outcome: Outcome) -> None:
        for row in outcome.saves:
            if isinstance(row, Matter):
                self.matter = row
            elif isinstance(row, Assignment):
                self.assignment = row
            elif isinstance(row, Dispatch):
                self.dispatch = row
            elif isinstance(row, ReportDue):
                self.dues[row.seq] = row
            elif isinstance(row, Report):
                self.reports[row.id] = row
            elif isinstance(row, ExtensionRequest):
                self.request = row
            elif isinstance(row, Extension):
                self.extensions.append(row)
            else:
                assert isinstance(row, ReportVersion), row

    def waiting(self) -> list[int]:
        """The reports about which the Office has said nothing yet."""
        return [number for number, report in self.reports.items() if report.status is ReportStatus.SUBMITTED]


def _terms(at: datetime) -> Terms:
    return Terms(now=at, county=COUNTY, workdays=WORKDAYS)

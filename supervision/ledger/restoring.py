"""A ledger that was exported, put into an empty installation: every matter as it stood, nothing asked or sent again.

What only the old installation has stays there: the signatures, the audit, the files, the words that were signed. So
what was with the signers is to be sent to them once more, and a summary that was with them is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from supervision.approving.approvals import hash_of
from supervision.calendars.deadlines import acknowledge_by
from supervision.ledger.records import (
    MatterRecord,
    ReportRecord,
    ShareRecord,
    SourceRecord,
    TaskRecord,
)
from supervision.ledger.rows import NOT_ISSUED
from supervision.ledger.wholes import Names, Whole
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Channel,
    Dispatch,
    DueStatus,
    Finding,
    Instruction,
    Matter,
    MatterStatus,
    Paper,
    Report,
    ReportDue,
    ReportStatus,
    ReportVersion,
    Source,
    Task,
)
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.takeover.taking_over import Desk, When

RESTORED_AS: Mapping[MatterStatus, MatterStatus] = MappingProxyType(
    {
        MatterStatus.IN_APPROVAL: MatterStatus.SPLIT,
        MatterStatus.SENT_BACK: MatterStatus.SPLIT,
        MatterStatus.APPROVED: MatterStatus.SPLIT,
        MatterStatus.CLOSING: MatterStatus.IN_PROGRESS,
    }
)
"""Where a matter stands then that was with its signers; every other stands as it stood."""

_SHARE_AS = {AssignmentStatus.TRANSFER_ASKED: AssignmentStatus.IN_PROGRESS}
"""The request itself is not in the ledger; the unit asks again."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for one matter: its ids, and one for each report and finding in their order."""

    matter_id: int
    paper_id: int
    report_ids: Sequence[int] = ()
    finding_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Restorer:
    """Makes the rows of matters. `ids` are the matters' by 登记号, `file` what the file is called in the audit."""

    names: Names
    desk: Desk
    when: When
    ids: Mapping[str, int]
    file: str

    def restore(self, whole: Whole, drawn: Drawn) -> Outcome:
        """One matter with its paper, tasks, shares, dates, reports and findings."""
        matter = self._matter(whole)
        text = "\n".join([matter.title, *(f"{task.seq}. {task.text}" for task in whole.tasks)])
        paper = self._paper(whole.matter, matter, drawn.paper_id, text)
        rows: list[object] = [matter, *([paper] if paper else [])]
        rows += [self._task(matter, task) for task in whole.tasks]
        rows += [self._share(matter, share) for share in whole.shares]
        rows += self._dispatches(matter, paper, whole.shares) if paper else []
        rows += self._reports(matter, whole.reports, drawn.report_ids)
        rows += self._findings(matter, whole, drawn.finding_ids)
        details: dict[str, object] = {"ledger": self.file, "number": whole.matter.document_number}
        fact = Fact("matter.restored", matter_subject(matter.id), details | {"tasks": len(whole.tasks)})
        return Outcome(saves=tuple(rows), facts=(fact,))

    def _matter(self, whole: Whole) -> Matter:
        one = whole.matter
        post = self.names.posts.get(one.registered_by, self.desk.post)
        return Matter(
            id=self.ids[one.registration_number],
            registration_number=one.registration_number,
            track=str(one.track),
            title=one.title,
            status=RESTORED_AS.get(one.status, one.status),
            urgency=one.urgency,
            registered_by=post.holder_id or self.desk.person_id,
            registered_post_id=post.id,
            registered_at=one.registered_at,
            text=one.text,
            sources=tuple(_source(line) for line in whole.sources if not line.instructed),
            instructions=tuple(self._instruction(line) for line in whole.sources if line.instructed),
            leader_post_id=self.names.post_id(one.leader),
            due_on=one.due_on,
            due_hour=one.due_hour,
            form=str(one.form),
            issuer=str(one.issuer),
            coordinating_unit_id=self.names.unit_id(one.coordinating),
            issued_at=one.issued_at,
            closed_at=one.closed_at,
            source_kind=str(one.source_kind),
            level=str(one.level),
            complex=one.complex,
            plan_wanted=one.plan_wanted,
            suspended_at=one.suspended_at,
            review_on=one.review_on,
            merged_into_id=self.ids.get(one.merged_into),
            withdrawn_at=one.withdrawn_at,
            reopened_at=one.reopened_at,
            city_due_on=one.city_due_on,
            city_ref=one.city_ref,
        )

    def _instruction(self, line: SourceRecord) -> Instruction:
        post = None if line.city else self.names.posts.get(line.author)
        return Instruction(post.id if post else None, line.author, line.dated, line.gist, line.city)

    def _paper(self, one: MatterRecord, matter: Matter, paper_id: int, text: str) -> Paper | None:
        if not one.document_number:
            return None
        out = one.status not in NOT_ISSUED
        return Paper(
            paper_id,
            matter.id,
            matter.form,
            matter.issuer,
            one.document_number,
            text,
            hash_of(text),
            issued_at=one.issued_at or one.registered_at,
            issued_by=matter.registered_by,
            withdrawn_at=None if out else self.when.now,
        )

    def _task(self, matter: Matter, task: TaskRecord) -> Task:
        return Task(
            matter.id,
            task.seq,
            task.text,
            task.requirement,
            task.due_on,
            task.due_hour,
            task.report_on,
            self.names.post_id(task.leader_in_charge),
            task.term,
            task.term_from,
            task.cycle,
            task.cycle_until,
            task.ongoing,
            task.review_on,
        )

    def _share(self, matter: Matter, share: ShareRecord) -> Assignment:
        return Assignment(
            matter.id,
            share.task_seq,
            self.names.units[share.unit].id,
            share.part,
            _SHARE_AS.get(share.status, share.status),
            share.accepted_at,
            share.delivered_at,
            self.names.unit_id(share.handed_to),
            share.handed_at,
            handler_name=share.handler_name,
            handler_phone=share.handler_phone,
        )

    def _dispatches(self, matter: Matter, paper: Paper, shares: Iterable[ShareRecord]) -> Iterator[Dispatch]:
        """How the paper reached each unit; reminders count from now (`sent_at`), so that no old one comes."""
        by_unit: dict[int, list[ShareRecord]] = {}
        for share in shares:
            if share.status is not AssignmentStatus.PROPOSED:
                by_unit.setdefault(self.names.units[share.unit].id, []).append(share)
        for unit_id, some in by_unit.items():
            delivered = _first(share.delivered_at for share in some)
            yield Dispatch(
                paper.id,
                unit_id,
                matter.id,
                sent_at=self.when.now,
                acknowledge_by=acknowledge_by(paper.issued_at, self.when.workdays, self.when.county, matter.urgency),
                delivered_at=delivered,
                channel=Channel.LEDGER if delivered else "",
                acknowledged_at=_first(share.acknowledged_at for share in some),
            )

    def _reports(self, matter: Matter, reports: Iterable[ReportRecord], ids: Sequence[int]) -> Iterator[object]:
        for one, report_id in zip(reports, ids, strict=True):
            unit_id = self.names.units[one.unit].id
            answered = one.received_at is not None
            if one.due_on is not None and one.late_after is not None:
                yield _due(one, matter.id, unit_id, report_id if answered else None)
            if one.received_at is not None:
                yield self._report(one, matter.id, unit_id, report_id, one.received_at)
                yield ReportVersion(report_id, 1, one.text, one.received_at)

    def _report(self, one: ReportRecord, matter_id: int, unit_id: int, report_id: int, at: datetime) -> Report:
        return Report(
            report_id,
            matter_id,
            unit_id,
            self.desk.person_id,
            self.desk.post.id,
            chat_id=0,
            message_id=-report_id,  # no message of this bot; below zero, so that it is no record's id either
            received_at=at,
            text=one.text,
            status=one.report_status or ReportStatus.SUBMITTED,
            task_seq=one.task_seq,
            due_seq=one.due_seq or None,
            reader=one.reader,
            reviewed_by=self.desk.person_id if one.reviewed_at else None,
            reviewed_at=one.reviewed_at,
            review_words=one.review_words,
            reviewed_version=1 if one.reviewed_at else 0,
            channel=Channel.LEDGER,
            kind=one.kind,
        )

    def _findings(self, matter: Matter, whole: Whole, ids: Sequence[int]) -> Iterator[Finding]:
        for one, finding_id in zip(whole.findings, ids, strict=True):
            yield Finding(
                finding_id,
                0,
                matter.id,
                one.task_seq,
                self.names.units[one.unit].id,
                one.text,
                one.verdict,
                self.desk.person_id,
                one.found_at,
                one.told_at,
            )


def _source(line: SourceRecord) -> Source:
    return Source(
        line.title,
        line.number,
        line.dated,
        line.author,
        line.oral,
        line.place,
        line.recorder,
        str(line.kind),
    )


def _due(one: ReportRecord, matter_id: int, unit_id: int, report_id: int | None) -> ReportDue:
    assert one.due_on is not None
    assert one.late_after is not None
    return ReportDue(
        matter_id,
        one.task_seq,
        unit_id,
        one.due_seq,
        due_on=one.due_on,
        due_hour=one.due_hour,
        late_after=one.late_after,
        final=one.final,
        status=one.status or DueStatus.OPEN,
        first_answered_at=one.first_answered_at,
        report_id=report_id,
        returns=one.returns,
        supplement_by=one.supplement_by,
        empty_returns=one.empty_returns,
        extended_to=one.extended_to,
        extended_hour=one.extended_hour,
        kind=one.kind,
        held_at=one.held_at,
        known_at=one.known_at,
        provisional=one.provisional,
    )


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)

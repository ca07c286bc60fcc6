"""反馈: what a unit sends as its report of a task, and what completes it (requirements U3, "Counting").

A report is recorded at once, at the time of its message, even if its task is not known yet; taps complete it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from supervision.actors import Actor
from supervision.county import County, ReaderAsked
from supervision.hotline import callers
from supervision.model import (
    Channel,
    DueStatus,
    Post,
    Reader,
    Report,
    ReportDue,
    ReportStatus,
    ReportVersion,
    StoredFile,
)
from supervision.notices.base import Notice, to_officer, to_post
from supervision.notices.cards import ReportCard, report_subject
from supervision.notices.reporting import ReportEndorsement, ReportReceipt, endorsement_subject, receipt_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotFound, StaleButton
from supervision.reports.report_dates import answer, answered_by, is_told, timeliness
from supervision.reports.report_places import Message, Place, Terms, open_to_reports
from supervision.roles import OFFICE, Permission, Role

READERS: Mapping[Role, Reader] = MappingProxyType(
    {Role.UNIT_HEAD: Reader.UNIT_HEAD, Role.UNIT_DEPUTY: Reader.UNIT_DEPUTY}
)
"""Whose own message or tap says that a report is the unit's (R1, U3)."""

ANSWERED = frozenset({Channel.TELEGRAM})
"""By which way a report has a receipt of its own, below its message; a sheet has one for all, a record its card."""


def submit(
    message: Message, actor: Actor, post: Post, *, report_id: int, matter_id: int, place: Place | None, terms: Terms
) -> tuple[Report, Outcome]:
    """Record a report, and place it if its task is known.

    Args:
        post: the sender's post in the reporting unit.
        matter_id: the matter as far as it is known, else 0.
    """
    text = callers.as_kept(place.matter.track, message.text) if place else message.text
    report = Report(
        id=report_id,
        matter_id=matter_id,
        unit_id=post.unit_id,
        person_id=actor.person_id,
        post_id=post.id,
        chat_id=message.chat_id,
        message_id=message.message_id,
        received_at=message.at,
        text=text,
        status=ReportStatus.UNPLACED,
        reader=READERS.get(post.role),
        media_group=message.media_group,
        part=message.part,
        channel=message.channel,
        record_id=message.record_id,
    )
    fact = Fact(
        "report.submitted",
        report_subject(report_id),
        {"matter": matter_id, "unit": post.unit_id, "received_at": message.at.isoformat(), "files": len(message.files)},
    )
    recorded = Outcome(
        saves=(ReportVersion(report_id, 1, text, message.at), *_belonging(message.files, report_id)),
        facts=(fact,),
        notices=(ReportReceipt(report_id=report_id),) if message.channel in ANSWERED else (),
    )
    if place is None:
        return report, Outcome(saves=(report,)) + recorded
    placed, outcome = _place(report, place, terms)
    return placed, Outcome(saves=outcome.saves) + recorded + replace(outcome, saves=())


def place(report: Report, where: Place, actor: Actor, terms: Terms) -> tuple[Report, Outcome]:
    """Say which task a recorded report is about; its time stays that of its message.

    Raises:
        NotFound: neither the report nor the task is this person's.
        StaleButton: it was placed, or put away, before.
    """
    require_hand(actor, report.unit_id)
    require_hand(actor, where.assignment.unit_id)
    if report.status is not ReportStatus.UNPLACED:
        raise StaleButton
    open_to_reports(where.matter, [where.assignment])
    placed, outcome = _place(report, where, terms)
    if placed.text != report.text:  # nobody knew before that callers are apart here
        outcome += Outcome(saves=(ReportVersion(report.id, report.version, placed.text, report.received_at),))
    return placed, outcome + Outcome(redraw=(receipt_subject(report.id), report_subject(report.id)))


def discard(report: Report, actor: Actor) -> Outcome:
    """不是反馈: put a message away that was kept in case it was a report.

    Raises:
        NotFound: the report is not this person's.
        StaleButton: it was placed, or put away, before.
    """
    require_hand(actor, report.unit_id)
    if report.status is not ReportStatus.UNPLACED:
        raise StaleButton
    return Outcome(
        saves=(replace(report, status=ReportStatus.DISCARDED),),
        facts=(Fact("report.discarded", report_subject(report.id)),),
        redraw=(receipt_subject(report.id), report_subject(report.id)),
    )


def attach(report: Report, message: Message) -> tuple[Report, Outcome]:
    """Add another item of the same album: its file, and its caption if it has one. It is one report all the same."""
    text = "\n".join(words for words in (report.text, message.text) if words)
    grown = replace(report, text=text)
    said = (grown, ReportVersion(report.id, report.version, text, message.at)) if message.text else ()
    fact = Fact(
        "report.evidence_added",
        report_subject(report.id),
        {"message": message.message_id, "files": len(message.files), "text": bool(message.text)},
    )
    return grown, Outcome(
        saves=(*said, *_belonging(message.files, report.id)),
        facts=(fact,),
        redraw=(receipt_subject(report.id), report_subject(report.id)),
    )


def note_reader(report: Report, actor: Actor, reader: Reader) -> Outcome:
    """Note who in the unit has read the report, as its liaison says (U3). The report's time stays as it is.

    Raises:
        NotFound: the report is another unit's.
        StaleButton: it was said before, or the report is no longer waiting.
    """
    require_member(actor, report.unit_id)
    if report.reader is not None or report.status is not ReportStatus.SUBMITTED:
        raise StaleButton
    return _read(report, reader, "liaison")


def endorse(report: Report, actor: Actor) -> Outcome:
    """同意报送: the head or the deputy says himself that the report is the unit's (U3).

    Raises:
        NotFound: he is not of this unit.
        StaleButton: one of them was first, or the report is no longer waiting.
    """
    actor.require(Permission.REPORT_ENDORSE)
    post = next((post for post in actor.posts if post.unit_id == report.unit_id and post.role in READERS), None)
    if post is None:
        raise NotFound("report")
    if report.reader is not None or report.status is not ReportStatus.SUBMITTED:
        raise StaleButton
    return _read(report, READERS[post.role], "himself")


def asks_reader(report: Report, county: County) -> bool:
    """Whether the liaison is to tap who in the unit has read it."""
    return _waits_for_reader(report) and county.report_reader_asked is ReaderAsked.AFTER


def awaits_endorsement(report: Report, county: County) -> bool:
    """Whether the head or deputy is to confirm it himself."""
    return _waits_for_reader(report) and county.report_reader_asked is ReaderAsked.READER_CONFIRMS


def require_member(actor: Actor, unit_id: int) -> None:
    """Let only those through who report for this unit.

    Raises:
        NotFound: another unit's things are not there for him.
    """
    if not any(post.unit_id == unit_id for post in actor.posts) or not actor.may(Permission.REPORT_SUBMIT):
        raise NotFound("report")


def require_hand(actor: Actor, unit_id: int) -> None:
    """Let those through who report for this unit, and the Office, which completes what a unit left open.

    Raises:
        NotFound: another unit's things are not there for him.
    """
    if OFFICE.isdisjoint(actor.roles):
        require_member(actor, unit_id)


def _waits_for_reader(report: Report) -> bool:
    return report.reader is None and report.status is ReportStatus.SUBMITTED


def _belonging(files: Sequence[StoredFile], report_id: int) -> tuple[StoredFile, ...]:
    return tuple(replace(file, report_id=report_id) for file in files)


def _read(report: Report, reader: Reader, said_by: str) -> Outcome:
    subject = report_subject(report.id)
    return Outcome(
        saves=(replace(report, reader=reader),),
        facts=(Fact("report.read_by", subject, {"reader": reader.value, "said_by": said_by}),),
        redraw=(receipt_subject(report.id), endorsement_subject(report.id), subject),
    )


def _place(report: Report, where: Place, terms: Terms) -> tuple[Report, Outcome]:
    due = answered_by(where.dues, where.pointed_at)
    placed = replace(
        report,
        matter_id=where.matter.id,
        unit_id=where.assignment.unit_id,
        task_seq=where.assignment.task_seq,
        due_seq=due.seq if due else None,
        status=ReportStatus.SUBMITTED,
        text=callers.as_kept(where.matter.track, report.text),
    )
    answered = answer(due, placed) if due else None
    notices: tuple[Notice, ...] = (ReportCard(to=to_officer(where.matter.registered_post_id), report_id=report.id),)
    if awaits_endorsement(placed, terms.county):
        notices += tuple(ReportEndorsement(to=to_post(post.id), report_id=report.id) for post in where.leaders)
    return placed, Outcome(
        saves=(placed, *((answered,) if answered else ())),
        facts=(Fact("report.placed", report_subject(report.id), _placement(placed, answered, where, terms)),),
        notices=notices,
    )


def _placement(report: Report, answered: ReportDue | None, where: Place, terms: Terms) -> dict[str, object]:
    details: dict[str, object] = {"matter": report.matter_id, "task": report.task_seq, "unit": report.unit_id}
    if answered is None:
        return details | {"due": None}
    delivered = is_told(answered, where.delivered_at)
    judged = timeliness(answered, delivered=delivered, workdays=terms.workdays, zone=terms.county.zone)
    before = next(due for due in where.dues if due.seq == answered.seq)
    return details | {
        "due": answered.seq,
        "due_on": answered.due_on.isoformat(),
        "supplements": before.status not in {DueStatus.OPEN, DueStatus.HELD},
        "late": bool(judged and judged.late),
        "late_workdays": judged.workdays if judged else 0,
    }

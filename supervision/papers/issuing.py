"""印发: what the units owe after it, and the paper with everything that goes out with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.calendars.deadlines import (
    Tightness,
    acknowledge_by,
    already_past_or_tight,
    hour_of,
    late_after,
    local_date,
)
from supervision.calendars.ongoing import reviews_of
from supervision.calendars.report_days import final_day, printed_day, repeated_days, years_end
from supervision.calendars.terms import runs_from_receipt
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    LETTER_KINDS,
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    Matter,
    Paper,
    ReportDue,
    Task,
    Unit,
    Urgency,
)
from supervision.notices.approving import ready_subject
from supervision.notices.base import to_post, to_unit
from supervision.notices.cards import PaperCard, matter_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.numbering import REGISTER_OF, RegisterKey
from supervision.procedures.forms import Form, Issuer
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.procedures.tracks import TRACKS, Track, TrackKey
from supervision.refusals import StaleButton
from supervision.roles import Permission

HEADS_TOLD_URGENCIES = frozenset({Urgency.MOST_URGENT})
HEADS_TOLD_TRACKS = frozenset({TrackKey.INSTRUCTION_MAYOR})
HEADS_TOLD_DATES = frozenset({Tightness.PAST})
"""When a unit's head and deputy get the card themselves: 特急, 县长批示件, a date that is past on the day of issue.
Of everything else they hear by digest (R1)."""

NO_DUES: Mapping[tuple[int, int], int] = MappingProxyType({})
"""A matter that was never issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A matter with everything that is issued with it. `units` are those of its assignments, by id."""

    matter: Matter
    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    units: Mapping[int, Unit]

    @property
    def track(self) -> Track:
        """The matter's row of the table."""
        return TRACKS[self.matter.track]

    @property
    def form(self) -> Form:
        """What it is issued in: chosen, or the track's first."""
        return Form(self.matter.form) if self.matter.form else self.track.forms[0]

    @property
    def issuer(self) -> Issuer:
        """In whose name: chosen, or the track's first."""
        return Issuer(self.matter.issuer) if self.matter.issuer else self.track.issuers[0]

    @property
    def register(self) -> RegisterKey:
        """The series that the paper is numbered in."""
        return REGISTER_OF[self.form, self.issuer]

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units that have a task, each once."""
        return tuple(dict.fromkeys(a.unit_id for a in self.live))

    @property
    def live(self) -> tuple[Assignment, ...]:
        """The assignments that were not taken back."""
        return tuple(a for a in self.assignments if a.status is not AssignmentStatus.WITHDRAWN)

    @property
    def ordered_ids(self) -> tuple[int, ...]:
        """The units that get the paper itself."""
        return tuple(unit_id for unit_id in self.unit_ids if self.units[unit_id].kind not in LETTER_KINDS)

    @property
    def letter_ids(self) -> tuple[int, ...]:
        """The units that are asked by letter (Order 733 art. 5)."""
        return tuple(unit_id for unit_id in self.unit_ids if self.units[unit_id].kind in LETTER_KINDS)

    def of_task(self, seq: int) -> tuple[Assignment, ...]:
        """The assignments of one task that were not taken back."""
        return tuple(a for a in self.live if a.task_seq == seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper that is to go out, with the number that was drawn for it, and to which units."""

    id: int
    form: Form
    issuer: Issuer
    number: str
    text: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which a report of a task is expected, and how urgently; `provisional` until 签收 says from when it is
    counted."""

    on: date
    hour: time | None
    final: bool
    urgency: Urgency = Urgency.ROUTINE
    provisional: bool = False


def due_days(task: Task, matter: Matter, issued_on: date, *, county: County, workdays: Workdays) -> tuple[DueDay, ...]:
    """Give the days on which each unit of a task reports, in order.

    The task's own dates, the track's schedule and the task's cycle from the day after the issue to the year's end (what
    follows is added at the year's turn), and the final date (`final_day`), else the last of the others. 特急 without an
    hour is due when the office closes. A progress report is not asked for a day before the issue, nor for one after the
    final date. An ongoing task (持续推进) has no final date. No date anywhere: none.
    """
    final = final_day(task, matter, issued_on, county=county, workdays=workdays)
    end = min(years_end(issued_on), final - timedelta(days=1)) if final else years_end(issued_on)  # before it is moved
    repeated = repeated_days(task, matter, issued_on, end, county=county, workdays=workdays)
    progress = {day for day in repeated if day > issued_on} | {day for day in task.report_on if day >= issued_on}
    if final is None and not task.ongoing:
        final = max(progress, default=None)
    days = [DueDay(day, None, False) for day in sorted(progress) if final is None or day < final]
    if final is not None:
        own = task.due_on is not None or bool(task.term)
        days.append(DueDay(final, task.due_hour if own else matter.due_hour, True, provisional=runs_from_receipt(task)))
    return tuple(replace(day, hour=hour_of(day.hour, matter.urgency, county), urgency=matter.urgency) for day in days)


def reports_due(
    assignment: Assignment,
    days: tuple[DueDay, ...],
    county: County,
    workdays: Workdays,
    *,
    after_seq: int = 0,
) -> tuple[ReportDue, ...]:
    """Give the reports that one unit owes on these days; until it acknowledges, without a delivery."""
    return tuple(
        ReportDue(
            matter_id=assignment.matter_id,
            task_seq=assignment.task_seq,
            unit_id=assignment.unit_id,
            seq=seq,
            due_on=day.on,
            due_hour=day.hour,
            late_after=late_after(day.on, day.hour, workdays, county, urgency=day.urgency),
            final=day.final,
            provisional=day.provisional,
        )
        for seq, day in enumerate(days, after_seq + 1)
    )


def issue(
    folder: Folder,
    chain: Chain,
    *,
    papers: Sequence[NewPaper],
    heads: Mapping[int, tuple[int, ...]],
    after: Mapping[tuple[int, int], int] = NO_DUES,
    actor: Actor,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """Issue an approved matter: its papers, a dispatch and a card to each unit, and what each of them owes.

    Args:
        chain: the approval whose text is issued.
        papers: the paper to the units that can be ordered, and the 函 to those that are asked; at least one of both.
        heads: the posts of head and deputy by unit, who get the card where `HEADS_TOLD_…` say so.
        after: the highest `ReportDue.seq` by task and unit, so that a second issue overwrites nothing of the first.

    Raises:
        NotAllowed: only the Office issues.
        WrongState: the matter is not approved.
        StaleButton: the approval is not this matter's, or is void.
    """
    actor.require(Permission.PAPER_ISSUE)
    matter = replace(advance(folder.matter, MatterEvent.ISSUE), issued_at=now)
    _check_signed(chain, matter)
    issued = [replace(a, status=AssignmentStatus.ISSUED) for a in folder.live]
    answer_by = acknowledge_by(now, workdays, county, matter.urgency)
    today = local_date(now, county.zone)
    return Outcome(
        saves=(
            matter,
            *(paper_of(new, matter.id, actor, now) for new in papers),
            *(Dispatch(new.id, unit_id, matter.id, now, answer_by) for new in papers for unit_id in new.unit_ids),
            *issued,
            *_all_dues(folder, issued, county, workdays, today=today, after=after),
            *reviews_of(matter, folder.tasks, papers[0].number),
        ),
        facts=tuple(
            Fact("matter.issued", matter_subject(chain.subject_id), issued_details(new, chain)) for new in papers
        ),
        notices=tuple(card for new in papers for card in _cards(folder, new, heads, today, workdays)),
        redraw=(matter_subject(matter.id), ready_subject(chain.id)),
    )


def _check_signed(chain: Chain, matter: Matter) -> None:
    approved = chain.status is ChainStatus.APPROVED and chain.purpose is ChainPurpose.ISSUE
    if not approved or chain.subject_id != matter.id:
        raise StaleButton


def paper_of(new: NewPaper, matter_id: int, actor: Actor, now: datetime) -> Paper:
    """Make the row of a paper that goes out."""
    digest, by = hash_of(new.text), actor.person_id
    return Paper(new.id, matter_id, new.form, new.issuer, new.number, new.text, digest, now, issued_by=by)


def issued_details(new: NewPaper, chain: Chain) -> dict[str, object]:
    """What the record says of a paper that goes out: which text was signed, and which one went out."""
    return {
        "paper": new.id,
        "form": new.form.value,
        "document_number": new.number,
        "chain": chain.id,
        "signed_hash": chain.text_hash,
        "text_hash": hash_of(new.text),
        "units": list(new.unit_ids),
    }


def _all_dues(
    folder: Folder,
    issued: list[Assignment],
    county: County,
    workdays: Workdays,
    *,
    today: date,
    after: Mapping[tuple[int, int], int],
) -> Iterator[ReportDue]:
    days = {t.seq: due_days(t, folder.matter, today, county=county, workdays=workdays) for t in folder.tasks}
    for assignment in issued:
        last = after.get((assignment.task_seq, assignment.unit_id), 0)
        yield from reports_due(assignment, days[assignment.task_seq], county, workdays, after_seq=last)


def _cards(
    folder: Folder, new: NewPaper, heads: Mapping[int, tuple[int, ...]], today: date, workdays: Workdays
) -> Iterator[PaperCard]:
    for unit_id in new.unit_ids:
        yield PaperCard(to=to_unit(unit_id), paper_id=new.id, unit_id=unit_id)
        if _heads_are_told(folder, unit_id, today, workdays):
            for post_id in heads.get(unit_id, ()):
                yield PaperCard(to=to_post(post_id), paper_id=new.id, unit_id=unit_id)


def _heads_are_told(folder: Folder, unit_id: int, today: date, workdays: Workdays) -> bool:
    matter = folder.matter
    if matter.urgency in HEADS_TOLD_URGENCIES or matter.track in HEADS_TOLD_TRACKS:
        return True
    mine = {a.task_seq for a in folder.assignments if a.unit_id == unit_id}
    days = [printed_day(task, matter) for task in folder.tasks if task.seq in mine]
    return any(already_past_or_tight(day, today, workdays) in HEADS_TOLD_DATES for day in days if day)

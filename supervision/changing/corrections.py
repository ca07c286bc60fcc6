"""更正 of an issued paper: same last signer, same number with （更正）, and only the units concerned sign again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.approving.task_changes import COORDINATOR, Field, TaskChange, propose
from supervision.calendars.deadlines import acknowledge_by
from supervision.calendars.workdays import Workdays
from supervision.carrying_out.transferring import lapse
from supervision.changing.corrected_dues import Terms, dues_of
from supervision.changing.withdrawing import Course
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Change,
    Dispatch,
    FieldChange,
    Paper,
    Unit,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import PaperCard, matter_subject, paper_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import Folder
from supervision.refusals import WrongState
from supervision.review.review_cases import withdraw

_BY_UNITS = frozenset({Field.LEADS, Field.SUPPORTS})


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """A correction that goes out: the paper that it corrects, its id, its text, and the units that get it."""

    id: int
    root: Paper
    nth: int
    text: str
    unit_ids: tuple[int, ...]

    @property
    def number(self) -> str:
        """The number of the paper, with （更正）."""
        return number_of(self.root.document_number, self.nth)


def number_of(document_number: str, nth: int) -> str:
    """夏政督〔2026〕12号（更正）, the second time （更正2）."""
    return f"{document_number}（更正{nth if nth > 1 else ''}）"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a correction concerns: `kept` and `added` sign again, `removed` have nothing of the matter any more."""

    seqs: frozenset[int]
    signing: tuple[int, ...]
    added: tuple[Assignment, ...]
    removed: tuple[Assignment, ...]
    gone: tuple[int, ...]


def reach_of(before: Folder, after: Folder, changes: Iterable[FieldChange]) -> Reach:
    """Say whom the changes of the tasks concern."""
    seqs = frozenset(change.task_seq for change in changes if change.field != COORDINATOR)
    old = {(a.task_seq, a.unit_id): a for a in before.live if a.task_seq in seqs}
    new = {(a.task_seq, a.unit_id): a for a in after.live if a.task_seq in seqs}
    removed = tuple(a for key, a in old.items() if key not in new)
    concerned = dict.fromkeys([*(unit_id for _, unit_id in new), *(a.unit_id for a in removed)])
    return Reach(
        seqs=seqs,
        signing=tuple(unit_id for unit_id in concerned if unit_id in after.unit_ids),
        added=tuple(a for key, a in new.items() if key not in old),
        removed=removed,
        gone=tuple(dict.fromkeys(a.unit_id for a in removed if a.unit_id not in after.unit_ids)),
    )


def fields_for(
    before: Folder, after: Folder, changes: Iterable[FieldChange], unit_ids: Collection[int], *, letter: bool
) -> tuple[FieldChange, ...]:
    """Give the changes that the correction of one paper prints: all of them, as the paper printed all tasks.

    A letter to units that are asked (Order 733 art. 5) had their own tasks alone, and so has its correction.
    """
    if not letter:
        return tuple(changes)
    own = {a.task_seq for folder in (before, after) for a in folder.live if a.unit_id in unit_ids}
    return tuple(change for change in changes if change.task_seq in own)


def wanted_of(changes: Iterable[FieldChange], units: Iterable[Unit]) -> tuple[TaskChange, ...]:
    """The changes as they were signed, to be made anew: units by their names of then.

    Raises:
        WrongState: a unit of them has another name by now, or is no more.
    """
    by_name = {unit.name: unit.id for unit in units}
    return tuple(_wanted(change, by_name) for change in changes if change.field != COORDINATOR)


def _wanted(change: FieldChange, by_name: Mapping[str, int]) -> TaskChange:
    field = Field(change.field)
    if field in _BY_UNITS:
        names = [name for name in change.new.split("、") if name]
        if not set(names) <= by_name.keys():
            raise WrongState("change", "overtaken")
        return TaskChange(change.task_seq, field, units=tuple(by_name[name] for name in names))
    if field is Field.DUE:
        on, _, hour = change.new.partition("T")
        at = time.fromisoformat(hour) if hour else None
        return TaskChange(change.task_seq, field, day=date.fromisoformat(on), hour=at)
    return TaskChange(change.task_seq, field, words=change.new)


def apply(before: Folder, change: Change, units: Mapping[int, Unit]) -> Folder:
    """The matter as the signed change makes it.

    Raises:
        WrongState: what is to be changed is not any more what it was when the change was asked for.
    """
    after, changes = propose(before, wanted_of(change.changes, units.values()), units)
    if set(changes) != set(change.changes):
        raise WrongState("change", "overtaken")
    return after


def correct(
    before: Folder,
    after: Folder,
    change: Change,
    papers: Sequence[NewCorrection],
    course: Course,
    *,
    actor: Actor,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """Make a signed correction true: tasks, what is owed by them, and a paper of its own to the units concerned.

    The paper that it corrects stays as it is, and whoever reports by its card is understood as before.
    """
    reach = reach_of(before, after, change.changes)
    given_up = {(a.task_seq, a.unit_id) for a in reach.removed}
    answer_by = acknowledge_by(now, workdays, county, after.matter.urgency)
    terms = Terms(before, after, now, county, workdays)
    issued = Outcome(
        saves=(
            *((after.matter,) if after.matter != before.matter else ()),
            *(task for task in after.tasks if task not in before.tasks),
            *(replace(a, status=AssignmentStatus.WITHDRAWN) for a in reach.removed),
            *(a for a in after.live if a.task_seq in reach.seqs and a not in before.live and a not in reach.added),
            *(replace(a, status=AssignmentStatus.ISSUED) for a in reach.added),
            *(paper(new, after.matter.id, actor, now) for new in papers),
            *(Dispatch(new.id, unit, after.matter.id, now, answer_by) for new in papers for unit in new.unit_ids),
            *dues_of(terms, course.dues, seqs=reach.seqs, given=reach.added, taken=reach.removed),
        ),
        facts=tuple(_fact(new, change) for new in papers),
        notices=tuple(PaperCard(to=to_unit(u), paper_id=new.id, unit_id=u) for new in papers for u in new.unit_ids),
    )
    reports = [r for r in course.reports if (r.task_seq, r.unit_id) in given_up]
    transfers = [t for t in course.transfers if (t.task_seq, t.unit_id) in given_up]
    return issued + withdraw(reports) + lapse(transfers, now)


def _fact(new: NewCorrection, change: Change) -> Fact:
    details = {
        "change": change.id,
        "paper": new.id,
        "corrects": new.root.id,
        "document_number": new.number,
        "text_hash": hash_of(new.text),
        "units": list(new.unit_ids),
    }
    return Fact("paper.corrected", matter_subject(change.matter_id), details)


def cards_of(dispatches: Iterable[Dispatch]) -> Outcome:
    """Redraw the cards of all papers of the matter: tasks stand on them as they are now."""
    return Outcome(redraw=tuple(paper_subject(d.paper_id, d.unit_id) for d in dispatches))


def paper(new: NewCorrection, matter_id: int, actor: Actor, now: datetime) -> Paper:
    """The row of a correction."""
    return Paper(
        id=new.id,
        matter_id=matter_id,
        form=new.root.form,
        issuer=new.root.issuer,
        document_number=new.number,
        text=new.text,
        text_hash=hash_of(new.text),
        issued_at=now,
        issued_by=actor.person_id,
        corrects_id=new.root.id,
        correction=new.nth,
    )

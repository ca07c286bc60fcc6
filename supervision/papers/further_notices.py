"""另下督办通知: a leader's new instruction brings new tasks, which are signed and issued as those before (P5.1, P5.3).

The new tasks are tasks of the same matter, behind its others; the paper has a number of its own. Until it is issued
they are nobody's, so that no unit sees what was not signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by, local_date
from supervision.calendars.ongoing import reviews_of
from supervision.calendars.timing import timing_words
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.instructions.instructing import reopened, require_pending
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    FurtherInstruction,
    FurtherTask,
    Instruction,
    Matter,
    MatterStatus,
    Part,
    Task,
    Unit,
)
from supervision.notices.base import to_post, to_unit
from supervision.notices.cards import PaperCard, matter_subject
from supervision.notices.instructing import further_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import (
    HEADS_TOLD_TRACKS,
    HEADS_TOLD_URGENCIES,
    Folder,
    NewPaper,
    due_days,
    issued_details,
    paper_of,
    reports_due,
)
from supervision.procedures.forms import Form
from supervision.refusals import InvalidInput, StaleButton
from supervision.roles import Permission
from supervision.splitting import TaskDraft

MOST_TASKS = 20
"""How many tasks one further notice may bring; more of them are a matter of their own."""


def task_of(draft: TaskDraft) -> FurtherTask:
    """A task as the notice brings it.

    Raises:
        InvalidInput: it has no date, so that nobody would ask after it.
    """
    if not timing_words(draft) and not draft.report_on:
        raise InvalidInput("due_on", "no_due", given=draft.text[:20])
    return FurtherTask(
        text=draft.text,
        leads=draft.leads,
        supports=draft.supports,
        due_on=draft.due_on,
        due_hour=draft.due_hour,
        report_on=draft.report_on,
        leader_in_charge_post_id=draft.leader_in_charge_post_id,
        term=draft.term,
        term_from=draft.term_from,
        cycle=draft.cycle,
        cycle_until=draft.cycle_until,
        ongoing=draft.ongoing,
        review_on=draft.review_on,
    )


def numbered(
    further: FurtherInstruction,
    tasks: Sequence[FurtherTask],
    known: Iterable[Task],
    others: Iterable[FurtherInstruction],
) -> tuple[FurtherTask, ...]:
    """Number the tasks of a notice after the matter's others, and after those of notices that wait to be issued.

    Args:
        others: all new instructions of the matter.
    """
    kept = (task.seq for other in others if other.id != further.id and not other.task_seqs for task in other.tasks)
    last = max((*(task.seq for task in known), *kept), default=0)
    return tuple(replace(task, seq=seq) for seq, task in enumerate(tasks, last + 1))


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Why a notice cannot go out as it was signed: `units` that are no more, or the numbers of its tasks are taken."""

    units: tuple[str, ...] = ()
    renumbered: bool = False

    def __bool__(self) -> bool:
        return bool(self.units) or self.renumbered


def overtaken(further: FurtherInstruction, known: Iterable[Task], units: Mapping[int, Unit]) -> Overtaken:
    """Say whether the matter has gone on while the notice was with its signers: a signed text is not changed."""
    named = {unit_id for task in further.tasks for unit_id in (*task.leads, *task.supports)}
    taken = {task.seq for task in known} & {task.seq for task in further.tasks}
    return Overtaken(tuple(units[unit_id].name for unit_id in sorted(named) if not units[unit_id].active), bool(taken))


def folder_of(
    matter: Matter, further: FurtherInstruction, tasks: Sequence[FurtherTask], *, units: Mapping[int, Unit]
) -> Folder:
    """What the notice alone consists of: the instruction it rests on, and its tasks as they are `numbered`."""
    on_it = replace(
        matter,
        instructions=(Instruction(further.post_id, further.leader_title, further.dated, further.gist),),
        due_on=None,
        due_hour=None,
        gate_reason="",
        form=matter.form if matter.form != Form.ACTIVITY else Form.SUPERVISION_NOTICE,
    )
    return Folder(
        matter=on_it,
        tasks=tuple(_task(matter.id, one) for one in tasks),
        assignments=tuple(
            Assignment(matter.id, one.seq, unit_id, part)
            for one in tasks
            for part, unit_ids in ((Part.LEAD, one.leads), (Part.SUPPORT, one.supports))
            for unit_id in unit_ids
        ),
        units=units,
    )


def _task(matter_id: int, one: FurtherTask) -> Task:
    return Task(
        matter_id,
        one.seq,
        one.text,
        due_on=one.due_on,
        due_hour=one.due_hour,
        report_on=one.report_on,
        leader_in_charge_post_id=one.leader_in_charge_post_id,
        term=one.term,
        term_from=one.term_from,
        cycle=one.cycle,
        cycle_until=one.cycle_until,
        ongoing=one.ongoing,
        review_on=one.review_on,
    )


def submit(further: FurtherInstruction, matter: Matter, tasks: Sequence[FurtherTask], actor: Actor) -> Outcome:
    """Keep the tasks as they go to the signers, `numbered`; a text sent back is written anew.

    Raises:
        NotAllowed, StaleButton, WrongState: see `instructing.require_pending`.
        InvalidInput: there are none, or too many.
    """
    require_pending(further, matter, actor)
    if not tasks:
        raise InvalidInput("tasks", "no_tasks")
    if len(tasks) > MOST_TASKS:
        raise InvalidInput("tasks", "too_many", limit=MOST_TASKS)
    drafted = replace(further, tasks=tuple(tasks))
    return Outcome(
        saves=(drafted,),
        facts=(Fact("further.drafted", matter_subject(matter.id), {"further": further.id, "tasks": len(tasks)}),),
        redraw=(further_subject(further.id),),
    )


def require_signed(further: FurtherInstruction, chain: Chain | None, matter: Matter, actor: Actor) -> Chain:
    """Let the Office issue the notice, once, as it was signed.

    Raises:
        NotAllowed: only the Office issues.
        StaleButton: it is not approved, or was issued.
        WrongState: the matter is not under way.
    """
    actor.require(Permission.PAPER_ISSUE)
    require_pending(further, matter, actor)
    approved = chain is not None and chain.status is ChainStatus.APPROVED and chain.purpose is ChainPurpose.FURTHER
    if chain is None or not approved or chain.subject_id != further.id:
        raise StaleButton
    return chain


def issue(
    further: FurtherInstruction,
    matter: Matter,
    folder: Folder,
    chain: Chain,
    *,
    papers: Sequence[NewPaper],
    heads: Mapping[int, tuple[int, ...]],
    actor: Actor,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """印发: the new tasks are the matter's, each unit gets the paper and owes its reports; a closed matter is reopened.

    Args:
        folder: what `folder_of` makes of the signed tasks.
        papers, heads: as for `issuing.issue`.

    Raises as `require_signed`.
    """
    require_signed(further, chain, matter, actor)
    under_way = reopened(matter, now) if matter.status is MatterStatus.CLOSED else matter
    issued = [replace(item, status=AssignmentStatus.ISSUED) for item in folder.assignments]
    answer_by = acknowledge_by(now, workdays, county, matter.urgency)
    today = local_date(now, county.zone)
    days = {t.seq: due_days(t, folder.matter, today, county=county, workdays=workdays) for t in folder.tasks}
    done = replace(further, task_seqs=tuple(days), paper_id=papers[0].id)
    return Outcome(
        saves=(
            under_way,
            done,
            *folder.tasks,
            *(paper_of(new, matter.id, actor, now) for new in papers),
            *(Dispatch(new.id, unit_id, matter.id, now, answer_by) for new in papers for unit_id in new.unit_ids),
            *issued,
            *(due for item in issued for due in reports_due(item, days[item.task_seq], county, workdays)),
            *reviews_of(matter, folder.tasks, papers[0].number),
        ),
        facts=tuple(_fact(further, new, chain) for new in papers),
        notices=tuple(card for new in papers for card in _cards(matter, new, heads)),
        redraw=(matter_subject(matter.id), further_subject(further.id)),
    )


def _fact(further: FurtherInstruction, new: NewPaper, chain: Chain) -> Fact:
    details = {"further": further.id, **issued_details(new, chain)}
    return Fact("further.issued", matter_subject(further.matter_id), details)


def _cards(matter: Matter, new: NewPaper, heads: Mapping[int, tuple[int, ...]]) -> Iterator[PaperCard]:
    heads_told = matter.urgency in HEADS_TOLD_URGENCIES or matter.track in HEADS_TOLD_TRACKS
    for unit_id in new.unit_ids:
        yield PaperCard(to=to_unit(unit_id), paper_id=new.id, unit_id=unit_id)
        for post_id in heads.get(unit_id, ()) if heads_told else ():
            yield PaperCard(to=to_post(post_id), paper_id=new.id, unit_id=unit_id)

"""What the Office's card of a matter shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from messages.views.requesting import UnitNote
from supervision.hotline.callers import APART
from supervision.hotline.handling import VISITED
from supervision.inspection.lights import Lights
from supervision.instructions.answering_leaders import TOLD
from supervision.instructions.instructing import TAKES
from supervision.model import (
    AnswerVerdict,
    Assignment,
    AssignmentStatus,
    HotlineOrder,
    Matter,
    MatterStatus,
    NoteKind,
    Part,
    Submission,
    Task,
    Unit,
)
from supervision.procedures.forms import UPWARD, Form
from supervision.proposals.handling import is_proposal
from supervision.results.ways import ways_of_matter
from supervision.roles import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """Where one unit stands with a task; `handed_to` is the unit that goes on with it after a merger."""

    name: str
    part: Part
    status: AssignmentStatus
    handed_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task with its units; `leader` is the title of the 分管县领导."""

    task: Task
    units: tuple[UnitLine, ...]
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """What a section noted of a matter that it follows up itself, or what came of it."""

    at: datetime
    by: str
    text: str
    kind: NoteKind = NoteKind.PROGRESS


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What a leader who was told of the matter said to it: an `AnswerVerdict`, and when."""

    leader: str
    verdict: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A change of the matter that is with its signer: a `ChangeKind`, and who has it (办公室主任审定)."""

    kind: str
    now_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """A report to those above; `destination` as titles write it."""

    row: Submission
    destination: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """A matter as one person may see it.

    `waits_for` are those who must act next, `may` is what this person may do; `own`: his unit registered the matter.
    `withdrawn_numbers` are papers that were withdrawn, `waiting_records` counts records that wait to be confirmed, and
    `unratified` are those whose consent by telephone waits for its 补签. `notes` are its section's own, oldest first,
    and `countersign` the titles of those who 会签 its text. `answers` are the leaders who were told of it, `rectifying`
    counts what units have still to put right. `change` waits for its signer, `merged_into` is the number that it goes
    on under. `submissions` are its reports to those above, `hotline` the order that it came from.
    """

    matter: Matter
    clause: str
    document_numbers: tuple[str, ...]
    coordinating: str
    tasks: tuple[TaskLine, ...]
    waits_for: tuple[str, ...]
    may: frozenset[Permission]
    own: bool = True
    unit_notes: tuple[UnitNote, ...] = ()
    withdrawn_numbers: tuple[str, ...] = ()
    waiting_records: int = 0
    unratified: tuple[str, ...] = ()
    lights: Lights | None = None
    notes: tuple[NoteLine, ...] = ()
    countersign: tuple[str, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    rectifying: int = 0
    change: ChangeLine | None = None
    merged_into: str = ""
    submissions: tuple[SubmissionLine, ...] = ()
    hotline: HotlineOrder | None = None

    @property
    def last_due(self) -> date | None:
        """The latest date of all tasks."""
        return max((line.task.due_on for line in self.tasks if line.task.due_on), default=None)

    @property
    def units(self) -> int:
        """How many units take part."""
        return len({unit.name for line in self.tasks for unit in line.units})

    @property
    def all_accepted(self) -> bool:
        """Whether every unit's result was accepted, so that the matter can be summed up."""
        standing = [unit.status for line in self.tasks for unit in line.units]
        counted = [status for status in standing if status is not AssignmentStatus.WITHDRAWN]
        return bool(counted) and all(status is AssignmentStatus.ACCEPTED for status in counted)

    @property
    def _goes_up(self) -> bool:
        """Whether the city or the hotline waits for its result."""
        return any(not UPWARD.isdisjoint(way.destinations) for way in ways_of_matter(self.matter))

    @property
    def acts(self) -> frozenset[str]:
        """The acts that its state and this person's posts leave open, by name."""
        offered = frozenset(
            name
            for name, (permission, states) in ACTS.items()
            if self.matter.status in states and permission in self.may
        )
        closed_to_him = {
            "summarise": not self.all_accepted,
            "present": not (self.matter.instructions or self.answers),
            "enter_read": all(line.verdict != AnswerVerdict.WAITING for line in self.answers),
            "plan_first": self.matter.form != Form.ACTIVITY,
            "city_date": not self._goes_up,
            "record": self.matter.status is _S.CLOSED and not self.waits_for,
            "proposal": not is_proposal(self.matter),
            **dict.fromkeys(_SECTION_S, not self.own),
            **dict.fromkeys(_OF_ORDERS, self.matter.track not in APART),
        }
        return offered - {name for name, closed in closed_to_him.items() if closed}


_S = MatterStatus

ACTS: dict[str, tuple[Permission, frozenset[MatterStatus]]] = {
    "note_progress": (Permission.MATTER_FOLLOW, frozenset({_S.FOLLOWED})),
    "end_followed": (Permission.MATTER_FOLLOW, frozenset({_S.FOLLOWED})),
    "call_office": (Permission.MATTER_SUBMIT, frozenset({_S.FOLLOWED})),
    "split": (Permission.MATTER_SPLIT, frozenset({_S.REGISTERED})),
    "split_again": (Permission.MATTER_SPLIT, frozenset({_S.SPLIT, _S.SENT_BACK})),
    "preview": (Permission.MATTER_SUBMIT, frozenset({_S.SPLIT, _S.SENT_BACK})),
    "issue": (Permission.PAPER_ISSUE, frozenset({_S.APPROVED})),
    "summarise": (Permission.MATTER_CLOSE, frozenset({_S.IN_PROGRESS})),
    "plan_first": (Permission.ACTIVITY_PLAN, frozenset({_S.SPLIT, _S.SENT_BACK, _S.IN_APPROVAL, _S.APPROVED})),
    "activity": (Permission.ACTIVITY_PLAN, frozenset({_S.IN_PROGRESS})),
    "proposal": (Permission.PROPOSAL_HANDLE, frozenset(MatterStatus) - {_S.FOLLOWED, _S.WITHDRAWN}),
    "record": (
        Permission.RECORD_ENTER,
        frozenset({_S.IN_APPROVAL, _S.IN_PROGRESS, _S.CLOSING, _S.SUSPENDED, _S.CLOSED}),
    ),
    "sheet": (Permission.RECORD_ENTER, frozenset({_S.IN_APPROVAL, _S.CLOSING})),
    "sum_up": (Permission.MATTER_CLOSE, frozenset({_S.IN_PROGRESS})),
    "city_date": (Permission.SUBMISSION_ENTER, frozenset(_S) - {_S.FOLLOWED, _S.CLOSED, _S.WITHDRAWN}),
    "correct": (Permission.MATTER_CORRECT, frozenset({_S.IN_PROGRESS, _S.SUSPENDED})),
    "suspend": (Permission.MATTER_SUSPEND, frozenset({_S.IN_PROGRESS})),
    "resume": (Permission.MATTER_SUSPEND, frozenset({_S.SUSPENDED})),
    "withdraw": (Permission.MATTER_WITHDRAW, frozenset(_S) - {_S.CLOSED, _S.WITHDRAWN}),
    "merge": (Permission.MATTER_MERGE, frozenset(_S) - {_S.CLOSED, _S.WITHDRAWN, _S.IN_APPROVAL, _S.CLOSING}),
    "hand_over": (Permission.MATTER_HAND_OVER, frozenset(_S) - {_S.CLOSED, _S.WITHDRAWN}),
    "present": (Permission.ANSWER_SEND, TOLD),
    "enter_read": (Permission.ANSWER_SEND, frozenset(_S) - {_S.WITHDRAWN}),
    "instruct": (Permission.INSTRUCTION_ENTER, TAKES),
    "visit": (Permission.HOTLINE_ENTER, VISITED),
    "return_order": (Permission.HOTLINE_ENTER, frozenset(_S) - {_S.FOLLOWED, _S.CLOSED, _S.WITHDRAWN}),
}
"""What may be done with a matter from its card: by whom, and in which states."""

_SECTION_S = ("note_progress", "end_followed", "call_office")
"""What only the section does that follows it."""


_OF_ORDERS = ("visit", "return_order")
"""What is done only with an order of the hotline."""


def short_name(unit: Unit) -> str:
    """The name that fits a phone: the shortest one with its county (县住建局), else the first short name."""
    names = (unit.name, *unit.short_names)
    of_county = [name for name in names if name.startswith("县")]
    return min(of_county, key=len) if of_county else (unit.short_names or (unit.name,))[0]


def name_since(unit: Unit, day: date | None) -> str:
    """The short name of today; where a paper of that day calls it otherwise, with that name."""
    then = unit.name_on(day) if day is not None else unit.name
    return short_name(unit) + (f"（原{then}）" if then != unit.name else "")


def unit_line(
    unit: Unit, assignment: Assignment, *, issued_on: date | None = None, into: Unit | None = None
) -> UnitLine:
    """A unit's line, by the name that it has now and that the paper has; `into` took it in."""
    return UnitLine(
        name=name_since(unit, issued_on),
        part=assignment.part,
        status=assignment.status,
        handed_to=short_name(into) if into else "",
    )

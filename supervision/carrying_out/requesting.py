"""申请延期: a unit asks for a later date, before the date, with reason, progress and the unit's leader who agreed.

Practice §6: 写明理由、进展和新时限. Who answers, and how, is `supervision/carrying_out/extension_answers.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from supervision.actors import Actor
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.carrying_out.extending import check_extendable
from supervision.hotline.callers import as_kept
from supervision.model import Extension, ExtensionRequest, ReportDue, TransferStatus
from supervision.notices.base import to_officer
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.requesting import ExtensionCard, extension_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, StaleButton, WrongState
from supervision.reports.report_dates import OWED
from supervision.roles import Permission

LONGEST_WORDS = 300
"""Characters of a reason, of the progress so far, and of a refusal."""

LONGEST_LEADER = 40
"""Characters of the name of the unit's leader who agreed, with his post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a unit wants: until when, why, how far it is, and which of its leaders agreed."""

    new_on: date
    new_hour: time | None
    reason: str
    progress: str
    leader: str


@dataclass(frozen=True, slots=True)
class Before:
    """What was asked and granted before, of all that the unit owes in the matter."""

    requests: Sequence[ExtensionRequest] = field(default=())
    extensions: Sequence[Extension] = field(default=())

    def waiting(self, due: ReportDue) -> ExtensionRequest | None:
        """The request about this report that has no answer yet, if there is one."""
        waiting = (item for item in self.requests if item.status is TransferStatus.ASKED)
        return next((item for item in waiting if _is_about(item, due)), None)

    def count(self, due: ReportDue) -> int:
        """Count the extensions of this report that were granted, whichever way, and those that were refused."""
        granted = sum(_is_about(item, due) for item in self.extensions)
        return granted + sum(_is_about(i, due) for i in self.requests if i.status is TransferStatus.REFUSED)


def askable(paper: UnitPaper, before: Before) -> tuple[ReportDue, ...]:
    """The reports of a card that the unit can ask more time for, the oldest first."""
    live = {item.task_seq for item in paper.live}
    owed = [due for due in paper.dues if due.task_seq in live and due.status in OWED and before.waiting(due) is None]
    return tuple(sorted(owed, key=lambda due: (due.expected_on, due.task_seq, due.seq)))


def ask(
    paper: UnitPaper, due: ReportDue, wish: Wish, actor: Actor, asked_at: datetime, *, before: Before, request_id: int
) -> Outcome:
    """Put a request before the Office. Until it is answered the dates stand.

    Args:
        asked_at: the time of the unit's own message that completed it.

    Raises:
        NotAllowed, NotFound, StaleButton, WrongState: as `require_own`; or the report is not owed; or asked already.
        InvalidInput: a text is missing or too long, or the date is not later.
    """
    require_own(paper, actor, Permission.EXTENSION_REQUEST)
    if before.waiting(due) is not None:
        raise WrongState("extension", "asked")
    if due not in askable(paper, before):
        raise StaleButton
    check_extendable(due, wish.new_on)
    for words, name in ((wish.reason, "reason"), (wish.progress, "progress")):
        check_words(words, name)
    check_words(wish.leader, "leader", LONGEST_LEADER)
    request = ExtensionRequest(
        id=request_id,
        matter_id=due.matter_id,
        task_seq=due.task_seq,
        unit_id=due.unit_id,
        due_seq=due.seq,
        new_on=wish.new_on,
        new_hour=wish.new_hour,
        reason=as_kept(paper.matter.track, wish.reason),
        progress=as_kept(paper.matter.track, wish.progress),
        leader=wish.leader,
        asked_by=actor.person_id,
        asked_at=asked_at,
        count=before.count(due) + 1,
    )
    more = {"new_on": wish.new_on.isoformat(), "reason": request.reason, "leader": wish.leader, "count": request.count}
    return Outcome(
        saves=(request,),
        facts=(request_fact("extension.asked", request, more),),
        notices=(ExtensionCard(to=to_officer(paper.matter.registered_post_id), request_id=request_id),),
        redraw=(paper_subject(paper.dispatch.paper_id, due.unit_id), matter_subject(due.matter_id)),
    )


def lapse(requests: Iterable[ExtensionRequest], now: datetime) -> Outcome:
    """End requests that need no answer any more: the paper was withdrawn, the task went to another unit."""
    waiting = [item for item in requests if item.status is TransferStatus.ASKED]
    return Outcome(
        saves=tuple(replace(item, status=TransferStatus.LAPSED, decided_at=now) for item in waiting),
        facts=tuple(request_fact("extension.lapsed", item, {}) for item in waiting),
        redraw=tuple(extension_subject(item.id) for item in waiting),
    )


def check_words(words: str, name: str, limit: int = LONGEST_WORDS) -> None:
    """Refuse an empty text, and one that is too long. Raises InvalidInput."""
    if not words.strip():
        raise InvalidInput(name, "empty")
    if len(words) > limit:
        raise InvalidInput(name, "too_long", limit=limit)


def _is_about(item: ExtensionRequest | Extension, due: ReportDue) -> bool:
    mine = (item.matter_id, item.task_seq, item.unit_id, item.due_seq)
    return mine == (due.matter_id, due.task_seq, due.unit_id, due.seq)


def request_fact(event: str, request: ExtensionRequest, more: dict[str, object]) -> Fact:
    """Write down what happened to a request."""
    details = {
        "matter": request.matter_id,
        "task": request.task_seq,
        "unit": request.unit_id,
        "due": request.due_seq,
        **more,
    }
    return Fact(event, extension_subject(request.id), details)

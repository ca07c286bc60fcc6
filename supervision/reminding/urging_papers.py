"""催办通知单 on paper: a person's act with a number of its own, where a unit has let a date go by (practice §9).

The reminders of the ladder stay messages (整治形式主义为基层减负若干规定: no papers by the dozen); this one is for what
is late and was delivered, once a matter, unit and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.actors import Actor
from supervision.calendars.deadlines import remaining
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DocumentKind, PaperContent, ReportDue, Task
from supervision.papers.contents import contact, mark_of
from supervision.papers.documents import DOCUMENTS, blocks_of
from supervision.procedures.forms import Issuer
from supervision.refusals import WrongState
from supervision.roles import Permission
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class UrgingLine:
    """One report that is late: of which task, for which day, and by how many workdays (0: by hours)."""

    seq: int
    text: str
    due_on: date
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """A 催办通知单 before it is worded: of which paper, to which unit, what is late."""

    title: str
    number: str
    unit: str
    lines: tuple[UrgingLine, ...]


def subject_of(matter_id: int, unit_id: int, day: date) -> Subject:
    """Name a 催办通知单: there is one a matter, unit and day."""
    return Subject("urging", f"{matter_id}/{unit_id}/{day.isoformat()}")


def require_urged(actor: Actor, late: Sequence[ReportDue], *, again: bool) -> None:
    """Refuse what needs no paper.

    Args:
        late: what is late of the matter, and was delivered.
        again: whether a paper about it went out today.

    Raises:
        NotAllowed: only the Office issues papers.
        WrongState: nothing is late, or it was said today.
    """
    actor.require(Permission.PAPER_ISSUE)
    if again:
        raise WrongState("urging", "today")
    if not late:
        raise WrongState("urging", "nothing_late")


def lines_of(
    late: Iterable[ReportDue], tasks: Iterable[Task], today: date, workdays: Workdays
) -> tuple[UrgingLine, ...]:
    """What is late, in the order of the tasks, each with its oldest date."""
    texts = {task.seq: task.text for task in tasks}
    oldest: dict[int, ReportDue] = {}
    for due in sorted(late, key=lambda item: (item.task_seq, item.expected_on)):
        oldest.setdefault(due.task_seq, due)
    return tuple(
        UrgingLine(seq, texts[seq], due.expected_on, max(0, -remaining(due.expected_on, today, workdays)))
        for seq, due in oldest.items()
    )


def content(urging: Urging, text: str, county: County, *, number: str, dated: date) -> PaperContent:
    """The paper; always the government office's (公文处理条例 art. 17)."""
    row = DOCUMENTS[DocumentKind.URGING]
    return PaperContent(
        title=row.title,
        name=urging.title,
        number=number,
        issuer=county.office_name,
        printed_by=county.imprint,
        mark=mark_of(Issuer.GOVERNMENT_OFFICE, row.letterhead, county),
        dated=dated,
        addressees=(urging.unit,),
        body=blocks_of(text),
        fields=(("督查事项", urging.title), ("原通知文号", urging.number)),
        note=contact(county),
    )

"""What a reader of texts proposes, and what becomes of it once a person has confirmed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from supervision.calendars.timing import Timing, read_timing
from supervision.model import Unit
from supervision.refusals import InvalidInput
from supervision.search.finding import find_units
from supervision.splitting.tasks import LONGEST_TASK, TaskDraft, with_limit, with_reports, without_stop


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task as a text seems to give it: names and date as written, and where in the source it stands.

    `start` and `end` are characters of the source, so that the person can be shown the passage.
    """

    text: str
    lead_names: tuple[str, ...] = ()
    support_names: tuple[str, ...] = ()
    due_text: str = ""
    start: int = 0
    end: int = 0


def drafts_of(proposals: Iterable[Proposal], units: Sequence[Unit], today: date) -> tuple[TaskDraft, ...]:
    """Turn confirmed proposals into tasks to be gone through.

    Only what is beyond doubt is taken over: names that are exactly one unit, a date that is a date ahead. The rest
    stays open and is asked.
    """
    return tuple(_draft(proposal, units, today) for proposal in proposals)


def _draft(proposal: Proposal, units: Sequence[Unit], today: date) -> TaskDraft:
    text = without_stop(proposal.text)
    leads = _sure(proposal.lead_names, units)
    draft = TaskDraft(
        text=text if len(text) <= LONGEST_TASK else text[: LONGEST_TASK - 1] + "…",
        leads=leads,
        supports=tuple(unit for unit in _sure(proposal.support_names, units) if unit not in leads),
    )
    timing = _timing(proposal.due_text, today)
    return with_reports(with_limit(draft, timing), timing)


def _sure(names: Iterable[str], units: Sequence[Unit]) -> tuple[int, ...]:
    exact = [unit.id for name in names for unit in units if name in (unit.name, *unit.aliases)]
    return tuple(dict.fromkeys(exact)) if find_units("、".join(names), units).complete else ()


def _timing(text: str, today: date) -> Timing:
    try:
        return read_timing("due_on", text, datetime.combine(today, time.min, UTC))
    except InvalidInput:
        return Timing()

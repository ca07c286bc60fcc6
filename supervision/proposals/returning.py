"""退办: from when a unit's days for giving a proposal back run, and the Office's for finding another unit (P6.2).

河南省代表建议办理办法 (2017) art. 14: ten workdays each, and no unit hands a proposal on by itself.
"""

from __future__ import annotations

from datetime import date

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import AssignmentMeeting, DeskItem, DeskKind, Matter, Proposal

REMIND_BEFORE = 3
"""So many workdays before its own term is over the Office is reminded of a proposal that was given back (ours)."""

AGAIN = 5
"""So many workdays after that it is reminded again, until another unit is found (ours)."""


def known_since(
    proposal: Proposal, meeting: AssignmentMeeting | None, unit_id: int, delivered_on: date, *, taken_over: bool = False
) -> date:
    """From which day a unit's ten workdays for giving it back run (河南办法 art. 14).

    A unit that was at the meeting has it from there; any other, and one that got it by 改派 or a merger after that
    (`taken_over`), knows of it by its paper, which may come long after the day that was entered (会前交办).
    """
    if proposal.assigned_on is None:
        return delivered_on
    was_there = meeting is not None and unit_id in meeting.attended and not taken_over
    return proposal.assigned_on if was_there else max(proposal.assigned_on, delivered_on)


def reassignment(matter: Matter, transfer_id: int, today: date, county: County, workdays: Workdays) -> DeskItem:
    """The Office finds another unit within its days (河南办法 art. 14), and is reminded before they are over."""
    term = county.proposal_reassign_workdays
    return DeskItem(
        kind=DeskKind.REASSIGN,
        key=str(transfer_id),
        post_id=matter.registered_post_id,
        on=workdays.add_workdays(today, max(term - REMIND_BEFORE, 0)),
        title=matter.title,
        number=matter.registration_number,
        due_on=workdays.add_workdays(today, term),
        every=AGAIN,
    )

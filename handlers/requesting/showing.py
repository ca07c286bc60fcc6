"""What units noted of a matter and asked for, for the Office's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from messages.views.matters import short_name
from messages.views.requesting import UnitNote
from storage.queries import requesting
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, Unit


async def unit_notes(
    unit: UnitOfWork, matter_id: int, assignments: Sequence[Assignment], units: Mapping[int, Unit]
) -> tuple[UnitNote, ...]:
    """One note a unit that has something to note, in the order of its tasks; nothing before the issue."""
    if all(item.status is AssignmentStatus.PROPOSED for item in assignments):
        return ()
    noted = await requesting.noted(unit, matter_id)
    notes = []
    for unit_id in dict.fromkeys(item.unit_id for item in assignments):
        named = next((item for item in assignments if item.unit_id == unit_id and item.handler_name), None)
        notes.append(
            UnitNote(
                unit=short_name(units[unit_id]),
                plan=noted.plans.get(unit_id),
                person=f"{named.handler_name} {named.handler_phone}".strip() if named else "",
                extended=noted.extended.get(unit_id, 0),
                transfers=noted.transfers.get(unit_id, 0),
            )
        )
    return tuple(note for note in notes if note.plan or note.person or note.extended or note.transfers)

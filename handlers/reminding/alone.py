"""What goes alone and at once: the reminders of 特急, each to whoever has to act or to take up the telephone."""

from __future__ import annotations

from collections.abc import Sequence

from storage import outbox
from storage.queries import reminders
from storage.unit_of_work import UnitOfWork
from supervision.model import Reminder
from supervision.notices.base import to_post
from supervision.notices.reminding import UrgentReminder
from supervision.notices.urgency import LeaderSilent, SignatureUrged, UnitsSilent
from supervision.procedures.ladders import CALLS
from supervision.reminding.reminders import rung_key


async def say_at_once(unit: UnitOfWork, rows: Sequence[Reminder]) -> None:
    """特急 goes alone: its reminders name their messages from the beginning."""
    for row in rows:
        if not row.told_by:
            notice = _alone(row)
            await reminders.assign(unit, row, notice.row_key)
            await outbox.tell(unit, [notice])


def _alone(row: Reminder) -> UrgentReminder | UnitsSilent | LeaderSilent | SignatureUrged:
    """The message that says one reminder: to whoever has to act, or to him who has to telephone."""
    to, rung, post_id = to_post(row.post_id), row.rung, row.post_id
    if rung_key(rung) not in CALLS and not row.matter_id:
        return SignatureUrged(to=to, chain_id=row.due_seq, seq=row.task_seq, rung=rung, post_id=post_id)
    if rung_key(rung) not in CALLS:
        return UrgentReminder(to=to, matter_id=row.matter_id, rung=rung, post_id=post_id)
    if row.matter_id:
        return UnitsSilent(to=to, matter_id=row.matter_id, paper_id=row.due_seq, rung=rung, post_id=post_id)
    return LeaderSilent(to=to, chain_id=row.due_seq, seq=row.task_seq, rung=rung, post_id=post_id)

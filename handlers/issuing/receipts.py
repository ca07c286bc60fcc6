"""Terms that run from 签收: counted once the unit has its paper."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.terms import counted_from_receipt
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.model import Task, TermFrom
from supervision.notices.cards import paper_subject
from supervision.outcome import Fact, Outcome


async def timed_by_receipt(unit: UnitOfWork, own: UnitPaper, actor: Actor) -> Outcome:
    """The dates of what the unit learns of now, as far as they are counted from this day.

    `own` is the paper as it was before; the outcome follows that of the acknowledgement itself.
    """
    seqs = [assignment.task_seq for assignment in own.undelivered]
    tasks = await unit.find(Task, matter_id=own.matter.id, seq=seqs, term_from=TermFrom.ACKNOWLEDGE)
    at = actor.witness.happened_at if actor.witness else unit.now
    dues = [
        due
        for task in tasks
        for due in counted_from_receipt(
            own.dues, task, at, own.matter.urgency, county=unit.county, workdays=unit.workdays
        )
    ]
    if not dues:
        return Outcome()
    details = {"dues": {f"{due.task_seq}/{due.seq}": due.due_on.isoformat() for due in dues}}
    subject = paper_subject(own.dispatch.paper_id, own.dispatch.unit_id)
    return Outcome(saves=tuple(dues), facts=(Fact("paper.terms_counted", subject, details),))

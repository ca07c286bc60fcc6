"""What can be recorded of a matter now: only what is open is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.approving.signing import Signing
from supervision.approving.verbal import IN_FORCE, may_agree_by_telephone
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    RecordKind,
    ReportDue,
    SigningStep,
    StepStatus,
)
from supervision.reports.report_dates import OWED
from supervision.reports.report_places import REPORTED_ON, UNDER_WAY
from supervision.roles import OFFICE, Role

RUNNING = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING})
"""While a matter runs, a unit can sign for its paper and be given a later date."""


OFFICE_ONLY = frozenset({ChainPurpose.REFERRAL})
"""Texts that a section does not see, though they are about a matter on its desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """What is open: the texts that wait for a signature, consents to ratify, and the papers of the units.

    `dispatches` are the newest paper of each unit that has it still, `assignments` those that can be reported on,
    `dues` the dates that are owed.
    """

    matter: Matter
    signings: tuple[Signing, ...]
    verbal: tuple[tuple[Chain, SigningStep], ...]
    dispatches: tuple[Dispatch, ...]
    assignments: tuple[Assignment, ...]
    dues: tuple[ReportDue, ...]

    @property
    def kinds(self) -> tuple[RecordKind, ...]:
        """The kinds of record that can be entered."""
        return tuple(self._kinds())

    def units(self, kind: RecordKind) -> tuple[int, ...]:
        """The units that a record of this kind can be of."""
        owing = {
            RecordKind.DELIVERY: [d.unit_id for d in self.dispatches if self._undelivered(d)],
            RecordKind.RECEIPT: [d.unit_id for d in self.dispatches if self._unacknowledged(d)],
            RecordKind.REPORT: [item.unit_id for item in self.assignments],
            RecordKind.EXTENSION: [due.unit_id for due in self.dues],
        }
        with_paper = {dispatch.unit_id for dispatch in self.dispatches}
        return tuple(dict.fromkeys(unit_id for unit_id in owing[kind] if unit_id in with_paper))

    def dispatch(self, unit_id: int) -> Dispatch | None:
        """The paper of one unit."""
        return next((item for item in self.dispatches if item.unit_id == unit_id), None)

    def waiting(self, kind: RecordKind) -> tuple[tuple[Signing, SigningStep], ...]:
        """The texts, each with the step whose turn it is, of which such an act of a leader can be recorded."""
        by_call = kind is RecordKind.VERBAL
        waiting = [(found, found.current) for found in self.signings if may_agree_by_telephone(found) or not by_call]
        return tuple((found, step) for found, step in waiting if step is not None)

    def _kinds(self) -> Iterator[RecordKind]:
        for kind in (RecordKind.SIGNATURE, RecordKind.VERBAL):
            if self.waiting(kind):
                yield kind
        if self.verbal:
            yield RecordKind.RATIFICATION
        for kind in (RecordKind.DELIVERY, RecordKind.RECEIPT, RecordKind.REPORT, RecordKind.EXTENSION):
            if self.units(kind):
                yield kind

    def _of(self, unit_id: int) -> list[Assignment]:
        return [item for item in self.assignments if item.unit_id == unit_id]

    def _undelivered(self, dispatch: Dispatch) -> bool:
        waits = any(item.delivered_at is None for item in self._of(dispatch.unit_id))
        return self.matter.status in RUNNING and (waits or dispatch.delivered_at is None)

    def _unacknowledged(self, dispatch: Dispatch) -> bool:
        waits = any(item.status is AssignmentStatus.ISSUED for item in self._of(dispatch.unit_id))
        return self.matter.status in RUNNING and (waits or dispatch.acknowledged_at is None)


async def openings_of(unit: UnitOfWork, matter: Matter, roles: Collection[Role] = OFFICE) -> Openings:
    """Look at a matter, as somebody with these roles may see it."""
    chains = await unit.find(Chain, matter_id=matter.id, status=tuple(IN_FORCE))
    if OFFICE.isdisjoint(roles):
        chains = [chain for chain in chains if chain.purpose not in OFFICE_ONLY]
    running = [chain for chain in chains if chain.status is ChainStatus.RUNNING]
    verbal = [
        (c, step) for c in chains for step in await unit.find(SigningStep, chain_id=c.id, status=StepStatus.VERBAL)
    ]
    issued = matter.status in REPORTED_ON
    reported = (*UNDER_WAY, AssignmentStatus.ACCEPTED)
    return Openings(
        matter=matter,
        signings=tuple([await approvals.signing(unit, chain.id) for chain in running]),
        verbal=tuple(verbal),
        dispatches=await _dispatches(unit, matter) if issued else (),
        assignments=tuple(await unit.find(Assignment, matter_id=matter.id, status=reported)) if issued else (),
        dues=await _dues(unit, matter) if matter.status in RUNNING else (),
    )


async def _dispatches(unit: UnitOfWork, matter: Matter) -> tuple[Dispatch, ...]:
    papers = {paper.id for paper in await unit.find(Paper, matter_id=matter.id, withdrawn_at=None)}
    newest = {item.unit_id: item for item in await unit.find(Dispatch, matter_id=matter.id) if item.paper_id in papers}
    return tuple(newest.values())


async def _dues(unit: UnitOfWork, matter: Matter) -> tuple[ReportDue, ...]:
    open_to_it = await unit.find(Assignment, matter_id=matter.id, status=tuple(UNDER_WAY))
    keys = {(item.task_seq, item.unit_id) for item in open_to_it}
    dues = await unit.find(ReportDue, matter_id=matter.id, status=tuple(OWED))
    return tuple(due for due in dues if (due.task_seq, due.unit_id) in keys)


def began_at(openings: Openings, unit_id: int) -> datetime:
    """The moment before which a unit's act cannot lie: when its paper went out."""
    dispatch = openings.dispatch(unit_id)
    return dispatch.sent_at if dispatch else openings.matter.registered_at

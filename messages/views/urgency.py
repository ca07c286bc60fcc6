"""What is shown of 特急 that nobody answers: whom to telephone; and who is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.model import ChainStatus, StepStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to telephone: what he is, his name, his number (may be empty)."""

    title: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentUnit:
    """A unit that did not acknowledge in time. `answered_at`: it has meanwhile; `told`: by telephone, not by 签收."""

    unit_id: int
    name: str
    contacts: tuple[Contact, ...] = ()
    answered_at: datetime | None = None
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsSilentView:
    """A 特急 paper and its silent units, before the duty clerk."""

    matter_id: int
    paper_id: int
    document_number: str
    title: str
    sent_at: datetime
    acknowledge_by: datetime
    units: tuple[SilentUnit, ...]
    over: bool = False
    may_record: bool = False

    @property
    def silent(self) -> tuple[SilentUnit, ...]:
        """Those that are still to be telephoned."""
        return () if self.over else tuple(unit for unit in self.units if unit.answered_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderSilentView:
    """A 特急 text and the leader who did not answer. `for_secretary`: the reader serves him, and records nothing.

    `may_telephone`: such a text may go on with what he says on the telephone.
    """

    chain_id: int
    seq: int
    title: str
    first_line: str
    act: str
    signer: str
    contacts: tuple[Contact, ...]
    secretaries: tuple[Contact, ...]
    since: datetime
    chain_status: ChainStatus
    step_status: StepStatus
    decided_at: datetime | None = None
    ratified: bool = False
    reachable: bool = True
    for_secretary: bool = False
    may_telephone: bool = False
    may_record: bool = False
    may_remind: bool = False

    @property
    def waiting(self) -> bool:
        """Whether he is still to be telephoned."""
        return self.chain_status is ChainStatus.RUNNING and self.step_status is StepStatus.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One day; no name: everybody's."""

    day: date
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """A week of duty. `now`: who is on duty at this hour."""

    days: tuple[DutyLine, ...]
    now: tuple[str, ...]
    may_set: bool = False

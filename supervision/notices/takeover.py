"""Taking over the ledger that was kept before (存量台账)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """What is wrong in one row of the file: `column` as its header has it, `reason` picks the words.

    `near` are names to offer, `other` is the row that it contradicts. Row 0 is the file as a whole.
    """

    row: int
    column: str
    reason: str
    given: str = ""
    near: tuple[str, ...] = ()
    other: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """What a ledger consists of: matters (of these closed), tasks (of these open past their date), units with open
    tasks, and from which numbers on the registers go (`last`: those that are higher than what was known)."""

    rows: int
    matters: int
    closed: int
    tasks: int
    past: int
    units: int
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A matter of the ledger, as it will be taken over."""

    number: str
    title: str
    tasks: int
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPrompt(Prompt):
    """Asks for the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReading(Notice):
    """The file was noted and is being read."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPreviewCard(Card):
    """What would be taken over, before it is. `report_by`: the day that open tasks past their date are given anew.

    `restored`: it is a ledger that we exported, and everything stands as it stood; `unsigned` matters that were with
    their signers are to be sent to them once more.
    """

    intake_id: int
    name: str
    counts: LedgerCounts
    lines: tuple[LedgerLine, ...]
    report_by: date
    more: int = 0
    anew: bool = False
    restored: bool = False
    unsigned: int = 0

    @property
    def key(self) -> str | None:
        """A file is shown once."""
        return f"ledger-preview/{self.intake_id}"

    @property
    def subject(self) -> Subject | None:
        """The file that waits to be taken over."""
        return Subject("intake", str(self.intake_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTaken(Notice):
    """The ledger was taken over."""

    name: str
    counts: LedgerCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDropped(Answer):
    """The file was not taken over, by who sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRefused(Notice):
    """Nothing was taken over: what is wrong, row by row."""

    name: str
    faults: tuple[LedgerFault, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerUnreadable(Notice):
    """The file cannot be read at all: `reason` is a stable word."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOverCard(Notice):
    """To a unit, once: what it has in hand stands in the bot now. `past` of the tasks are asked for by `report_by`.

    A unit that cannot be `ordered` (垂管, 企业, 县委部门) is addressed as by a letter.
    """

    unit_id: int
    unit_name: str
    file: str
    tasks: int
    past: int
    report_by: date
    ordered: bool = True

    @property
    def key(self) -> str | None:
        """Told once a unit and file."""
        return f"takeover/{self.unit_id}/{self.file}"

"""Reading the cells of the old ledger's rows, all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from supervision.filling.intake_tasks import Fault, People, units_of
from supervision.notices.takeover import LedgerFault
from supervision.refusals import InvalidInput
from supervision.roster.roster_sheets import SheetRow

Value = TypeVar("Value")


@dataclass(slots=True)
class Cells:
    """Reads the cells of a row and collects what is wrong with them."""

    row: int
    cell: Callable[[str], str]
    faults: list[LedgerFault]

    @classmethod
    def of(cls, row: SheetRow, faults: list[LedgerFault]) -> Cells:
        """The cells of one row."""
        return cls(row.number, lambda column: row.cells.get(column, ""), faults)

    def fault(self, column: str, reason: str, given: str = "", near: tuple[str, ...] = (), limit: int = 0) -> None:
        """Note a fault."""
        self.faults.append(LedgerFault(self.row, column, reason, given[:60], near, limit=limit))

    def text(self, column: str, limit: int) -> str:
        """Words that must stand there."""
        words = self.cell(column)
        if not words:
            self.fault(column, "missing")
        self.check_length(column, words, limit)
        return words

    def check_length(self, column: str, words: str, limit: int) -> None:
        """Note what is too long."""
        if len(words) > limit:
            self.fault(column, "too_long", words[:20], limit=limit)

    def word(self, column: str, known: Mapping[str, Value], reason: str) -> Value | None:
        """One of the known words."""
        written = self.cell(column).replace("《", "").replace("》", "")
        plain = {word.replace("《", "").replace("》", ""): value for word, value in known.items()}
        if written in plain:
            return plain[written]
        self.fault(column, reason if written else "missing", self.cell(column))
        return None

    def value(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """What a reader makes of a cell that must stand there."""
        written = self.cell(column)
        if not written:
            self.fault(column, "missing")
            return None
        try:
            return read(written)
        except InvalidInput as refused:
            self.fault(column, refused.reason, refused.given or written, limit=refused.limit)
            return None

    def units(self, column: str, people: People) -> tuple[int, ...]:
        """The units that a cell names; none where it names none."""
        found = units_of(self.cell(column), people, column)
        if isinstance(found, Fault):
            self.fault(column, found.reason, found.given, found.near)
            return ()
        return found

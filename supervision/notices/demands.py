"""What we asked of each unit in a month (减负), as a workbook to the Office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Extras, Notice
from supervision.reminding.demands import UnitDemands, sheet_key


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandsSheet(Notice):
    """The sheet of the month that begins on `first`; `asked_for`: a person asked for it (the update's own key)."""

    first: date
    lines: tuple[UnitDemands, ...]
    asked_for: bool = False

    @property
    def key(self) -> str | None:
        """Once a month by itself; to who asks, each time."""
        return None if self.asked_for else sheet_key(self.first)

    @property
    def total(self) -> int:
        """All that was asked of all units."""
        return sum(line.total for line in self.lines)

    @property
    def extras(self) -> Extras:
        """The workbook."""
        name = f"对各单位提出要求情况统计{self.first:%Y%m}.xlsx"
        return Extras(made="demands", file_name=name) if self.lines else Extras()

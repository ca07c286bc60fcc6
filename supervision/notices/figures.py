"""The figures of a bulletin: what they count, and that they do not add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.base import Answer, Notice


@dataclass(frozen=True, slots=True)
class FactLine:
    """One thing that a figure counts: a matter, a task of it (`task_seq`), a unit's share, a report due on a day.

    `number` is that of the paper that the unit has, or the registration number, which is not `registered` then.
    """

    number: str = ""
    title: str = ""
    task_seq: int = 0
    task: str = ""
    unit: str = ""
    due_on: date | None = None
    received_at: datetime | None = None
    registered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFacts(Answer):
    """数据来源: a page of what one figure counts; without a figure those that can be looked at, by their keys.

    `matters` are those of the page that the reader may open, with their registration numbers.
    """

    bulletin_id: int
    period: str
    figures: dict[str, int]
    key: str = ""
    lines: tuple[FactLine, ...] = ()
    matters: tuple[tuple[int, str], ...] = ()
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LongBulletin(Answer):
    """The text is longer than an office should send (基层减负): to be cut, or sent all the same."""

    bulletin_id: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinFaulty(Notice):
    """A bulletin whose figures do not add up is shown to nobody; those who keep the system hear of it."""

    period: str
    on: date

    @property
    def key(self) -> str | None:
        """Once a day."""
        return f"bulletin-faulty/{self.period}/{self.on.isoformat()}"

"""A bulletin goes out: what each unit hears of its own, and a chart that could not be drawn or sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from supervision.model import BulletinEvent
from supervision.notices.base import OFFICE, Lane, Notice, OnDoubt, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine(Notice):
    """What a bulletin counts of a unit, to the unit itself; who is criticised hears of it by `CriticismTold`.

    `events` are its reports that were late; `commended`: the bulletin praises it.
    """

    lane: ClassVar[Lane] = Lane.BULK
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    bulletin_id: int
    unit_id: int
    number: str
    period: str
    unit: str
    figures: dict[str, int]
    commended: bool = False
    events: tuple[BulletinEvent, ...] = ()

    @property
    def key(self) -> str | None:
        """Once a seat of the unit."""
        return f"bulletin-line/{self.bulletin_id}/{self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFailed(Notice):
    """The chart of a bulletin could not be drawn; text and paper went out without it."""

    to: Recipient = OFFICE
    bulletin_id: int
    number: str

    @property
    def key(self) -> str | None:
        """Once a bulletin."""
        return f"bulletin-picture/{self.bulletin_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRefused(Notice):
    """A group lets nobody send pictures: text and paper of a bulletin stand in it without the chart."""

    to: Recipient = OFFICE
    bulletin_id: int
    group_id: int
    number: str
    title: str

    @property
    def key(self) -> str | None:
        """Once a bulletin and group."""
        return f"bulletin-no-photos/{self.bulletin_id}/{self.group_id}"

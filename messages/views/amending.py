"""What a signer changed, as his difference card, the other signers' cards and the drafter see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from messages.filters import clock, day
from supervision.approving.task_changes import COORDINATOR, DiffLine, Field
from supervision.calendars.paper_dates import paper_due
from supervision.model import FieldChange

FIELD_TITLES: Mapping[str, str] = MappingProxyType(
    {
        Field.DUE: "完成时限",
        Field.LEADS: "牵头单位",
        Field.SUPPORTS: "配合单位",
        Field.TEXT: "任务内容",
        Field.REQUIREMENT: "工作要求",
        COORDINATOR: "总牵头",
    }
)
"""What the fields of a task are called, in the order in which they are offered."""

SHORT = 24
"""Characters up to which old and new stand on one line."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one task (0: of the whole matter), in words."""

    seq: int
    label: str
    old: str
    new: str

    @property
    def is_short(self) -> bool:
        """Whether it fits one line."""
        return len(self.old) + len(self.new) <= SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentView:
    """One change of the text: by whom, when, what. `lines` is the difference where the whole text was rewritten."""

    by: str
    at: datetime
    changes: tuple[ChangeLine, ...] = ()
    lines: tuple[DiffLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAmendedView:
    """The change as an earlier signer is told of it, or the drafter (`own_step` 0). Who agreed by telephone, at
    `own_verbal_at`, has the new text to ratify."""

    title: str
    first_line: str
    amendment: AmendmentView
    chain_id: int
    own_step: int = 0
    own_signed_at: datetime | None = None
    own_verbal_at: datetime | None = None


def change_lines(changes: Iterable[FieldChange], today: date) -> tuple[ChangeLine, ...]:
    """Put changes into words; nothing there before or after is 无."""
    return tuple(
        ChangeLine(
            change.task_seq,
            FIELD_TITLES[change.field],
            _words(change.field, change.old, today),
            _words(change.field, change.new, today),
        )
        for change in changes
    )


def signed_lines(changes: Iterable[FieldChange]) -> tuple[ChangeLine, ...]:
    """Put changes into the words of the paper that they change; nothing there before or after is empty."""
    return tuple(
        ChangeLine(
            change.task_seq,
            "总牵头单位" if change.field == COORDINATOR else FIELD_TITLES[change.field],
            *(_paper_words(change.field, value) for value in (change.old, change.new)),
        )
        for change in changes
    )


def _words(field: str, value: str, today: date) -> str:
    if not value:
        return "无"
    moment = _moment(field, value)
    return day(moment[0], today) + (clock(moment[1]) if moment[1] else "") if moment else value


def _paper_words(field: str, value: str) -> str:
    moment = _moment(field, value)
    return paper_due(*moment) if moment else value.rstrip("。")


def _moment(field: str, value: str) -> tuple[date, time | None] | None:
    if field != Field.DUE or not value or not value[0].isdecimal():
        return None
    on, _, hour = value.partition("T")
    return date.fromisoformat(on), time.fromisoformat(hour) if hour else None

"""Units, posts and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.roles import Role


class UnitKind(StrEnum):
    """What a unit is to the county government; decides whether it can be ordered and criticised (Order 733 art. 5)."""

    LEADERSHIP = "leadership"
    """县领导: holds the leaders' posts."""
    OFFICE = "office"
    """县政府督查室 itself."""
    SECTION = "section"
    """科室 of the county government office."""
    DEPARTMENT = "department"
    """县直 departments of the county government."""
    TOWNSHIP = "township"
    """乡镇人民政府."""
    VERTICAL = "vertical"
    """垂管: answers to a higher authority; asked by letter, never criticised."""
    ENTERPRISE = "enterprise"
    """Enterprises such as 县供电公司; as VERTICAL."""
    PARTY = "party"
    """县委部门: asked by letter, never criticised."""
    COPY_ONLY = "copy_only"
    """人大, 政协, courts: only ever 抄送."""


ORDERED_KINDS = frozenset({UnitKind.DEPARTMENT, UnitKind.TOWNSHIP})
"""Units that supervision is directed at and that a bulletin may criticise (Order 733 art. 5)."""

LETTER_KINDS = frozenset({UnitKind.VERTICAL, UnitKind.ENTERPRISE, UnitKind.PARTY})
"""Units that get a 函, not an order (Order 733 art. 5)."""

RESPONSIBLE_KINDS = ORDERED_KINDS | LETTER_KINDS
"""Units that can be given a task."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a unit was called; `until` is the last day of the name."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Unit:
    """An organ of the roster; `aliases` are the short names that documents write (发改委).

    Renamed, it keeps its id, and the old name goes into `former` and `aliases`. Merged, it is inactive, `valid_to` is
    its last day and `successor_id` the unit that goes on with its work: that one has the names in `absorbed` and
    `aliases`. What is to happen on a later day waits in the row: `renamed_to` from `renamed_on`, with the short names
    of that day; a successor or an end after `valid_to` while it is still active; `valid_from` while it is not.
    """

    id: int
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    active: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None
    former: tuple[FormerName, ...] = ()
    absorbed: tuple[str, ...] = ()
    renamed_to: str = ""
    renamed_on: date | None = None
    renamed_aliases: tuple[str, ...] = ()
    superior: str = ""
    """上级主管单位 of a unit under vertical management."""

    @property
    def past_names(self) -> tuple[str, ...]:
        """Names by which it is still found, but no more called: its own of earlier days, and those of merged units."""
        return (*(former.name for former in self.former), *self.absorbed)

    @property
    def short_names(self) -> tuple[str, ...]:
        """The short names of today."""
        past = self.past_names
        return tuple(alias for alias in self.aliases if alias not in past)

    def name_on(self, day: date) -> str:
        """Give what it was called on a day: papers keep the name that they were issued to."""
        earlier = [former for former in self.former if day <= former.until]
        return min(earlier, key=lambda former: former.until).name if earlier else self.name


@dataclass(frozen=True, slots=True)
class Post:
    """A seat in a unit. Duties belong to posts: whoever holds one has its open work and its open cards.

    `seat` tells liaison A from B; `holder_id` is the person who sits there now, none when it is vacant. A secretary
    `serves` the posts of his leaders; a county leader has `fields` (分管领域) and is `in_charge_of` units (分管单位).
    """

    id: int
    unit_id: int
    role: Role
    title: str
    seat: str = ""
    holder_id: int | None = None
    active: bool = True
    serves: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    in_charge_of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the roster. `telegram_id` is none until an invitation is used: that is a normal state."""

    id: int
    name: str
    phone: str = ""
    telegram_id: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link that binds one person in one post to the Telegram account that opens it."""

    code: str
    person_id: int
    post_id: int
    issued_by: int
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A Telegram group that was bound to receive bulletins; `chat_id` follows when it becomes a supergroup."""

    id: int
    chat_id: int
    title: str
    bound_by: int
    bound_at: datetime
    active: bool = True

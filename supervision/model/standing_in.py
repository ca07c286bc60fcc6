"""Who acts for whom, who is away and who is on duty; and what a later signer changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.model.channels import Channel


@dataclass(frozen=True, slots=True)
class Delegation:
    """代签: `deputy_post_id` signs for `post_id` from `since` to `until`, both days included; named as 代 everywhere.

    One that the Office entered from a paper has its `channel` and the paper's number (`reference`), and counts once
    another person confirmed it. `began_at` and `ended_at`: when those concerned were told that it runs, or is over.
    """

    id: int
    post_id: int
    deputy_post_id: int
    since: date
    until: date
    granted_by: int
    granted_at: datetime
    channel: Channel = Channel.TELEGRAM
    reference: str = ""
    revoked_by: int | None = None
    revoked_at: datetime | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A liaison (or deputy) is away, both days included: what goes to the unit goes to the others; nothing is lost.

    `began_at`: when the others got what is open. `ended_at`: when he came back, of himself or when the days were over.
    """

    id: int
    post_id: int
    since: date
    until: date
    entered_by: int
    entered_at: datetime
    ended_at: datetime | None = None
    began_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DutyDay:
    """Who of the Office is on duty on a day (key: day). No row: all officers."""

    day: date
    post_id: int
    set_by: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one task; `field` is text, requirement, due, leads or supports."""

    task_seq: int
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later signer's change of the text, with his signature. `changes` for tasks, else both texts are the change."""

    id: int
    chain_id: int
    step_seq: int
    by: int
    at: datetime
    old_hash: str
    new_hash: str
    old_text: str
    new_text: str
    changes: tuple[FieldChange, ...] = ()

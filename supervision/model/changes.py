"""What happens to an issued matter besides its course, and 复核 of a published criticism."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.model.standing_in import FieldChange


class ChangeKind(StrEnum):
    """What is done with an issued matter."""

    CORRECT = "correct"
    """更正."""
    SUSPEND = "suspend"
    """中止."""
    RESUME = "resume"
    """恢复."""
    WITHDRAW = "withdraw"
    """撤销."""
    MERGE = "merge"
    """并案."""
    HAND_OVER = "hand_over"
    """移交."""


class ChangeStatus(StrEnum):
    """Where a change stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    DONE = "done"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Change:
    """更正, 中止, 恢复, 撤销, 并案 or 移交 of a matter, approved by whoever signed it last.

    `changes` belong to 更正, `review_on` to 中止, `into_matter_id` to 并案, `to_post_id` to 移交. `unit_ids` are the
    units that are told.
    """

    id: int
    matter_id: int
    kind: ChangeKind
    reason: str
    asked_by: int
    asked_at: datetime
    changes: tuple[FieldChange, ...] = ()
    into_matter_id: int | None = None
    review_on: date | None = None
    to_post_id: int | None = None
    status: ChangeStatus = ChangeStatus.DRAFT
    done_at: datetime | None = None
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """申请复核 of a published criticism (Order 733 art. 17): from `told_at` runs its term, to `answer_by` ours.

    `opinion` is why the reviewer decided so, as the unit reads it.
    """

    id: int
    bulletin_id: int
    unit_id: int
    told_at: datetime
    asked_at: datetime
    words: str
    answer_by: date
    reviewer_post_id: int | None = None
    outcome: str = ""
    opinion: str = ""
    decided_at: datetime | None = None

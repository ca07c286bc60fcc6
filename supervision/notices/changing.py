"""更正、中止、恢复、撤销、并案、移交: the text for the signer, what the units and the Office are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def change_subject(change_id: int) -> Subject:
    """A change of a matter."""
    return Subject("change", str(change_id))


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of one task in words, before and after; `seq` 0: of the whole matter."""

    seq: int
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeText(Answer):
    """The text that the last signer signs; `number` is the paper's, empty before the issue.

    `units` are those that are told, `into` the matter that goes on (并案), `since` and `review_on` the suspension's.
    """

    kind: str
    title: str
    registration_number: str
    number: str
    reason: str
    fields: tuple[ChangedField, ...] = ()
    units: tuple[str, ...] = ()
    into: str = ""
    since: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangingPrompt(Prompt):
    """中止、恢复、撤销、并案、移交: why, until when, into what, to whom, and whether it is right so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectingPrompt(Prompt):
    """更正: why, which task, which field, what it is to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAsked(Answer):
    """The change is with its signer."""

    kind: str
    now_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDone(Notice):
    """The change is true: to the officer, and whom it concerns."""

    change_id: int
    kind: str
    title: str
    registration_number: str
    number: str
    units: tuple[str, ...] = ()
    into: str = ""
    review_on: date | None = None
    days: int = 0

    @property
    def key(self) -> str | None:
        """Once a change."""
        return f"change/{self.change_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTold(Notice):
    """中止、恢复, or that a unit has not got a task any more (更正), to the unit; `days` did not count."""

    change_id: int
    unit_id: int
    kind: str
    unit_name: str
    form: str
    document_number: str
    title: str
    reason: str
    issuer: str
    on: date
    days: int = 0
    tasks: tuple[int, ...] = ()

    @property
    def key(self) -> str | None:
        """Once a unit."""
        return f"change/{self.change_id}/{self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterHandedOver(Notice):
    """移交, to the post that had the matter and to the one that has it now."""

    change_id: int
    title: str
    registration_number: str
    from_post: str
    to_post: str
    reason: str
    yours: bool

    @property
    def key(self) -> str | None:
        """Once each."""
        return f"handed/{self.change_id}/{self.to.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMade(Answer):
    """What was done at once, without a signature: 撤销 or 并案 before the issue, 移交."""

    kind: str
    title: str
    registration_number: str
    into: str = ""
    to_post: str = ""

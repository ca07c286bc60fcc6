"""市长热线: orders that were entered, sent out again or given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from supervision.notices.base import Answer, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlinePrompt(Prompt):
    """Entering orders: the orders themselves, and looking them over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderVisitPrompt(Prompt):
    """回访: what the caller said, what is lacking, until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReturnPrompt(Prompt):
    """退回热线室: why."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in a list: its matter's number, its own, what it is about, and to whom it goes."""

    registration_number: str
    order_number: str
    title: str
    unit: str = ""
    status: str = ""
    due_on: date | None = None
    due_hour: time | None = None
    rounds: int = 1
    returned_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersRegistered(Answer):
    """Orders were registered, each as a matter of its own; `sent_to` has them to sign first; nobody if they
    were not sent."""

    lines: tuple[OrderLine, ...]
    more: int = 0
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineList(Answer):
    """The year's orders: how many stand where, and those under way or given back, the newest first."""

    year: int
    total: int
    under_way: int
    closed: int
    returned: int
    again: int
    lines: tuple[OrderLine, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReturned(Answer):
    """An order went back to the hotline; `units` had its paper and are told, `days` workdays after it came."""

    registration_number: str
    order_number: str
    days: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGivenBack(Notice):
    """To who signed its paper last: an order went back to the hotline, and the paper was withdrawn."""

    matter_id: int
    order_number: str
    registration_number: str
    title: str
    why: str

    @property
    def key(self) -> str | None:
        """Once a matter."""
        return f"hotline/{self.matter_id}/returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderVisited(Answer):
    """What the caller said was noted; not content, the order went out again to `units` until its new date."""

    registration_number: str
    order_number: str
    satisfied: str
    units: tuple[str, ...] = ()
    due_on: date | None = None
    due_hour: time | None = None
    round: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAgain(Notice):
    """To the unit: the caller is not content, so the order is to be handled again until a new date."""

    matter_id: int
    unit_id: int
    unit_name: str
    document_number: str
    order_number: str
    title: str
    words: str
    due_on: date
    due_hour: time | None = None
    round: int = 2

    @property
    def key(self) -> str | None:
        """Once a unit and round."""
        return f"hotline/{self.matter_id}/{self.round}/{self.unit_id}"

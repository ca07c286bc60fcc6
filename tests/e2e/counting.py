"""The receipts of a chat against the outbox, one by one: a loss and a double do not make up for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

RESENT = "重发"
"""What a message that may be a repetition says."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the outbox: of which report, how it ended, as which message, and how often it was repeated."""

    report: str
    status: str
    message_id: int | None
    resent: int


def faults(reports: Iterable[str], told: Sequence[Told], shown: Mapping[int, str], *, doubts: int) -> Iterator[str]:
    """What is wrong.

    Args:
        reports: the keys of what was reported.
        told: the receipts as the outbox has them.
        shown: id and text of each receipt in the chat.
        doubts: how many calls can have been under way when the process ended.
    """
    rows = Counter(one.report for one in told)
    for report, count in (Counter(reports) | rows).items():
        if rows[report] != 1:
            yield f"report {report}: {rows[report]} receipts were told, and {count} reports are there"
    for one in told:
        text = shown.get(one.message_id or 0)
        if one.status != "sent" or text is None:
            yield f"report {one.report}: its receipt ({one.status}) is not in the chat"
        elif (RESENT in text) != (one.resent > 0):
            yield f"report {one.report}: repeated {one.resent} times, and its receipt reads {text[:20]!r}"
    repeated = sum(one.resent for one in told)
    if repeated > doubts:
        yield f"{repeated} were repeated, and {doubts} can have been in doubt"
    beside = shown.keys() - {one.message_id for one in told}
    if len(beside) > repeated:
        yield f"{len(beside)} came beside those that the outbox knows, and {repeated} were repeated"

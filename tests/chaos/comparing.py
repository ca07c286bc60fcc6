"""One chat against the outbox: what was sent is there once, and what is there more lies in the declared window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.chaos.seen import RESENT, Line, Row


def compare(lines: Sequence[Line], rows: Sequence[Row], declared: int) -> Iterator[str]:
    """Findings of one chat; `declared` calls to it were in doubt."""
    left = Counter(line.first for line in lines)
    copies = 0
    for row in rows:
        for text in row.texts if row.status == "sent" else ():
            if text is None:
                copies += 1
            elif left[text] > 0:
                left[text] -= 1
            else:
                yield f"message {row.id} ({row.kind}) is said to be sent and is not there: {text[:40]!r}"
    files = Counter(line.first for line in lines if line.wordless) & left
    if copies > files.total():
        yield f"{copies - files.total()} copies of files are said to be sent and are not there"
    doubled = list((left - files).elements())
    doubtful = [row for row in rows if row.resent or row.status == "ambiguous"]
    events = sum(row.resent for row in rows) + sum(row.status == "ambiguous" for row in rows)
    if events > declared:
        yield f"{events} messages were repeated or held, and only {declared} calls were in doubt"
    extra = len(doubled) + max(0, files.total() - copies)
    if extra > sum(len(row.texts) * (row.resent + 1) for row in doubtful):
        yield f"{extra} messages too many, and {len(doubtful)} rows that were in doubt: {doubled[:2]}"
    known = {_head(text) for row in rows for text in row.texts if text is not None}
    yield from (f"a message that nobody sent: {text[:40]!r}" for text in doubled if _head(text) not in known)
    for row in rows:
        if row.status == "sent" and row.resent and not any(RESENT in (text or RESENT) for text in row.texts):
            yield f"message {row.id} was repeated and does not say so"


def _head(text: str) -> str:
    return text.removeprefix(RESENT).strip().partition("\n")[0]

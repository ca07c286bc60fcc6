"""One chat against the outbox: what was sent is there once, and each copy more is of a row that was in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.chaos.seen import RESENT, Line, Row, Seen

Call = Sequence[Line]
"""The messages that one call made."""


def calls_of(lines: Sequence[Line]) -> dict[int, list[Call]]:
    """Row → the calls for it that had their effect, in order."""
    calls: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.copy is not None:
            calls.setdefault((line.copy.row, line.copy.call), []).append(line)
    found: dict[int, list[Call]] = {}
    for (row, _), call in calls.items():
        found.setdefault(row, []).append(call)
    return found


def beside(row: Row, calls: Sequence[Call]) -> list[Call]:
    """The calls for a row that are none of those that it says were made: its last wording, each part once."""
    left = list(calls)
    for part in row.parts if row.status == "sent" else ():
        found = next((call for call in reversed(left) if _says(call, part)), None)
        if found is not None:
            left.remove(found)
    return left


def doubled(seen: Seen) -> Counter[str]:
    """Why the call before was in doubt → messages that came once more for it."""
    rows = {row.id: row for row in seen.rows}
    found: Counter[str] = Counter()
    for lines in seen.chats.values():
        for ident, calls in calls_of(lines).items():
            row = rows[ident]
            extra = beside(row, calls) if row.status == "sent" else calls[1:]
            found[" ".join(sorted(set(seen.declared.get(ident, ("nothing",)))))] += len(extra)
    return +found


def compare(lines: Sequence[Line], rows: Sequence[Row], declared: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Findings of one chat; `declared`: the calls for a row of which nobody can know what they did."""
    known = {row.id for row in rows}
    for line in lines:
        if line.copy is None or line.copy.row not in known:
            yield f"a message that nobody sent: {line.first[:40]!r}"
    calls = calls_of(lines)
    for row in rows:
        for one in _of_a_row(row, calls.get(row.id, []), len(declared.get(row.id, ()))):
            yield f"message {row.id} ({row.kind}, {row.status}) {one}"


def _of_a_row(row: Row, calls: Sequence[Call], declared: int) -> Iterator[str]:
    is_sent, doubts = row.status == "sent", row.resent + (row.status == "ambiguous")
    left = beside(row, calls)
    if is_sent and len(calls) - len(left) < len(row.parts):
        yield f"is not there as it says: {row.parts}"
    if doubts > declared:
        yield f"was repeated or held for {doubts} doubts, and {declared} calls were in doubt"
    if len(left) > doubts + (0 if is_sent else max(0, len(row.parts) - 1)):
        yield f"came {len(left)} times more, and was in doubt {doubts} times: {left[0][0].first[:40]!r}"
    if is_sent and any(_repetitions(call) >= row.resent for call in left):
        yield f"came once more after it said so: {left[-1][0].first[:40]!r}"
    if is_sent and row.resent and not any(_repetitions(call) and RESENT in call[0].first for call in calls):
        yield "was repeated and does not say so"


def _says(call: Call, part: Sequence[str | None]) -> bool:
    return len(call) == len(part) and all(
        text is None or line.first == text for line, text in zip(call, part, strict=True)
    )


def _repetitions(call: Call) -> int:
    return call[0].copy.resent if call[0].copy else 0

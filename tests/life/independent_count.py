"""The figures of a bulletin a second time: plain SQL over the raw rows, written from requirements "Counting" alone.

It knows nothing of how the product counts: only the tables, and the clause that each condition is of. Windows are
typed off a calendar by hand. Nothing of `supervision.bulletins`, `supervision.figures` or `storage.queries` is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import UtcTime

_ZONE = ZoneInfo("Asia/Shanghai")

Figures = Mapping[tuple[str, str], frozenset[str]]
"""By scope and key, what is counted."""

CLOSES: Mapping[str, tuple[date, date, str]] = MappingProxyType(
    {
        "2026Q1": (date(2025, 12, 10), date(2026, 4, 10), ""),
        "2026Q2": (date(2026, 4, 10), date(2026, 7, 10), ""),
        "2026Q3": (date(2026, 7, 10), date(2026, 10, 10), ""),
        "2026Q4": (date(2026, 10, 10), date(2026, 12, 10), ""),
        "2026/addendum": (date(2026, 12, 10), date(2026, 12, 31), ""),
        "2026-01/ten_things": (date(2025, 12, 15), date(2026, 1, 15), "ten_things"),
        "2026-02/ten_things": (date(2026, 1, 15), date(2026, 2, 24), "ten_things"),
        "2026-03/ten_things": (date(2026, 2, 24), date(2026, 3, 16), "ten_things"),
        "2026-04/ten_things": (date(2026, 3, 16), date(2026, 4, 15), "ten_things"),
        "2026-05/ten_things": (date(2026, 4, 15), date(2026, 5, 15), "ten_things"),
        "2026-06/ten_things": (date(2026, 5, 15), date(2026, 6, 15), "ten_things"),
        "2026-07/ten_things": (date(2026, 6, 15), date(2026, 7, 15), "ten_things"),
        "2026-08/ten_things": (date(2026, 7, 15), date(2026, 8, 17), "ten_things"),
        "2026-09/ten_things": (date(2026, 8, 17), date(2026, 9, 15), "ten_things"),
        "2026-10/ten_things": (date(2026, 9, 15), date(2026, 10, 15), "ten_things"),
        "2026-11/ten_things": (date(2026, 10, 15), date(2026, 11, 16), "ten_things"),
        "2026-12/ten_things": (date(2026, 11, 16), date(2026, 12, 15), "ten_things"),
        "2027-01/ten_things": (date(2026, 12, 15), date(2027, 1, 15), "ten_things"),
    }
)
"""The last days of two bulletins in a row, each to 24:00, and the track. "The quarter's bulletin is cut off at the
report date that closes it"; "if it is not a workday … it is late only after the next workday": 15 February 2026 lies in
the holidays of Spring Festival (to the 23rd; Tuesday the 24th is worked), 15 March, 15 August and 15 November are at
weekends; Saturday 10 October is worked in place of a day of the National Day holidays."""


def window(period: str) -> tuple[datetime, datetime]:
    """The moments after which and up to which a bulletin counts."""
    return _moments(*CLOSES[period][:2])


def _moments(start: date, end: date) -> tuple[datetime, datetime]:
    return datetime.combine(start, time.max, _ZONE), datetime.combine(end, time.max, _ZONE)


# "Each unit, lead or support, is counted for itself. What is withdrawn or merged leaves both sides of the fraction."
_IN_HAND = """
in_hand AS (
    SELECT id, track, issued_at, closed_at FROM matters
    WHERE issued_at IS NOT NULL AND issued_at <= :until AND status <> 'withdrawn'
      AND (closed_at IS NULL OR closed_at > :after) AND (:track = '' OR track = :track)
),
shares AS (
    SELECT h.track, a.matter_id, a.task_seq, a.unit_id, u.kind,
           CASE WHEN a.status = 'accepted' AND a.accepted_at <= :until THEN 1 ELSE 0 END AS done
    FROM in_hand h JOIN assignments a ON a.matter_id = h.id JOIN units u ON u.id = a.unit_id
    WHERE a.status <> 'withdrawn'
),
"""

# "The first submission decides; being asked for a supplement does not unmake it; a second return for empty content
# does": what came before that return is not counted. "A report's time is the time of the message".
ANSWERS = """
emptied AS (
    SELECT r.matter_id, r.task_seq, r.unit_id, r.due_seq, r.reviewed_at,
           ROW_NUMBER() OVER (
               PARTITION BY r.matter_id, r.task_seq, r.unit_id, r.due_seq ORDER BY r.reviewed_at, r.id
           ) AS nth
    FROM reports r WHERE r.status = 'returned' AND r.review_words = '内容空泛' AND r.kind = 'report'
),
submitted AS (
    SELECT r.matter_id, r.task_seq, r.unit_id, r.due_seq, MIN(r.received_at) AS first_at
    FROM reports r
    LEFT JOIN emptied e ON e.matter_id = r.matter_id AND e.task_seq = r.task_seq AND e.unit_id = r.unit_id
         AND e.due_seq = r.due_seq AND e.nth = 2
    WHERE r.status IN ('submitted', 'accepted', 'returned') AND (e.reviewed_at IS NULL OR r.received_at > e.reviewed_at)
    GROUP BY r.matter_id, r.task_seq, r.unit_id, r.due_seq
),
"""

# "Nothing is late that was not delivered": who reports all the same is in time. "Not counted against the unit: …
# suspension": a date that is held is not counted, and what came while it was held was not late. A date that a later
# report settled with the whole task names that report. "The quarter's bulletin is cut off at the report date that
# closes it … it prints 统计截至": what came after that day was not in on it, whenever the bulletin is drafted.
ANSWERED_BY_ANOTHER = """(
    SELECT r.received_at FROM reports r WHERE r.id = d.report_id AND d.status = 'accepted' AND r.due_seq <> d.seq
)"""
_DUES = f"""
dues AS (
    SELECT m.track, d.matter_id, d.task_seq, d.unit_id, d.seq, u.kind, d.late_after, d.held_at,
           CASE WHEN COALESCE(d.known_at, a.delivered_at) IS NULL THEN 0 ELSE 1 END AS told,
           COALESCE(s.first_at, {ANSWERED_BY_ANOTHER}) AS answered_at,
           (SELECT COUNT(*) FROM reports r WHERE r.matter_id = d.matter_id AND r.task_seq = d.task_seq
                AND r.unit_id = d.unit_id AND r.due_seq = d.seq AND r.status = 'returned'
                AND r.received_at <= :until) AS returns
    FROM reports_due d
    JOIN matters m ON m.id = d.matter_id AND m.status <> 'withdrawn'
    JOIN assignments a ON a.matter_id = d.matter_id AND a.task_seq = d.task_seq AND a.unit_id = d.unit_id
         AND a.status <> 'withdrawn'
    JOIN units u ON u.id = d.unit_id
    LEFT JOIN submitted s ON s.matter_id = d.matter_id AND s.task_seq = d.task_seq AND s.unit_id = d.unit_id
         AND s.due_seq = d.seq
    WHERE d.late_after > :after AND d.late_after <= :until AND d.status NOT IN ('void', 'held')
      AND (:track = '' OR m.track = :track)
),
counted AS (
    SELECT d.*, CASE WHEN answered_at <= :until THEN 1 ELSE 0 END AS came FROM dues d
    WHERE answered_at <= :until OR (told = 1 AND (held_at IS NULL OR held_at > :until))
)
"""

_WHOLE = f"WITH {_IN_HAND.rstrip().rstrip(',')}"
_MATTERS = f"""{_WHOLE} SELECT id, track, CASE WHEN issued_at <= :after THEN 1 ELSE 0 END AS carried,
CASE WHEN closed_at IS NOT NULL AND closed_at <= :until THEN 1 ELSE 0 END AS closed FROM in_hand"""
_SHARES = f"{_WHOLE} SELECT track, matter_id, task_seq, unit_id, kind, done FROM shares"
_REPORTS = f"""WITH {ANSWERS} {_DUES} SELECT track, matter_id, task_seq, unit_id, seq, kind, returns,
came,
CASE WHEN came = 1 AND (told = 0 OR answered_at <= late_after OR answered_at >= held_at) THEN 1 ELSE 0 END AS in_time
FROM counted"""

_CAN_BE_ORDERED = ("department", "township")
"""Units that a bulletin may criticise (Order 733 art. 5); the others' late reports are counted apart."""


YEARS: Mapping[str, tuple[date, date]] = MappingProxyType({"2026/addendum": (date(2025, 12, 31), date(2026, 12, 31))})
"""The bulletin that closes a year counts the year anew: quarters do not add up to it, as work goes over them."""


async def count(connection: AsyncConnection, period: str) -> Figures:
    """Count a bulletin's figures as the rows are now."""
    found = dict(await _count(connection, window(period), CLOSES[period][2]))
    if period in YEARS:
        whole = await _count(connection, _moments(*YEARS[period]), "")
        found |= {("year", key): facts for (scope, key), facts in whole.items() if not scope}
    return found


async def _count(connection: AsyncConnection, edges: tuple[datetime, datetime], track: str) -> Figures:
    after, until = edges
    found: dict[tuple[str, str], set[str]] = defaultdict(set)

    async def rows(sql: str) -> list[Row[Any]]:
        typed = [bindparam(name, type_=UtcTime) for name in ("after", "until") if f":{name}" in sql]
        values = {"after": after, "until": until, "track": track}
        statement = text(sql).bindparams(*typed)
        return list((await connection.execute(statement, values)).all())

    def note(fact: str, keys: Iterable[str], *scopes: str) -> None:
        for scope in scopes:
            for key in keys:
                found[scope, key].add(fact)

    for row in await rows(_MATTERS):
        keys = ("matters", "carried_over" if row.carried else "issued", "closed" if row.closed else "open")
        note(str(row.id), keys, "", f"track/{row.track}")
    _note_shares(await rows(_SHARES), note)
    _note_reports(await rows(_REPORTS), note)
    return {name: frozenset(facts) for name, facts in found.items()}


def _note_shares(shares: list[Row[Any]], note: Note) -> None:
    undone = {(row.matter_id, row.task_seq) for row in shares if not row.done}
    for row in shares:
        task, share = f"{row.matter_id}/{row.task_seq}", f"{row.matter_id}/{row.task_seq}/{row.unit_id}"
        done = (row.matter_id, row.task_seq) not in undone
        note(task, ("tasks", "tasks_done" if done else "tasks_open"), "", f"track/{row.track}")
        scopes = "", f"track/{row.track}", f"unit/{row.unit_id}", f"kind/{row.kind}"
        note(share, ("shares", "shares_done") if row.done else ("shares",), *scopes)


def _note_reports(dues: list[Row[Any]], note: Note) -> None:
    for row in dues:
        fact = f"{row.matter_id}/{row.task_seq}/{row.unit_id}/{row.seq}"
        keys = ("due", "answered" if row.came else "not_yet", "on_time" if row.in_time else "late")
        note(fact, keys, "", f"track/{row.track}", f"unit/{row.unit_id}", f"kind/{row.kind}")
        note(str(row.unit_id), ("units",), "", f"kind/{row.kind}")
        if row.returns:
            note(fact, ("returned",), "", f"track/{row.track}", f"unit/{row.unit_id}", f"kind/{row.kind}")
        if not row.in_time:
            note(str(row.unit_id), ("late_units",), "", f"kind/{row.kind}")
        if not row.in_time and row.kind not in _CAN_BE_ORDERED:
            note(fact, ("late_not_ordered",), "")


Note = Callable[..., None]

"""How units stand at a moment, a second time: plain SQL over the raw rows, for the pictures that heads get (R1)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, text

from handlers.overview.pictures import look, of_leader, of_unit
from storage.columns import UtcTime
from storage.unit_of_work import UnitOfWork
from supervision.model import Post
from tests.life.county import Seats
from tests.life.independent_count import ANSWERS

_OPEN = "('issued', 'in_progress', 'transfer_asked')"
_RUNNING = "('in_progress', 'closing', 'suspended')"

_SQL = f"""
WITH {ANSWERS}
in_hand AS (
    SELECT a.matter_id, a.task_seq, a.unit_id, a.delivered_at FROM assignments a
    JOIN matters m ON m.id = a.matter_id AND m.status IN {_RUNNING} WHERE a.status IN {_OPEN}
),
owed AS (
    SELECT h.unit_id, d.status, d.late_after, s.first_at,
           COALESCE(d.known_at, h.delivered_at) IS NOT NULL
           AND ((s.first_at IS NULL AND d.late_after < :now)
                OR (s.first_at > d.late_after AND (d.held_at IS NULL OR s.first_at < d.held_at))) AS late
    FROM in_hand h JOIN reports_due d ON d.matter_id = h.matter_id AND d.task_seq = h.task_seq
         AND d.unit_id = h.unit_id AND d.status IN ('open', 'returned')
    LEFT JOIN submitted s ON s.matter_id = d.matter_id AND s.task_seq = d.task_seq AND s.unit_id = d.unit_id
         AND s.due_seq = d.seq
)
SELECT u.id,
    (SELECT COUNT(*) FROM in_hand h WHERE h.unit_id = u.id) AS open,
    (SELECT COUNT(*) FROM owed o WHERE o.unit_id = u.id AND o.late) AS late,
    (SELECT COUNT(*) FROM owed o WHERE o.unit_id = u.id AND o.status = 'returned') AS returned,
    (SELECT COUNT(*) FROM owed o WHERE o.unit_id = u.id AND o.first_at IS NULL
        AND o.late_after >= :now AND o.late_after <= :sunday) AS this_week,
    (SELECT COUNT(*) FROM dispatches p WHERE p.unit_id = u.id
        AND EXISTS (SELECT 1 FROM assignments a WHERE a.matter_id = p.matter_id AND a.unit_id = p.unit_id
                    AND a.status IN ('issued', 'in_progress')
                    AND (p.acknowledged_at IS NULL OR a.status = 'issued'))) AS unacknowledged
FROM units u
"""
_ALL = f"""
SELECT COUNT(DISTINCT m.id) AS matters, COUNT(DISTINCT CASE WHEN a.status IN {_OPEN}
    THEN m.id * 1000 + a.task_seq END) AS tasks
FROM matters m JOIN assignments a ON a.matter_id = m.id WHERE m.status IN {_RUNNING}
"""
_FIELDS = ("open", "late", "returned", "this_week", "unacknowledged")


async def differences(unit: UnitOfWork, seats: Seats) -> tuple[int, list[str]]:
    """How many figures of pictures were compared, of every unit and of the mayor, and those that differ."""
    today = unit.today
    sunday = datetime.combine(today + timedelta(days=6 - today.weekday()), time.max, unit.county.zone)
    typed = (bindparam("now", type_=UtcTime), bindparam("sunday", type_=UtcTime))
    statement = text(_SQL).bindparams(*typed)
    rows = (await unit.connection.execute(statement, {"now": unit.now, "sunday": sunday})).all()
    wrong, seen, late, compared = [], await look(unit), 0, 0
    for row in rows:
        late += row.late
        if row.id not in seats.liaison:
            continue
        picture = await of_unit(unit, seen, row.id)
        compared += len(_FIELDS)
        wrong += [
            f"unit {row.id} {key}: {getattr(picture, key)}, not {getattr(row, key)}"
            for key in _FIELDS
            if getattr(picture, key) != getattr(row, key)
        ]
    mayor = await of_leader(unit, seen, (await unit.find(Post, role="mayor"))[0])
    whole = (await unit.connection.execute(text(_ALL))).one()
    if (mayor.matters, mayor.tasks, mayor.late) != (whole.matters, whole.tasks, late):
        wrong.append(f"the mayor: {mayor}, not {tuple(whole)} and {late}")
    return compared + 3, wrong

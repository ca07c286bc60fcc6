"""The sums of the exported ledger a second time: plain SQL over the raw rows against the cells of the workbook."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from sqlalchemy import bindparam, text

from handlers.ledger.gathering import made_of
from messages.sheets.ledger import SUMS, ledger_book
from storage.columns import UtcTime
from storage.unit_of_work import UnitOfWork
from supervision.model import Matter
from supervision.procedures.tracks import TRACKS
from tests.life.independent_count import ANSWERED_BY_ANOTHER, ANSWERS

_COLUMNS = (
    *("事项", "办理中", "已中止", "已办结", "未印发", "已撤销", "任务", "已完成"),
    *("应反馈", "按时反馈", "逾期反馈", "逾期未反馈"),
)

_SQL = f"""
WITH {ANSWERS}
counted AS (
    SELECT m.track, m.status, (SELECT COUNT(*) FROM tasks t WHERE t.matter_id = m.id) AS tasks,
        (SELECT COUNT(*) FROM tasks t WHERE t.matter_id = m.id
            AND EXISTS (SELECT 1 FROM assignments a WHERE a.matter_id = t.matter_id AND a.task_seq = t.seq
                        AND a.status <> 'withdrawn')
            AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.matter_id = t.matter_id AND a.task_seq = t.seq
                            AND a.status NOT IN ('withdrawn', 'accepted'))) AS done
    FROM matters m
),
dues AS (
    SELECT m.track, d.late_after, COALESCE(s.first_at, {ANSWERED_BY_ANOTHER}) AS answered_at, d.held_at,
        COALESCE(d.known_at, a.delivered_at) IS NOT NULL AS told
    FROM reports_due d JOIN matters m ON m.id = d.matter_id
    JOIN assignments a ON a.matter_id = d.matter_id AND a.task_seq = d.task_seq AND a.unit_id = d.unit_id
        AND a.status NOT IN ('withdrawn', 'proposed')
    LEFT JOIN submitted s ON s.matter_id = d.matter_id AND s.task_seq = d.task_seq AND s.unit_id = d.unit_id
        AND s.due_seq = d.seq
    WHERE d.status NOT IN ('void', 'held')
),
judged AS (
    SELECT track, answered_at, told AND answered_at > late_after AND (held_at IS NULL OR answered_at < held_at) AS late,
        answered_at IS NULL AND told AND late_after < :now AS missing FROM dues
)
SELECT c.track, COUNT(*) AS matters,
    SUM(CASE WHEN c.status IN ('in_progress', 'closing') THEN 1 ELSE 0 END) AS under_way,
    SUM(CASE WHEN c.status = 'suspended' THEN 1 ELSE 0 END) AS suspended,
    SUM(CASE WHEN c.status = 'closed' THEN 1 ELSE 0 END) AS closed,
    SUM(CASE WHEN c.status IN ('followed', 'registered', 'split', 'in_approval', 'sent_back', 'approved')
        THEN 1 ELSE 0 END) AS not_issued,
    SUM(CASE WHEN c.status = 'withdrawn' THEN 1 ELSE 0 END) AS withdrawn,
    SUM(CASE WHEN c.status <> 'withdrawn' THEN c.tasks ELSE 0 END) AS tasks,
    SUM(CASE WHEN c.status <> 'withdrawn' THEN c.done ELSE 0 END) AS done,
    (SELECT COUNT(*) FROM judged j WHERE j.track = c.track AND (j.answered_at IS NOT NULL OR j.missing)) AS due,
    (SELECT COUNT(*) FROM judged j WHERE j.track = c.track AND j.answered_at IS NOT NULL AND NOT j.late) AS on_time,
    (SELECT COUNT(*) FROM judged j WHERE j.track = c.track AND j.answered_at IS NOT NULL AND j.late) AS late,
    (SELECT COUNT(*) FROM judged j WHERE j.track = c.track AND j.missing) AS missing
FROM counted c GROUP BY c.track
"""


async def differences(unit: UnitOfWork) -> tuple[int, list[str]]:
    """How many cells of the sums were compared, of every track and of all, and those that differ."""
    statement = text(_SQL).bindparams(bindparam("now", type_=UtcTime))
    rows = (await unit.connection.execute(statement, {"now": unit.now})).all()
    expected = {TRACKS[row.track].title: [int(figure) for figure in row[1:]] for row in rows}
    expected["合计"] = [sum(column) for column in zip(*expected.values(), strict=True)]
    written = _written(ledger_book(await made_of(unit, [one.id for one in await unit.find(Matter)], "全部")))
    wrong = [
        f"ledger {title}: {written.get(title)}, not {row}"
        for title, row in expected.items()
        if written.get(title) != row
    ]
    return len(expected) * len(_COLUMNS), wrong


def _written(workbook: bytes) -> dict[str, list[int]]:
    """The figures of the sheet of sums, by what its first column says."""
    rows = [list(row) for row in load_workbook(io.BytesIO(workbook))[SUMS].iter_rows(values_only=True)]
    header = next(row for row in rows if "应反馈" in row)
    places = [header.index(name) for name in _COLUMNS]
    found = rows[rows.index(header) + 1 :]
    return {str(row[0]): [int(str(row[place])) for place in places] for row in found if row[places[0]] is not None}

"""Must hold: a year of 120 units and 3,000 tasks makes all bulletins, and a count in plain SQL agrees with all figures.

The small one is of a quarter and its months; in it the agreement is shown able to fail.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from supervision.model import Bulletin
from tests.life import independent_count, year
from tests.life.agreeing import Agreement
from tests.life.diary import Life
from tests.life.publishing import Published, group

QUARTER = "2026Q1"
MUTATIONS = {
    "a report a minute after its limit": """
        UPDATE reports SET received_at = (
            SELECT strftime('%Y-%m-%d %H:%M:%f', d.late_after, '+1 minute') || '000' FROM reports_due d
            WHERE d.matter_id = reports.matter_id AND d.task_seq = reports.task_seq AND d.unit_id = reports.unit_id
              AND d.seq = reports.due_seq
        ) WHERE id = (
            SELECT MIN(r.id) FROM reports r JOIN reports_due d ON d.report_id = r.id AND d.returns = 0
              AND d.first_answered_at = r.received_at AND r.received_at <= d.late_after AND d.late_after > '2026-01-10'
              AND d.late_after < '2026-04-09' AND d.status = 'accepted' AND d.held_at IS NULL
              AND d.seq = r.due_seq JOIN assignments a ON a.matter_id = d.matter_id AND a.task_seq = d.task_seq
              AND a.unit_id = d.unit_id AND a.delivered_at IS NOT NULL
        )""",
    "a withdrawn share counted": """
        UPDATE assignments SET status = 'withdrawn' WHERE matter_id = (
            SELECT MIN(id) FROM matters WHERE status = 'in_progress' AND issued_at < '2026-04-01'
        )""",
    "a matter that was merged": """
        UPDATE matters SET status = 'withdrawn' WHERE id = (
            SELECT MIN(id) FROM matters WHERE status = 'in_progress' AND issued_at < '2026-04-01'
        )""",
}
"""Each makes the raw rows say something else than the bulletin that was drafted from them."""


async def agreement(
    life: Life, folder: Path, end: date, shake: Callable[[Life], Awaitable[None]] | None = None
) -> tuple[Agreement, list[str]]:
    """Live up to a day, and hold each bulletin against the rows in the hour in which it was drafted, and when posted.

    `shake` is done in the hour in which the quarter's was drafted.
    """
    agreed, published, periods = Agreement(), Published(), []
    async with life.database.write(life.setting) as unit:
        await unit.save(group())
        await unit.commit()
    async for new in year.drafts(life, folder, end):
        async with life.database.read(life.setting) as unit:
            await agreed.hold_pictures(unit, life.seats)
            for bulletin in new:
                await agreed.hold(unit, bulletin)
                await published.drafted(life, unit, bulletin)
                periods.append(bulletin.period)
        if shake is not None and QUARTER in {bulletin.period for bulletin in new}:
            await shake(life)
    async with life.database.read(life.setting) as unit:
        await agreed.hold_ledger(unit)
        posted = await published.hold(unit)
    agreed.wrong += published.wrong
    agreed.said += published.said
    assert {one.period for one in posted} >= {one for one in periods if one != "2026-04/ten_things"}, "not yet in April"
    return agreed, periods


async def test_counting_a_quarter_of_life_agrees_with_an_independent_count(tmp_path: Path, template: Path) -> None:
    async with year.county(tmp_path, template, units=12, seed=7) as life:
        assert year.plan(life, tasks=70, last=date(2026, 3, 25), until=date(2026, 4, 20)) >= 70
        agreed, periods = await agreement(life, tmp_path, date(2026, 4, 29), _shaken)
        assert agreed.wrong == []
        assert {QUARTER, "2026-01/ten_things"} <= set(periods)
        assert min(life.done[one] for one in ("reports", "sent back", "closed", "extensions granted", "heard")) > 0
        assert (agreed.figures > 250, agreed.said > 300, agreed.pictures > 150, agreed.ledger > 100) == (True,) * 4


async def _shaken(life: Life) -> None:
    """Whatever the raw rows say otherwise than the bulletin is noticed."""
    assert await _disagreements(life, "") == []
    for what, change in MUTATIONS.items():
        assert await _disagreements(life, change), what
    start, end, track = independent_count.CLOSES[QUARTER]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(independent_count, "CLOSES", {QUARTER: (start, end.replace(day=1), track)})
        assert await _disagreements(life, ""), "a window that closes on another day"


async def _disagreements(life: Life, change: str) -> list[str]:
    """What does not agree any more once the raw rows were changed so; nothing of it is kept."""
    agreed = Agreement()
    async with life.database.write(life.setting) as unit:
        if change:
            changed = await unit.connection.execute(text(change))
            assert changed.rowcount > 0, "nothing was changed"
        await agreed.hold(unit, (await unit.find(Bulletin, period=QUARTER))[0])
    return agreed.wrong


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_counting_a_year_of_120_units_and_3000_tasks_agrees_with_an_independent_count(
    tmp_path: Path, template: Path
) -> None:
    async with year.county(tmp_path, template, units=120, seed=1) as life:
        assert len(life.seats.liaison) == 120
        assert year.plan(life, tasks=3000, last=date(2026, 11, 30), until=date(2026, 12, 28)) >= 3000
        agreed, periods = await agreement(life, tmp_path, date(2027, 2, 10))
        assert agreed.wrong == []
        assert sorted(periods) == sorted(independent_count.CLOSES)
        assert life.done["bulletins of matters"] >= 5
        assert life.done["reports"] > 4000
        print(vars(agreed), dict(life.done))

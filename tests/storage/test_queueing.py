"""Who comes next, among ten thousand that wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage import outgoing, queueing
from storage.engine import Database
from storage.outbox import State
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from supervision.notices.base import Lane
from tests.world import MONDAY, setting_at

MANY = 10_000


def row(number: int, seat: str, lane: int, **more: object) -> dict[str, Any]:
    zeros = dict.fromkeys(("revision", "attempts", "sent_parts", "resent"), 0)
    words = dict.fromkeys(("until", "subject_kind", "subject_key", "reason"), "")
    about = {"key": f"k{number}", "kind": "refused", "fields": "{}", "seat": seat, "lane": lane, "not_before": None}
    return {"status": State.NEW, "on_doubt": "resend", "created_at": MONDAY} | zeros | words | about | more


async def put(unit: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    await unit.connection.execute(outbox.insert(), rows)


async def seats(unit: UnitOfWork, **asked: Any) -> list[str]:
    return [found.seat for found in await queueing.first_of_each_seat(unit, **({"limit": 60} | asked))]


@pytest.mark.parametrize("of", [1, 200, 3_000], ids=["one_seat", "few_seats", "many_seats"])
async def test_an_answer_is_found_before_ten_thousand_others(database: Database, of: int) -> None:
    async with database.write(setting_at()) as unit:
        await put(unit, [row(n, f"person/{n * of // MANY}", Lane.BULK) for n in range(MANY)])
        await put(unit, [row(MANY, "person/0", Lane.INTERACTIVE), row(MANY + 1, "group/1", Lane.NOTICE)])
        found = await queueing.first_of_each_seat(unit, limit=60)
        assert [(item.seat, item.lane, item.more) for item in found[:2]] == [
            ("person/0", Lane.INTERACTIVE, True),
            ("group/1", Lane.NOTICE, False),
        ]
        assert len(found) == min(60, of + 1)
        assert await seats(unit, limit=2, skip_seats=["person/0"]) == ["group/1", *(["person/1"] if of > 1 else [])]


async def test_no_more_rows_are_looked_at_for_ten_thousand_than_for_a_hundred(database: Database) -> None:
    """SQLite's machine counts its own steps, so that no clock is asked."""
    if not database.is_sqlite:
        pytest.skip("SQLite says how many steps it took")
    steps = []
    async with database.write(setting_at()) as unit:
        for begin, end in ((0, 100), (100, MANY)):
            await put(unit, [row(n, f"person/{n % 50}", Lane.BULK) for n in range(begin, end)])
            counted = [0]
            raw = (await unit.connection.get_raw_connection()).driver_connection
            assert raw is not None
            await raw.set_progress_handler(lambda counted=counted: counted.__setitem__(0, counted[0] + 1) or 0, 10)
            await seats(unit)
            await seats(unit, skip_seats=["person/0"])
            await raw.set_progress_handler(None, 0)
            steps.append(counted[0])
    assert steps[1] < 2 * steps[0]


async def test_only_the_lanes_that_are_asked_for_are_looked_through(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await put(
            unit, [row(n, f"person/{n}", lane) for n, lane in enumerate((Lane.BULK, Lane.NOTICE, Lane.INTERACTIVE))]
        )
        assert await seats(unit) == ["person/2", "person/1", "person/0"]
        assert await seats(unit, lanes=[Lane.INTERACTIVE]) == ["person/2"]


async def test_a_message_that_is_partly_out_goes_on_before_all_else(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await put(
            unit, [row(1, "person/1", Lane.BULK), row(2, "person/1", Lane.BULK), row(3, "person/1", Lane.INTERACTIVE)]
        )
        (first,) = await queueing.first_of_each_seat(unit, limit=5)
        assert first.lane == Lane.INTERACTIVE
        await outgoing.go_on_later(unit, 2, 1)
        (first,) = await queueing.first_of_each_seat(unit, limit=5)
        assert (first.id, first.sent_parts) == (2, 1)


async def test_what_waits_for_its_time_stands_behind_nothing_and_before_nothing(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        late = MONDAY + timedelta(hours=1)
        await put(unit, [row(n, f"person/{n}", Lane.NOTICE, not_before=late) for n in range(200)])
        await put(unit, [row(200, "person/200", Lane.BULK)])
        assert await seats(unit) == ["person/200"]
        assert await queueing.next_not_before(unit) == late
        assert await queueing.pending(unit) == 1
    async with database.write(setting_at(late)) as unit:
        await put(unit, [row(1, "person/1", Lane.BULK), row(0, "person/0", Lane.NOTICE, not_before=late)])
        assert await seats(unit) == ["person/0", "person/1"]

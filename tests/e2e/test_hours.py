"""Nine o'clock is nine in Shanghai, on a host of any time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.process import Machine, again, stop
from tests.world import at


async def digests(office: Machine) -> list[datetime]:
    """When 水利局's liaison was sent digests."""
    sent = await office.control.messages(office.account("water"))
    return [datetime.fromtimestamp(m.date, UTC) for m in sent if m.text.startswith("今日提醒")]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
async def test_complaint_04_the_digest_of_nine_is_sent_at_one_utc(tmp_path: Path, morning: Machine, zone: str) -> None:
    async with again(tmp_path, morning) as office:
        process = await office.start(zone=zone)
        await office.settle()
        await office.control.advance(to=at("3月5日 08:59"))
        await office.settle()
        assert await digests(office) == [], "neither at 09:00 by the host, nor by +08:06, the mean time of Shanghai"
        await office.control.advance(to=at("3月5日 17:00"))
        await office.settle()
        (sent,) = await digests(office)
        nine = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
        assert nine <= sent < nine + timedelta(minutes=1)
        assert await stop(process) == 0

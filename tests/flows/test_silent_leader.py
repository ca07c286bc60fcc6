"""特急 and a leader who does not sign: he is reminded himself before anybody calls."""

from __future__ import annotations

from datetime import date

from tests.flows.digests import rows
from tests.flows.urgent_scenes import before_its_signer
from tests.world import World

TOMORROW = date(2026, 3, 3)


async def test_a_silent_leader_is_reminded_himself_at_night_before_anybody_calls(office: World) -> None:
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:14")
    await office.deputy.sees_nothing("请您审签")
    await office.advance("3月2日 22:16")
    urged = await office.deputy.card("特急 · 请您审签", "3月2日 22:00呈您审定，尚未审签")
    assert "全文" in urged.buttons
    await office.director.sees_nothing("请您审签")
    await office.advance("3月2日 23:01")
    assert len(await rows(office, "signature_urged")) == 2
    await office.deputy.taps("同意", await office.deputy.card("特急 · 呈请审定"))
    await office.deputy.card("特急 · 审签情况", "无需再审签")

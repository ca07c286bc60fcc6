"""核对: an act that refuses half-way is not done at all, and its record never counts."""

from __future__ import annotations

from typing import cast

import pytest

from handlers.approving.signing import Effects
from handlers.conversation.carrying import carry_out
from handlers.recording.acts import ACTS, Act
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Dispatch, Record, RecordKind, RecordStatus
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import StaleButton
from tests import roster
from tests.flows.approval_scenes import dispatched
from tests.flows.papers import events
from tests.flows.recording_scenes import enters, records
from tests.world import World


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The act of a delivery to 水利局 saves something, then finds what no check had foreseen."""
    real = ACTS[RecordKind.DELIVERY]

    async def act(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
        await real(unit, record, actor, effects)
        if record.unit_id == roster.WATER:
            await carry_out(unit, actor, Outcome(facts=(Fact("half.done", matter_subject(record.matter_id)),)))
            raise StaleButton

    monkeypatch.setitem(cast("dict[RecordKind, Act]", ACTS), RecordKind.DELIVERY, act)


async def _delivered(office: World) -> dict[int, bool]:
    async with office.transaction() as unit:
        return {found.unit_id: found.delivered_at is not None for found in await unit.find(Dispatch)}


async def _tell(office: World, unit: str) -> None:
    await enters(office.clerk, "2026-1", "送达", unit, "值班室", "刚才")


@pytest.mark.usefixtures("refusing")
async def test_a_list_goes_on_past_an_act_that_refuses_and_lets_its_record_lapse(office: World) -> None:
    matter = await dispatched(office)
    await _tell(office, "县水利局")
    await _tell(office, "县住房和城乡建设局")
    await office.clerk2.says("/records")
    answer = await office.clerk2.taps("全部核对无误")
    assert [record.status for record in await records(office)] == [RecordStatus.LAPSED, RecordStatus.CONFIRMED]
    assert await _delivered(office) == {roster.WATER: False, roster.HOUSING: True}
    assert "1" in answer
    happened = await events(office, matter_subject(matter.id))
    assert "half.done" not in happened
    await office.clerk.sees("录入失效")


@pytest.mark.usefixtures("refusing")
async def test_one_record_whose_act_refuses_lapses_as_well(office: World) -> None:
    await dispatched(office)
    await _tell(office, "县水利局")
    await office.clerk2.taps("核对无误")
    assert [record.status for record in await records(office)] == [RecordStatus.LAPSED]
    assert await _delivered(office) == {roster.WATER: False, roster.HOUSING: False}
    await office.clerk.sees("录入失效")

"""A message that is a workbook: it arrives with its words and buttons, and is never edited as if it were a text."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot import documents
from messages.sheets.cells import workbook
from storage.tables import cards
from supervision.notices.base import Extras
from supervision.notices.undelivered import UndeliveredList
from tests.flows.test_undelivered import tell_town
from tests.world import World


@pytest.fixture(autouse=True)
def _printed(monkeypatch: pytest.MonkeyPatch) -> None:
    extras = Extras(made="printed", file_name="待送达清单.xlsx")
    monkeypatch.setattr(UndeliveredList, "extras", property(lambda _: extras))
    made = workbook("待送达清单", ("序号", "单位"), (("1", "城关镇"),))
    monkeypatch.setattr(documents, "sheets", lambda: {"printed": lambda _: made})


async def test_pitfall_19_a_workbook_arrives_with_its_words_and_is_not_edited(office: World) -> None:
    await tell_town(office)
    await office.clerk.says("待送达")
    message = await office.clerk.sees("城关镇")
    assert message.file is not None
    assert message.file.name == "待送达清单.xlsx"
    assert message.buttons
    async with office.transaction() as unit:
        statement = select(cards.c.live).where(cards.c.message_id == message.id, cards.c.subject_kind == "list")
        assert (await unit.connection.execute(statement)).scalars().all() == [0]

"""`kill -9` at chosen points: no update is lost, no effect happens twice, and a message in doubt says so.

A liaison replies to a paper or taps 签收; the process dies on the way; another one starts on the same files. Then the
database and the chats are compared with what he did.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from sandbox.client import Message
from storage import audit
from supervision.model import Assignment, AssignmentStatus, Dispatch, Report, ReportStatus
from supervision.notices.cards import paper_subject
from tests import roster
from tests.e2e.killable import POINTS
from tests.e2e.process import Machine, again, stop
from tests.world import setting_at

IN_DOUBT = {"before_sending", "before_marking_sent", "while_marking_sent", "after_claiming"}
"""Points between claiming a row and settling it: afterwards nobody can know whether the message is out."""

OF_AN_EDIT = {"before_an_edit", "after_an_edit"}
"""Points that a report does not pass; a tap on a card does."""

MINUTES = {"after_storing", "before_handling", "after_claiming", "while_marking_sent", "before_an_edit"}
"""Points close to another one: they are tried with the long tests, so that `make test` stays short."""


def points(names: set[str]) -> list[object]:
    """The points as parameters, those that are close to another one marked as long."""
    return [pytest.param(name, marks=[pytest.mark.long] if name in MINUTES else []) for name in sorted(names)]


async def card_of(office: Machine) -> Message:
    """水利局's card of the paper."""
    return await office.control.last(office.account("water"))


async def die_and_rise(office: Machine, point: str, act: str, card: Message) -> None:
    """Let a process die at the point while it handles the act; then let a healthy one finish."""
    doomed = await office.start(point)
    await office.settle()
    office.arm.touch()
    water = office.account("water")
    if act == "report":
        await office.control.say(water, "北城河清淤已完成1.2公里。", reply_to=card.id)
    else:
        await office.control.tap(water, card.id, act)
    assert await doomed.wait() == -signal.SIGKILL
    healthy = await office.start()
    await office.settle()
    assert await stop(healthy) == 0


@pytest.mark.parametrize("point", points(set(POINTS) - OF_AN_EDIT))
async def test_pitfall_01_complaint_02_a_report_survives_a_kill(tmp_path: Path, morning: Machine, point: str) -> None:
    async with again(tmp_path, morning) as office:
        card = await card_of(office)
        await die_and_rise(office, point, "report", card)
        database = office.database()
        async with database.read(setting_at()) as unit:
            reports = await unit.find(Report)
            assert [(report.text, report.status) for report in reports] == [
                ("北城河清淤已完成1.2公里。", ReportStatus.SUBMITTED)
            ]
            verdict = await audit.verify(unit)
            assert verdict.intact
            assert verdict.rows > 0
        await database.close()
        receipts = [m.text for m in await office.control.messages(office.account("water")) if "已收到" in m.text]
        await _said_once(point, receipts)
        cards = [m.text for m in await office.control.messages(office.account("clerk")) if "1.2公里" in m.text]
        await _said_once(point, cards)


@pytest.mark.parametrize("point", points(OF_AN_EDIT))
async def test_pitfall_01_22_complaint_02_a_tap_survives_a_kill_around_the_edit_of_its_card(
    tmp_path: Path, morning: Machine, point: str
) -> None:
    async with again(tmp_path, morning) as office:
        card = await card_of(office)
        assert "签收" in card.buttons
        await die_and_rise(office, point, "签收", card)
        database = office.database()
        async with database.read(setting_at()) as unit:
            sent = await unit.require(Dispatch, 1, roster.WATER)
            assert sent.delivered_at is not None
            assert (await unit.require(Assignment, 1, 2, roster.WATER)).status is AssignmentStatus.IN_PROGRESS
            history = await audit.history(unit, paper_subject(1, roster.WATER))
            assert [row.event for row in history] == ["paper.acknowledged"]
            assert (await audit.verify(unit)).intact
        await database.close()
        shown = [m for m in await office.control.messages(office.account("water")) if "督查通知单" in m.text]
        assert [message.id for message in shown] == [card.id], "edited, not sent again"
        assert "已签收" in shown[0].text
        assert "签收" not in shown[0].buttons
        assert len(shown[0].edits) == 1


async def _said_once(point: str, texts: list[str]) -> None:
    """Once; or, where nobody can know, twice – and then the second says that it may be a repetition."""
    if point in IN_DOUBT and len(texts) == 2:
        assert sum("重发" in text for text in texts) == 1, texts
    else:
        assert len(texts) == 1, texts

"""A rehearsal and what then really happens: message by message, person by person, minute by minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.rehearsed_messages import Message
from bot.rehearsing import Rehearsal, Rules
from storage.rehearsal import copy_database
from supervision.model import Matter, Urgency
from tests import roster
from tests.flows.digests import issue
from tests.flows.quarter import arranged_quarter
from tests.world import UNLIMITED, ZONE, World, at, world

Heard = list[tuple[str, str, str]]
"""Minute, who, and the whole text."""


async def rehearsed(office: World, until: datetime, folder: Path) -> Heard:
    """What everybody of the office would be sent from now on if nobody did anything."""
    assert office.parts is not None
    heard: Heard = []

    async def listen(message: Message) -> None:
        if not message.missed:
            heard.append((minute(message.at), message.to.name, message.text))

    setting = office.parts.services.setting
    copy = await copy_database(office.settings.database_url, folder / "copy.db", setting)
    rules = Rules(county=office.settings.county, limits=UNLIMITED)
    rehearsal = await Rehearsal.begin(copy, rules, setting.now, folder, listen)
    try:
        await rehearsal.play(until)
    finally:
        await copy.close()
    assert not rehearsal.timers.failures
    return sorted(heard)


async def really_heard(office: World, until: datetime) -> Heard:
    """What they are sent as the sandbox's clock goes on."""
    people = [office.people[seat.key] for seat in roster.SEATS]
    names = [seat.name for seat in roster.SEATS]
    before = [{message.id for message in await someone.messages()} for someone in people]
    await office.advance(until)
    heard: Heard = []
    for someone, name, known in zip(people, names, before, strict=True):
        new = [message for message in await someone.messages() if message.id not in known]
        texts = [(message, message.edits[0].text if message.edits else message.text) for message in new]
        heard += [(minute(datetime.fromtimestamp(message.date, ZONE)), name, text) for message, text in texts]
    return sorted(heard)


def minute(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%m-%d %H:%M}"


async def hurry(office: World, matter: Matter) -> None:
    """Make a matter 特急, whose ladder goes by the clock."""
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), urgency=Urgency.MOST_URGENT))
        await unit.commit()


async def test_the_real_run_equals_the_rehearsal(office: World, tmp_path: Path) -> None:
    await issue(office)
    until = at("3月5日 17:00")
    expected = await rehearsed(office, until, tmp_path)
    assert {name for _, name, _ in expected} >= {"住建局联络员甲", "住建局分管负责同志", "水利局联络员"}
    assert await really_heard(office, until) == expected


@pytest.mark.long
async def test_a_fortnight_of_three_matters_is_as_it_was_rehearsed(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, overviews=True) as office:
        await issue(office)
        await issue(office, acknowledged=False, due_on=date(2026, 3, 12))
        await hurry(office, await issue(office, due_on=date(2026, 3, 6), second=roster.TAX))
        until = at("3月2日 08:30") + timedelta(days=14)
        expected = await rehearsed(office, until, tmp_path)
        assert len(expected) > 60
        assert {name for _, name, _ in expected} > {"住建局联络员甲", "水利局主要负责同志", "督查室甲", "县长"}
        assert await really_heard(office, until) == expected


@pytest.mark.long
async def test_the_bulletin_that_is_rehearsed_is_the_one_that_is_drafted(office: World, tmp_path: Path) -> None:
    await arranged_quarter(office)
    until = at("4月20日 17:00")
    expected = await rehearsed(office, until, tmp_path)
    assert any("2026年第一季度督查通报 · 草稿" in text for _, _, text in expected)
    assert await really_heard(office, until) == expected

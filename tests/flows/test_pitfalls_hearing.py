"""What is heard is not always what it seems: near-miss buttons, guests, ids that begin anew, masks, new names."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import structlog
from sqlalchemy import select
from telegram import Bot
from telegram.error import Conflict, NetworkError, TimedOut

from bot import logs
from bot.polling import poll
from storage import audit
from storage.tables import inbox
from supervision.model import Group, Matter, Report
from supervision.notices.cards import matter_subject
from tests.flows.approval_scenes import status, step_card, submitted
from tests.flows.papers import paper, reports, water_reports, with_paper
from tests.world import MONDAY, TOKEN, World, bot_of, world


@pytest.fixture
async def stopped(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office whose bot is not running yet."""
    async with world(tmp_path, template, start=False) as office:
        yield office


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What is logged, one JSON object a line; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("info", "json", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    logs.configure("warning", "json")


def events_of(stream: io.StringIO, event: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in lines if line["event"] == event]


class LineIsCutError(BaseException):
    """Ends a poller that would go on for ever."""


class Line:
    """A connection that fails as it is told, then gives one update, then ends the test; and who listens to it."""

    def __init__(self, errors: Sequence[Exception]) -> None:
        self.errors = list(errors)
        self.offsets: list[object] = []
        self.taken: list[dict[str, Any]] = []
        self.pauses: list[float] = []

    async def do_api_request(self, endpoint: str, *, api_kwargs: dict[str, object], read_timeout: float) -> object:
        """Stand in for PTB's bot."""
        self.offsets.append(api_kwargs.get("offset"))
        if self.errors:
            raise self.errors.pop(0)
        if self.taken:
            raise LineIsCutError
        return [{"update_id": 7}]

    async def pause(self, seconds: float) -> None:
        """Stand in for the poller's sleep."""
        self.pauses.append(seconds)

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Stand in for the inbox."""
        self.taken += updates

    async def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Poll until the line is cut."""
        with monkeypatch.context() as patched:
            patched.setattr(asyncio, "sleep", self.pause)
            with pytest.raises(LineIsCutError):
                await poll(cast(Bot, self), self.take)


async def test_pitfall_05_twenty_breaks_are_waited_out_in_less_than_a_minute_each(
    monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    line = Line([TimedOut(), NetworkError("broken")] * 10)
    await line.listen(monkeypatch)
    assert len(line.pauses) == 20
    assert max(line.pauses) <= 60
    assert line.taken == [{"update_id": 7}]
    assert line.offsets[-1] == 8
    assert len(events_of(logged, "fetch_failed")) == 20, "a bot that hears nothing must say so"


async def test_pitfall_38_a_second_poller_is_an_error_in_the_log(
    monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    line = Line([Conflict("terminated by other getUpdates request")])
    await line.listen(monkeypatch)
    assert line.taken == [{"update_id": 7}]
    assert [event["level"] for event in events_of(logged, "another_poller")] == ["error"]


async def test_pitfall_11_near_misses_of_a_real_button_are_unknown_buttons(office: World) -> None:
    matter = await submitted(office)
    card = await step_card(office.deputy)
    data = card.buttons["同意"]
    assert data is not None
    prefix, *rest = data.split(":")
    near = [
        f"{prefix}x:{':'.join(rest)}",
        f"{prefix[:-1]}:{':'.join(rest)}",
        f" {data}",
        f"{data}:1",
        data.rpartition(":")[0],
        data.replace(":1:", ":01:", 1),
        data.upper(),
        data.replace(":", "："),
        prefix,
        ":",
    ]
    assert len({*near, data}) == len(near) + 1
    for forged in near:
        assert "失效" in await office.deputy.forges(forged, card), forged
    assert len((await step_card(office.deputy)).buttons) == len(card.buttons)
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    assert events == ["approval.requested"]
    assert (await status(office, matter)).value == "in_approval"


async def test_pitfall_14_guests_and_business_messages_are_no_reports(office: World) -> None:
    await with_paper(office)
    body = {
        "message_id": 9,
        "date": int(MONDAY.timestamp()),
        "chat": {"id": office.water.id, "type": "private", "first_name": "水利局联络员"},
        "from": {"id": office.water.id, "is_bot": False, "first_name": "水利局联络员"},
        "text": "夏政督〔2026〕1号 已完成。",
    }
    await office.water.looks_away()
    for kind in ("guest_message", "business_message", "edited_business_message", "channel_post"):
        await office.control.push_update({kind: body})
    await office.settle()
    assert await reports(office) == []
    await office.water.sees_nothing()
    async with office.transaction() as unit:
        assert {row.status for row in await unit.connection.execute(select(inbox.c.status))} <= {"done", "dead"}


async def test_pitfall_37_what_an_earlier_run_did_not_want_to_hear_is_heard(stopped: World) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        wanted = {"timeout": "0", "allowed_updates": '["message"]'}
        answer = await client.post(f"{stopped.sandbox.url}/bot{TOKEN}/getUpdates", data=wanted)
        assert answer.json()["ok"]
    async with bot_of(stopped):
        await submitted(stopped)
        await stopped.deputy.taps("同意")
        await stopped.director.card("呈请")


async def test_pitfall_40_an_id_that_begins_anew_after_a_silent_week_is_no_repetition(office: World) -> None:
    await office.clerk.says("/help")
    async with office.transaction() as unit:
        (first,) = [row.update_id for row in await unit.connection.execute(select(inbox.c.update_id))]
    await office.advance("3月10日 09:00")
    update = {
        "update_id": first,
        "message": {
            "message_id": 77,
            "date": int(MONDAY.timestamp()),
            "chat": {"id": office.clerk.id, "type": "private", "first_name": "甲"},
            "from": {"id": office.clerk.id, "is_bot": False, "first_name": "甲"},
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }
    before = len(await office.clerk.messages())
    assert office.parts is not None
    for _ in range(2):
        await office.parts.inbox.take([update])
        await office.settle()
    assert len(await office.clerk.messages()) == before + 1


async def test_pitfall_41_a_channel_or_an_anonymous_admin_reports_and_approves_nothing(office: World) -> None:
    await with_paper(office)
    bot = next(iter(office.sandbox.state.bots.scan())).id
    group = await office.control.create_group("工作群", [office.water.id, office.deputy.id, bot], kind="supergroup")
    await office.control.set_rights(group.id, bot, "administrator")
    channel = {"id": -1_009_999, "type": "channel", "title": "某频道"}
    for words in ("夏政督〔2026〕1号 已完成。", "/pending"):
        await office.control.say(office.water.id, words, group.id, sender_chat=channel)
        await office.control.say(office.water.id, words, group.id, anonymous=True)
    await office.settle()
    assert await reports(office) == []
    said = [m.text for m in await office.water.messages(group.id) if m.sender == bot]
    assert all("请以本人身份发言" in text for text in said), said
    assert len(said) == 2, "a command is explained to; a mere remark in a group is nobody's business"


async def test_pitfall_10_complaint_11_who_is_refused_is_logged_without_his_words(
    office: World, logged: io.StringIO
) -> None:
    await submitted(office)
    data = (await step_card(office.deputy)).buttons["同意"]
    assert data is not None
    await office.housing_a.says("这是我的话")
    await office.housing_a.forges(data, (await office.housing_a.messages())[-1])
    stranger = await office.stranger()
    await stranger.says("/new 这是我的话")
    refused = [(line["why"], line["account"], line["press"]) for line in events_of(logged, "refused")]
    assert ("NotAllowed", office.housing_a.id, data) in refused
    assert ("Stranger", stranger.id, "") in refused
    assert "这是我的话" not in logged.getvalue()


async def test_complaint_11_a_name_opens_nothing_and_a_new_name_closes_nothing(office: World) -> None:
    matter = await submitted(office)
    data = (await step_card(office.deputy)).buttons["同意"]
    assert data is not None
    await office.control.create_user("分管副主任", office.deputy.id, username="deputy")
    false = await office.stranger("分管副主任")
    await office.control.create_user("改了名", office.deputy.id, username="renamed")
    await office.control.create_user("分管副主任", false.id, username="deputy")
    await false.says("你好")
    assert "尚未登记" in await false.forges(data, (await false.messages())[-1])
    await office.deputy.taps("同意")
    await office.director.card("呈请")
    assert (await status(office, matter)).value == "in_approval"


async def test_complaint_19_a_reply_to_a_receipt_and_to_a_deleted_paper_is_understood(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    await office.water.says("又完成0.3公里。", reply_to=receipt)
    await office.water.sees("已收到", "1号第2项")
    card = await paper(office.water)
    said = await office.control.say(office.water.id, "1号 再完成0.3公里。", reply_to=card.id)
    await office.control.delete(office.water.id, card.id)
    await office.settle()
    found: list[Report] = await reports(office)
    assert len(found) == 3
    assert found[-1].message_id == said.id
    assert {report.task_seq for report in found} == {2}


async def test_bad_input_commands_in_the_wrong_chat_are_answered_and_do_nothing(office: World) -> None:
    bot = next(iter(office.sandbox.state.bots.scan())).id
    group = await office.control.create_group("工作群", [office.clerk.id, office.head.id, office.deputy.id, bot])
    for command in ("/new", "/split", "/ledger", "/matter", "/remind", "/bulletin"):
        await office.clerk.says(f"{command}@xiayi_ducha_bot", chat=group.id)
        answer = (await office.clerk.messages(group.id))[-1]
        assert "请在与机器人的私聊中进行" in answer.text, command
    await office.deputy.says("/pending@xiayi_ducha_bot", chat=group.id)
    assert "呈请" not in (await office.deputy.messages(group.id))[-1].text
    await office.head.says("/bind")
    await office.head.sees("工作群")
    async with office.transaction() as unit:
        assert (await unit.find(Matter), await unit.find(Group)) == ([], [])

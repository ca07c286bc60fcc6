"""Follow-ups of files run at least once (`bot/fetching.py`): begun again after a kill, they change nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from handlers.conversation.context import Services
from handlers.topics import CATALOGUE
from storage import audit
from supervision.model import FileStatus, StoredFile
from supervision.notices.cards import matter_subject
from tests.flows.papers import PHOTO, files, paper, with_paper
from tests.flows.registering import one_instruction, the_only_matter, to_the_title
from tests.flows.test_rosters import GOOD, as_csv
from tests.world import World


async def follow(office: World, file: StoredFile, times: int = 2) -> None:
    """Run a file's follow-up as a process does that found it unfinished."""
    assert office.parts is not None
    for _ in range(times):
        await CATALOGUE.follow_ups[file.follow_up](office.parts.services, file)
        await office.settle()


async def unfinished(office: World, follow_up: str, **changes: object) -> StoredFile:
    """The only file, as a process leaves it that died between storing it and going on with it."""
    async with office.transaction() as unit:
        (file,) = await unit.find(StoredFile)
        left = replace(file, follow_up=follow_up, **changes)  # type: ignore[arg-type]
        await unit.save(left)
        await unit.commit()
    return left


async def begin_with_a_file(office: World) -> None:
    """/new up to the copies, with a text file that was read."""
    clerk = office.clerk
    await to_the_title(clerk, "县长批示件")
    await one_instruction(clerk)
    for button in ("平件", "暂不定时限", "督查通知单"):
        await clerk.taps(button)
    await clerk.sends("纪要.txt", "1. 改造积水点。".encode())
    await clerk.sees("已读取“纪要.txt”")
    await clerk.taps("下一步")
    await clerk.taps("不抄送")


async def test_the_text_of_a_file_that_came_after_the_number_is_added_once(office: World) -> None:
    await begin_with_a_file(office)
    file = await unfinished(office, "matter_file", status=FileStatus.WANTED)
    await office.clerk.taps("确认登记")
    await office.settle()
    matter = await the_only_matter(office)
    assert matter.text == "1. 改造积水点。"
    heard = len(await office.clerk.messages())
    await follow(office, file)
    assert (await the_only_matter(office)).text == "1. 改造积水点。"
    assert len(await office.clerk.messages()) == heard
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    assert events.count("matter.text_added") == 1


async def test_the_text_that_the_registration_took_in_is_not_added_again(office: World) -> None:
    await begin_with_a_file(office)
    file = await unfinished(office, "matter_file")
    await office.clerk.taps("确认登记")
    await follow(office, file)
    assert (await the_only_matter(office)).text == "1. 改造积水点。"


async def test_evidence_that_failed_is_said_once(office: World) -> None:
    await with_paper(office)
    await office.water.sends("现场.jpg", PHOTO, kind="photo", reply_to=await paper(office.water))
    (stored,) = await files(office)
    assert stored.status is FileStatus.STORED
    file = await unfinished(office, "evidence", status=FileStatus.FAILED)
    await follow(office, file, 1)
    said = await everything_said(office)
    edits = len(await office.control.calls("editMessageText"))
    await follow(office, file)
    assert await everything_said(office) == said
    assert len(await office.control.calls("editMessageText")) == edits


async def test_a_roster_is_imported_once(office: World) -> None:
    for content in (as_csv(GOOD), as_csv([["县民政局", "不明", "", "", "", "", "", ""]])):
        await office.head.says("/roster")
        await office.head.sends("名册.csv", content)
    said = await everything_said(office)
    async with office.transaction() as unit:
        found = await unit.find(StoredFile)
    for file in found:
        await follow(office, replace(file, follow_up="roster"))
    assert await everything_said(office) == said


async def test_complaint_02_a_follow_up_is_tried_again_while_the_database_is_away(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = CATALOGUE.follow_ups["matter_file"], [OperationalError("away", {}, Exception("locked"))] * 2

    async def refuses(services: Services, file: StoredFile) -> None:
        if failures:
            raise failures.pop()
        await real(services, file)

    monkeypatch.setattr("bot.fetching.ROUND_PAUSE", 0.01)
    monkeypatch.setitem(CATALOGUE.follow_ups, "matter_file", refuses)
    await begin_with_a_file(office)
    assert not failures
    await office.clerk.sees_nothing("系统出错")
    await office.clerk.taps("确认登记")
    assert (await the_only_matter(office)).text == "1. 改造积水点。"


async def everything_said(office: World) -> list[str]:
    """What the people concerned have in their chats."""
    chats = [await who.messages() for who in (office.clerk, office.head, office.water)]
    return [message.text for messages in chats for message in messages]

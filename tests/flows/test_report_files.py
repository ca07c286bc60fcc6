"""Files of a report: one album is one report, what cannot be taken is said, and the Office gets copies."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from bot import fetching
from storage import audit
from supervision.model import FileStatus, ReportStatus
from tests.flows.papers import PHOTO, files, paper, reports, water_reports, with_paper
from tests.world import World, bot_of, world


async def test_complaint_18_an_album_is_one_report_with_all_its_files(office: World) -> None:
    await with_paper(office)
    album = [(f"{n}.jpg", PHOTO + bytes([n])) for n in range(10)]
    await office.water.sends_album(album, caption="清淤现场", reply_to=await paper(office.water))
    await office.advance("3月2日 08:31")
    (report,) = await reports(office)
    assert (report.text, report.status) == ("清淤现场", ReportStatus.SUBMITTED)
    assert {file.report_id for file in await files(office)} == {report.id}
    assert len(await files(office)) == 10
    receipts = [message for message in await office.water.messages() if "已收到" in message.text]
    assert len(receipts) == 1
    assert "文字1段，照片10张" in receipts[0].text
    await office.clerk.card("反馈审核", "清淤现场", "照片10张")
    copies = await office.control.calls("copyMessages")
    assert [len(json.loads(call.params["message_ids"])) for call in copies] == [10]


async def test_pitfall_31_an_album_with_pauses_and_a_restart_between_its_items_is_one_report(
    tmp_path: Path, template: Path
) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            await with_paper(office)
            card = await paper(office.water)
            await _item(office, card.id, 0, "")
            await office.settle()
        await _item(office, card.id, 1, "")
        async with bot_of(office):
            await office.settle()
            await office.advance("3月2日 08:31")
            await _item(office, card.id, 2, "三处现场")
            await office.settle()
            await office.advance("3月2日 08:32")
            (report,) = await reports(office)
            assert report.text == "三处现场"
            assert [file.status for file in await files(office)] == [FileStatus.STORED] * 3
            assert {file.report_id for file in await files(office)} == {report.id}
            (receipt,) = [message for message in await office.water.messages() if "已收到" in message.text]
            assert "文字1段，照片3张" in receipt.text
            (card_of_clerk,) = [m for m in await office.clerk.messages() if "反馈审核" in m.text]
            assert "三处现场" in card_of_clerk.text
            copied = [m for m in await office.clerk.messages() if m.file is not None]
            assert len(copied) == 3
            async with office.transaction() as unit:
                assert (await audit.verify(unit)).intact


async def _item(office: World, card: int, number: int, caption: str) -> None:
    await office.control.send_file(
        office.water.id,
        f"{number}.jpg",
        PHOTO + bytes([number]),
        kind="photo",
        caption=caption,
        reply_to=card,
        media_group="album-1",
    )


async def test_an_album_without_its_task_is_placed_by_its_caption(office: World) -> None:
    await with_paper(office)
    card = await paper(office.housing_a)
    for number, caption in enumerate(("", "第2项：现场照片")):
        await office.control.send_file(
            office.housing_a.id,
            f"{number}.jpg",
            PHOTO + bytes([number]),
            kind="photo",
            caption=caption,
            reply_to=card.id,
            media_group="album-2",
        )
    await office.settle()
    (report,) = await reports(office)
    assert (report.task_seq, report.status) == (2, ReportStatus.SUBMITTED)


async def test_pitfall_32_complaint_18_a_file_over_20_mb_is_noted_and_copied_and_the_unit_told(office: World) -> None:
    await with_paper(office)
    await office.water.sends(
        "验收.zip", b"PK", caption="验收资料", reply_to=await paper(office.water), size=25 * 1024 * 1024
    )
    await office.water.sees("已收到", "超过20兆", "送督查室")
    (file,) = await files(office)
    assert (file.status, file.report_id) == (FileStatus.REFUSED, 1)
    assert file.file_id
    assert any(message.file is not None for message in await office.clerk.messages())


async def test_a_voice_message_and_a_paper_are_reports(office: World) -> None:
    await with_paper(office)
    await office.water.sends("口述.ogg", b"OggS", kind="voice", reply_to=await paper(office.water))
    await office.water.sees("已收到", "语音1段")
    await office.water.sends("进展.docx", b"PK", reply_to=await paper(office.water))
    await office.water.sees("已收到", "第2次反馈", "文件1件")
    assert [file.status for file in await files(office)] == [FileStatus.STORED] * 2


async def test_a_file_of_a_kind_that_is_not_taken_is_answered_and_its_words_are_kept(office: World) -> None:
    await with_paper(office)
    await office.water.sends("setup.exe", b"MZ", reply_to=await paper(office.water))
    await office.water.sees("不支持该类文件")
    assert not await reports(office)
    await office.water.sends("setup.exe", b"MZ", caption="清淤1.2公里", reply_to=await paper(office.water))
    await office.water.sees("已收到", "类型不予受理")
    assert [report.text for report in await reports(office)] == ["清淤1.2公里"]
    assert not any(message.file is not None for message in await office.clerk.messages())


async def test_pitfall_33_a_link_that_expired_is_asked_for_anew(office: World) -> None:
    await with_paper(office)
    await office.control.add_fault("error", "downloadFile", count=1, code=404, description="Not Found")
    await office.water.sends("现场.jpg", PHOTO, kind="photo", reply_to=await paper(office.water))
    assert [file.status for file in await files(office)] == [FileStatus.STORED]


async def test_a_file_that_cannot_be_got_is_said_on_receipt_and_card(office: World) -> None:
    await with_paper(office)
    await office.control.add_fault("error", "getFile", code=400, description="Bad Request: wrong file_id")
    await office.water.sends("现场.jpg", PHOTO, kind="photo", reply_to=await paper(office.water))
    await office.water.card("已收到", "有1件文件未能读取，请重发")
    await office.clerk.card("反馈审核", "未能存档")


async def test_pitfall_35_a_path_is_no_file(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    await office.control.push_update(
        {
            "message": {
                "message_id": 9_001,
                "date": receipt.date,
                "chat": {"id": office.water.id, "type": "private", "first_name": "水利局联络员"},
                "from": {"id": office.water.id, "is_bot": False, "first_name": "水利局联络员"},
                "document": {"file_id": "/etc/passwd", "file_unique_id": "x", "file_name": "a.docx"},
            }
        }
    )
    await office.settle()
    await office.water.card("不支持该类文件")
    assert not await files(office)


async def test_complaint_02_no_evidence_is_lost_while_telegram_or_the_disk_is_away(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching.FIRST_PAUSE", 0.0)
    monkeypatch.setattr("bot.fetching.ROUND_PAUSE", 0.01)
    full = [OSError(errno.ENOSPC, "No space left on device")]
    keeping = fetching.keep

    def keep(folder: Path, content: bytes) -> str:
        if full:
            raise full.pop()
        return keeping(folder, content)

    monkeypatch.setattr(fetching, "keep", keep)
    await with_paper(office)
    await office.control.add_fault("error", "getFile", code=502, description="Bad Gateway", count=9)
    flood = {"code": 429, "description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}}
    await office.control.add_fault("error", "getFile", count=1, **flood)
    await office.water.sends("现场.jpg", PHOTO, kind="photo", reply_to=await paper(office.water))
    assert [file.status for file in await files(office)] == [FileStatus.STORED]
    assert not full

"""Publication as people meet it: the last signer chooses, the group reads and sees it, each unit hears its own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from handlers.bulletins.publishing import charts_in
from messages.pictures.bars import PictureError
from sandbox.client import Message
from supervision.approving.approvals import SHOWN
from supervision.county import County
from supervision.model import Bulletin, BulletinStatus, Chain, ChainPurpose, Document, DocumentKind
from tests import roster
from tests.flows.quarter import before_the_mayor, bind_group, posted
from tests.world import World, world

NAMED, PRIVATE = "同意，群内点名", "同意，单独告知"


async def in_group(office: World, group: int) -> list[Message]:
    return [m for m in await office.head.messages(group) if m.sender != office.head.id]


async def body_of(office: World, message: Message) -> str:
    assert message.file is not None
    with zipfile.ZipFile(io.BytesIO(await office.control.file(message.file.file_id))) as archive:
        return archive.read("word/document.xml").decode()


async def test_R3c_the_mayor_chooses_and_named_is_what_the_county_set(office: World) -> None:
    await before_the_mayor(office)
    card = await office.mayor.sees("通报批评的发布方式请您确定", "附意见同意的，按“群内点名”办理")
    assert list(card.buttons)[:3] == [NAMED, PRIVATE, "附意见同意"]
    earlier = await office.director.card("2026年第一季度督查通报")
    assert not any("群内点名" in label for label in earlier.buttons)
    group = await posted_by(office, NAMED)
    text = next(m.text for m in await in_group(office, group) if "2026年第1期" in m.text)
    assert "1. 县水利局：夏政督〔2026〕1号第2项" in text
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
    assert (bulletin.name_in_group, bulletin.named_by) == (True, roster.id_of("mayor"))
    told = await office.water.sees("督查通报告知 · 县水利局", "申请复核")
    assert "不点名" not in told.text


async def posted_by(office: World, way: str) -> int:
    group = await bind_group(office)
    await office.mayor.taps(way)
    await office.advance("4月21日 09:01")
    return group


async def test_R3c_only_the_last_signer_chooses(office: World) -> None:
    await before_the_mayor(office)
    async with office.transaction() as unit:
        chain = (await unit.find(Chain, purpose=ChainPurpose.BULLETIN))[0]
    card = await office.clerk.card("督查通报 · 审签中")
    assert "没有此项权限" in await office.clerk.forges(f"gn:{chain.id}:3:{chain.text_hash[:SHOWN]}:1", card)


async def test_R3c_unnamed_no_unit_stands_anywhere_in_the_group(office_with_papers: World) -> None:
    office = office_with_papers
    group = await posted(office, PRIVATE)
    messages = await in_group(office, group)
    text, picture, paper = messages[-3:]  # the text stands alone, also where pictures are refused
    assert "对推进不力或未按时反馈的1个单位，已另行通报" in text.text
    assert text.file is None
    assert picture.file is not None
    assert picture.file.kind == "photo"
    assert (await office.control.file(picture.file.file_id)).startswith(b"\x89PNG")
    body = await body_of(office, paper)
    async with office.transaction() as unit:
        documents = [d for d in await unit.find(Document, kind=DocumentKind.BRIEFING) if not d.content.draft]
        full = next(d for d in documents if d.subject_kind == "bulletin")
        public = next(d for d in documents if d.subject_kind == "bulletin_group")
        assert (await unit.require(Bulletin, 1)).document_id == public.id
    await office.clerk.taps("文件", await office.clerk.card("督查通报 · 已发布"))
    assert "县水利局" in await body_of(office, (await office.clerk.messages())[-1])
    rows = [bar.name for chart in charts_in(public, "") for bar in chart.rows]
    for name in ("县水利局", "水利局", "清淤2.3公里"):
        assert name not in text.text + body + "".join(rows)
    assert "县水利局" in str(full.content)
    await office.water.sees("督查通报告知 · 县水利局", "本期通报在工作群内不点名")
    assert "县水利局" not in await body_of(office, (await office.water.messages())[-1])
    for someone, document in ((office.housing_a, full), (office.water, full)):
        card = (await someone.messages())[-1]
        assert "未查到" in await someone.forges(f"doc:{document.id}:docx", card)


async def test_R3a_every_unit_hears_its_own_line(office: World) -> None:
    await posted(office, NAMED)
    mine = await office.housing_a.sees("督查通报告知 · 县住房和城乡建设局", "予以通报表扬")
    assert "应反馈3次，按时3次，逾期0次，按时率100%" in mine.text
    await office.housing_head.sees("督查通报告知 · 县住房和城乡建设局")
    assert len([m for m in await office.water.messages() if "督查通报告知" in m.text]) == 1
    await office.tax.sees_nothing("督查通报")


async def test_a_picture_that_cannot_be_drawn_holds_up_nothing(tmp_path: Path, template: Path) -> None:
    county = County(contact_phone="0370-6210000", picture_font="/nowhere.ttf")
    async with world(tmp_path, template, papers=True, county=county) as office:
        group = await posted(office, NAMED)
        text, paper = (await in_group(office, group))[-2:]
        assert "1. 县水利局：" in text.text
        assert "县水利局" in await body_of(office, paper)
        await office.clerk.sees("通报图未能生成", "文字和文件照常发布")
        await office.advance("4月22日 09:01")
        assert len([m for m in await office.clerk.messages() if "通报图未能生成" in m.text]) == 1


async def test_a_chart_that_fails_when_it_is_sent_holds_up_nothing(
    office_with_papers: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(chart: object) -> bytes:
        raise PictureError("no time")

    office = office_with_papers
    assert office.parts is not None
    files = office.parts.services.catalogue.files
    for form in ("chart", "chart_2", "chart_3"):
        monkeypatch.setitem(files, form, replace(files[form], make=fail))
    group = await posted(office, NAMED)
    text, paper = (await in_group(office, group))[-2:]
    assert "1. 县水利局：" in text.text
    assert "县水利局" in await body_of(office, paper)
    await office.advance("4月22日 09:01")
    assert len([m for m in await office.clerk.messages() if "通报图未能生成" in m.text]) == 1
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.POSTED


async def test_a_group_that_takes_no_pictures_gets_text_and_paper(office_with_papers: World) -> None:
    office = office_with_papers
    group = await bind_group(office)
    await before_the_mayor(office)
    await office.control.close_permissions(group, "can_send_photos")
    await office.mayor.taps(NAMED)
    await office.advance("4月21日 09:01")
    text, paper = (await in_group(office, group))[-2:]
    assert "1. 县水利局：" in text.text
    assert "县水利局" in await body_of(office, paper)
    await office.advance("4月22日 09:01")
    said = [m.text for m in await office.clerk.messages()]
    assert len([words for words in said if "不允许发送图片" in words and "文字和文件照常发布" in words]) == 1
    assert not any("没有发言权限" in words for words in said)
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.POSTED


async def test_a_county_may_send_no_files_and_no_picture(office: World) -> None:
    group = await posted(office, NAMED)
    assert [bool(m.text) for m in await in_group(office, group)] == [True]

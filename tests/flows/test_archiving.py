"""全年案卷: /archive makes the year's case files, one a closed matter, in an archive that a stranger can read."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.archive_command import archive
from bot.config import load
from handlers.archiving.gathering import posted_bulletins
from sandbox.client import Message
from storage import audit, copying
from supervision.actors import MACHINE
from supervision.model import (
    Bulletin,
    BulletinKind,
    BulletinLine,
    CaseFile,
    Document,
    DocumentKind,
    FileStatus,
    Finding,
    FindingVerdict,
    Matter,
    MatterStatus,
    Referral,
    StoredFile,
    WeakPoint,
    YearArchive,
)
from supervision.notices.rectifying import referral_subject
from supervision.outcome import Fact
from tests.builders import issued_matter
from tests.flows.papers import PHOTO, paper, with_paper
from tests.flows.quarter import posted
from tests.flows.test_publishing import PRIVATE
from tests.papers.word import read
from tests.world import TOKEN, Someone, World

ROOT = "2026年督查案卷"
CASE = f"{ROOT}/001 2026-1 城区内涝点整治"


async def close(office: World, matter_id: int = 1) -> None:
    """The matter is closed now."""
    async with office.transaction() as unit:
        matter = await unit.require(Matter, matter_id)
        await unit.save(replace(matter, status=MatterStatus.CLOSED, closed_at=unit.now))
        await unit.commit()


async def packs(someone: Someone) -> Message:
    """Ask for the year; returns the card as it stands in the end."""
    await someone.says("/archive 2026")
    await someone.taps("全年案卷")
    return await someone.card("2026年督查案卷", "整理")


async def packed(office: World, part: int = 0) -> dict[str, bytes]:
    """What lies in the newest archive, by path."""
    assert office.parts is not None
    async with office.transaction() as unit:
        newest = max(await unit.find(YearArchive), key=lambda item: item.id)
    content = (office.parts.services.files / newest.parts[part].sha256).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


async def reported(office: World) -> None:
    """住建局 and 水利局 have the paper; 水利局 reported with a photo, and the matter is closed."""
    await with_paper(office)
    await office.water.sends(
        "清淤<前后>.jpg", PHOTO, caption="北城河清淤已完成1.2公里。", reply_to=await paper(office.water)
    )
    await close(office)


async def test_the_years_case_files_are_an_archive_that_proves_itself(office: World) -> None:
    await reported(office)
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    card = await packs(office.clerk)
    assert "整理完成：办结1件，结转下年1件" in card.text
    sent = await office.clerk.sees("办结事项1件", "索引.html")
    assert sent.file is not None
    assert sent.file.name == f"{ROOT}.zip"
    files = await packed(office)
    lines = files[f"{ROOT}/SHA256SUMS"].decode().splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    found = {name.removeprefix(f"{ROOT}/"): hashlib.sha256(content).hexdigest() for name, content in files.items()}
    del found["SHA256SUMS"]
    assert sums == found
    assert {f"{ROOT}/索引.html", f"{ROOT}/目录.docx", f"{ROOT}/说明.txt", f"{CASE}/案卷.docx"} <= files.keys()
    assert files[f"{CASE}/佐证/01 清淤前后.jpg"] == PHOTO
    index = files[f"{ROOT}/索引.html"].decode()
    assert "<script" not in index
    assert "城区内涝点整治" in index
    assert "结转下年" in index
    page = files[f"{CASE}/案卷.html"].decode()
    said = "".join(item.text for item in read(files[f"{CASE}/案卷.docx"]).body.paragraphs)
    for words in ("案卷号", "报送反馈", "夏政督〔2026〕1号", "北城河清淤已完成1.2公里。"):
        assert words in page, words
        assert words in said, words
    assert hashlib.sha256(PHOTO).hexdigest() in said
    shown = re.sub(r"<[^>]*>|案卷\.html|\.docx|\.jpg", "", page.partition("<body>")[2])
    assert not re.search(r"[a-z]+\.[a-z_]{4,}", shown), "no name of an event"


async def test_the_same_year_is_the_same_archive_and_what_comes_later_a_second_volume(office: World) -> None:
    await reported(office)
    await packs(office.clerk)
    await packs(office.clerk)
    assert office.parts is not None
    async with office.transaction() as unit:
        first, again = await unit.find(YearArchive)
        assert first.parts[0].sha256 == again.parts[0].sha256
        assert [item.number for item in await unit.find(CaseFile)] == ["2026-1"]
        kept = await copying.evidence(unit)
        assert {item.sha256 for item in await unit.find(Document)} <= kept.keys(), "a backup takes them along"
    await office.advance("3月3日 10:00")
    async with office.transaction() as unit:
        fact = Fact("proposal.opinion_heard", referral_subject(1), {})
        await audit.record(unit, MACHINE, [fact, replace(fact, subject=replace(fact.subject, kind="matter"))])
        await unit.commit()
    await packs(office.clerk)
    async with office.transaction() as unit:
        assert [item.number for item in await unit.find(CaseFile)] == ["2026-1", "2026-1-2"]
        assert len(await unit.find(Document, kind=DocumentKind.CASE_FILE)) == 2
        *older, newest = await unit.find(YearArchive)
    assert not any(item.parts for item in older), "a packing lets go of those before it"
    assert not (office.parts.services.files / first.parts[0].sha256).exists()
    assert (office.parts.services.files / newest.parts[0].sha256).exists()


async def test_the_command_line_writes_the_same_archive_and_overwrites_none(office: World, tmp_path: Path) -> None:
    await reported(office)
    await packs(office.clerk)
    path, said, out = tmp_path / "config.toml", list[str](), tmp_path / "out"
    about = office.settings
    path.write_text(f'token = "{TOKEN}"\ndata_dir = "{about.data_dir}"\ndatabase_url = "{about.database_url}"\n')
    path.chmod(0o600)
    assert await archive(load(path, {}), 2026, out, said.append) == 0
    assert said == [f"已导出案卷1件：{out / ROOT}.zip"]
    assert (out / f"{ROOT}.zip").stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out / f"{ROOT}.zip") as written:
        assert {name: written.read(name) for name in written.namelist()} == await packed(office)
    assert await archive(load(path, {}), 2026, out, said.append) == 1
    assert "已有该文件" in said[-1]
    assert await archive(load(path, {}), 2025, out, said.append) == 1
    assert said[-1] == "2025年没有办结的督查事项，未导出"


async def test_a_file_that_is_gone_is_listed_as_missing(office: World) -> None:
    await reported(office)
    assert office.parts is not None
    async with office.transaction() as unit:
        (photo,) = await unit.find(StoredFile, status=FileStatus.STORED)
    (office.parts.services.files / photo.sha256).unlink()
    card = await packs(office.clerk)
    assert "缺失文件1个" in card.text
    files = await packed(office)
    assert not [name for name in files if "佐证" in name]
    assert "缺失" in files[f"{CASE}/案卷.html"].decode()
    assert photo.sha256 in files[f"{CASE}/案卷.html"].decode()
    assert "缺失文件" in files[f"{ROOT}/索引.html"].decode()


async def test_a_word_file_that_is_gone_is_made_once_more(office: World) -> None:
    await reported(office)
    await packs(office.clerk)
    before = await packed(office)
    assert office.parts is not None
    async with office.transaction() as unit:
        documents = [item for item in await unit.find(Document) if item.sha256]
    for item in documents:
        (office.parts.services.files / item.sha256).unlink(missing_ok=True)
    card = await packs(office.clerk)
    assert "整理完成" in card.text
    assert "缺失" not in card.text
    assert await packed(office) == before


async def test_what_is_left_of_a_caller_is_masked_all_over_the_archive(office: World) -> None:
    await reported(office)
    async with office.transaction() as unit:
        matter = await unit.require(Matter, 1)
        await unit.save(replace(matter, track="hotline", title="市民李建国反映13812345678积水"))
        await unit.commit()
    await packs(office.clerk)
    for name, content in (await packed(office)).items():
        text = body_of(content) if name.endswith(".docx") else content.decode(errors="ignore")
        assert "13812345678" not in name + text


async def test_a_bulletin_lies_there_as_it_was_signed_and_as_the_group_got_it(office_with_papers: World) -> None:
    office = office_with_papers
    await posted(office, PRIVATE)
    await close(office)
    await packs(office.clerk)
    papers = {name: content for name, content in (await packed(office)).items() if "通报" in name and "docx" in name}
    named = {"群内发布稿" in name: "县水利局" in body_of(content) for name, content in papers.items()}
    assert named == {False: True, True: False}


def body_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return opened.read("word/document.xml").decode()


async def test_a_correction_and_a_weak_point_lead_to_the_matter(office_with_papers: World) -> None:
    office = office_with_papers
    await posted(office, PRIVATE)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        await unit.save(replace(bulletin, id=2, period="correction/1", kind=BulletinKind.CORRECTION, corrects_id=1))
        await unit.save(Finding(9, 1, 1, 1, 5, "未见清淤设备", FindingVerdict.BEHIND, 8, unit.now, unit.now))
        weak = WeakPoint("behind", "finding/9", "", 1, "", unit.today, "未见清淤设备")
        for line in await unit.find(BulletinLine, bulletin_id=1):
            await unit.save(replace(line, events=(), weak=(weak,) if line.selected else ()))
        assert [matters for _, matters in await posted_bulletins(unit)] == [{1}, {1}]


async def test_a_referral_stays_out_of_the_archive(office: World) -> None:
    await reported(office)
    async with office.transaction() as unit:
        (matter,) = await unit.find(Matter)
        water = 5
        await unit.save(Referral(1, water, matter.id, 1, "拒不整改，情节严重", 1, unit.now))
        await audit.record(unit, MACHINE, [Fact("referral.proposed", referral_subject(1), {"words": "拒不整改"})])
        await unit.commit()
    await packs(office.clerk)
    for name, content in (await packed(office)).items():
        if name.endswith(".html"):
            assert "拒不整改" not in content.decode()
            assert "提请移送" not in content.decode()


async def test_a_year_that_is_too_large_goes_out_by_track(office: World) -> None:
    await reported(office)
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="document")
        await unit.commit()
    await close(office, matter.id)
    assert office.parts is not None
    office.parts.archiving.largest = 12_000
    await packs(office.clerk)
    async with office.transaction() as unit:
        (made,) = await unit.find(YearArchive)
    assert [part.title for part in made.parts] == ["市政府及其办公室公文", "县长批示件"]
    await office.clerk.sees("市政府及其办公室公文（1/2）")
    await office.clerk.sees("县长批示件（2/2）")
    office.parts.archiving.largest = 10
    card = await packs(office.clerk)
    assert "ducha archive 2026" in card.text


async def test_what_cannot_be_packed_is_said_and_may_be_asked_for_again(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reported(office)

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("bot.archiving.bind_year", broken)
        card = await packs(office.clerk)
        assert "未能整理完成" in card.text
    card = await packs(office.clerk)
    assert "整理完成：办结1件" in card.text


async def test_only_the_office_packs_a_year_and_an_empty_one_is_none(office: World) -> None:
    await office.clerk.says("/archive 2026")
    await office.clerk.taps("全年案卷")
    await office.clerk.sees("没有办结的督查事项")
    await office.water.says("/archive 2026")
    await office.water.sees("没有此项权限")

"""Papers as files: after the card, once, the same bytes for ever; a reply to one is a reply to the paper."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import shutil
import threading
import zipfile
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from bot.converting import HangsError, run_office
from bot.word_files import Made, make_word
from handlers.conversation.catalogue import FileMaker
from handlers.documents.freezing import document_of, document_subject, freeze, make_void, paper_file, tell_file
from handlers.topics import CATALOGUE
from messages.presses.base import pack
from messages.presses.documents import ShowDocument
from storage import audit, copying, outbox, outgoing
from supervision.actors import MACHINE
from supervision.model import Block, BlockKind, Document, DocumentKind, PaperContent, Report
from supervision.notices.base import Recipient, to_person, to_signer, to_unit
from supervision.notices.cards import paper_subject
from supervision.notices.documents import LetterheadFaulty
from supervision.subjects import Subject
from tests import roster
from tests.flows.papers import NUMBER, paper, post_of, with_paper
from tests.flows.test_delivery import CLERK, CLERK2, WATER, left, note, tell
from tests.world import Someone, World, bot_of, world

WORDS = "请于3月10日前报送北城河清淤进展。"
NAME = f"{NUMBER} 督查通知单 关于北城河清淤的督查通知单.docx"
CONTENT = PaperContent(
    title="关于北城河清淤的\n督查通知单",
    number=NUMBER,
    issuer="夏邑县人民政府办公室",
    mark="夏邑县人民政府办公室文件",
    dated=date(2026, 3, 2),
    addressees=("县水利局",),
    body=(Block(BlockKind.TEXT, WORDS),),
)


async def drawn_up(office: World, *, pdf_to: tuple[Recipient, ...] = ()) -> Document:
    """The paper of `with_paper` as a file, and sent."""
    async with office.transaction() as unit:
        made = await freeze(
            unit,
            MACHINE,
            DocumentKind.SUPERVISION_NOTICE,
            CONTENT,
            subject=Subject("paper", "1"),
            matter_id=1,
            number=NUMBER,
            pdf_to=pdf_to,
        )
        await tell_file(unit, made, to_unit(roster.WATER), reply_subject=paper_subject(1, roster.WATER))
        await unit.commit()
    await office.settle()
    return made


async def bytes_of(office: World, someone: Someone, ending: str = ".docx") -> bytes:
    """What came as a file."""
    file = (await someone.sees("北城河清淤")).file
    assert file is not None
    assert (file.name or "").endswith(ending)
    return await office.control.file(file.file_id)


async def kept(office: World) -> Document:
    async with office.transaction() as unit:
        return await unit.require(Document, 1)


async def test_a_paper_comes_as_a_file_after_its_card_and_a_reply_to_it_is_a_report(
    office_with_papers: World,
) -> None:
    office = office_with_papers
    await with_paper(office)
    await drawn_up(office)
    card, file = await office.water.card("清淤", "签收"), await office.water.sees(NUMBER, "（Word文件）")
    assert file.id > card.id
    assert file.file is not None
    assert file.file.name == NAME
    content = await bytes_of(office, office.water)
    assert WORDS in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()

    row = await kept(office)
    assert (row.sha256, row.size) == (hashlib.sha256(content).hexdigest(), len(content))
    async with office.transaction() as unit:
        history = [fact.event for fact in await audit.history(unit, document_subject(1))]
    assert history == ["document.frozen", "document.made"]

    await office.water.says("北城河清淤已完成1.2公里。", reply_to=file)
    await office.water.sees("已收到")
    async with office.transaction() as unit:
        assert [report.text for report in await unit.find(Report)] == ["北城河清淤已完成1.2公里。"]


async def test_where_files_are_not_sent_who_asks_gets_one_and_others_do_not(office: World) -> None:
    await with_paper(office)
    await drawn_up(office)
    assert all(message.file is None for message in await office.water.messages())
    button = pack(ShowDocument(1, "docx"))
    await office.water.forges(button, await paper(office.water))
    assert WORDS.encode() in zipfile.ZipFile(io.BytesIO(await bytes_of(office, office.water))).read("word/document.xml")

    await office.clerk.says("/help")
    await office.clerk.forges(button, (await office.clerk.messages())[-1])
    await office.clerk.sees(NUMBER, "（Word文件）")


async def test_another_units_paper_is_not_found_nor_a_form_that_is_not_made(office_with_papers: World) -> None:
    office = office_with_papers
    await with_paper(office)
    await drawn_up(office)
    file = await office.water.card("（Word文件）")
    for nothing in (ShowDocument(1, "pdf"), ShowDocument(1, "exe"), ShowDocument(9, "docx")):
        assert "未查到" in await office.water.forges(pack(nothing), file)
    await office.tax.says("/help")
    assert "未查到" in await office.tax.forges(pack(ShowDocument(1, "docx")), (await office.tax.messages())[-1])


async def test_the_bytes_are_those_that_were_first_sent_also_after_a_restart(tmp_path: Path, template: Path) -> None:
    letterheads = tmp_path / "letterheads"
    async with world(tmp_path, template, start=False, papers=True, letterheads=letterheads) as office:
        async with bot_of(office):
            await with_paper(office)
            await drawn_up(office)
            first = await kept(office)
        letterheads.mkdir()
        (letterheads / "notice_form.docx").write_bytes(b"no Word file")
        async with bot_of(office):
            async with office.transaction() as unit:
                await tell_file(unit, first, to_unit(roster.HOUSING))
                await unit.commit()
            await office.settle()
            assert await kept(office) == first
            sent = await bytes_of(office, office.housing_a)
            assert hashlib.sha256(sent).hexdigest() == first.sha256


async def test_a_broken_letterhead_is_said_and_ours_is_used(tmp_path: Path, template: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notice_form.docx").write_bytes(b"no Word file")
    async with world(tmp_path, template, papers=True, letterheads=tmp_path / "own") as office:
        await with_paper(office)
        await drawn_up(office)
        await bytes_of(office, office.water)
        await office.head.sees("公文模板不能使用", "notice_form.docx")
        assert (await kept(office)).own_letterhead == ""
        async with office.transaction() as unit:
            history = [fact.event for fact in await audit.history(unit, document_subject(1))]
        assert history[-1] == "document.letterhead_failed"


async def test_a_paper_that_is_lost_is_made_again_if_it_is_the_same(office_with_papers: World) -> None:
    office = office_with_papers
    await with_paper(office)
    made = await drawn_up(office)
    shutil.rmtree(office.settings.data_dir / "files")
    async with office.transaction() as unit:
        await tell_file(unit, made, to_unit(roster.HOUSING))
        await unit.commit()
    await office.settle()
    assert await bytes_of(office, office.housing_a) == await bytes_of(office, office.water)


async def test_a_large_file_holds_up_no_message_but_those_behind_it(
    office_with_papers: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, may_end, real = office_with_papers, threading.Event(), make_word

    def slow(document: Document, folder: Path, files: Path) -> Made:
        assert may_end.wait(10)
        return real(document, folder, files)

    behind = LetterheadFaulty(to=to_person(WATER), name="在后", digest="", on=date(2026, 3, 2), why="试")
    monkeypatch.setattr("bot.word_files.make_word", slow)
    await with_paper(office)
    async with office.transaction() as unit:
        made = await freeze(unit, MACHINE, DocumentKind.SUPERVISION_NOTICE, CONTENT, subject=Subject("paper", "1"))
        await tell_file(unit, made, to_person(WATER))
        await outbox.tell(unit, [behind, note(CLERK, "别处")])
        await unit.commit()
    assert office.parts is not None
    office.parts.delivery.wake()
    async with asyncio.timeout(5):
        while "别处" not in [message.text for message in await office.clerk.messages()]:
            pass
    texts = [message.text for message in await office.water.messages()]
    assert not any("Word文件" in text or "在后" in text for text in texts)
    may_end.set()
    await office.settle()
    texts = [message.text for message in await office.water.messages()]
    assert "Word文件" in texts[-2]
    assert "在后" in texts[-1]


async def test_a_chart_is_the_same_after_a_restart_or_does_not_go_out(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = FileMaker(ending="png", make=lambda _: os.urandom(8))
    monkeypatch.setitem(cast(dict[str, FileMaker], CATALOGUE.files), "png", maker)
    async with world(tmp_path, template, start=False, papers=True) as office:
        async with bot_of(office):
            await with_paper(office)
            made = await drawn_up(office)
            await tell(office, paper_file(made, to_person(WATER), form="png"))
            await office.settle()
        async with bot_of(office):
            await tell(office, paper_file(made, to_person(CLERK), form="png"))
            await office.settle()
            first = await bytes_of(office, office.water, ".png")
            assert await bytes_of(office, office.clerk, ".png") == first
            async with office.transaction() as unit:
                assert hashlib.sha256(first).hexdigest() in await copying.evidence(unit)
            (office.settings.data_dir / "files" / hashlib.sha256(first).hexdigest()).unlink()
            await tell(office, paper_file(made, to_person(CLERK2), form="png"))
            await office.settle()
            assert [row.kind for row in await left(office)] == ["paper_file"]


async def test_a_file_that_is_too_large_is_told_in_words(
    office_with_papers: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.documents.LARGEST_SENT", 100)
    await with_paper(office_with_papers)
    await drawn_up(office_with_papers)
    told = await office_with_papers.water.sees("超过50MB", NAME)
    assert told.file is None
    assert await left(office_with_papers) == []


async def test_a_file_that_is_lost_is_shown_to_the_office_and_stops_nothing(
    office_with_papers: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_with_papers
    await with_paper(office)
    made = await drawn_up(office)
    shutil.rmtree(office.settings.data_dir / "files")
    monkeypatch.setattr("messages.papers.rendering.render", lambda *_, at: b"another")
    async with office.transaction() as unit:
        await tell_file(unit, made, to_unit(roster.HOUSING))
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        lost = await outgoing.undelivered(unit)
    assert {row.kind for row in lost} == {"paper_file"}
    await office.housing_a.says("/help")
    await office.housing_a.sees("督查")


async def test_what_is_void_before_it_is_out_does_not_go_out(office_with_papers: World) -> None:
    office = office_with_papers
    await with_paper(office)
    async with office.transaction() as unit:
        made = await freeze(unit, MACHINE, DocumentKind.LETTER, CONTENT, subject=Subject("paper", "1"))
        await tell_file(unit, made, to_unit(roster.WATER))
        await make_void(unit, MACHINE, made, "文稿有误")
        await unit.commit()
    await office.settle()
    await office.water.sees_nothing("Word文件")
    async with office.transaction() as unit:
        assert await document_of(unit, DocumentKind.LETTER, Subject("paper", "1")) is None


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
async def test_who_wants_the_pdf_gets_it_once_it_is_made(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, papers=True, soffice=shutil.which("soffice")) as office:
        await with_paper(office)
        await drawn_up(office, pdf_to=(to_signer(post_of("director")),))
        assert (await bytes_of(office, office.director, ".pdf")).startswith(b"%PDF")


async def test_a_converter_that_fails_is_tried_twice_and_then_left(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, papers=True, soffice="/bin/false") as office:
        await with_paper(office)
        await drawn_up(office, pdf_to=(to_signer(post_of("director")),))
        await office.director.sees_nothing()
        assert (await kept(office)).pdf == "failed"


async def test_a_converter_that_hangs_is_ended(tmp_path: Path) -> None:
    hanging = tmp_path / "hangs"
    hanging.write_text("#!/bin/sh\nsleep 60 &\nwait\n")
    hanging.chmod(0o755)
    with pytest.raises(HangsError):
        await run_office(str(hanging), tmp_path, longest=0.1)

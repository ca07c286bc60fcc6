"""Bulletins as files: before their signers, with them once signed, and the matter's own one that names nobody."""

from __future__ import annotations

from messages.presses.base import pack
from messages.presses.documents import ShowDocument
from supervision.model import Bulletin, ChainPurpose, Document, DocumentKind, PdfState
from supervision.model.approvals import Chain
from tests.flows.closing_scenes import BOTH, all_accepted, close_matter
from tests.flows.quarter import before_the_mayor, bind_group
from tests.flows.test_publishing import NAMED, in_group
from tests.flows.test_rectifying import failed
from tests.flows.test_superiors import drafted as letter_drafted
from tests.flows.word_files import files_of, read
from tests.world import World

TITLE = "关于城区内涝点整治办理情况的通报"


async def test_a_bulletin_lies_before_its_signers_with_its_annex(office_with_papers: World) -> None:
    office = office_with_papers
    await before_the_mayor(office)
    words = await read(office, office.mayor, "送审稿")
    assert "督查事项落实情况汇总表" in words
    assert "县水利局" in words
    async with office.transaction() as unit:
        (chain,) = await unit.find(Chain, purpose=ChainPurpose.BULLETIN)
        (draft,) = await unit.find(Document, subject_kind="chain")
    assert (draft.text_hash, draft.content.draft, draft.pdf) == (chain.text_hash, True, PdfState.WANTED)


async def test_who_signed_a_bulletin_gets_it_as_it_was_signed_and_as_pdf(office_with_papers: World) -> None:
    office = office_with_papers
    await before_the_mayor(office)
    await office.mayor.taps(NAMED)
    for signer in (office.deputy, office.director, office.mayor):
        assert len(await files_of(signer, "2026年第1期")) == 1
    async with office.transaction() as unit:
        (signed,) = await unit.find(Document, subject_kind="bulletin")
    assert (signed.pdf, len(signed.pdf_to)) == (PdfState.WANTED, 3)


async def test_a_referral_lies_before_its_signers_as_a_file(office_with_papers: World) -> None:
    office = office_with_papers
    await failed(office)
    await office.clerk.taps("提出移送建议")
    await office.clerk.taps("情节严重")
    await office.clerk.says("责令改正后仍不落实，影响防汛。")
    assert "县水利局" in await read(office, office.deputy, "送审稿", "移送")


async def test_a_letter_up_lies_before_its_signers_as_a_file(office_with_papers: World) -> None:
    office = office_with_papers
    await letter_drafted(office)
    await office.clerk.taps("送审")
    assert "县税务局" in await read(office, office.deputy, "送审稿")


async def test_P4_3_a_matters_bulletin_that_names_nobody_is_a_paper_too(office_with_papers: World) -> None:
    office = office_with_papers
    await all_accepted(office, track="meeting.mayor")
    await close_matter(office, chain=BOTH, way="印发督查通报（发责任单位）")
    words = await read(office, office.water, "2026年第1期")
    assert TITLE in words.replace("\n", "")
    assert "县住房和城乡建设局、县水利局：" in words
    assert "清淤2.3公里" in words
    async with office.transaction() as unit:
        (bulletin,) = await unit.find(Bulletin)
        (made,) = await unit.find(Document, kind=DocumentKind.BRIEFING)
    assert (bulletin.document_id, made.matter_id, bool(made.text_hash)) == (made.id, bulletin.matter_id, True)
    await office.tax.says("/tasks")
    button = pack(ShowDocument(made.id, "docx"))
    assert "未查到" in await office.tax.forges(button, (await office.tax.messages())[-1])
    assert "未查到" not in await office.water.forges(button, (await office.water.messages())[-1])


async def test_P4_3_it_goes_into_the_group_with_its_file(office_with_papers: World) -> None:
    office = office_with_papers
    group = await bind_group(office)
    await all_accepted(office, track="meeting.mayor")
    await close_matter(office, chain=BOTH, way="印发督查通报（并发工作群）")
    await office.advance("3月2日 09:05")
    assert [message.file is not None for message in await in_group(office, group)][-1]


async def test_a_form_that_has_no_word_is_not_there(office_with_papers: World) -> None:
    office = office_with_papers
    await before_the_mayor(office)
    async with office.transaction() as unit:
        documents = await unit.find(Document)
    card = (await office.clerk.messages())[-1]
    for form in ("chart", "zip", "zip_2"):
        assert "未查到" in await office.clerk.forges(pack(ShowDocument(documents[0].id, form)), card)

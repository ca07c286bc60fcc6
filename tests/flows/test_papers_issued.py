"""Ordinary papers as files: what is issued, in which form, with the signed text word for word, and who gets it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.changing.effects import withdraw_issued
from handlers.conversation.actors import actor_of
from messages.presses.base import pack
from messages.presses.documents import ShowDocument
from supervision.model import Assignment, Chain, ChainPurpose, Document, Report
from tests import roster
from tests.flows.approval_scenes import all_sign, forged, issued, split, submitted
from tests.flows.word_files import files_of, has_signed, read
from tests.world import World

FORMS = [
    ("P1_1", "document", "breakdown_notice", "立项分解的通知"),
    ("P5_1", "instruction.mayor", "supervision_notice", "督查通知单"),
    ("P6_1", "proposal.city", "assignment_notice", "交办"),
    ("P7_1", "hotline", "hotline_notice", "督促查办事项通知单"),
]


async def signed_text(office: World, purpose: ChainPurpose = ChainPurpose.ISSUE) -> str:
    """What was signed last, without the name of the draft before its title."""
    async with office.transaction() as unit:
        chain = (await unit.find(Chain, purpose=purpose))[-1]
    return chain.text.partition("：")[2]


@pytest.mark.parametrize(("clause", "track", "form", "name"), FORMS)
async def test_the_paper_goes_to_the_units_as_it_was_signed(
    office_with_papers: World, clause: str, track: str, form: str, name: str
) -> None:
    office = office_with_papers
    await issued(office, track=track, form=form, copy_to=("县委办公室",))
    words = await read(office, office.water, name, "号")
    assert has_signed(words, await signed_text(office)) == []
    assert "县住房和城乡建设局、县水利局：" in words
    assert "抄送：县委办公室。" in words
    assert "夏邑县人民政府办公室" in words
    async with office.transaction() as unit:
        (document,) = await unit.find(Document, subject_kind="paper")
        chain = (await unit.find(Chain))[0]
    assert document.number in words
    assert document.text_hash == chain.text_hash
    assert "（联系人：督查室　电话：0370-6210000）" in words


async def test_a_reply_to_the_file_is_a_report(office_with_papers: World) -> None:
    office = office_with_papers
    await issued(office)
    card = await office.water.card("督查通知单", "签收")
    (file,) = await files_of(office.water, "夏政督〔2026〕1号")
    assert file.id > card.id
    for one in (office.housing_a, office.housing_b, office.clerk, office.director):  # both liaisons, office, signer
        assert len(await files_of(one, "夏政督〔2026〕1号")) == 1
    assert await files_of(office.tax, "") == []
    await office.water.taps("签收")
    await office.water.says("已完成清淤1.2公里。", reply_to=file)
    async with office.transaction() as unit:
        assert [report.text for report in await unit.find(Report)] == ["已完成清淤1.2公里。"]


async def test_a_signer_gets_the_draft_after_his_card_and_a_changed_text_is_another(office_with_papers: World) -> None:
    office = office_with_papers
    await submitted(office)
    (draft,) = await files_of(office.deputy, "送审稿", "督查通知单")
    assert draft.id > (await office.deputy.card("呈请审定")).id
    words = await read(office, office.deputy, "送审稿")
    assert "送审稿" in words
    assert "夏政督〔2026〕" not in words, "a draft has no number"
    assert has_signed(words, await signed_text(office)) == []
    assert await files_of(office.director, "送审稿") == []
    await office.deputy.taps("同意")
    assert await read(office, office.director, "送审稿") == words
    assert await files_of(office.water, "") == [], "nothing reaches a unit before the last signature"
    async with office.transaction() as unit:
        assert len(await unit.find(Document)) == 1, "the same text is one document"


async def test_other_units_do_not_get_what_is_with_signers(office_with_papers: World) -> None:
    office = office_with_papers
    await submitted(office)
    await office.deputy.taps("全文")
    full = await office.deputy.card("全文")
    for button in full.buttons.values():
        assert "未查到" in await forged(office.water, button)
    assert await files_of(office.water, "") == []


async def test_a_withdrawn_paper_is_marked(office_with_papers: World) -> None:
    office = office_with_papers
    matter = await issued(office)
    async with office.transaction() as unit:
        (document,) = await unit.find(Document, subject_kind="paper")
        await withdraw_issued(unit, await actor_of(unit, office.clerk.id), matter.id, words="事项已并入其他工作")
        await unit.commit()
    async with office.transaction() as unit:
        assert (await unit.require(Document, document.id)).void_why == "withdrawn"
    await forged(office.water, pack(ShowDocument(document.id, "docx")))
    await office.water.sees("夏政督〔2026〕1号", "此件已作废，仅供查阅")


async def test_P5_1_a_further_notice_and_a_letter_have_their_own_form(office_with_papers: World) -> None:
    office = office_with_papers
    matter = await split(office)
    async with office.transaction() as unit:  # 税务 is asked and not ordered
        for given in await unit.find(Assignment, matter_id=matter.id, unit_id=roster.WATER):
            await unit.delete(given)
            await unit.save(replace(given, unit_id=roster.TAX))
        await unit.commit()
    await all_sign(office, matter)
    await office.clerk.taps("印发")
    letter = await read(office, office.tax, "夏政办函〔2026〕1号")
    assert "夏邑县人民政府办公室关于商请协助办理城区内涝点整治有关工作的函" in letter.replace("\n", "")
    assert "此函。" in letter
    assert "凯旋路" not in letter, "a letter has nothing of what others are ordered to do"
    assert "请按要求抓紧办理" in await read(office, office.housing_a, "夏政督〔2026〕1号")


async def test_where_files_are_not_sent_a_unit_asks_for_its_paper(office: World) -> None:
    await issued(office)
    assert await files_of(office.water, "") == []
    await office.water.taps("文件", await office.water.card("督查通知单", "签收"))
    assert "请按要求抓紧办理" in await read(office, office.water, "夏政督〔2026〕1号")

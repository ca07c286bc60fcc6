"""Acts that attach a paper besides the issue: 更正, 改派 by letter, 督查方案, 呈报, 办理结果报告, 督办通知."""

from __future__ import annotations

from handlers.activities.approving import approved as plan_approved
from handlers.conversation.actors import actor_of
from handlers.issuing.filing import file_transferred
from handlers.issuing.papers import letter_for
from supervision.actors import MACHINE
from supervision.approving.approvals import hash_of
from supervision.model import (
    ActivityStatus,
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    Document,
    DocumentKind,
    Paper,
    PdfState,
    Unit,
)
from tests import roster
from tests.flows.changing_scenes import agreed, issued
from tests.flows.closing_scenes import all_accepted, close_matter, send_summary, sign_all
from tests.flows.instructing_scenes import RESULT, closed
from tests.flows.test_activities import arranged
from tests.flows.test_correcting import CORRECTED, asked
from tests.flows.test_proposal_replies import answered
from tests.flows.word_files import files_of, has_signed, read
from tests.world import World

PLAN = "季度督查方案：城区防汛重点工作\n督查内容：查看清淤进度。\n督查时间：3月5日至6日"


async def test_a_correction_is_a_paper_in_the_form_of_what_it_corrects(office_with_papers: World) -> None:
    office = office_with_papers
    await issued(office)
    await asked(office, "第1项", "完成时限", "3月25日")
    await office.clerk.taps("送审")
    await agreed(office)
    words = await read(office, office.housing_a, CORRECTED)
    assert "督查通知单（更正）" in words
    assert "第1项完成时限由“2026年3月20日前”更正为“2026年3月25日前”。" in words
    assert await files_of(office.water, CORRECTED) == [], "only whom it concerns"
    assert len(await files_of(office.clerk, CORRECTED)) == 1


async def test_a_unit_that_is_asked_takes_over_by_a_letter_of_its_own(office_with_papers: World) -> None:
    office = office_with_papers
    await issued(office)
    async with office.transaction() as unit:
        clerk, paper = await actor_of(unit, office.clerk.id), await unit.require(Paper, 1)
        given, to = await unit.require(Assignment, 1, 2, roster.WATER), await unit.require(Unit, roster.TAX)
        letter = await letter_for(unit, clerk, paper, given, to)
        assert letter is not None
        await unit.save(letter)
        await file_transferred(unit, clerk, given, letter, to)
        await unit.commit()
    await office.settle()
    words = (await read(office, office.tax, "夏政办函〔2026〕1号")).replace("\n", "")
    assert "关于商请协助办理城区内涝点整治有关工作的函" in words
    assert "县税务局：" in words
    assert "北城河清淤2.3公里" in words
    assert "凯旋路" not in words


async def test_P8_1_an_approved_plan_is_numbered_and_goes_to_those_who_go(office_with_papers: World) -> None:
    office = office_with_papers
    activity = await arranged(office, ActivityStatus.IN_APPROVAL)
    async with office.transaction() as unit:
        chain = Chain(
            id=await unit.new_id("chain"),
            purpose=ChainPurpose.ACTIVITY,
            subject_id=activity.id,
            title="季度督查方案",
            text=PLAN,
            text_hash=hash_of(PLAN),
            drafted_by=roster.id_of("clerk"),
            started_at=unit.now,
            status=ChainStatus.APPROVED,
        )
        await unit.save(chain)
        await plan_approved(unit, MACHINE, chain)
        await unit.commit()
    await office.settle()
    words = await read(office, office.section, "夏政办〔2026〕1号")
    assert "夏邑县人民政府办公室城区防汛重点工作季度督查方案" in words.replace("\n", "")
    assert has_signed(words, PLAN.partition("\n")[2]) == []
    assert len(await files_of(office.clerk, "夏政办〔2026〕1号")) == 1
    assert await files_of(office.water, "") == []


async def test_P5_3_a_leader_gets_what_he_is_told_as_a_paper_too(office_with_papers: World) -> None:
    office = office_with_papers
    await closed(office, signed_by=(roster.id_of("vice_mayor"),))
    card = await office.mayor.card("办理结果呈报")
    (file,) = await files_of(office.mayor, "关于城区内涝点整治办理情况的报告")
    assert file.id > card.id
    words = await read(office, office.mayor, "办理情况的报告")
    assert has_signed(words.replace("\n", ""), RESULT) == []
    assert "县长：" in words
    assert "夏邑县人民政府督查室" in words
    assert await files_of(office.vice_mayor, "") == [], "who signed it has read it"
    async with office.transaction() as unit:
        (made,) = await unit.find(Document, kind=DocumentKind.LEADER_REPORT)
    assert (made.number, made.pdf, made.pdf_to) == ("", PdfState.WANTED, (f"signer/{roster.id_of('mayor')}",))


async def test_P7_3_the_hotline_gets_a_report_with_who_signed_it(office_with_papers: World) -> None:
    office = office_with_papers
    await all_accepted(office, track="hotline", urgency="urgent")
    await close_matter(office, chain="常务副县长审定", way="报市长热线电话室")
    await office.clerk.taps("登记上报", await office.clerk.card("待报", "报市长热线电话室"))
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    words = await read(office, office.clerk, "办理情况的报告")
    assert "市长热线电话室：" in words
    assert "现将有关落实情况报告如下。" in words
    assert "签发人：常务副县长" in words


async def test_P7_3_a_report_without_a_number_has_no_red_head(office_with_papers: World) -> None:
    office = office_with_papers
    await all_accepted(office, track="hotline", urgency="urgent")
    await close_matter(office, chain="常务副县长审定", way="报市长热线电话室")
    await office.clerk.taps("登记上报", await office.clerk.card("待报", "报市长热线电话室"))
    await office.clerk.taps("今天")
    await office.clerk.taps("无文号")
    assert "市长热线电话室：" in await read(office, office.clerk, "办理情况的报告")
    async with office.transaction() as unit:
        (sent,) = await unit.find(Document, subject_kind="submission")
        (shown,) = await unit.find(Document, kind=DocumentKind.HOTLINE_REPORT, subject_kind="chain")
    assert (sent.letterhead, shown.letterhead) == ("internal", "upward")


async def test_P6_1_the_city_gets_a_letter_and_who_proposed_it_a_reply(office_with_papers: World) -> None:
    office = office_with_papers
    await answered(office)
    await send_summary(office, way="函告市直机关并答复代表、委员")
    await sign_all(office)
    await office.clerk.taps("登记上报", await office.clerk.card("待报", "函告"))
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    letter = (await read(office, office.clerk, "夏政办函〔2026〕1号")).replace("\n", "")
    assert "夏邑县人民政府办公室关于城区内涝点整治办理情况的函" in letter
    assert "现将有关办理情况函告如下。" in letter
    assert "特此函告。" in letter
    reply = (await read(office, office.clerk, "夏政办函〔2026〕2号")).replace("\n", "")
    assert "关于第12号建议的答复" in reply
    assert "张三代表：" in reply
    assert "感谢您对政府工作的关心和支持" in reply
    assert "函告" not in reply

"""录入 of ink on texts that belong to no matter: a bulletin, a plan, a letter to those above; and of a referral."""

from __future__ import annotations

from supervision.model import (
    ActivityStatus,
    Bulletin,
    BulletinStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    LetterStatus,
    Record,
    SigningStep,
    StepStatus,
)
from tests import roster
from tests.flows.quarter import before_the_mayor
from tests.flows.recording_scenes import FILED, answers_with, records
from tests.flows.test_activities import matter_in_hand, planned, the_activity
from tests.flows.test_rectifying import failed
from tests.flows.test_superiors import drafted, letter
from tests.flows.word_files import read
from tests.world import Someone, World

BULLETIN = "关于2026年第一季度督查事项落实情况的通报"
ON_PAPER = ("同意", "无", "今天", FILED)


async def running(office: World, purpose: ChainPurpose) -> Chain:
    async with office.transaction() as unit:
        (found,) = await unit.find(Chain, purpose=purpose, status=ChainStatus.RUNNING)
        return found


async def steps_of(office: World, chain: Chain) -> list[SigningStep]:
    async with office.transaction() as unit:
        return await unit.find(SigningStep, chain_id=chain.id)


async def printed(office: World, signer: Someone) -> str:
    """The sheet of the text that lies before a signer, who has it printed."""
    await signer.taps("全文")
    await signer.taps("呈批单")
    return await read(office, signer, "呈批单")


def code_on(sheet: str) -> str:
    words = sheet.split("\n")
    return words[words.index("校验码") + 1]


async def hands_in(office: World, *answers: str) -> None:
    """Answer what is asked, hand it in, and have it confirmed."""
    for answer in answers:
        await answers_with(office.clerk, answer)
    await office.clerk.taps("提交核对")
    await office.clerk2.taps("核对无误")


async def test_R3c_the_mayors_ink_on_a_bulletin_is_typed_back_with_his_choice(office: World) -> None:
    """By the sheet's code; how the criticism goes out is what he marked on it, not what the county has set."""
    await before_the_mayor(office)
    sheet = await printed(office, office.mayor)
    assert "□群内点名　□单独告知" in sheet
    await office.clerk.says(f"/record {code_on(sheet)}")
    for answer in ON_PAPER[:3]:
        await answers_with(office.clerk, answer)
    asked = await office.clerk.sees("请点选领导签批时明确的通报批评发布方式")
    assert list(asked.buttons)[:2] == ["群内点名", "单独告知"]
    await office.clerk.taps("单独告知", asked)
    await office.clerk.says(FILED)
    await office.clerk.taps("提交核对")
    await office.clerk2.sees("发布方式：单独告知")
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.IN_APPROVAL
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        chain = await unit.require(Chain, 1)
        last = (await unit.find(SigningStep, chain_id=chain.id))[-1]
    assert (bulletin.status, bulletin.number) == (BulletinStatus.APPROVED, "夏邑政务督查　2026年第1期")
    assert (bulletin.name_in_group, bulletin.named_by) == (False, roster.id_of("mayor"))
    assert (last.status, last.channel) == (StepStatus.SIGNED, "paper")
    assert [record.name_in_group for record in await records(office)] == [False]


async def test_a_bulletin_is_found_in_the_list_and_by_its_name_and_waits_for_ink(office: World) -> None:
    """Sent back, nothing is asked of its publication; no consent by telephone is offered: only a notice may go on."""
    await before_the_mayor(office)
    await office.clerk.says("/record")
    listed = await office.clerk.sees("下列在审文稿可直接点选")
    assert BULLETIN in listed.buttons
    await office.clerk.taps("取消", listed)
    await office.clerk.says("/record 第一季度 通报")
    await office.clerk.sees("请点选签批结果", "县长")
    await answers_with(office.clerk, "退回修改")
    await hands_in(office, "数据再核", "今天", FILED)
    async with office.transaction() as unit:
        (record,) = await unit.find(Record)
        bulletin = await unit.require(Bulletin, 1)
    assert (record.kind, record.name_in_group) == ("signature", None)
    assert (bulletin.status, bulletin.returned_words) == (BulletinStatus.SENT_BACK, "数据再核")


async def test_only_the_office_records_what_belongs_to_no_matter(office: World) -> None:
    await before_the_mayor(office)
    chain = await running(office, ChainPurpose.BULLETIN)
    await office.section.says(f"/record {chain.text_hash[:8]}")
    await office.section.sees("未查到")
    await office.section.says("/record")
    asked = await office.section.sees("录入")
    assert BULLETIN not in asked.buttons


async def test_a_letter_to_those_above_signed_on_paper(office: World) -> None:
    await drafted(office)
    await office.clerk.taps("送审")
    await office.clerk.says("/record")
    await office.clerk.taps("关于", await office.clerk.sees("下列在审文稿可直接点选"))
    await hands_in(office, *ON_PAPER)
    chain = await running(office, ChainPurpose.LETTER_UP)
    await office.clerk.says(f"/record {chain.text_hash[:8].upper()}")
    await hands_in(office, *ON_PAPER)
    assert (await letter(office)).status is LetterStatus.APPROVED


async def test_a_plan_of_no_matter_signed_on_paper(office: World) -> None:
    await matter_in_hand(office)
    await planned(office, "季度督查", "全部在办事项")
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    chain = await running(office, ChainPurpose.ACTIVITY)
    assert chain.matter_id == 0
    for _ in range(len(await steps_of(office, chain))):
        await office.clerk.says("/record")
        await office.clerk.taps("方案", await office.clerk.sees("下列在审文稿可直接点选"))
        await hands_in(office, *ON_PAPER)
    assert (await the_activity(office)).status is ActivityStatus.APPROVED


async def test_R3d_a_referral_signed_on_paper(office: World) -> None:
    await failed(office)
    await office.clerk.taps("提出移送建议")
    await office.clerk.taps("情节严重")
    await office.clerk.says("责令改正后仍不落实，影响防汛。")
    referral = await running(office, ChainPurpose.REFERRAL)
    await office.clerk.says(f"/record {referral.text_hash[:8]}")
    await hands_in(office, *ON_PAPER)
    signed = [step.title for step in await steps_of(office, referral) if step.status is StepStatus.SIGNED]
    assert signed == ["分管副主任"]

"""What the notice says of the beginning: which matters (一), who approves them and in whose name they go out (二)."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.model import Instruction, MatterStatus
from tests import roster
from tests.flows.approval_scenes import issued, paper_of, status, step_card, submitted
from tests.flows.filling import confirms
from tests.world import World

SCOPE = {
    "S1-city": ("市政府及其办公室公文，关于防汛工作的通知，商政〔2026〕3号", "市政府及其办公室公文", "二（一）"),
    "S1-county": ("县政府决策部署和公文，关于防汛工作的意见，夏政〔2026〕3号", "市政府及其办公室公文", "二（一）"),
    "S2": ("政府工作报告，2026年县政府工作报告", "《政府工作报告》重点工作", "二（二）"),
    "S3": ("十件实事，2026年十件实事分解方案", "十件实事", "二（三）"),
    "S4-mayor": ("县长召开的会议，县政府第3次常务会议纪要", "县长会议决定事项", "二（四）1、3"),
    "S4-vice": ("副县长召开的协调会议，城建工作协调会纪要", "副县长协调会议事项", "二（四）2、3"),
    "S6": ("县级建议提案，关于农村饮水安全的建议", "县级建议提案", "二（六）2、3"),
    "S7-hotline": ("市长热线，关于县府路路灯不亮的反映", "市长热线交办件", "二（七）"),
    "S7-other": ("其他需要督查落实的事项，关于信访积案化解的通知", "领导交办的近期重点工作", "二（八）"),
}
"""一、1、2、3、4、6、7: a source of each, and the procedure that it takes; 批示 (S5) have tests of their own."""


@pytest.mark.parametrize("clause", SCOPE)
async def test_S1_S2_S3_S4_S6_S7_every_source_comes_to_its_procedure(office: World, clause: str) -> None:
    source, track, basis = SCOPE[clause]
    await office.clerk.says(f"来源：{source}\n县领导：县长\n县水利局|北城河清淤|6月15日")
    await confirms(office.clerk)
    if clause == "S4-vice":
        await office.clerk.taps("常务副县长（默认）")
    await office.clerk.sees("请核对 · 登记并分解（尚未保存）", f"类别：{track}（依据：{basis}")


@pytest.mark.parametrize(
    ("issuer", "name", "code"),
    [
        ("government", "夏邑县人民政府", "夏政〔2026〕1号"),
        ("government_office", "夏邑县人民政府办公室", "夏政办〔2026〕1号"),
    ],
)
async def test_P1_1_in_the_name_of_the_government_or_of_its_office(
    office: World, issuer: str, name: str, code: str
) -> None:
    matter = await issued(office, track="document", form="breakdown_notice", issuer=issuer)
    paper = await paper_of(office, matter)
    assert paper.document_number == code
    assert paper.text.startswith("立项分解通知\n")
    assert paper.text.endswith(f"{name}\n2026年3月2日")


@pytest.mark.parametrize(
    ("source", "clause"),
    [("政府工作报告，2026年县政府工作报告", "二（二）"), ("十件实事，2026年十件实事分解方案", "二（三）")],
    ids=["P2_1", "P3_1"],
)
async def test_P2_1_P3_1_the_mayor_approves_and_the_name_is_fixed(office: World, source: str, clause: str) -> None:
    clerk = office.clerk
    words = f"来源：{source}\n印发名义：县政府\n县水利局|北城河清淤|6月15日"
    await clerk.says(words)
    await confirms(clerk)
    await clerk.sees(f"印发名义：{clause}规定以县政府办公室名义印发，不能另选")
    await clerk.says(words.replace("印发名义：县政府\n", "级别：县定\n"))
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "县政府办公室")
    await clerk.taps("确认登记并分解")
    await clerk.taps("预览送审")
    await clerk.sees("1. 县长（县长）审定", f"依据：夏政办〔2014〕29号{clause}")
    await clerk.taps("确认送审")
    assert "立项分解通知：" in (await step_card(office.mayor)).text
    await office.deputy.sees_nothing("呈请")


async def test_P5_1_the_text_is_a_follow_up_notice_and_goes_out_as_a_supervision_notice(office: World) -> None:
    matter = await submitted(office, track="instruction.mayor")
    assert "督办通知：城区内涝点整治" in (await step_card(office.deputy)).text
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.taps("印发")
    assert (await paper_of(office, matter)).text.startswith("督查通知单\n夏政督〔2026〕1号\n")


async def test_P8_1_a_party_leaders_assignment_is_approved_by_both(office: World) -> None:
    party = roster.id_of("party")
    said = Instruction(party, "县委副书记", date(2026, 2, 28), "限期完成。")
    matter = await submitted(office, track="assignment", instructions=(said,), leader_post_id=party)
    card = await step_card(office.deputy)
    assert "督查通知：城区内涝点整治\n批示要求（摘要）：县委副书记2026年2月28日批示：限期完成。" in card.text
    await office.deputy.taps("同意")
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.director.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED

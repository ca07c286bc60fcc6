"""呈批单 that comes back by its code; 催办通知单 with its number; what goes up and what a leader is told as papers."""

from __future__ import annotations

from dataclasses import replace

from storage import audit
from supervision.model import Chain, ChainPurpose, Document, DocumentKind, NumberTaken, Report, StepStatus, Task
from supervision.notices.cards import matter_subject
from tests.flows.approval_scenes import split, step_card, submitted
from tests.flows.closing_scenes import send_summary, sign_all
from tests.flows.digests import issue
from tests.flows.papers import data_of
from tests.flows.recording_scenes import FILED, answers_with, records, steps
from tests.flows.test_upward import TO_OFFICE, document
from tests.flows.word_files import files_of, has_signed, read
from tests.world import World


async def code_of(office: World) -> str:
    """The code of the sheet that the clerk printed from the matter's card."""
    await office.clerk.taps("更多", await office.clerk.card("城区内涝点整治", "审签中"))
    await office.clerk.taps("呈批单")
    words = (await read(office, office.clerk, "呈批单")).split("\n")
    return words[words.index("校验码") + 1]


async def test_a_sheet_signed_on_paper_is_typed_back(office: World) -> None:
    matter = await submitted(office)
    code = await code_of(office)
    words = await read(office, office.clerk, "呈批单")
    assert "督办通知：城区内涝点整治" in words
    assert "呈分管副主任审定、办公室主任审定后印发" in words
    await office.clerk.says(f"/record {code.lower()}")
    await office.clerk.sees("录入", "请点选签批结果")
    for answer in ("同意", "无", "今天", FILED):
        await answers_with(office.clerk, answer)
    await office.clerk.taps("提交核对")
    await office.clerk2.taps("核对无误")
    assert [step.status for step in await steps(office, matter)] == [StepStatus.SIGNED, StepStatus.CURRENT]
    assert [record.reference for record in await records(office)] == [FILED]


async def test_the_sheet_of_a_changed_text_is_not_taken(office: World) -> None:
    await submitted(office)
    code = await code_of(office)
    async with office.transaction() as unit:
        chain = (await unit.find(Chain))[-1]
        await unit.save(replace(chain, text_hash="f" * 64))
        await unit.save(replace(chain, id=chain.id + 1, status="void"))  # type: ignore[arg-type]
        await unit.commit()
    await office.clerk.says("/record")
    await office.clerk.says(code)
    await office.clerk.sees("文稿已修改，请重新打印呈批单")


async def test_a_text_that_is_too_long_is_said_and_goes_on(office: World) -> None:
    matter = await split(office)
    async with office.transaction() as unit:
        task = await unit.require(Task, matter.id, 1)
        await unit.save(replace(task, requirement="按方案推进。" * 700))
        await unit.commit()
    await office.clerk.taps("预览送审")
    await office.clerk.sees("超过4000字，建议精简", "整治形式主义为基层减负若干规定")
    await office.clerk.taps("确认送审")
    assert "建议精简" in (await step_card(office.deputy)).text


async def test_what_is_late_is_urged_on_paper_with_a_number_once_a_day(office_with_papers: World) -> None:
    office = office_with_papers
    matter = await issue(office)
    await office.clerk.says("/remind")
    await office.clerk.taps("县水利局 1号")
    await office.clerk.sees_nothing("可印发催办通知单")
    await office.advance("3月17日 09:10")
    await office.clerk.says("/remind")
    await office.clerk.taps("县水利局 1号")
    offer = await office.clerk.sees("县水利局有1项反馈已超时限", "可印发催办通知单")
    await office.clerk.taps("印发催办通知单")
    await office.clerk.sees("已印发 · 夏政督催〔2026〕1号")
    for one in (office.water, office.water_head):
        told = await one.card("催办通知单 · 夏政督催〔2026〕1号", "第2项 北城河清淤2.3公里", "已超5个工作日")
        (file,) = await files_of(one, "夏政督催〔2026〕1号")
        assert file.id > told.id
    words = await read(office, office.water, "夏政督催〔2026〕1号")
    assert all(word in words for word in ("催办通知单", "县水利局：", "应于2026年3月10日反馈", "2026年3月17日"))
    assert "今日已就此事向该单位印发催办通知单" in await office.clerk.forges(data_of(offer, "印发"), offer)
    assert await files_of(office.housing_a, "夏政督催") == []
    async with office.transaction() as unit:
        assert [row.number for row in await unit.find(NumberTaken, register="urging")] == ["夏政督催〔2026〕1号"]
        assert "unit.urged" in [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    (file,) = await files_of(office.water, "夏政督催〔2026〕1号")
    await office.water.says("北城河已清淤1.2公里。", reply_to=file)
    async with office.transaction() as unit:
        assert [report.text for report in await unit.find(Report)] == ["北城河已清淤1.2公里。"]


async def test_P1_3_what_goes_up_is_a_paper_with_who_signed_it(office_with_papers: World) -> None:
    office = office_with_papers
    await document(office)
    await send_summary(office, way=TO_OFFICE)
    await sign_all(office)
    await office.clerk.taps("登记上报", await office.clerk.card("待报", "报市政府办公室"))
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    words = await read(office, office.clerk, "夏政办〔2026〕1号")
    async with office.transaction() as unit:
        chain = (await unit.find(Chain, purpose=ChainPurpose.RESULT))[-1]
        (made,) = await unit.find(Document, kind=DocumentKind.REPORT_UP)
    assert has_signed(words, chain.text) == []
    assert "市人民政府办公室：" in words
    assert "签发人：常务副县长" in words
    assert "特此报告。" in words
    assert made.text_hash == chain.text_hash

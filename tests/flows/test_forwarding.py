"""A forwarded message as the start of /new."""

from __future__ import annotations

from supervision.model import FileStatus
from tests.flows.filling import confirms, everything, message, thirty, workbook
from tests.flows.registering import the_draft, the_only_matter
from tests.world import Someone, World


async def said_elsewhere(office: World, author: Someone, text: str) -> tuple[int, int]:
    """Where somebody wrote something, in a group that the bot is not in."""
    group = await office.control.create_group("工作群", [author.id, office.clerk.id, office.housing_a.id])
    said = await office.control.say(author.id, text, group.id)
    return group.id, said.id


async def forward(office: World, person: Someone, text: str, author: Someone | None = None) -> None:
    group, said = await said_elsewhere(office, author or office.mayor, text)
    await person.looks_away()
    await office.control.forward(person.id, group, said)
    await office.settle()


async def test_a_forwarded_message_becomes_the_text_of_a_matter(office: World) -> None:
    clerk = office.clerk
    await forward(office, clerk, "请住建局尽快疏通北城河，\n5月底前完成。")
    await clerk.sees("是否登记为督查事项", "请住建局尽快疏通北城河")
    await clerk.taps("登记为督查事项")
    await clerk.sees("是否涉密", "所发内容尚未登记")
    await confirms(clerk)
    await clerk.sees("请选择事项来源")
    await clerk.taps("其他")
    await clerk.taps("县委、县政府领导交办")
    await clerk.taps("口头交办，无文件")
    await clerk.says("疏通北城河")
    await clerk.says("县长")
    for button in ("今天", "不详", "本人记录", "下一步", "同来件标题", "无批示", "常务副县长", "平件", "暂不定时限"):
        await clerk.taps(button)
    await clerk.taps("督查通知单")
    await clerk.sees("已收到正文20字")
    for button in ("下一步", "不抄送", "确认登记"):
        await clerk.taps(button)
    matter = await the_only_matter(office)
    assert matter.text == "请住建局尽快疏通北城河，\n5月底前完成。"
    assert matter.sources[0].oral


async def test_a_forwarded_message_that_is_no_matter_is_put_aside(office: World) -> None:
    clerk = office.clerk
    await forward(office, clerk, "下午开会")
    await clerk.taps("不登记")
    await clerk.sees("未登记，文件未下载")
    assert await the_draft(office) is None
    assert await everything(office) == ([], [], [], [])


async def test_a_forwarded_form_is_read_as_one(office: World) -> None:
    clerk = office.clerk
    await forward(office, clerk, message(), office.housing_a)
    await confirms(clerk)
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "分解30项")


async def test_a_forwarded_message_answers_an_open_question(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await forward(office, clerk, "下午开会")
    await clerk.sees("请点选下方按钮")


async def test_what_a_unit_forwards_is_no_matter(office: World) -> None:
    await forward(office, office.housing_a, "已完成清淤")
    await office.housing_a.sees("尚未登记")
    assert await the_draft(office) is None


async def test_a_table_that_is_only_a_file_may_be_put_aside_or_registered(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("照片.jpg", b"x", kind="photo")
    await clerk.sees("尚未登记")
    await clerk.sends("大表.xlsx", b"PK", size=25 * 1024 * 1024)
    await clerk.sees("超过20兆")
    await clerk.sends("分解表.csv", "任务,牵头单位\n改造,县住建局\n".encode("gb18030"))
    await clerk.taps("登记为督查事项")
    assert (await everything(office))[3] == []
    await confirms(clerk)
    await clerk.sees("请选择事项来源")
    (file,) = (await everything(office))[3]
    assert file.status is FileStatus.STORED
    await clerk.says("来源：十件实事，分解方案")
    await clerk.sees("请点选下方按钮")
    await clerk.says("来源：十件实事，分解方案\n紧急程度：平件")
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "十件实事", "分解1项", "文件1份")


async def test_a_file_that_never_came_is_asked_for_again(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty()[:1]))
    await clerk.taps("登记为督查事项")
    await confirms(clerk)
    await clerk.sees("请选择事项来源")
    await clerk.taps("返回上一步")
    await clerk.sees("正在读取分解表")
    await clerk.sends("分解表.xlsx", workbook(thirty()[:2]))
    await clerk.sees("请选择事项来源")

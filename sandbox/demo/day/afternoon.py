"""15:10 to 17:30: a table of reports, a list of reviews, a list of signatures, a merger, the end of the day."""

from collections.abc import Iterator

from sandbox.demo.day import cast
from sandbox.demo.day.books import FLOODING
from sandbox.demo.day.cast import CLERK, HEAD
from sandbox.demo.day.steps import Answers, HearsNothing, ReturnsSheet
from sandbox.demo.steps import Chapter, Says, Sees, Step, Taps, Until

PROGRESS = {
    1: "凯旋路320米管网已完工，通水试验正常。",
    2: "栗城路210米管网已完工。",
    3: "县府路管网已完工，路面已恢复。",
    4: "正在加快推进。",
    5: "康复路管网已完工。",
}
LAST = "康复路180米管网已完工，5月8日恢复通行。"
WANTED = "请写明已完成的长度和剩余工程的完成日期。"


def reporting() -> Iterator[Step]:
    """Five tasks in one table; one row of it is wrong, and its task is reported by a plain reply."""
    yield Chapter("15:10　县住建局交回反馈表，1行有误，另行回复")
    yield Until("5月8日 15:10")
    yield ReturnsSheet(
        cast.HOUSING,
        ("反馈表", "5月12日（周二）"),
        {"进展情况": PROGRESS, "序号": {5: "8"}},
        ("已收到", "已登记4项", "序号8"),
    )
    yield Taps(cast.HOUSING, "主要负责同志", on=("已收到 · 反馈表",))
    yield Says(cast.HOUSING, "我的任务")
    yield Taps(cast.HOUSING, "打开5号", ("夏政督〔2026〕5号",))
    yield Says(cast.HOUSING, f"第5项：{LAST}", ("已收到", "5号第5项"), to=("夏政督〔2026〕5号", "第5项"))
    yield Taps(cast.HOUSING, "主要负责同志", on=("已收到", "5号第5项"))


def reviewing() -> Iterator[Step]:
    """Everything that waits, as one list; one is an exception and goes back."""
    yield Chapter("15:30　审核清单：采纳4项，例外1项退回")
    yield Until("5月8日 15:30")
    yield Says(CLERK, "审核", ("反馈审核清单（待审核5项）", "正在加快推进"))
    yield Taps(CLERK, "第4项", on=("反馈审核清单",))
    yield Taps(CLERK, "其余4项全部采纳", shows="已采纳4项", on=("反馈审核清单",))
    yield Taps(CLERK, "退回补充", on=("反馈审核", "正在加快推进"))
    yield Says(CLERK, WANTED)
    yield Sees(cast.HOUSING, ("请补充", "5号第4项", WANTED))


def signing_list() -> Iterator[Step]:
    """The vice mayor has four routine papers as one list; he keeps one back."""
    yield Chapter("16:00　副县长（城建）今日呈签4件，签署3件")
    yield Until("5月8日 16:00")
    yield Sees(cast.VICE, ("今日呈签 · 5月8日（周五）（共4件）",))
    yield Taps(cast.VICE, "第3件", on=("今日呈签 · 5月8日",))
    yield Taps(cast.VICE, "不列入", on=("今日呈签 · 5月8日",))
    yield Taps(cast.VICE, "全部同意（3件）", shows="已签署3件", on=("今日呈签 · 5月8日",))
    yield Sees(cast.HOUSING, ("已办结",))


def merging() -> Iterator[Step]:
    """县工商局 is merged into 县市场监督管理局, with its open tasks."""
    yield Chapter("16:30　县工商局并入县市场监督管理局")
    yield Until("5月8日 16:30")
    yield Says(HEAD, "/unit 工商局")
    yield Answers(HEAD, ("并入其他单位", "市监局", "今天"), ("县工商局并入县市场监督管理局", "在办任务3项"))
    yield Taps(HEAD, "确认")
    yield Sees(cast.MARKET, ("交接 · 县工商局并入县市场监督管理局", "时限不变"))
    yield Taps(cast.MARKET, "签收", shows="已签收", on=("交接 · 县工商局",))
    yield Says(CLERK, "/find 工商局", ("3项", "农贸市场计量秩序整治"))


def reminding_the_mayor() -> Iterator[Step]:
    """The secretary reminds a leader who has no account: the Office hears it."""
    yield Chapter("17:00　县长秘书提醒领导")
    yield Until("5月8日 17:00")
    yield Taps(cast.SECRETARY, "提醒领导", shows="已告知督查室以纸质呈签", on=("呈请审定", "登记号2026-13"))
    yield Says(CLERK, "待送达", ("县长", "学校周边道路交通设施提升"))


def finding() -> Iterator[Step]:
    """The same words find everything for the Office, and for a unit its own."""
    yield Chapter("17:20　查找")
    yield Until("5月8日 17:20")
    yield Says(CLERK, "/find 内涝", ("1项", FLOODING))
    yield Says(cast.HOUSING, "/find 内涝", ("1项", FLOODING))
    yield Says(cast.WATER, "/find 内涝", ("未查到",))
    yield Says(CLERK, "待核对")
    yield HearsNothing(CLERK, ("核对录入",))
    yield Says(CLERK, "台账", ("督查台账",))


def afternoon() -> Iterator[Step]:
    """All of it."""
    for part in (reporting, reviewing, signing_list, merging, reminding_the_mayor, finding):
        yield from part()

"""What was before the day: accounts, the old ledger, a leader who is away, a paper that waits for the mayor."""

from collections.abc import Iterator

from sandbox.demo.day import books, cast
from sandbox.demo.day.steps import Answers, Quietly
from sandbox.demo.steps import Chapter, Says, Sees, SendsFile, Step, Taps, Until

WAITING = """/new 事项：学校周边道路交通设施提升
来源：十件实事，2026年十件实事分解方案，夏政办〔2026〕3号，2月10日
紧急程度：平件
县住建局|完成6所学校周边标线、护栏增设|8月20日"""

DONE = (
    (cast.HOUSING, "夏政督〔2026〕1号", "孔祖大道126盏路灯已全部修复，5月6日夜间试亮正常。"),
    (cast.WATER, "夏政督〔2026〕2号", "沱河3处险工段已加固完成，5月6日通过验收。"),
    (cast.HOUSING, "夏政督〔2026〕3号", "12座公厕改造已全部完成并开放使用。"),
    (cast.FARMING, "夏政督〔2026〕4号", "85眼机井已全部通电，出水正常。"),
)


def taking_over() -> Iterator[Step]:
    """The ledger that was kept on paper."""
    yield Chapter("5月6日　转入存量台账，常务副县长外出委托代签，一件实事呈县长")
    yield Until("5月6日 09:30")
    yield Says(cast.HEAD, "/takeover", ("转入存量台账",))
    yield SendsFile(
        cast.HEAD,
        "2026年督查台账.xlsx",
        books.ledger(),
        sees=("存量台账核对（尚未转入）", "事项12项（在办11项，已办结1项）", "任务27项", "夏政督〔2026〕11号"),
    )
    yield Taps(cast.HEAD, "确认转入", ("存量台账已转入", "任务27项"))
    yield Sees(cast.HOUSING, ("存量事项移交",))


def going_away() -> Iterator[Step]:
    """The executive vice mayor lets another sign for him, from tomorrow on."""
    yield Until("5月6日 15:00")
    yield Says(cast.EXECUTIVE, "委托", ("请点选代签的负责同志",))
    yield Answers(cast.EXECUTIVE, (cast.VICE, "5月7日", "5月10日"), ("由副县长（城建）代为审签",))
    yield Taps(cast.EXECUTIVE, "确认委托")
    yield Sees(cast.VICE, ("委托代签", "请您代为审签"))


def waiting_for_the_mayor() -> Iterator[Step]:
    """One of the ten things goes to the mayor, who has no account."""
    yield Says(cast.SECOND, WAITING, ("是否涉密",))
    yield Taps(cast.SECOND, "否，可以登记", ("请核对 · 登记并分解（尚未保存）", "十件实事"))
    yield Taps(cast.SECOND, "确认登记并分解", ("已登记并分解",))
    yield Taps(cast.SECOND, "预览送审", ("送审预览", "县长"))
    yield Taps(cast.SECOND, "确认送审", shows="已送审")
    yield Sees(cast.SECRETARY, ("呈请审定", "请您协助呈阅"))


def finished_matters() -> Iterator[Step]:
    """Four matters of the vice mayor's are reported done, summed up, and signed as far as him."""
    yield Until("5月7日 17:35")
    yield Quietly("　　5月7日　4件副县长批示件单位已反馈，督查室采纳并汇总，分管副主任、主任已阅。", tuple(_finish()))
    yield Until("5月8日 08:30")


def _finish() -> Iterator[Step]:
    for who, number, words in DONE:
        yield Says(who, "我的任务")
        label = f"打开{number.partition('〕')[2]}"
        yield Taps(who, label, (number,))
        yield Says(who, words, ("已收到",), to=(number, "完成"))
        yield Taps(who, "主要负责同志", on=("已收到", number.partition("〕")[2]))
        yield Taps(cast.HEAD, "采纳", on=("反馈审核", words))
        yield Sees(cast.HEAD, ("可以汇总办结",))
        yield Taps(cast.HEAD, "汇总办结", on=("可以汇总办结",))
        yield Taps(cast.HEAD, "采用此稿")
        yield Taps(cast.HEAD, "副县长")
        yield Taps(cast.HEAD, "暂不上报、不印发")
        yield Taps(cast.HEAD, "确认送审")
        for signer in (cast.DEPUTY, cast.DIRECTOR):
            yield Taps(signer, "已阅，同意", shows="已阅同意", on=("呈请审阅",))


def before() -> Iterator[Step]:
    """All of it."""
    yield from taking_over()
    yield from going_away()
    yield from waiting_for_the_mayor()
    yield from finished_matters()

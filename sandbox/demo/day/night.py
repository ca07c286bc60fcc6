"""17:30 to the next morning: the backup, a 特急 at ten in the evening, consent by telephone, and its ratification."""

from collections.abc import Iterator

from sandbox.demo.day import cast
from sandbox.demo.day.cast import CLERK, SECOND
from sandbox.demo.day.steps import Answers, Command, HearsNothing, Runs
from sandbox.demo.steps import Chapter, Says, Sees, Step, Taps, Until

ALARM = """/new 事项：沱河水位超警戒排险
来源：口头交办，沱河业庙段立即组织排险，常务副县长，5月8日，地点不详，督查室工作人员乙记录
县领导：常务副县长
印发形式：督查通知单
紧急程度：特急
总牵头：县水利局
县水利局|排查沱河业庙段险情并封堵管涌|5月8日23:59"""

RESULT = "业庙段管涌1处已于23:30封堵，水位回落0.2米，现场留守12人。"


def backing_up(command: Command, archive: str) -> Iterator[Step]:
    """The day's end at the console."""
    yield Chapter("17:30　下班前备份")
    yield Until("5月8日 17:30")
    yield Runs(command, ("backup", archive), "已备份到")


def alarm() -> Iterator[Step]:
    """The duty clerk registers what he was told by telephone, and sends it for approval."""
    yield Chapter("22:00　特急：沱河超警戒，口头交办")
    yield Until("5月8日 22:00")
    yield Says(SECOND, ALARM, ("是否涉密",))
    yield Taps(SECOND, "否，可以登记", ("请核对 · 登记并分解（尚未保存）", "特急"))
    yield Taps(SECOND, "确认登记并分解", ("已登记并分解　登记号2026-16",))
    yield Taps(SECOND, "预览送审", on=("登记号2026-16",))
    yield Taps(SECOND, "确认送审", shows="已送审")
    yield Taps(cast.DEPUTY, "同意", shows="已同意", on=("特急 · 呈请审定", "登记号2026-16"))
    yield Sees(cast.DIRECTOR, ("特急 · 呈请审定",))


def by_telephone() -> Iterator[Step]:
    """The director does not answer; the duty clerk telephones, the other confirms his note."""
    yield Chapter("22:30　主任未审签，值班人员电话请示，22:40核对")
    yield Until("5月8日 22:29")
    yield HearsNothing(SECOND, ("请电话联系",))
    yield Until("5月8日 22:31")
    yield Sees(SECOND, ("特急 · 请电话联系", "呈办公室主任审定，尚未审签"))
    yield Taps(SECOND, "记录电话同意", on=("特急 · 请电话联系",))
    yield Answers(SECOND, ("无", "刚才", "提交核对"))
    yield Until("5月8日 22:40")
    yield Taps(CLERK, "核对无误", shows="生效", on=("核对录入", "登记号2026-16"))
    yield Sees(SECOND, ("审签完毕（待补签）", "请办理印发"))
    yield Until("5月8日 22:42")
    yield Taps(SECOND, "印发", on=("登记号2026-16",))
    yield Taps(SECOND, "仍按此印发", ("已印发", "夏政督〔2026〕13号"))


def signing_for() -> Iterator[Step]:
    """The two liaisons are silent; the deputy head signs, and the head is left in peace. The report is in time."""
    yield Chapter("22:42　县水利局：联络员未签收，分管负责同志签收；23:55反馈")
    for who in (cast.WATER, cast.WATER_B, cast.WATER_DEPUTY):
        yield Sees(who, ("特急", "夏政督〔2026〕13号", "签收"))
    yield Until("5月8日 23:13")
    yield Sees(cast.WATER, ("特急事项提醒", "待签收"))
    yield Until("5月8日 23:43")
    yield Sees(cast.WATER_DEPUTY, ("特急事项提醒", "并督促办理"))
    yield Until("5月8日 23:50")
    yield Taps(cast.WATER_DEPUTY, "签收", shows="已签收", on=("夏政督〔2026〕13号",))
    yield HearsNothing(cast.WATER_HEAD, ("特急事项提醒",))
    yield Until("5月8日 23:55")
    yield Says(cast.WATER_DEPUTY, RESULT, ("已收到", "13号第1项"), to=("夏政督〔2026〕13号",))
    yield Sees(SECOND, ("反馈审核", "13号", "按时"))


def next_morning() -> Iterator[Step]:
    """A Saturday that is a workday: the director ratifies with one tap."""
    yield Chapter("次日 08:35　主任补签，恢复备份核对")
    yield Until("5月9日 08:35")
    yield Taps(cast.DIRECTOR, "确认同意", shows="已补签", on=("补签", "电话同意"))
    yield Says(CLERK, "待核对", ("没有",))


def restoring(restored: Command, archive: str) -> Iterator[Step]:
    """The backup into an empty folder, as on another computer."""
    yield Runs(restored, ("restore", archive), "已恢复")
    yield Runs(restored, ("audit", "verify"), "审计记录完整")


def verifying(command: Command) -> Iterator[Step]:
    """The audit of the running bot."""
    yield Runs(command, ("audit", "verify"), "审计记录完整")


def night(command: Command, restored: Command, archive: str) -> Iterator[Step]:
    """All of it; `restored` runs commands on another, empty folder."""
    yield from backing_up(command, archive)
    for part in (alarm, by_telephone, signing_for, next_morning):
        yield from part()
    yield from restoring(restored, archive)
    yield from verifying(command)

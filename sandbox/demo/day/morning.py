"""08:30 to 11:30: duty, a unit renamed, two matters registered, signed, issued; who is reached on paper."""

from collections.abc import Iterator

from sandbox.demo.day import books, cast
from sandbox.demo.day.cast import CLERK, HEAD, SECOND
from sandbox.demo.day.steps import Answers, Forwards, HearsNothing
from sandbox.demo.steps import Chapter, Says, Sees, SendsFile, Step, Taps, Until

ASKED = "请督查室把城区排水防涝和老旧小区改造一并立项，牵头单位下周一前报方案。"

FORM = """类别：
事项：城区基础设施提升
来源：报告，2026年县政府工作报告
来源：实事，2026年十件实事分解方案，夏政办〔2026〕3号，2月10日
来源：常务会，县政府第8次常务会议纪要，〔2026〕8号，5月6日
批示要求：县长5月7日批示，汛期前见成效
批示要求：副县长（城建）5月7日批示，请住建局抓紧组织
紧急程度：平件
总牵头：县住建局
县住建局，配合：城关镇|完成老旧小区改造14个|9月30日
县住建局|新建城区公共停车场3处|10月30日
县水利局|疏浚城区排水河道4.6公里|6月19日
{}、县住建局|检修城区排涝泵站11座|6月12日
县农业局|落实城区周边排水沟渠管护责任|6月19日
县市监局|清查改造工程水泥、管材质量|6月30日
城关镇|做好改造小区群众工作并公示|6月30日
县税务局|落实改造工程税费减免|6月30日"""

CAPTION = """事项：东关小区供水压力不足
来源：市长热线，市长热线交办单，商热〔2026〕317号，5月7日
紧急程度：加急
总牵头：县住建局"""

TOWN = "城关镇联络员"


def opening() -> Iterator[Step]:
    """Duty of today."""
    yield Chapter("08:30　上班")
    yield Says(CLERK, f"/duty 5月8日 {SECOND}", (f"5月8日（周五）　{SECOND}",))
    yield Sees(SECOND, ("请您于以下日期值班", "5月8日（周五）"))


def renaming() -> Iterator[Step]:
    """县农业局 has a new name; what is open goes on."""
    yield Chapter("08:40　名册：县农业局更名")
    yield Until("5月8日 08:40")
    yield Says(HEAD, "/roster")
    yield SendsFile(
        HEAD, "名册变动.csv", cast.renaming(), sees=("名册核对（尚未导入）", "更名：县农业局 → 县农业农村局")
    )
    yield Taps(HEAD, "确认导入", ("名册已导入",))
    yield Sees(cast.FARMING, ("更名 · 县农业局更名为县农业农村局",))


def registering() -> Iterator[Step]:
    """A message sent on, then everything in one form, with one fault."""
    yield Chapter("08:50　一次填报：三个来源，两位领导批示，8项任务")
    yield Until("5月8日 08:50")
    yield Forwards(CLERK, cast.SECRETARY, ASKED, "县政府办公室工作群", ("是否登记为督查事项",))
    yield Taps(CLERK, "登记为督查事项", ("是否涉密",))
    yield Taps(CLERK, "否，可以登记", ("请选择事项来源",))
    yield Says(CLERK, FORM.format("水务局"), ("请更正（尚未保存）", "未查到“水务局”，是否为县水利局"))
    yield Says(
        CLERK,
        FORM.format("县水利局"),
        (
            "请核对 · 登记并分解（尚未保存）",
            "《政府工作报告》重点工作",
            "来源含《政府工作报告》",
            "分解8项",
            "县农业农村局",
        ),
    )
    yield Taps(CLERK, "确认登记并分解", ("已登记并分解　登记号2026-14", "共8项任务"))


def digests() -> Iterator[Step]:
    """Nine o'clock: no old nag, and a sheet for the unit that reports five tasks on one day."""
    yield Chapter("09:00　每日提醒和反馈表")
    yield Until("5月8日 09:00")
    yield Sees(cast.HOUSING, ("反馈表", "5月12日（周二）"))
    yield HearsNothing(cast.FARMING, ("已超时限",))
    yield Until("5月8日 09:10")


def hotline() -> Iterator[Step]:
    """A table with its caption."""
    yield Chapter("09:10　市长热线：Excel 分解表，3项任务，加急")
    yield SendsFile(SECOND, "分解表.xlsx", books.split_sheet(), caption=CAPTION, sees=("是否涉密",))
    yield Taps(SECOND, "否，可以登记", ("请核对 · 登记并分解（尚未保存）", "市长热线交办件", "分解3项"))
    yield Taps(SECOND, "确认登记并分解", ("已登记并分解　登记号2026-15", "共3项任务"))


def approving() -> Iterator[Step]:
    """The mayor's goes on paper; the hotline's passes three leaders, one of whom is away."""
    yield Chapter("09:20　送审：县长纸质呈签；热线件附意见、询问、修改后同意")
    yield Until("5月8日 09:20")
    yield Taps(CLERK, "预览送审", ("送审预览", "县长"), on=("登记号2026-14",))
    yield Taps(CLERK, "确认送审", shows="已列入“待送达”")
    yield Taps(SECOND, "预览送审", ("送审预览", "外出期间由副县长（城建）代签"), on=("登记号2026-15",))
    yield Taps(SECOND, "确认送审", shows="已送审")
    yield Taps(cast.DEPUTY, "附意见同意", on=("加急 · 呈请审阅", "登记号2026-15"))
    yield Says(cast.DEPUTY, "请先行保障居民用水。", ("已阅同意。现呈办公室主任审阅",))
    yield Taps(cast.DIRECTOR, "询问", on=("呈请审阅", "登记号2026-15"))
    yield Says(cast.DIRECTOR, "更换支管几天能完成？")
    yield Says(SECOND, "施工单位答复5天，13日前可以通水。", to=("审签询问", "更换支管"))
    yield Sees(cast.DIRECTOR, ("施工单位答复5天",))
    yield Taps(cast.DIRECTOR, "修改后同意", on=("呈请审阅", "登记号2026-15"))
    yield Answers(cast.DIRECTOR, ("第2项", "完成时限", "5月13日"), ("5月15日（周五） → 5月13日（周三）",))
    yield Taps(cast.DIRECTOR, "确认修改并同意", ("已修改并同意",))
    yield Sees(cast.DEPUTY, ("文稿修改告知", "5月15日（周五） → 5月13日（周三）"))


def standing_in() -> Iterator[Step]:
    """He who stands in for the executive vice mayor signs, and is named as such."""
    yield Chapter("10:00　常务副县长外出，副县长（城建）代签")
    yield Until("5月8日 10:00")
    yield Sees(cast.VICE, ("呈请审定", "登记号2026-15", "委托您代为审签"))
    yield Taps(cast.VICE, "同意", shows="已同意", on=("呈请审定", "登记号2026-15"))
    yield Sees(SECOND, ("已审定", "请办理印发"))


def on_paper() -> Iterator[Step]:
    """The mayor signed on paper; one clerk enters it, the other compares it."""
    yield Chapter("10:30　县长纸质签批，甲录入，乙核对")
    yield Until("5月8日 10:30")
    yield Says(CLERK, "/record 2026-14")
    yield Answers(CLERK, ("领导签批", "同意", "汛期前务必见成效", "今天"))
    yield SendsFile(CLERK, "县长签批件.pdf", b"%PDF-1.4 signed", sees=("已收到扫描件1件",))
    yield Answers(CLERK, ("下一步", "提交核对"))
    yield Sees(SECOND, ("核对录入", "登记号2026-14", "请对照原件核对"))
    yield Taps(SECOND, "核对无误", shows="生效", on=("核对录入", "登记号2026-14"))
    yield Sees(CLERK, ("已审定", "请办理印发"))


def issuing() -> Iterator[Step]:
    """Both go out; the tax office gets a letter, not an order."""
    yield Chapter("10:45　印发")
    yield Until("5月8日 10:45")
    yield Taps(CLERK, "印发", ("已印发", "夏政办〔2026〕6号"), on=("登记号2026-14",))
    yield Sees(cast.TAX, ("夏政办函〔2026〕1号", "商请"))
    yield Sees(cast.FARMING, ("夏政办〔2026〕6号", "县农业农村局"))
    yield Taps(SECOND, "印发", ("已印发", "夏政督〔2026〕12号"), on=("登记号2026-15",))
    for who in (cast.HOUSING, cast.WATER):
        for number in ("夏政办〔2026〕6号", "夏政督〔2026〕12号"):
            yield Taps(who, "签收", shows="已签收", on=(number,))
    for who in (cast.FARMING, cast.MARKET):
        yield Taps(who, "签收", shows="已签收", on=("夏政办〔2026〕6号",))
    yield Taps(cast.TAX, "签收", shows="已签收", on=("夏政办函〔2026〕1号",))


def telephoning() -> Iterator[Step]:
    """城关镇 has no account: it is told by telephone."""
    yield Chapter("11:00　城关镇未开通账号，电话送达")
    yield Until("5月8日 11:00")
    yield Says(SECOND, "待送达", ("城关镇",))
    yield Taps(SECOND, "打印清单")
    for number in ("2026-14", "2026-15"):
        yield Says(SECOND, f"/record {number}")
        yield Answers(SECOND, ("送达", TOWN, "刚才", "提交核对"))
        yield Sees(CLERK, ("核对录入", "电话告知通知单内容"))
        yield Taps(CLERK, "核对无误", shows="生效", on=("核对录入", "电话告知"))
    yield Says(SECOND, "待送达")


def morning() -> Iterator[Step]:
    """All of it."""
    for part in (opening, renaming, registering, digests, hotline, approving, standing_in, on_paper, issuing):
        yield from part()
    yield from telephoning()

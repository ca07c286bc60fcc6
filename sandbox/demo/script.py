"""The whole loop as a script: who does what, and who must see what then. Dates are of 2026; 5 April is 清明节."""

from collections.abc import Iterator

from sandbox.demo.courses import (
    CLERK,
    DEPUTY,
    DIRECTOR,
    HEAD,
    HOUSING,
    MAYOR,
    WATER,
    WATER_DEPUTY,
    WATER_HEAD,
    Course,
    Words,
    course_of,
    words_of,
)
from sandbox.demo.documents import Document
from sandbox.demo.enrolling import GROUP
from sandbox.demo.pictures import picture
from sandbox.demo.steps import Chapter, IfOffered, Says, Sees, SendsAlbum, SendsFile, Step, Taps, Until

LEADS = ("县住建局", "县水利局", "县住建局")
DUES = ("3月20日", "3月20日", "3月27日")
LONGEST_MESSAGE = 4000


def registering(document: Document, course: Course) -> Iterator[Step]:
    """The paper is registered by answering questions."""
    yield Chapter("一、登记")
    yield Says(CLERK, "/new", ("是否涉密",))
    yield Taps(CLERK, "否，可以登记")
    for button in course.track:
        yield Taps(CLERK, button)
    source = [document.title, document.number, _date(document), "县政府办公室"]
    yield Says(CLERK, "\n".join(line for line in source if line), ("已录入1件",))
    yield Taps(CLERK, "下一步")
    yield Says(CLERK, document.name)
    yield Taps(CLERK, "无批示")
    if course.leader:
        yield Taps(CLERK, course.leader)
    yield Taps(CLERK, "平件")
    yield Says(CLERK, "3月27日")
    yield IfOffered(CLERK, course.form, (Taps(CLERK, course.form),))
    yield IfOffered(CLERK, course.issuer, (Taps(CLERK, course.issuer),))
    yield _text(document)
    yield Taps(CLERK, "下一步")
    yield Taps(CLERK, "不抄送", ("请核对登记内容",))
    yield Taps(CLERK, "确认登记", ("已登记", "登记号2026-1"))


def _text(document: Document) -> Step:
    """The text is pasted, or sent as a file if it is too long for a message."""
    if len(document.text) <= LONGEST_MESSAGE:
        return Says(CLERK, document.text, ("已收到正文",))
    return SendsFile(CLERK, "来件.txt", document.text.encode(), sees=("文件1份",))


def _date(document: Document) -> str:
    return f"{document.dated:%Y年%-m月%-d日}" if document.dated else ""


def splitting() -> Iterator[Step]:
    """Three tasks, of the first three numbered paragraphs."""
    yield Chapter("二、分解")
    yield Taps(CLERK, "分解", on=("登记号2026-1",))
    yield Taps(CLERK, "3段", ("任务清单（共3项）",))
    for number in range(len(LEADS)):
        yield IfOffered(CLERK, f"补充第{number + 1}项", tuple(_filling_in(number)))
    yield Taps(CLERK, "分解完成", ("由哪个单位总牵头",))
    yield Taps(CLERK, "县住建局")
    yield Taps(CLERK, "不抄送", ("已完成分解", "共3项任务，涉及2个单位，总牵头：县住建局"))


def _filling_in(number: int) -> Iterator[Step]:
    """The units and the limit of a task for which the paper does not name them so that a machine could tell."""
    yield Taps(CLERK, f"补充第{number + 1}项", (f"第{number + 1}项牵头单位",))
    yield Says(CLERK, LEADS[number])
    yield IfOffered(CLERK, "选好了", (Taps(CLERK, "选好了"),))
    yield Taps(CLERK, "无配合单位")
    yield Says(CLERK, DUES[number])
    yield Taps(CLERK, "不另定反馈时间")
    yield Taps(CLERK, "本项完成", ("任务清单",))


def approving(course: Course) -> Iterator[Step]:
    """The track's chain signs, one after the other; the last adds some words."""
    yield Chapter("三、送审和审签")
    yield Taps(CLERK, "预览送审", ("送审预览", "审签流程"))
    yield Taps(CLERK, "确认送审", shows="已送审")
    *before, last = course.issue
    for signer in before:
        yield Sees(signer, ("呈请审定", "登记号2026-1"))
        yield Taps(signer, "同意", shows="已同意", on=("呈请审定",))
    yield Sees(last, ("呈请审定", "登记号2026-1"))
    yield Taps(last, "附意见同意", on=("呈请审定",))
    yield Says(last, "请抓紧办理，确保按期完成。", ("已同意", "审签完毕"))
    yield Sees(CLERK, ("已审定", "请办理印发"))


def issuing(course: Course) -> Iterator[Step]:
    """One card a unit, with its tasks; acknowledged by the liaisons."""
    yield Chapter("四、印发和签收")
    yield Taps(CLERK, "印发", ("已印发", course.number, "县住建局", "县水利局"))
    yield Sees(HOUSING, (course.form, course.number, "第1项", "第3项", "签收"))
    yield Sees(WATER, (course.form, course.number, "第2项"))
    yield Until("3月2日 15:00")
    yield Taps(HOUSING, "签收", shows="已签收", on=(course.form,))
    yield Taps(WATER, "签收", shows="已签收", on=(course.form,))


def reporting(course: Course, words: Words) -> Iterator[Step]:
    """县住建局 answers in time, by replies; 县水利局 is silent."""
    yield Chapter("五、反馈")
    yield Until("3月18日 10:20")
    photos = tuple((f"现场{number}.png", picture(number)) for number in range(1, 4))
    yield SendsAlbum(
        HOUSING,
        photos,
        to=(course.form,),
        caption=words.first,
        sees=("已收到", "照片3张"),
    )
    yield Taps(HOUSING, "第1项", on=("已收到", "照片3张"), shows="第1项")
    yield Taps(HOUSING, "主要负责同志", on=("已收到", "第1项"))
    yield Sees(CLERK, ("反馈审核", "第1项", "按时"))
    yield Taps(CLERK, "采纳", on=("反馈审核", "第1项"))
    yield Until("3月19日 16:40")
    yield Says(
        HOUSING,
        words.third,
        to=(course.form,),
        sees=("已收到", "第3项"),
    )
    yield Taps(HOUSING, "分管负责同志", on=("已收到", "第3项"))
    yield Taps(CLERK, "采纳", on=("反馈审核", "第3项"), shows="已采纳")


def reminding() -> Iterator[Step]:
    """县水利局 is silent: the liaison is reminded, then the deputy, then the head, then the Office is told."""
    yield Chapter("六、催办")
    yield Until("3月20日 17:00")
    yield Sees(WATER, ("今日提醒", "第2项"))
    yield Until("3月23日 10:00")
    yield Sees(WATER, ("已超时限", "已超1个工作日"))
    yield Sees(WATER_DEPUTY, ("已超时限", "并督促办理"))
    yield Until("3月25日 10:00")
    yield Sees(WATER_HEAD, ("已超3个工作日", "并督促办理"))
    yield Until("3月27日 10:00")
    yield Sees(CLERK, ("催办通知单", "县水利局", "已超5个工作日"))


def returning(course: Course, words: Words) -> Iterator[Step]:
    """It reports late, is asked once for more, and reports again."""
    yield Chapter("七、迟报、退回和再报")
    yield Until("3月30日 09:40")
    yield Says(
        WATER,
        words.empty,
        to=(course.form,),
        sees=("已收到", "第2项"),
    )
    yield Taps(WATER, "分管负责同志", on=("已收到", "第2项"))
    yield Sees(CLERK, ("反馈审核", "第2项", "逾期"))
    yield Taps(CLERK, "退回补充", on=("反馈审核", "第2项"))
    yield Says(CLERK, words.wanted)
    yield Sees(WATER, ("请补充", "第2项", words.wanted))
    yield Until("4月1日 11:00")
    yield SendsFile(
        WATER,
        words.file_name,
        words.second.encode(),
        to=("请补充", "第2项"),
        caption=words.second,
        sees=("已收到", "第1次补充"),
    )
    yield Taps(WATER, "主要负责同志", on=("已收到", "第1次补充"))
    yield Taps(CLERK, "采纳", on=("反馈审核", "第1次补充"), shows="已采纳")


def closing(course: Course) -> Iterator[Step]:
    """Summed up from the accepted results, and signed by the track's result chain."""
    yield Chapter("八、办结")
    yield Sees(CLERK, ("可以汇总办结", "3项任务"))
    yield Taps(CLERK, "汇总办结", ("县住房和城乡建设局", "县水利局"), on=("可以汇总办结",))
    yield Taps(CLERK, "采用此稿")
    if course.result:
        yield Taps(CLERK, course.result)
        yield Taps(CLERK, "暂不上报、不印发")
    yield Sees(CLERK, ("审签流程",))
    yield Taps(CLERK, "确认送审")
    yield Sees(CLERK, ("已报审",))
    for signer in course.review:
        yield Taps(signer, "已阅，同意", shows="已阅同意", on=("呈请审阅",))
    for signer in course.approve:
        yield Taps(signer, "同意", shows="已同意", on=("呈请审定",))
    yield Sees(CLERK, ("已办结",))
    yield Sees(HOUSING, ("已办结",))
    yield Sees(WATER, ("已办结",))


def bulletin() -> Iterator[Step]:
    """三（三）: drafted by the scheduler, ticked by the Office, heard by the unit, signed, posted at its hour."""
    yield Chapter("九、季度通报")
    yield Until("4月17日 08:30")
    yield Sees(CLERK, ("2026年第一季度督查通报 · 草稿", "统计截至4月10日"))
    yield Taps(CLERK, "通报批评", ("未列入 县水利局",), on=("督查通报",))
    yield Taps(CLERK, "查看依据", ("应于3月20日反馈，3月30日收到",), on=("通报批评", "未列入"))
    yield Taps(CLERK, "列入 县水利局", shows="已列入")
    yield Taps(CLERK, "通报表扬", ("未列入 县住房和城乡建设局",), on=("督查通报",))
    yield Taps(CLERK, "列入 县住房和城乡建设局", shows="已列入")
    yield Taps(CLERK, "预览全文", ("关于2026年第一季度督查事项落实情况的通报",), on=("督查通报 · 草稿",))
    yield Taps(CLERK, "修改下一步要求")
    yield Says(CLERK, "各单位要对照时限倒排工期，按时如实反馈；已办结事项要加强后续管理，防止反弹。")
    yield Taps(CLERK, "送审", shows="请先进行通报前核对")
    yield Taps(CLERK, "通报前核对", shows="已向1个单位发送")
    yield Sees(WATER, ("通报前核对 · 2026年第一季度", "县水利局"))
    yield Sees(WATER_HEAD, ("通报前核对",))
    yield Taps(WATER, "说明情况", ("请输入需要说明的情况",))
    yield Says(WATER, "3月中旬机械抽调支援抢险，未能按时反馈，接受批评，今后改进。", ("已收到情况说明",))
    yield Sees(CLERK, ("县水利局", "说明情况", "接受批评"))
    yield Taps(CLERK, "送审", shows="情况说明尚未研究", on=("督查通报",))
    yield Taps(HEAD, "不采纳，维持", ("研究单位说明",), on=("单位说明",))
    yield Says(HEAD, "抽调机械前未书面报告，逾期属实。", ("已维持原意见",))
    yield Sees(WATER, ("未采纳说明", "逾期属实"))
    yield Until("4月20日 10:00")
    yield Taps(CLERK, "送审", shows="已送审", on=("督查通报",))
    yield Taps(DEPUTY, "已阅，同意", shows="已阅同意", on=("督查通报",))
    yield Taps(DIRECTOR, "已阅，同意", shows="已阅同意", on=("督查通报",))
    yield Taps(MAYOR, "同意，群内点名", shows="已同意", on=("督查通报",))
    yield Sees(CLERK, ("督查通报已审定", "定于4月21日 09:00发布"))
    yield Until("4月21日 09:01")
    yield Sees(HEAD, ("夏邑政务督查　2026年第1期", "县水利局"), group=GROUP)
    yield Sees(WATER, ("督查通报告知",))


def script(document: Document) -> list[Step]:
    """All steps in their order."""
    course, words = course_of(document), words_of(document)
    return [
        *registering(document, course),
        *splitting(),
        *approving(course),
        *issuing(course),
        *reporting(course, words),
        *reminding(),
        *returning(course, words),
        *closing(course),
        *bulletin(),
    ]

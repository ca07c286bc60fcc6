"""The texts that are signed and issued, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from messages.drafting import DraftTask, IssueDraft, PaperDraft, draft_text, paper_text, without_head
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Instruction, Source, Urgency
from tests.world import MONDAY

SETTING: dict[str, object] = {
    "county": County(),
    "now": MONDAY,
    "today": MONDAY.date(),
    "workdays": Workdays(),
    "resent": False,
}
DREDGING = DraftTask(
    seq=1,
    text="北城河清淤2.3公里，<淤泥>&杂物_*[不得入河",
    requirement="与岸坡整治同步",
    leads=("县水利局", "县住建局"),
    supports=("城关镇",),
    due_on=date(2026, 6, 15),
    due_hour=time(17, 0),
    report_on=(date(2026, 3, 10), date(2026, 4, 10)),
    leader="副县长（城建）",
)
PATROL = DraftTask(seq=2, text="排水口巡查", requirement="", leads=(), supports=("城关镇",), due_on=None, due_hour=None)


def test_a_full_text() -> None:
    draft = IssueDraft(
        title="城区内涝点整治",
        urgency=Urgency.MOST_URGENT,
        sources=(
            Source("整治情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住建局"),
            Source("汛前准备", dated=date(2026, 2, 28), author="县长", oral=True, place="县政府", recorder="综合科"),
        ),
        instructions=(
            Instruction(1, "县长", date(2026, 2, 28), "汛期前完成。"),
            Instruction(2, "副县长", None, "照办"),
        ),
        coordinator="县水利局",
        tasks=(DREDGING, PATROL),
        schedule="每月10日、每月15日",
        copy_to=("县人大常委会办公室", "县政协办公室"),
    )
    assert draft_text(draft, SETTING).split("\n") == [
        "城区内涝点整治",
        "紧急程度：特急",
        "批示要求（摘要）：县长2月28日批示，汛期前完成。",
        "批示要求（摘要）：副县长批示，照办",
        "总牵头：县水利局　分解2项，最迟6月15日（周一）",
        "1. 县水利局、县住建局：北城河清淤2.3公里，<淤泥>&杂物_*[不得入河，6月15日（周一）17:00前完成",
        "　配合：城关镇",
        "　要求：与岸坡整治同步",
        "　反馈进展：3月10日（周二）、4月10日（周五）",
        "　分管县领导：副县长（城建）",
        "2. 城关镇（配合）：排水口巡查",
        "定期反馈：每月10日、每月15日",
        "来源：县住建局《整治情况报告》（夏住建〔2026〕8号，2026年2月27日）",
        "来源：县长交办“汛前准备”（2026年2月28日，县政府，综合科记录）",
        "抄送：县人大常委会办公室、县政协办公室",
    ]


def test_the_draft_has_its_name_and_reason_for_the_signers_and_the_paper_has_neither() -> None:
    draft = IssueDraft(
        name="督办通知",
        gate_reason="涉及多个部门，<久拖未决>",
        title="农村饮水安全建议",
        urgency=Urgency.ROUTINE,
        sources=(),
        instructions=(),
        coordinator="",
        tasks=(PATROL,),
    )
    text = draft_text(draft, SETTING)
    assert text.split("\n")[:3] == [
        "督办通知：农村饮水安全建议",
        "确需督查室督促的理由：涉及多个部门，<久拖未决>",
        "分解1项",
    ]
    assert without_head(text, draft, SETTING) == "农村饮水安全建议\n分解1项\n2. 城关镇（配合）：排水口巡查"
    assert without_head("另有标题\n分解1项", draft, SETTING) == "另有标题\n分解1项"


def test_a_bare_text() -> None:
    draft = IssueDraft(
        title="农村饮水安全建议",
        urgency=Urgency.ROUTINE,
        sources=(Source("关于农村饮水安全的建议", author="县人大代表"),),
        instructions=(),
        coordinator="",
        tasks=(PATROL,),
        term="自交办之日起三个月内，情况复杂的六个月内",
    )
    assert draft_text(draft, SETTING).split("\n") == [
        "农村饮水安全建议",
        "分解1项",
        "2. 城关镇（配合）：排水口巡查",
        "未载明时限的：自交办之日起三个月内，情况复杂的六个月内办结",
        "来源：县人大代表《关于农村饮水安全的建议》",
    ]


def test_the_paper_is_the_signed_text_with_its_head_and_its_date() -> None:
    paper = PaperDraft(
        form="督查通知单",
        document_number="夏政督〔2026〕12号",
        units=("县水利局", "城关镇人民政府"),
        signed_text="城区内涝点整治\n1. 县水利局：<清淤>",
        issuer="夏邑县人民政府办公室",
        dated=date(2026, 3, 2),
    )
    assert paper_text(paper, SETTING).split("\n") == [
        "督查通知单",
        "夏政督〔2026〕12号",
        "县水利局、城关镇人民政府：",
        "城区内涝点整治",
        "1. 县水利局：<清淤>",
        "夏邑县人民政府办公室",
        "2026年3月2日",
    ]


def test_a_term_a_cycle_and_what_is_ongoing_are_printed_as_they_are_counted() -> None:
    term = replace(PATROL, term="印发之日起30日内", cycle="每周五")
    ongoing = replace(PATROL, seq=3, term="持续推进", cycle="每季度末", review_on=date(2027, 3, 2))
    draft = IssueDraft(
        title="城区内涝点整治",
        urgency=Urgency.ROUTINE,
        sources=(),
        instructions=(),
        coordinator="",
        tasks=(term, ongoing),
    )
    assert draft_text(draft, SETTING).split("\n")[2:] == [
        "2. 城关镇（配合）：排水口巡查，印发之日起30日内完成",
        "　反馈进展：每周五",
        "3. 城关镇（配合）：排水口巡查，持续推进",
        "　反馈进展：每季度末",
        "　持续推进情况复核：2027年3月2日",
    ]

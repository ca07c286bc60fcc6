"""The texts that are signed and issued, word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

import pytest

from messages.drafting import (
    CorrectionDraft,
    DraftTask,
    IssueDraft,
    LetterDraft,
    PaperDraft,
    correction_text,
    draft_text,
    letter_text,
    paper_text,
    without_head,
)
from messages.views.amending import signed_lines
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DocumentKind, FieldChange, Instruction, Source, Urgency
from supervision.papers.contents import KIND_OF
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
    leads=("县水利局", "县住房和城乡建设局"),
    supports=("城关镇人民政府",),
    due_on=date(2026, 6, 15),
    due_hour=time(17, 0),
    report_on=(date(2026, 3, 10), date(2026, 4, 10)),
    leader="副县长（城建）",
)
PATROL = DraftTask(
    seq=2, text="排水口巡查", requirement="", leads=(), supports=("城关镇人民政府",), due_on=None, due_hour=None
)


NOTICE = IssueDraft(
    kind=DocumentKind.SUPERVISION_NOTICE,
    title="城区内涝点整治",
    urgency=Urgency.MOST_URGENT,
    sources=(
        Source("整治情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住房和城乡建设局"),
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
BARE = replace(NOTICE, urgency=Urgency.ROUTINE, sources=(), instructions=(), coordinator="", schedule="", copy_to=())


def lines(draft: IssueDraft) -> list[str]:
    return draft_text(draft, SETTING).split("\n")


def test_a_form_has_what_it_rests_on_in_its_places_and_sentences_below() -> None:
    assert lines(NOTICE) == [
        "城区内涝点整治",
        "紧急程度：特急",
        "批示要求（摘要）：县长2026年2月28日批示：汛期前完成。",
        "批示要求（摘要）：副县长批示：照办。",
        "来源：县住房和城乡建设局《整治情况报告》（夏住建〔2026〕8号，2026年2月27日）",
        "来源：县长交办“汛前准备”（2026年2月28日，县政府，综合科记录）",
        "现将有关督查事项通知如下：",
        "一、办理事项",
        "1. 北城河清淤2.3公里，<淤泥>&杂物_*[不得入河。牵头单位：县水利局、县住房和城乡建设局；"
        "配合单位：城关镇人民政府；完成时限：2026年6月15日17时前；反馈时间：2026年3月10日、4月10日；"
        "分管县领导：副县长（城建）。工作要求：与岸坡整治同步。",
        "2. 排水口巡查。配合单位：城关镇人民政府。",
        "二、办理要求",
        "1. 县水利局为总牵头单位，负责统筹协调和汇总；其他牵头单位、配合单位按照分工抓好落实。",
        "2. 请按要求抓紧办理，并于每月10日、每月15日向县政府督查室反馈办理情况。",
        "抄送：县人大常委会办公室、县政协办公室。",
    ]


def test_a_formal_notice_says_in_its_first_sentences_what_it_rests_on() -> None:
    draft = replace(NOTICE, kind=DocumentKind.BREAKDOWN_NOTICE, sources=NOTICE.sources[:1], plan_workdays=10)
    said = lines(draft)
    assert said[2:6] == [
        "县长2026年2月28日批示要求：汛期前完成。",
        "副县长批示要求：照办。",
        "根据上述批示和县住房和城乡建设局《整治情况报告》（夏住建〔2026〕8号，2026年2月27日），"
        "现将有关工作任务分解如下，请结合实际，认真抓好落实。",
        "一、任务分工",
    ]
    assert said[8:-1] == [
        "二、工作要求",
        "1. 县水利局为总牵头单位，负责统筹协调和汇总；其他牵头单位、配合单位按照分工抓好落实。",
        "2. 各责任单位自收到本通知之日起10个工作日内，将工作方案报县政府督查室。",
        "3. 各责任单位要按照时限要求抓好落实，并于每月10日、每月15日向县政府督查室反馈进展情况。",
    ]


@pytest.mark.parametrize(
    "kind", [kind for kind in DocumentKind if kind in {*KIND_OF.values(), DocumentKind.FURTHER_NOTICE}]
)
def test_every_line_is_that_of_a_paper(kind: DocumentKind) -> None:
    """No weekday, no date without its year, no line without its end, unless it is a heading or a label."""
    term = replace(PATROL, term="印发之日起30日内", cycle="每周五", requirement="逐口登记。")
    draft = replace(NOTICE, kind=kind, tasks=(DREDGING, term), term="2026年12月31日前", letters=("县税务局",))
    for line in lines(draft)[1:]:
        assert "（周" not in line
        assert not re.search(r"(?<![年、每0-9])\d{1,2}月\d", line), line
        assert re.match(r"[一二]、|紧急程度：|来源：|办结时限：", line) or line[-1] in "。：", line
        assert "。。" not in line


def test_when_all_is_done_is_said_where_each_task_has_a_day() -> None:
    said = lines(replace(BARE, tasks=(DREDGING, replace(DREDGING, seq=2, due_on=date(2026, 7, 1), due_hour=None))))
    assert "办结时限：2026年7月1日前" in said
    assert not any(line.startswith("办结时限") for line in lines(NOTICE))


def test_what_only_asks_goes_to_its_signers_as_the_letter_that_it_becomes() -> None:
    draft = replace(NOTICE, kind=DocumentKind.LETTER, tasks=(DREDGING,), copy_to=())
    body = [
        "根据县长2026年2月28日批示要求，为做好“城区内涝点整治”有关工作，现商请协助办理以下事项：",
        "北城河清淤2.3公里，<淤泥>&杂物_*[不得入河。请县水利局、县住房和城乡建设局、城关镇人民政府"
        "于2026年6月15日17时前协助办理。具体要求：与岸坡整治同步。进展情况请于2026年3月10日、4月10日函告我办。",
        "请予支持，并将办理情况函复我办。",
        "此函。",
    ]
    assert lines(draft)[2:] == body
    letter = LetterDraft(
        document_number="夏政办函〔2026〕1号",
        units=("县税务局",),
        title=draft.title,
        instructions=draft.instructions,
        sources=draft.sources,
        tasks=draft.tasks,
        issuer="夏邑县人民政府办公室",
        dated=date(2026, 3, 2),
    )
    assert letter_text(letter, SETTING).split("\n")[3:-2] == body


def test_the_draft_has_its_name_and_reason_for_the_signers_and_the_paper_has_neither() -> None:
    draft = replace(BARE, name="督办通知", gate_reason="涉及多个部门，<久拖未决>", tasks=(PATROL,))
    text = draft_text(draft, SETTING)
    paper = [
        "现将有关督查事项通知如下：",
        "2. 排水口巡查。配合单位：城关镇人民政府。",
        "请按要求抓紧办理，并按时向县政府督查室反馈办理情况。",
    ]
    assert text.split("\n") == [
        "督办通知：城区内涝点整治",
        "确需督查室督促的理由：涉及多个部门，<久拖未决>。",
        *paper,
    ]
    assert without_head(text, draft, SETTING).split("\n") == ["城区内涝点整治", *paper]
    assert without_head("另有标题\n分解1项", draft, SETTING) == "另有标题\n分解1项"


def test_a_task_that_is_the_only_one_has_no_number_unless_the_record_counts_on() -> None:
    only = replace(BARE, tasks=(replace(PATROL, seq=1),))
    assert lines(only)[2] == "排水口巡查。配合单位：城关镇人民政府。"
    assert lines(replace(only, kind=DocumentKind.LETTER))[2] == "排水口巡查。请城关镇人民政府协助办理。"
    assert lines(replace(only, tasks=(PATROL,)))[2] == "2. 排水口巡查。配合单位：城关镇人民政府。"


def test_a_proposal_has_the_term_of_the_law() -> None:
    draft = replace(
        BARE,
        kind=DocumentKind.ASSIGNMENT_NOTICE,
        title="农村饮水安全建议",
        sources=(Source("关于农村饮水安全的建议", author="县人大代表"),),
        tasks=(PATROL,),
        term="自交办之日起三个月内",
    )
    assert lines(draft) == [
        "农村饮水安全建议",
        "根据县人大代表《关于农村饮水安全的建议》，现将有关事项交办如下，请认真研究办理。",
        "一、办理事项",
        "2. 排水口巡查。配合单位：城关镇人民政府。",
        "二、办理要求",
        "1. 未载明完成时限的事项，自交办之日起三个月内办结。",
        "2. 请按要求抓紧办理，并按时向县政府督查室反馈办理情况。",
    ]


def test_the_paper_is_the_signed_text_with_its_head_and_its_date() -> None:
    paper = PaperDraft(
        form="督查通知单",
        document_number="夏政督〔2026〕12号",
        units=("县水利局", "城关镇人民政府"),
        signed_text="城区内涝点整治\n1. <清淤>。牵头单位：县水利局。",
        issuer="夏邑县人民政府办公室",
        dated=date(2026, 3, 2),
    )
    assert paper_text(paper, SETTING).split("\n") == [
        "督查通知单",
        "夏政督〔2026〕12号",
        "县水利局、城关镇人民政府：",
        "城区内涝点整治",
        "1. <清淤>。牵头单位：县水利局。",
        "夏邑县人民政府办公室",
        "2026年3月2日",
    ]


def test_a_term_a_cycle_and_what_is_ongoing_are_printed_as_they_are_counted() -> None:
    term = replace(PATROL, term="印发之日起30日内", cycle="每周五", report_on=(date(2026, 3, 10),))
    ongoing = replace(PATROL, seq=3, term="持续推进", cycle="每季度末", review_on=date(2027, 3, 2))
    assert lines(replace(BARE, tasks=(term, ongoing)))[2:4] == [
        "2. 排水口巡查。配合单位：城关镇人民政府；完成时限：印发之日起30日内；"
        "反馈时间：2026年3月10日；定期反馈：每周五。",
        "3. 排水口巡查。配合单位：城关镇人民政府；完成时限：持续推进（2027年3月2日复核进展情况）；反馈时间：每季度末。",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            FieldChange(2, "due", "2026-06-15T17:30", "2026-06-20"),
            "第2项完成时限由“2026年6月15日17时30分前”更正为“2026年6月20日前”。",
        ),
        (
            FieldChange(2, "due", "印发之日起30日内", "2026-06-20"),
            "第2项完成时限由“印发之日起30日内”更正为“2026年6月20日前”。",
        ),
        (FieldChange(1, "supports", "", "县财政局"), "第1项配合单位增加“县财政局”。"),
        (FieldChange(1, "requirement", "逐点<制定>方案。", ""), "删去第1项工作要求“逐点<制定>方案”。"),
        (FieldChange(0, "coordinator", "甲", "乙"), "总牵头单位由“甲”更正为“乙”。"),
    ],
)
def test_a_correction_says_in_sentences_what_is_changed(change: FieldChange, said: str) -> None:
    draft = CorrectionDraft(
        form="督查通知单",
        letter=False,
        document_number="夏政督〔2026〕12号（更正）",
        corrects="夏政督〔2026〕12号",
        units=("县水利局",),
        title="城区内涝点整治",
        lines=signed_lines([change]),
        tasks=(),
        issuer="夏邑县人民政府办公室",
        dated=date(2026, 3, 2),
    )
    assert correction_text(draft, SETTING).split("\n")[3:-2] == [
        "经审定，现将夏政督〔2026〕12号督查通知单（城区内涝点整治）有关内容更正如下：",
        said,
        "其余内容不变，请按更正后的内容办理。",
    ]

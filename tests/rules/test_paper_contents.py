"""What a paper says as a document: the signed text, and around it what its form wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.county import County
from supervision.model import BlockKind, DocumentKind, PaperContent
from supervision.papers import contents
from supervision.papers.contents import PaperFacts, TaskRow
from supervision.papers.documents import DOCUMENTS
from supervision.procedures.forms import Form, Issuer

COUNTY = County(contact_phone="0370-6210000")
SIGNED = """紧急程度：加急
批示要求（摘要）：县长2026年2月28日批示：汛期前完成3处积水点改造。
来源：县住房和城乡建设局《城区内涝点整治情况报告》（夏住建〔2026〕8号，2026年2月27日）
办结时限：2026年3月20日前
现将有关督查事项通知如下：
一、办理事项
1. 凯旋路等3处积水点改造。牵头单位：县住房和城乡建设局；完成时限：2026年3月20日前。工作要求：逐点制定方案。
二、办理要求
请按要求办理。
抄送：县委办公室、县纪委监委。"""
FACTS = PaperFacts(
    kind=DocumentKind.SUPERVISION_NOTICE,
    issuer=Issuer.GOVERNMENT_OFFICE,
    topic="城区内涝点整治",
    signed=SIGNED,
    addressees=("县住房和城乡建设局", "县水利局"),
    copy_to=("县委督查室",),
)


def all_words(content: PaperContent) -> str:
    """Everything that a reader sees of it."""
    said = [content.title, content.urgency, *(f"{label}{value}" for label, value in content.fields)]
    said += [block.text + block.rest for block in content.body] + list(content.copy_to)
    return "\n".join(said)


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind in contents.KIND_OF.values()])
def test_every_word_that_was_signed_stands_on_the_paper(kind: DocumentKind) -> None:
    content = contents.paper(replace(FACTS, kind=kind), COUNTY, number="夏政督〔2026〕1号", dated=date(2026, 3, 2))
    said = all_words(content)
    for line in SIGNED.splitlines():
        words = line.split("：", 1)[-1].rstrip("。")
        assert all(part in said for part in words.split("、")), line


def test_a_form_has_its_own_places_for_what_it_is_about() -> None:
    content = contents.paper(FACTS, COUNTY, number="夏政督〔2026〕1号", dated=date(2026, 3, 2))
    assert content.title == "督查通知单"
    assert [label for label, _ in content.fields] == ["督查事项", "批示要求", "来源", "办结时限"]
    assert content.fields[-1] == ("办结时限", "2026年3月20日前")
    assert (content.urgency, content.copy_to) == ("加急", ("县委办公室", "县纪委监委"))
    assert [block.text[:4] for block in content.body] == ["现将有关", "一、办理", "1. 凯", "二、办理", "请按要求"]
    assert content.mark == "夏邑县人民政府办公室", "a 通知单 bears the name alone"
    assert content.note == "（联系人：督查室　电话：0370-6210000）"
    assert not content.draft


def test_a_formal_paper_says_in_its_text_what_it_rests_on() -> None:
    facts = replace(FACTS, kind=DocumentKind.BREAKDOWN_NOTICE, issuer=Issuer.GOVERNMENT)
    content = contents.draft(facts, COUNTY)
    assert content.title.replace("\n", "") == "夏邑县人民政府关于城区内涝点整治立项分解的通知"
    assert content.mark == "夏邑县人民政府文件"
    assert [block.text + block.rest for block in content.body] == SIGNED.splitlines()[1:-1], "as it was signed"
    assert content.fields == ()
    assert content.draft
    assert (content.number, content.dated) == ("", None)


def test_the_setting_copies_a_paper_whose_text_copies_nobody() -> None:
    facts = replace(FACTS, signed=SIGNED.rpartition("\n")[0])
    assert contents.draft(facts, COUNTY).copy_to == ("县委督查室",)


@pytest.mark.parametrize(("tasks", "units", "annexed"), [(8, 8, False), (9, 1, True), (1, 9, True), (0, 9, False)])
def test_many_tasks_or_units_bring_a_table(tasks: int, units: int, *, annexed: bool) -> None:
    rows = tuple(TaskRow(n, f"任务{n}", ("县住建局",), ("县水利局", "县交通局"), "2026年3月20日") for n in range(tasks))
    content = contents.draft(replace(FACTS, tasks=rows, units=units), COUNTY)
    assert bool(content.tables) is annexed
    assert content.attachment_names == (("任务分解表",) if annexed else ())
    if annexed:
        (table,) = content.tables
        assert table.landscape
        assert len(table.header) == len(table.widths) == len(table.rows[0])
        assert table.rows[0][3] == "县水利局、县交通局"


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("城区内涝点整治", "城区内涝点整治"),
        ("关于城区内涝点整治", "城区内涝点整治"),
        ("关于做好防汛工作的通知", "《做好防汛工作的通知》"),
        ("《政府工作报告》重点任务", "《政府工作报告》重点任务"),
    ],
)
def test_a_paper_within_a_title_is_named_as_one(title: str, topic: str) -> None:
    assert contents.topic_of(title) == topic


def test_the_head_and_foot_of_a_row_are_not_text() -> None:
    paper = "督查通知单\n夏政督〔2026〕1号\n县住建局：\n城区内涝点整治\n1. 甲\n夏邑县人民政府办公室\n2026年3月2日"
    assert contents.without_title(contents.body_of(paper), "城区内涝点整治") == "1. 甲"


def test_every_form_is_a_document() -> None:
    assert set(contents.KIND_OF) == set(Form)
    for kind in contents.KIND_OF.values():
        assert DOCUMENTS[kind].letterhead in contents.OWN_PLACE


def test_headings_of_a_signed_text_stay_headings() -> None:
    content = contents.draft(replace(FACTS, signed="一、总体情况。已完成3项。\n（一）排水\n正文"), COUNTY)
    assert [block.kind for block in content.body[:3]] == [BlockKind.H1, BlockKind.H2, BlockKind.TEXT]


@pytest.mark.parametrize(
    ("corrected", "title"),
    [
        (DocumentKind.SUPERVISION_NOTICE, "督查通知单（更正）"),
        (DocumentKind.LETTER, "夏邑县人民政府办公室关于更正城区内涝点整治有关内容的函"),
        (DocumentKind.BREAKDOWN_NOTICE, "夏邑县人民政府办公室关于更正城区内涝点整治有关内容的通知"),
    ],
)
def test_a_correction_is_set_like_what_it_corrects(corrected: DocumentKind, title: str) -> None:
    letterhead = DOCUMENTS[corrected].letterhead
    named = contents.correction_title(corrected, "城区内涝点整治", COUNTY.office_name)
    facts = replace(FACTS, kind=DocumentKind.CORRECTION, letterhead=letterhead, title=named)
    content = contents.paper(facts, COUNTY, number="夏政督〔2026〕1号（更正）", dated=date(2026, 3, 9))
    assert content.title.replace("\n", "") == title
    assert bool(content.fields) is (letterhead == "notice_form")

"""Letterheads filled in: word for word, the same each time, whatever is in the words."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from messages.papers.building.shipped import built
from messages.papers.letterheads import NAMES, SHIPPED, file_of, shipped
from messages.papers.packing import pack, settle, unpack
from messages.papers.placeholders import fill, listed
from messages.papers.rendering import render
from messages.sheets.cells import workbook
from supervision.model.documents import Block, BlockKind, PaperContent, Table
from tests.papers.checker import check
from tests.papers.samples import AT, SAMPLES, text
from tests.papers.word import read


def _lines(docx: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(docx).body.paragraphs]


def _changed(letterhead: bytes, old: str, new: str) -> bytes:
    parts = unpack(letterhead)
    document = parts["word/document.xml"].decode()
    assert old in document
    return pack(parts | {"word/document.xml": document.replace(old, new).encode()})


def test_script_and_files_agree() -> None:
    assert tuple(built()) == NAMES
    assert {path.name for path in SHIPPED.iterdir()} == {file_of(name) for name in NAMES}
    for name, content in built().items():
        assert content == shipped(name), f"{name}: run python -m messages.papers.building"


@pytest.mark.parametrize("name", NAMES)
def test_the_text_stands_in_the_paper_word_for_word(name: str) -> None:
    content = SAMPLES[name]
    lines = _lines(render(shipped(name), content, at=AT))
    for block in content.body:
        assert block.text + block.rest in lines
    for table in content.tables:
        for row in (table.header, *table.rows):
            assert set(row) <= set(lines)
    for label, value in content.fields:
        assert label in lines
        assert value in lines


@pytest.mark.parametrize("name", NAMES)
def test_the_same_record_makes_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(shipped(name), SAMPLES[name], at=AT)
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: time.gmtime(2_000_000_000))
    assert render(shipped(name), SAMPLES[name], at=AT) == first
    assert render(shipped(name), SAMPLES[name], at=AT + timedelta(days=1)) != first


def test_the_same_workbook_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook("台账", ("甲",), (("一",),))
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: time.gmtime(2_000_000_000))
    assert workbook("台账", ("甲",), (("一",),)) == first
    core = unpack(first)["docProps/core.xml"].decode()
    assert "2026-05-08T03:20:00Z" in unpack(settle(first, AT))["docProps/core.xml"].decode() != core


def test_every_placeholder_is_known_and_used() -> None:
    used: set[str] = set()
    for name in NAMES:
        used |= DocxTemplate(SHIPPED / file_of(name)).get_undeclared_template_variables()
    assert used == set(fill(PaperContent()))


def test_an_empty_paper_can_be_made_on_every_letterhead() -> None:
    for name in NAMES:
        assert not [line for line in _lines(render(shipped(name), PaperContent(), at=AT)) if "{" in line]


@pytest.mark.parametrize("words", ["<w:p>&<b>", "{{ 标题 }}", "{% for a in b %}", "a\tb", "甲\x07乙\x0b\x00丙\ufffe"])
def test_what_people_write_is_only_text(words: str) -> None:
    lines = _lines(render(shipped("formal"), replace(SAMPLES["formal"], body=(text(words), text("完"))), at=AT))
    assert "".join(c for c in words.replace("\t", "　") if c.isprintable() or c == "　") in lines
    assert "完" in lines


def test_a_letterhead_with_an_unknown_placeholder_is_refused() -> None:
    with pytest.raises(UndefinedError):
        render(_changed(shipped("formal"), "{{ 标题 }}", "{{ 题目 }}"), SAMPLES["formal"], at=AT)


def test_a_letterhead_is_not_a_program() -> None:
    with pytest.raises(SecurityError):
        render(_changed(shipped("formal"), "{{ 标题 }}", "{{ 标题.__class__.mro() }}"), SAMPLES["formal"], at=AT)


def test_a_draft_says_so_and_has_no_number() -> None:
    for name in ("formal", "upward", "letter", "notice_form", "internal"):
        content = replace(SAMPLES[name], draft=True, number="", dated=None)
        lines = _lines(render(shipped(name), content, at=AT))
        assert any("送审稿" in line for line in lines), name
        assert not any("〕" in line and "号" in line and "印发" in line for line in lines)


def test_a_long_mark_is_set_smaller() -> None:
    content = replace(SAMPLES["formal"], mark="夏邑县人民政府督促检查工作领导小组办公室")
    paper = read(render(shipped("formal"), content, at=AT))
    assert [paragraph.points() for paragraph in paper.body.of("发文机关标志（长）")] == [{26.0}]
    assert check(render(shipped("formal"), content, at=AT), "formal") == []


def test_a_signature_is_never_alone_on_a_page() -> None:
    paragraphs = read(render(shipped("upward"), SAMPLES["upward"], at=AT)).body.paragraphs
    signature = next(n for n, paragraph in enumerate(paragraphs) if paragraph.style == "署名")
    assert "keepNext" in paragraphs[signature].properties
    assert "keepNext" in paragraphs[signature - 1].properties


def test_a_heading_that_goes_on_in_its_line_does_not_take_all_others_along() -> None:
    blocks = (
        *(Block(BlockKind.H1, f"{n}、督查事项。", "内容。") for n in "一二三"),
        Block(BlockKind.H1, "四、要求"),
        Block(BlockKind.TEXT, "请落实。"),
    )
    made = Document(io.BytesIO(render(shipped("letter"), PaperContent(title="函", body=blocks), at=AT)))
    kept = [item.paragraph_format.keep_with_next for item in made.paragraphs if "、" in item.text]
    assert kept == [False, False, False, None]


def test_two_wide_annexes_are_two_sections_and_no_empty_page() -> None:
    wide = Table("甲", ("一", "二", "三"), (("任务" * 8,) * 3,), landscape=True)
    paper = read(render(shipped("letter"), replace(SAMPLES["letter"], tables=(wide, wide)), at=AT))
    assert len(paper.sections()) == 3, "the last is that of the page that lies"
    assert check(render(shipped("letter"), replace(SAMPLES["letter"], tables=(wide, wide)), at=AT), "letter") == []


def test_a_table_that_fits_upright_does_not_lie() -> None:
    header = ("序号", "单位", "承办任务", "已办结", "应反馈", "按时反馈", "逾期反馈", "按时率", "备注")
    row = ("1", "县人力资源和社会保障局", "12", "10", "30", "29", "1", "96.7%", "函请协助")
    table = Table("甲", header, (row,), (2, 9, 3, 3, 3, 3, 3, 3, 3), landscape=True)
    paper = read(render(shipped("briefing"), replace(SAMPLES["briefing"], tables=(table,)), at=AT))
    assert len(paper.sections()) == 1


@pytest.mark.parametrize("sign", ["\x0b", "\x07", "\x00", "\x1f", "\x0c", "\ufffe", "\ud800"])
def test_signs_that_break_a_file_are_left_out_wherever_they_stand(sign: str) -> None:
    content = replace(SAMPLES["formal"], title=f"关于甲{sign}乙", issuer=f"县{sign}局\n室")
    core = unpack(render(shipped("formal"), content, at=AT))["docProps/core.xml"].decode()
    assert "关于甲乙" in core
    assert "县局室" in core


def test_a_closing_line_takes_the_paragraph_before_it_along_with_the_signature() -> None:
    content = replace(SAMPLES["letter"], body=(text("督" * 60), text("督" * 61), text("特此函商。")))
    kept = [
        p for p in read(render(shipped("letter"), content, at=AT)).body.of("公文正文") if "keepNext" in p.properties
    ]
    assert [len(p.text) for p in kept] == [61, 5]
    content = replace(SAMPLES["letter"], body=(text("督" * 140), text("特此函商。")))
    kept = [
        p for p in read(render(shipped("letter"), content, at=AT)).body.of("公文正文") if "keepNext" in p.properties
    ]
    assert [len(p.text) for p in kept] == [5], "a long one would leave the first page empty"


def test_columns_are_as_wide_as_their_words() -> None:
    table = Table("甲", ("序号", "任务"), (("1", "建" * 14),), widths=(1, 3))
    parts = unpack(render(shipped("briefing"), replace(SAMPLES["briefing"], tables=(table,)), at=AT))
    assert '<w:gridCol w:w="2211"/><w:gridCol w:w="6633"/>' in parts["word/document.xml"].decode()


def test_units_in_a_row_are_parted_as_on_papers() -> None:
    assert listed(("县财政局", "县教育体育局")) == "县财政局、县教育体育局"
    assert listed(("各乡镇人民政府", "县政府各部门")) == "各乡镇人民政府，县政府各部门"


def test_one_enclosure_has_no_number_and_a_stop_is_taken_off() -> None:
    content = replace(SAMPLES["internal"], attachment_names=("现场照片。",), dated=date(2026, 5, 1))
    assert "附件：现场照片" in _lines(render(shipped("internal"), content, at=AT))


def test_a_paragraph_at_the_left_stays_there() -> None:
    content = replace(SAMPLES["internal"], body=(Block(BlockKind.LINE, "（草拟）"),))
    assert read(render(shipped("internal"), content, at=AT)).body.of("顶格正文")

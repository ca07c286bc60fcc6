"""A signed text as paragraphs, titles that are folded, names of files, and the table of kinds."""

from __future__ import annotations

import pytest

from supervision.model import Block, BlockKind, DocumentKind
from supervision.papers.documents import DOCUMENTS, LONGEST_NAME, blocks_of, file_name, fold_title
from supervision.procedures.forms import Form

H1, H2, TEXT = BlockKind.H1, BlockKind.H2, BlockKind.TEXT


def test_every_kind_has_a_row_and_every_paper_a_kind() -> None:
    assert set(DOCUMENTS) == set(DocumentKind)
    assert {form.value for form in Form} - {kind.value for kind in DocumentKind} == {"activity"}


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("一、总体情况", Block(H1, "一、总体情况")),
        ("　　一、总体情况。全县共立项 3 件。", Block(H1, "一、总体情况。", "全县共立项 3 件。")),
        ("（十二）城区内涝点整治", Block(H2, "（十二）城区内涝点整治")),
        ("一、" + "长" * 60 + "。", Block(TEXT, "一、" + "长" * 60 + "。")),
        ("1.排查", Block(TEXT, "1.排查")),
        ("一期工程", Block(TEXT, "一期工程")),
    ],
)
def test_a_line_is_a_paragraph(line: str, block: Block) -> None:
    assert blocks_of(line) == (block,)


def test_blocks_keep_every_word() -> None:
    text = "各有关单位：\n\n　　一、任务。由县住建局牵头。\n（一）排查\n6月底前完成。\n"
    blocks = blocks_of(text)
    assert "\n".join(block.text + block.rest for block in blocks) == "\n".join(
        line.strip("　") for line in text.splitlines() if line
    )


@pytest.mark.parametrize(
    "title",
    [
        "夏邑县人民政府办公室关于印发2026年县政府工作报告重点任务责任分解的通知",
        "夏邑县人民政府办公室关于转发《商丘市人民政府办公室关于进一步加强和规范全市政府系统督促检查工作的通知》的通知",
        "夏邑县人民政府关于2026年第一季度重点民生实事办理情况的报告",
        "夏邑县人民政府办公室关于2026年第一季度全县重点工作督查情况的通报",
    ],
)
def test_a_title_is_folded_as_a_trapezium(title: str) -> None:
    lines = fold_title(title)
    lengths = [len(line) for line in lines]
    assert "".join(lines) == title
    assert len(lines) > 1
    assert max(lengths) <= 25
    assert not any(line[0] in "的和及与》" or line[-1] in "《（〔" for line in lines)
    assert not any(a > b < c for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    assert not any(line.startswith(("室", "作", "况", "告", "季")) for line in lines), lines


def test_a_short_title_stays_on_its_line() -> None:
    assert fold_title("关于城区内涝点整治的督查通知单") == ("关于城区内涝点整治的督查通知单",)


def test_a_file_is_named_as_an_office_names_it() -> None:
    name = file_name(DocumentKind.SUPERVISION_NOTICE, "夏政督〔2026〕12号", "城区内涝点\n整治")
    assert name == "夏政督〔2026〕12号 督查通知单 城区内涝点整治"
    hostile = file_name(DocumentKind.LETTER, "", '../a:b*"<x>\x00|' + "长" * 99)
    assert len(hostile) <= LONGEST_NAME
    assert not set(hostile) & set('/\\:*?"<>|\x00')

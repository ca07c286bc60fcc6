"""A signed text as paragraphs, titles that are folded, names of files, and the table of kinds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from supervision.model import Block, BlockKind, DocumentKind
from supervision.papers import documents
from supervision.papers.documents import DOCUMENTS, LONGEST_NAME, TITLE_LONGEST, blocks_of, file_name, fold_title
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


LONG = "关于进一步做好城区内涝点排查整治与道路改造提升以及老旧小区供水管网更新工程建设有关问题研究解决并限期完成"


@pytest.mark.parametrize("length", [60, 90, 122, 400])
def test_a_long_title_is_folded_at_once(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is folded in the transaction that issues the paper, while nobody else is served: so few ways are weighed."""
    title = f"夏邑县人民政府办公室关于{(LONG * 9)[:length]}立项分解的通知"
    shape, weighed = documents._misshape, 0

    def weigh(lengths: Sequence[float]) -> int:
        nonlocal weighed
        weighed += 1
        return shape(lengths)

    monkeypatch.setattr(documents, "_misshape", weigh)
    lines = fold_title(title)
    assert 0 < weighed < 100 * len(title), "all ways to fold are more than can be counted"
    assert "".join(lines) == title
    assert max(map(len, lines)) <= TITLE_LONGEST


def test_what_cannot_be_folded_well_is_folded_all_the_same() -> None:
    for title in ("的" * 50, "9" * 90, "《" + "长" * 60 + "》"):
        lines = fold_title(title)
        assert "".join(lines) == title
        assert max(len(line) for line in lines) <= 2 * TITLE_LONGEST


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于2026年第一季度督查事项落实情况的通报",
            ("关于2026年第一季度", "督查事项落实情况的通报"),
        ),
        (
            "夏邑县人民政府办公室关于交办城区内涝点整治的通知",
            ("夏邑县人民政府办公室关于", "交办城区内涝点整治的通知"),
        ),
    ],
)
def test_a_title_is_parted_where_a_reader_would_pause(title: str, lines: tuple[str, ...]) -> None:
    assert fold_title(title) == lines


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("夏邑县人民政府办公室关于商请督促县税务局反馈督查事项办理情况的函", "县税务局"),
        ("夏邑县人民政府办公室关于商请督促县税务局反馈督查事项办理情况的函", "督促"),
        ("夏邑县人民政府办公室关于商请协助办理城区内涝点整治有关工作的函", "协助办理"),
        ("夏邑县人民政府办公室关于县政协十四届三次会议第12号建议的答复", "答复"),
    ],
)
def test_no_word_is_torn(title: str, word: str) -> None:
    assert word in "\n".join(fold_title(title))


def test_a_short_title_stays_on_its_line() -> None:
    assert fold_title("关于城区内涝点整治的督查通知单") == ("关于城区内涝点整治的督查通知单",)


def test_a_file_is_named_as_an_office_names_it() -> None:
    name = file_name(DocumentKind.SUPERVISION_NOTICE, "夏政督〔2026〕12号", "城区内涝点\n整治")
    assert name == "夏政督〔2026〕12号 督查通知单 城区内涝点整治"
    hostile = file_name(DocumentKind.LETTER, "", '../a:b*"<x>\x00|' + "长" * 99)
    assert len(hostile) <= LONGEST_NAME
    assert not set(hostile) & set('/\\:*?"<>|\x00')

"""What most papers have in common: title, text, signature, annexes, imprint."""

from __future__ import annotations

from messages.papers.building.markup import cell, paragraph, row, run, table, told, told_cell, told_row
from messages.papers.building.page import LINE, WIDE, WIDTH, section

URGENCY = (
    told("if 紧急程度 or 稿次")
    + paragraph("Urgency", "{{ 紧急程度 }}\t{{ 稿次 }}")
    + told("else")
    + paragraph("Urgency")
    + told("endif")
)
"""The first line of the text area. Empty on most papers, it holds the mark in its place."""

MARK = (
    told("if 标志较长")
    + paragraph("LongMark", "{{ 标志 }}")
    + told("else")
    + paragraph("Mark", "{{ 标志 }}")
    + told("endif")
)

NUMBER = paragraph("Number", "{{ 文号 }}")

RED_LINE = paragraph("RedLine")

TITLE = paragraph("Title", "{{ 标题 }}")

ADDRESSEES = told("if 主送") + paragraph("Addressee", "{{ 主送 }}") + told("endif")

TEXT = (
    told("for 段 in 正文")
    + told("if 段.级 == '一级'")
    + paragraph("Heading1", "{{ 段.文字 }}", run("{{ 段.接排 }}", "Continued"))
    + told("elif 段.级 == '二级'")
    + paragraph("Heading2", "{{ 段.文字 }}", run("{{ 段.接排 }}", "Continued"))
    + told("elif 段.级 == '顶格'")
    + paragraph("Line", "{{ 段.文字 }}{{ 段.接排 }}")
    + told("else")
    + paragraph("Text", "{{ 段.文字 }}{{ 段.接排 }}")
    + told("endif")
    + told("endfor")
)

_BLANK = paragraph("Line")

ENCLOSURES = (
    told("if 附件说明")
    + _BLANK
    + told("if 附件说明|length == 1")
    + paragraph("Enclosure", "附件：{{ 附件说明[0].名称 }}")
    + told("else")
    + told("for 附 in 附件说明")
    + paragraph("Enclosures", "{{ 附.序号 }}\t{{ 附.名称 }}")
    + told("endfor")
    + told("endif")
    + told("endif")
)
"""附件说明 (clause 7.3.4); the tab before the second number is in what is filled in."""

SIGNATURE = (
    told("if 署名")
    + paragraph("Signature", "\t{{ 署名 }}")
    + told("endif")
    + told("if 成文日期")
    + paragraph("Date", "{{ 成文日期 }}")
    + told("endif")
    + told("if 附注")
    + paragraph("Note", "{{ 附注 }}")
    + told("endif")
)

CLOSING = paragraph("Closing")
"""The last paragraph, to which the imprint is tied; one point high."""


def fields(label: int) -> str:
    """The table of what is told by labels, whose column is so wide."""
    return table(
        "Form",
        (label, WIDTH - label),
        told_row("for 项 in 项目", 2),
        row(
            cell(paragraph("FormLabel", "{{ 项.栏目 }}"), width=label),
            cell(paragraph("FormValue", "{{ 项.内容 }}"), width=WIDTH - label),
            height=LINE,
        ),
        told_row("endfor", 2),
    )


def grid(width: int) -> str:
    """A table of as many columns as its header has; their widths are put in afterwards (`arranging`)."""
    header = (told_cell("for 格 in 表.表头"), cell(paragraph("TableHead", "{{ 格 }}")), told_cell("endfor"))
    cells = (told_cell("for 格 in 行"), cell(paragraph("TableCell", "{{ 格 }}")), told_cell("endfor"))
    total = (told_cell("for 格 in 表.合计"), cell(paragraph("TableHead", "{{ 格 }}")), told_cell("endfor"))
    third = width // 3
    return table(
        "Annex",
        (third, third, width - 2 * third),
        row(*header, header=True),
        told_row("for 行 in 表.各行", 3),
        row(*cells),
        told_row("endfor", 3),
        told_row("if 表.合计", 3),
        row(*total),
        told_row("endif", 3),
    )


def _break(*, lying: bool, first_differs: bool) -> str:
    return paragraph("Closing", more=section(lying=lying, first_differs=first_differs))


def annexes(*, first_differs: bool = False) -> str:
    """The annexes, each on a page of its own; a wide one on pages that lie (clauses 7.3.7 and 8)."""
    head = (
        paragraph("AnnexLabel", "{{ 表.标识 }}")
        + told("if 表.标题")
        + paragraph("AnnexTitle", "{{ 表.标题 }}")
        + told("endif")
    )
    return (
        told("for 表 in 附表")
        + told("if 表.由竖转横")
        + _break(lying=False, first_differs=first_differs)
        + told("endif")
        + head
        + told("if 表.横排")
        + grid(WIDE)
        + _break(lying=True, first_differs=False)
        + told("else")
        + grid(WIDTH)
        + CLOSING  # two tables one after the other would be one
        + told("endif")
        + told("endfor")
    )


def imprint(*, printed: bool = True) -> str:
    """版记 at the foot of the last page (clause 7.4).

    Args:
        printed: with the lines and with who had it printed and when, which a letter has not.
    """
    copies = row(cell(paragraph("CopyTo", "抄送：{{ 抄送 }}"), width=WIDTH))
    if not printed:
        return told("if 抄送") + table("NoLines", (WIDTH,), copies, place=_FOOT) + told("endif")
    printing = row(cell(paragraph("Imprint", "{{ 印发机关 }}\t{{ 印发日期 }}"), width=WIDTH))
    rows = (told_row("if 抄送", 1), copies, told_row("endif", 1), printing)
    return table("ImprintLines", (WIDTH,), *rows, place=_FOOT)


_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
    'w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
)
"""At the lower edge of the text area. In the middle of the page, as the wider margin changes its side from
page to page: one that is placed from the margin LibreOffice lets float up."""

"""What stays in the office: 呈批单, 归档目录, 案卷."""

from __future__ import annotations

from messages.papers.building import blocks
from messages.papers.building.markup import cell, paragraph, row, table, told, told_row
from messages.papers.building.page import LINE, WIDTH, section

_LABEL = WIDTH // 5

_STEP = (1300, 2600, WIDTH - 5700, 1800)
"""环节, 姓名, 意见, 日期."""


def approval_sheet() -> str:
    """呈批单: what is to be signed, and each signature with its words; the text itself on the pages after it."""
    return (
        paragraph("FormTitle", "{{ 标题 }}")
        + _fields()
        + told("if 环节")
        + paragraph("Line")
        + _steps()
        + told("endif")
        + told("if 正文")
        + paragraph("AnnexLabel", "送审文稿")
        + blocks.TEXT
        + told("endif")
        + blocks.CLOSING
        + section()
    )


def catalogue() -> str:
    """目录: tables one below the other."""
    return (
        paragraph("FormTitle", "{{ 标题 }}") + blocks.TEXT + _tables() + blocks.SIGNATURE + blocks.CLOSING + section()
    )


def case_file() -> str:
    """案卷: a cover, what happened in order of time, the lists of papers and evidence."""
    return (
        paragraph("CoverTitle", "{{ 标题 }}")
        + _fields()
        + told("if 正文")
        + paragraph("AnnexLabel", "办理经过")
        + blocks.TEXT
        + told("endif")
        + _tables()
        + blocks.SIGNATURE
        + blocks.CLOSING
        + section()
    )


def _fields() -> str:
    return told("if 项目") + blocks.fields(_LABEL) + told("endif")


def _steps() -> str:
    heads = ("环节", "姓名（职务）", "意见", "日期")
    values = ("{{ 步.环节 }}", "{{ 步.人员 }}", "{{ 步.意见 }}", "{{ 步.日期 }}")
    return table(
        "Form",
        _STEP,
        row(
            *(cell(paragraph("FormLabel", head), width=width) for head, width in zip(heads, _STEP, strict=True)),
            header=True,
        ),
        told_row("for 步 in 环节", 4),
        row(
            *(cell(paragraph("FormValue", value), width=width) for value, width in zip(values, _STEP, strict=True)),
            height=2 * LINE,
        ),
        told_row("endfor", 4),
    )


def _tables() -> str:
    return (
        told("for 表 in 附表")
        + told("if 表.标题")
        + paragraph("Caption", "{{ 表.标题 }}")
        + told("endif")
        + blocks.grid(WIDTH)
        + told("endfor")
    )

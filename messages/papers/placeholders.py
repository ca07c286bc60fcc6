"""The words that stand in a letterhead for what is filled in: `{{ 标题 }}`, as an office reads them in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from messages.papers.columns import must_lie
from supervision.calendars.paper_dates import paper_date
from supervision.model.documents import Block, BlockKind, PaperContent, Table

LONGEST_MARK = 12
"""Characters of the mark that fit into a line at its ordinary size."""

_LEVELS = {BlockKind.H1: "一级", BlockKind.H2: "二级", BlockKind.TEXT: "正文", BlockKind.LINE: "顶格"}

_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What no Word file holds, or what `docxtpl` takes for a sign of its own; line feeds stay."""

_STOP = "。"


def clean(text: str) -> str:
    """A text without characters that would break the file."""
    return _UNPRINTABLE.sub("", text.replace("\t", "　"))


def fill(content: PaperContent) -> Mapping[str, Any]:
    """What the placeholders stand for."""
    dated = paper_date(content.dated) if content.dated else ""
    return {
        "标志": clean(content.mark),
        "标志较长": len(content.mark) > LONGEST_MARK,
        "文号": clean(content.number),
        "紧急程度": clean(content.urgency),
        "稿次": "送审稿" if content.draft else "",
        "签发人": clean(content.signer),
        "办理结果": clean(content.corner),
        "编发单位": clean(content.compiler),
        "标题": clean(content.title),
        "主送": _addressed(content.addressees),
        "正文": [_block(block) for block in content.body],
        "附件说明": _enclosures(content.attachment_names),
        "署名": clean(content.issuer),
        "成文日期": dated,
        "附注": clean(content.note),
        "附表": list(_annexes(content.tables)),
        "抄送": listed(content.copy_to) + _STOP if content.copy_to else "",
        "印发机关": clean(content.printed_by or content.issuer),
        "印发日期": f"{dated}印发" if dated else "",
        "项目": [{"栏目": clean(label), "内容": clean(value)} for label, value in content.fields],
        "环节": [
            {"环节": clean(stage), "人员": clean(who), "意见": clean(words), "日期": clean(when)}
            for stage, who, words, when in content.steps
        ],
    }


def listed(names: Sequence[str]) -> str:
    """Units in a row: parted by `、`, or by `，` where whole groups are named (各乡镇人民政府，县政府各部门)."""
    groups = any("各" in name for name in names)
    return ("，" if groups else "、").join(map(clean, names))


def _addressed(names: Sequence[str]) -> str:
    return f"{listed(names).rstrip('：')}：" if names else ""


def _block(block: Block) -> Mapping[str, str]:
    return {"级": _LEVELS[block.kind], "文字": clean(block.text), "接排": clean(block.rest)}


def _enclosures(names: Sequence[str]) -> list[Mapping[str, str]]:
    """Their numbers stand one below the other; a tab before each but the first (clause 7.3.4)."""
    return [
        {"序号": f"{'附件：' if number == 1 else chr(9)}{number}.", "名称": clean(name).rstrip("。；，")}
        for number, name in enumerate(names, 1)
    ]


def _annexes(tables: Sequence[Table]) -> Iterator[Mapping[str, Any]]:
    lying = False
    for number, table in enumerate(tables, 1):
        rows = [[clean(text) for text in row] for row in table.rows]
        lies = must_lie(table)
        yield {
            "标识": f"附件{number}" if len(tables) > 1 else "附件",
            "标题": clean(table.title),
            "表头": [clean(text) for text in table.header],
            "各行": rows[:-1] if table.total else rows,
            "合计": rows[-1] if table.total and rows else [],
            "横排": lies,
            "由竖转横": lies and not lying,
        }
        lying = lies

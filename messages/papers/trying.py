"""Trying an office's own letterhead before a paper is set in it: can it be filled, and what would it leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from messages.papers.letterheads import shipped
from messages.papers.packing import unpack
from messages.papers.rendering import render
from supervision.model.documents import Block, BlockKind, PaperContent, Table

_AT = datetime(2026, 1, 5, tzinfo=UTC)

SPECIMEN = PaperContent(
    title="样稿标题",
    number="夏政样〔2026〕1号",
    issuer="样稿署名机关",
    mark="样稿机关标志",
    dated=date(2026, 1, 5),
    addressees=("样稿主送机关",),
    body=(
        Block(BlockKind.H1, "一、样稿一级标题"),
        Block(BlockKind.H2, "（一）样稿二级标题", "样稿接排文字"),
        Block(BlockKind.TEXT, "样稿正文"),
        Block(BlockKind.LINE, "样稿顶格文字"),
    ),
    tables=(
        Table(
            "样稿附表",
            ("序号", "样稿表头", "备注一", "备注二"),  # too wide to stand upright
            (("1", "样稿表格内容", "样" * 16, "稿" * 16), ("", "样稿合计", "", "")),
            landscape=True,
            total=True,
        ),
    ),
    attachment_names=("样稿附件名称",),
    copy_to=("样稿抄送机关",),
    note="（样稿附注）",
    urgency="特急",
    signer="样稿签发人",
    corner="A",
    compiler="样稿编发单位",
    fields=(("样稿栏目", "样稿栏目内容"),),
    steps=(("样稿环节", "样稿人员", "样稿意见", "1月5日"),),
)

_SAID: Mapping[str, str] = {
    "标志": SPECIMEN.mark,
    "文号": SPECIMEN.number,
    "标题": SPECIMEN.title,
    "主送": "样稿主送机关：",
    "附件说明": "样稿附件名称",
    "署名": SPECIMEN.issuer,
    "成文日期": "2026年1月5日",
    "附注": SPECIMEN.note,
    "附表": "样稿表格内容",
    "合计": "样稿合计",
    "抄送": "样稿抄送机关",
    "印发日期": "2026年1月5日印发",
    "紧急程度": SPECIMEN.urgency,
    "签发人": SPECIMEN.signer,
    "编发单位": SPECIMEN.compiler,
    "项目": "样稿栏目内容",
    "环节": "样稿意见",
}
"""What the specimen says at each placeholder."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How it went: why the letterhead cannot be filled, or which placeholders it leaves out that ours has."""

    failure: str = ""
    left_out: tuple[str, ...] = ()


def tried(name: str, own: bytes) -> Trial:
    """Fill a letterhead of the office with a specimen, and compare it with the one that is shipped."""
    try:
        made = _words(render(own, SPECIMEN, at=_AT))
    except Exception as error:
        return Trial(failure=str(error).partition("\n")[0] or type(error).__name__)
    usual = _words(render(shipped(name), SPECIMEN, at=_AT))
    return Trial(left_out=tuple(label for label, said in _SAID.items() if said in usual and said not in made))


def _words(docx: bytes) -> str:
    parts = [
        content.decode() for name, content in sorted(unpack(docx).items()) if re.match(r"word/[dhf]\w+\.xml", name)
    ]
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part)) for part in parts)

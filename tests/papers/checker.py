"""The checker of Word files: which clauses are meant for which letterhead, and the special forms."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.papers.clauses import (
    Breaches,
    addressees,
    annexes,
    body,
    copies,
    dates,
    enclosures,
    imprint,
    levels,
    lines,
    mark,
    mm,
    number,
    number_in_the_middle,
    page,
    page_numbers,
    punctuation,
    red_line,
    red_mark,
    signers,
    title,
)
from tests.papers.word import Paper, W, read


def check(docx: bytes, letterhead: str) -> list[str]:
    """What breaks the standard; the letterhead decides which clauses are meant for the paper."""
    paper = read(docx)
    return [breach for clause in _OF[letterhead] for breach in clause(paper)]


def letter(paper: Paper) -> Breaches:
    """10.1: mark without 文件; red double lines, 170 mm, on the first page; no number there; no 印发."""
    head, foot = paper.heads.get("header/first"), paper.heads.get("footer/first")
    if head is None or foot is None or paper.sections()[0].find(f"{W}titlePg") is None:
        yield "first page has no head and foot of its own"
        return
    marks = head.of("发文机关标志（信函）")
    for paragraph in marks:
        yield from red_mark(paragraph)
        if paragraph.text.endswith("文件"):
            yield "mark of a letter with 文件"
    ends = (marks[0], "bottom", "thickThinSmallGap"), (foot.paragraphs[-1], "top", "thinThickSmallGap")
    for paragraph, side, kind in ends:
        line = {key: paragraph.properties.get(f"pBdr.{side}.{key}") for key in ("val", "color")}
        if line != {"val": kind, "color": "FF0000"}:
            yield f"red line: {line}"
        width = 156 - mm(str(paragraph.number("ind.left") + paragraph.number("ind.right")))
        if abs(width - 170) > 1:
            yield f"red line of {width:.0f} mm"
    if any("PAGE" in paragraph.text for paragraph in foot.paragraphs):
        yield "number on the first page"
    if paper.body.of("版记印发"):
        yield "imprint of a letter"
    if [section.find(f"{W}titlePg") for section in paper.sections()[1:] if section.find(f"{W}titlePg") is not None]:
        yield "head of a letter on a later page"
    yield from copies(paper)


def briefing(paper: Paper) -> Breaches:
    """简报 (not in the standard): masthead in red, 第N期, who edits it and when, the red line."""
    for paragraph in paper.body.of("简报报头"):
        yield from red_mark(paragraph)
    issue = paper.body.of("期号")
    if len(issue) != 1 or not re.fullmatch(r"(20\d\d年)?第[1-9]\d*期", issue[0].text):
        yield f"issue {[paragraph.text for paragraph in issue]}"
    edited = paper.body.of("编发单位和日期")
    if len(edited) != 1 or not re.fullmatch(r".+\t\d{4}年\d{1,2}月\d{1,2}日", edited[0].text):
        yield "who edited it, and when"
    yield from red_line(paper)


Clause = Callable[[Paper], Breaches]

_ALL: tuple[Clause, ...] = (page, dates, page_numbers, punctuation)
_PAPER: tuple[Clause, ...] = (*_ALL, lines, body, levels, title, addressees, enclosures, annexes)
_OF: dict[str, tuple[Clause, ...]] = {
    "formal": (*_PAPER, mark, number, number_in_the_middle, imprint),
    "notice_form": (*_PAPER, mark, number, number_in_the_middle, imprint),
    "upward": (*_PAPER, mark, number, signers, imprint),
    "letter": (*_PAPER, number, letter),
    "briefing": (*_PAPER, briefing, imprint),
    "internal": _PAPER,
    "approval_sheet": _ALL,
    "catalogue": _ALL,
    "case_file": _ALL,
}

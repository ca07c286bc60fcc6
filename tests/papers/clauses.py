"""GB/T 9704-2012: a function a clause, the numbers written out here a second time.

They know the Chinese names of the styles and nothing of the code that made the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from tests.papers.word import Paper, Paragraph, W

Breaches = Iterator[str]

_HAN = r"[\u4e00-\u9fff]"


def mm(twips: str | None) -> float:
    return int(twips or 0) / 1440 * 25.4


def page(paper: Paper) -> Breaches:
    """5.1, 5.2.1, 8: A4; 天头 37 mm, 订口 28 mm, the text 156 by 225 mm; a wide table on a page turned right."""
    for section in paper.sections():
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        lying = size.get(f"{W}orient") == "landscape"
        wanted = (297, 210) if lying else (210, 297)
        if any(abs(mm(size.get(f"{W}{side}")) - value) > 0.5 for side, value in zip("wh", wanted, strict=True)):
            yield "not A4"
        if paper.settings.find(f"{W}mirrorMargins") is None:
            yield "the binding edge is not mirrored on even pages"
        margins_of_lying = (36, 27, 36, 27)  # within the millimetre of clause 5.2.1 on both sides of the sheet
        sides = ("left", "top", "right", "bottom")
        for side, value in zip(sides, margins_of_lying if lying else (28, 37, 26, 35), strict=True):
            if abs(mm(margins.get(f"{W}{side}")) - value) > 0.5:
                yield f"{side} margin is not {value} mm"


def lines(paper: Paper) -> Breaches:
    """5.2.2: 22 lines a page, 28 characters a line."""
    for paragraph in paper.body.of("公文正文", "一级标题", "二级标题", "顶格正文"):
        pitch = paragraph.number("spacing.line") / 20
        if paragraph.properties.get("spacing.lineRule") != "exact" or int(225 / 25.4 * 72 / pitch) != 22:
            yield f"not 22 lines: {pitch} points"
        for run in paragraph.runs:
            width = int(run.properties.get("sz", "0")) / 2 + int(run.properties.get("spacing", "0")) / 20
            if int(156 / 25.4 * 72 / width + 0.001) != 28:
                yield f"not 28 characters: {width} points"


def body(paper: Paper) -> Breaches:
    """5.2.3, 7.3.3: 3号 仿宋, indented by two characters, from the first page on."""
    if not paper.body.of("公文正文", "一级标题", "二级标题", "顶格正文"):
        yield "no text"
    for paragraph in paper.body.of("公文正文"):
        if paragraph.fonts() != {"仿宋_GB2312"} or paragraph.points() != {16.0}:
            yield "text is not 仿宋 of 16 points"
        if paragraph.number("ind.firstLineChars") != 200:
            yield "text is not indented by two"


def levels(paper: Paper) -> Breaches:
    """7.3.3: 一、 黑体, （一） 楷体, 1. and （1） 仿宋."""
    for paragraph in paper.body.of("公文正文", "一级标题", "二级标题"):
        first = paragraph.runs[0].properties.get("rFonts.eastAsia", "")
        if re.match(r"[一二三四五六七八九十]+、", paragraph.text) and first != "黑体":
            yield "一、 is not 黑体"
        if re.match(r"（[一二三四五六七八九十]+）", paragraph.text) and first != "楷体_GB2312":
            yield "（一） is not 楷体"
        if re.match(r"\d+、", paragraph.text):
            yield "1、 instead of 1."


def title(paper: Paper) -> Breaches:
    """7.3.1: 2号 小标宋, not bold, in the middle; its lines not all of one length."""
    titles = paper.body.of("公文标题")
    if len(titles) != 1:
        yield "not one title"
    for paragraph in titles:
        if paragraph.fonts() != {"方正小标宋简体"} or paragraph.points() != {22.0}:
            yield "title is not 小标宋 of 22 points"
        if any(run.properties.get("b", "false") not in ("false", "0") for run in paragraph.runs):
            yield "title is bold"
        if paragraph.properties.get("jc") != "center":
            yield "title is not in the middle"
        if any(len(line) > 20 + len(re.findall(r"[0-9]", line)) / 2 for line in paragraph.text.split("\n")):
            yield "a line of the title is too long"


def mark(paper: Paper) -> Breaches:
    """7.2.4: red, 小标宋, in the middle, 35 mm below the upper edge of the text."""
    marks = paper.body.of("发文机关标志", "发文机关标志（长）")
    if len(marks) != 1:
        yield "not one mark"
    for paragraph in marks:
        yield from red_mark(paragraph)
        above = mm(str(579 + paragraph.number("spacing.before")))
        size = max(paragraph.points())
        above += mm(str(paragraph.number("spacing.line") - round(size * 20))) / 2
        if abs(above - 35) > 2:
            yield f"mark is {above:.0f} mm below the edge"


def red_mark(paragraph: Paragraph) -> Breaches:
    if any(run.properties.get("color") != "FF0000" for run in paragraph.runs if run.text):
        yield "mark is not red"
    if paragraph.fonts() != {"方正小标宋简体"} or paragraph.properties.get("jc") != "center":
        yield "mark is not 小标宋 in the middle"


_NUMBER = re.compile(rf"{_HAN}+〔\d{{4}}〕[1-9]\d*号")


def number(paper: Paper) -> Breaches:
    """7.2.5: 〔2026〕3号, without 第 and without zeros before it."""
    for paragraph in paper.body.of("发文字号", "发文字号（上行文）", "发文字号（信函）"):
        said = re.split(r"签发人：", paragraph.text)[0].strip()
        if said and not _NUMBER.fullmatch(said.split("\t")[-1]):
            yield f"number {said}"


def number_in_the_middle(paper: Paper) -> Breaches:
    """7.2.5, 7.2.7: in the middle; 4 mm below it the red line, as wide as the text."""
    for paragraph in paper.body.of("发文字号"):
        if paragraph.properties.get("jc") != "center":
            yield "number is not in the middle"
    yield from red_line(paper)


def red_line(paper: Paper) -> Breaches:
    drawn = paper.body.of("红色分隔线")
    if len(drawn) != 1 or drawn[0].properties.get("pBdr.bottom.color") != "FF0000":
        yield "no red line"
    if any(paragraph.number("ind.left") or paragraph.number("ind.right") for paragraph in drawn):
        yield "the red line is not as wide as the text"


def signers(paper: Paper) -> Breaches:
    """7.2.6: the number a character from the left, in its line 签发人 and the names in 楷体."""
    drawn = paper.body.of("发文字号（上行文）")
    if len(drawn) != 1 or "签发人：" not in drawn[0].text:
        yield "no signer"
    for paragraph in drawn:
        if abs(paragraph.number("ind.left") - 316) > 10:
            yield "number is not a character from the left"
        if paragraph.runs[-1].properties.get("rFonts.eastAsia") != "楷体_GB2312":
            yield "signer is not 楷体"
    yield from red_line(paper)


def addressees(paper: Paper) -> Breaches:
    """7.3.2: not indented, with a full-width colon."""
    for paragraph in paper.body.of("主送机关"):
        if not paragraph.text.endswith("："):
            yield "addressees without a colon"
        if paragraph.number("ind.firstLine") or paragraph.number("ind.left"):
            yield "addressees are indented"


def enclosures(paper: Paper) -> Breaches:
    """7.3.4: their names without a stop."""
    for paragraph in paper.body.of("附件说明", "附件说明（多件）"):
        if re.search(r"[。；，.;,]$", paragraph.text):
            yield f"enclosure with a stop: {paragraph.text}"


def dates(paper: Paper) -> Breaches:
    """7.3.5.5: Arabic, the whole year, no zeros before; of a sealed paper four characters from the right."""
    for paragraph in paper.body.paragraphs:
        if re.search(r"年0\d月|月0\d日", paragraph.text):
            yield f"date with a zero: {paragraph.text}"
    for paragraph in paper.body.of("成文日期"):
        if not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", paragraph.text):
            yield f"date {paragraph.text}"
        if paragraph.properties.get("jc") != "right" or abs(paragraph.number("ind.right") - 4 * 316) > 20:
            yield "date is not four characters from the right"


def annexes(paper: Paper) -> Breaches:
    """7.3.7: each on a new page, 附件 in 黑体 at the left."""
    for paragraph in paper.body.of("附件标识"):
        if paragraph.fonts() != {"黑体"} or "pageBreakBefore" not in paragraph.properties:
            yield "annex is not on a new page, or its label not 黑体"


def imprint(paper: Paper) -> Breaches:
    """7.4: at the foot of the last page, between thick lines, a thin one within; 抄送 with a stop; 印发."""
    drawn = paper.borders.get("版记线", {})
    if (drawn.get("top"), drawn.get("bottom"), drawn.get("insideH")) != ("8", "8", "6"):
        yield f"lines of the imprint: {drawn}"
    tables = [table for table in paper.body.root.iter(f"{W}tbl") if _style_of(table) == "ImprintLines"]
    for table in tables:
        place = table.find(f"{W}tblPr/{W}tblpPr")
        if place is None or (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) != ("margin", "bottom"):
            yield "imprint is not at the foot"
    printed = paper.body.of("版记印发")
    if len(tables) != 1 or len(printed) != 1:
        yield "not one imprint"
    for paragraph in printed:
        if paragraph.text.split("\t")[1] and not re.search(r"\d{4}年\d{1,2}月\d{1,2}日印发$", paragraph.text):
            yield f"imprint {paragraph.text}"
    yield from copies(paper)


def copies(paper: Paper) -> Breaches:
    """7.4.2: 4号 仿宋, 抄送 with a full-width colon, a stop at the end."""
    for paragraph in paper.body.of("版记抄送"):
        if not re.fullmatch(r"抄送：.+。", paragraph.text):
            yield f"copies {paragraph.text}"
    for paragraph in paper.body.of("版记抄送", "版记印发"):
        if paragraph.points() != {14.0} or paragraph.fonts() != {"仿宋_GB2312"}:
            yield "imprint is not 仿宋 of 14 points"


def _style_of(table: ElementTree.Element) -> str:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return "" if style is None else style.get(f"{W}val", "")


def page_numbers(paper: Paper) -> Breaches:
    """7.5: 4号 宋体 between dashes, a character from the outer edge: odd pages right, even ones left."""
    if paper.settings.find(f"{W}evenAndOddHeaders") is None:
        yield "odd and even pages are numbered alike"
    for kind, side in (("default", "right"), ("even", "left")):
        foot = paper.heads.get(f"footer/{kind}")
        for paragraph in foot.paragraphs if foot else ():
            if not re.fullmatch(r"— PAGE1? —", paragraph.text) or paragraph.points() != {14.0}:
                yield f"page number {paragraph.text}"
            if paragraph.fonts() != {"宋体"}:
                yield "page number is not 宋体"
            if paragraph.properties.get("jc") != side or abs(paragraph.number(f"ind.{side}") - 316) > 40:
                yield f"page number of {kind} pages is not at the {side}"
        if foot is None:
            yield "no page number"


def punctuation(paper: Paper) -> Breaches:
    """9 of our list: half-width signs among Chinese, square and round brackets around a year, 此页无正文."""
    for paragraph in paper.body.paragraphs:
        if re.search(rf"{_HAN}[:;,()?!]|[:;,()?!]{_HAN}", paragraph.text):
            yield f"half-width sign: {paragraph.text}"
        if re.search(r"[\[(（【]\d{4}[\])）】]\d*号", paragraph.text):
            yield f"brackets of a year: {paragraph.text}"
        if "此页无正文" in paragraph.text:
            yield "此页无正文"
        if "{{" in paragraph.text or "{%" in paragraph.text:
            yield f"not filled in: {paragraph.text}"

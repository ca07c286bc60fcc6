"""The styles of a paper, by which an office changes its letterheads: their names are Chinese, as Word lists them.

Fonts are named, not brought along: the office's own computers have them, others put something like them in place.
"""

from __future__ import annotations

from dataclasses import dataclass

from messages.papers.building.markup import DECLARATION, NAMESPACES
from messages.papers.building.page import CLOSER, LINE, WIDTH, characters, millimetres

XBS, FANG, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"

RED = "FF0000"

TWO, THREE, FOUR, SMALL_FOUR = 22, 16, 14, 12
"""字号 in points: 2号, 3号, 4号, 小4号."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs. Distances are in twentieths of a point, sizes in points."""

    id: str
    name: str
    font: str = FANG
    size: float = THREE
    align: str = "left"
    line: int = LINE
    at_least: bool = False
    before: int = 0
    after: int = 0
    indent: int = 0
    """In characters of the text, of the first line."""
    left: float = 0
    right: float = 0
    """In characters of the text."""
    hanging: float = 0
    tabs: tuple[tuple[str, int], ...] = ()
    color: str = ""
    border: str = ""
    keep: bool = False
    """It stays on the page of what follows."""
    new_page: bool = False
    level: int = 0
    """Of the outline; 0: none."""
    closer: bool = False
    """Its characters stand a little closer, so that 28 are a line."""


_THICK, _THIN = 8, 6
"""Lines of 0.35 mm and 0.25 mm (clause 7.4.1), in eighths of a point as lines are counted: 1 and 0.75 points."""


_RED_LINE = f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="0" w:color="{RED}"/></w:pBdr>'


_FOURTH = FOUR / THREE
"""A character of 4号, in characters of the text."""

_ENDS = (("right", WIDTH - characters(1)),)
_OUTER = (("right", WIDTH - characters(_FOURTH)),)

SEAL = 21 - 0.25
"""Where the middle of 成文日期 is, in characters: ending four before the margin, 6 to 7 wide (clause 7.3.5.1)."""

STYLES: tuple[Style, ...] = (
    Style("Urgency", "紧急程度", HEI, tabs=(("right", WIDTH),)),
    Style("Mark", "发文机关标志", XBS, 36, "center", 900, before=millimetres(35) - LINE - 90, color=RED),
    Style("LongMark", "发文机关标志（长）", XBS, 26, "center", 900, before=millimetres(35) - LINE - 190, color=RED),
    Style("LetterMark", "发文机关标志（信函）", XBS, 36, "center", 800, color=RED),
    Style("Masthead", "简报报头", XBS, 54, "center", 1300, before=400, color=RED),
    Style("Issue", "期号", FANG, align="center"),
    Style("Edited", "编发单位和日期", FANG, left=1, right=1, tabs=_ENDS, before=LINE // 2),
    Style("Number", "发文字号", FANG, align="center", before=2 * LINE - 90),
    Style("NumberUp", "发文字号（上行文）", FANG, left=1, before=2 * LINE - 90, tabs=_ENDS),
    Style("NumberLetter", "发文字号（信函）", FANG, before=140, tabs=(("right", WIDTH),)),
    Style("RedLine", "红色分隔线", FANG, 2, line=130, border=_RED_LINE),
    Style("Title", "公文标题", XBS, TWO, "center", line=640, before=2 * LINE, keep=True),
    Style("FormTitle", "单证标题", XBS, TWO, "center", line=640, after=LINE // 2),
    Style("CoverTitle", "案卷标题", XBS, 36, "center", line=1000, before=3 * LINE, after=3 * LINE),
    Style("Addressee", "主送机关", FANG, before=LINE, closer=True),
    Style("Text", "公文正文", FANG, align="both", indent=2, closer=True),
    Style("Line", "顶格正文", FANG, align="both", closer=True),
    Style("Heading1", "一级标题", HEI, keep=True, align="both", indent=2, level=1, closer=True),
    Style("Heading2", "二级标题", KAI, align="both", indent=2, level=2, closer=True),
    Style("Enclosure", "附件说明", FANG, align="both", left=5, hanging=3, closer=True),
    Style(
        "Enclosures",
        "附件说明（多件）",
        FANG,
        closer=True,
        left=6.25,
        hanging=4.25,
        tabs=(("left", characters(5)), ("left", characters(6.25))),
    ),
    Style("Signature", "署名", FANG, before=2 * LINE, keep=True, tabs=(("center", characters(SEAL)),), closer=True),
    Style("Date", "成文日期", FANG, align="right", right=4, closer=True),
    Style("Note", "附注", FANG, left=2, closer=True),
    Style("AnnexLabel", "附件标识", HEI, keep=True, new_page=True),
    Style("AnnexTitle", "附件标题", XBS, TWO, "center", line=640, before=LINE, after=LINE // 2, keep=True),
    Style("Caption", "表题", HEI, align="center", before=LINE // 2, after=120, keep=True),
    Style("TableHead", "表头", HEI, SMALL_FOUR, "center", line=420, at_least=True),
    Style("TableCell", "表格", FANG, SMALL_FOUR, "left", line=420, at_least=True),
    Style("FormLabel", "表单栏目", HEI, FOUR, "center", line=400, at_least=True),
    Style("FormValue", "表单内容", FANG, FOUR, "left", line=400, at_least=True),
    Style("CopyTo", "版记抄送", size=FOUR, left=4 * _FOURTH, right=_FOURTH, hanging=3 * _FOURTH, line=500),
    Style("Imprint", "版记印发", size=FOUR, left=_FOURTH, right=_FOURTH, line=500, tabs=_OUTER),
    Style("PageOdd", "页码（单页）", SONG, FOUR, "right", line=320, after=290, right=1),
    Style("PageEven", "页码（双页）", SONG, FOUR, "left", line=320, after=290, left=1),
    Style("Closing", "文末", FANG, 1, line=20),
    Style("Instruction", "填写指令", SONG, 9, color="808080", line=240),
)
"""In Word's list of styles; those of a letterhead are whichever it uses."""

_RUNS = (
    ("Continued", "接排正文", FANG, THREE),
    ("Signer", "签发人姓名", KAI, THREE),
    ("UrgencyInLine", "紧急程度（行内）", HEI, THREE),
)
"""Styles of characters: what follows a heading in its line, the signers' names (clause 7.2.6), a letter's urgency."""


def _fonts(font: str, size: float) -> tuple[str, str]:
    half = round(size * 2)
    named = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts{named}/>", f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _indents(style: Style) -> str:
    marks = ""
    if style.left:
        marks += f' w:left="{characters(style.left)}"'
    if style.right:
        marks += f' w:right="{characters(style.right)}"'
    if style.hanging:
        marks += f' w:hanging="{characters(style.hanging)}"'
    if style.indent:
        marks += f' w:firstLineChars="{style.indent * 100}" w:firstLine="{characters(style.indent)}"'
    return f"<w:ind{marks}/>" if marks else ""


def _paragraphs(style: Style) -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in style.tabs)
    rule = "atLeast" if style.at_least else "exact"
    return "".join(
        (
            "<w:keepNext/>" if style.keep else "",
            "<w:pageBreakBefore/>" if style.new_page else "",
            style.border,
            f"<w:tabs>{stops}</w:tabs>" if stops else "",
            "" if style.closer else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="{rule}"/>',
            _indents(style),
            f'<w:jc w:val="{style.align}"/>',
            f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "",
        )
    )


def _described(style: Style) -> str:
    fonts, sizes = _fonts(style.font, style.size)
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    spacing = f'<w:spacing w:val="{CLOSER}"/>' if style.closer else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{_paragraphs(style)}</w:pPr>'
        f"<w:rPr>{fonts}{color}{spacing}{sizes}</w:rPr></w:style>"
    )


def _described_run(identifier: str, name: str, font: str, size: float) -> str:
    fonts, sizes = _fonts(font, size)
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{fonts}{sizes}</w:rPr></w:style>"
    )


def _rule(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _table_style(identifier: str, name: str, borders: str, sides: int, ends: int = 0) -> str:
    above, below = (f'<w:{end} w:w="{ends}" w:type="dxa"/>' if ends else "" for end in ("top", "bottom"))
    margins = f'{above}<w:left w:w="{sides}" w:type="dxa"/>{below}<w:right w:w="{sides}" w:type="dxa"/>'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


_ALL_SIDES = "".join(_rule(side, 4) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))

_TABLE_STYLES = (
    _table_style("Annex", "附表", _ALL_SIDES, 60),
    _table_style("Form", "表单", _ALL_SIDES, 100, 50),
    _table_style("ImprintLines", "版记线", _rule("top", _THICK) + _rule("bottom", _THICK) + _rule("insideH", _THIN), 0),
    _table_style("NoLines", "无线", "", 0),
)

_FONTS, _SIZES = _fonts(FANG, THREE)

_DEFAULTS = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>'
    '<w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/></w:pPr>'
    f"<w:rPr>{_SIZES}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
"""The grid counts from the size of Normal: it is that of the text."""


def styles() -> str:
    """The part `word/styles.xml`."""
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_SIZES}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        f"{_DEFAULTS}{''.join(map(_described, STYLES))}{''.join(_described_run(*row) for row in _RUNS)}"
        f"{''.join(_TABLE_STYLES)}</w:styles>"
    )

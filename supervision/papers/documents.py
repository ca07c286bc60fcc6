"""Documents as rows: which letterhead and register each kind has, and how a signed text becomes paragraphs.

The form is 党政机关公文格式 (GB/T 9704—2012); where it says nothing, the choice is ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from supervision.model.documents import Block, BlockKind, DocumentKind
from supervision.papers.numbering import RegisterKey


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kind of document: its name, its letterhead, and the register that it is numbered in.

    No register: it has no number, or another's, or `numbering.REGISTER_OF` says which by form and issuer. `formal`
    ones follow GB/T 9704; `upward` ones go to those above and name who signed.
    """

    kind: DocumentKind
    title: str
    letterhead: str
    register: RegisterKey | None
    formal: bool
    upward: bool = False


_ROWS = (
    DocumentRow(DocumentKind.BREAKDOWN_NOTICE, "立项分解通知", "formal", None, formal=True),
    DocumentRow(DocumentKind.SUPERVISION_NOTICE, "督查通知单", "notice_form", RegisterKey.SUPERVISION, formal=True),
    DocumentRow(DocumentKind.HOTLINE_NOTICE, "督促查办事项通知单", "notice_form", RegisterKey.SUPERVISION, formal=True),
    DocumentRow(DocumentKind.ASSIGNMENT_NOTICE, "交办通知", "formal", RegisterKey.OFFICE, formal=True),
    DocumentRow(DocumentKind.FURTHER_NOTICE, "督办通知", "notice_form", None, formal=True),
    DocumentRow(DocumentKind.PLAN, "督查方案", "formal", RegisterKey.OFFICE, formal=True),
    DocumentRow(DocumentKind.URGING, "催办通知单", "notice_form", RegisterKey.URGING, formal=True),
    DocumentRow(DocumentKind.LETTER, "函", "letter", RegisterKey.LETTER, formal=True),
    DocumentRow(DocumentKind.REPLY, "答复", "letter", RegisterKey.LETTER, formal=True),
    DocumentRow(DocumentKind.REPORT_UP, "落实情况报告", "upward", None, formal=True, upward=True),
    DocumentRow(DocumentKind.HOTLINE_REPORT, "办理结果报告", "upward", RegisterKey.OFFICE, formal=True, upward=True),
    DocumentRow(DocumentKind.LEADER_REPORT, "办理情况呈报", "internal", None, formal=False),
    DocumentRow(DocumentKind.BRIEFING, "督查通报", "briefing", RegisterKey.BULLETIN, formal=False),
    DocumentRow(DocumentKind.BULLETIN_FORMAL, "督查通报", "formal", RegisterKey.OFFICE, formal=True),
    DocumentRow(DocumentKind.CORRECTION, "更正", "notice_form", None, formal=True),
    DocumentRow(DocumentKind.REFERRAL, "移送函", "letter", RegisterKey.LETTER, formal=True),
    DocumentRow(DocumentKind.APPROVAL_SHEET, "呈批单", "approval_sheet", None, formal=False),
    DocumentRow(DocumentKind.CATALOGUE, "归档目录", "catalogue", None, formal=False),
    DocumentRow(DocumentKind.CASE_FILE, "督查事项案卷", "case_file", RegisterKey.CASE_FILE, formal=False),
)

DOCUMENTS: Mapping[DocumentKind, DocumentRow] = MappingProxyType({row.kind: row for row in _ROWS})
"""All kinds of documents. A 更正 is set like the paper that it corrects: whoever draws it up names that letterhead."""

_HEADINGS = (
    (BlockKind.H1, re.compile(r"[一二三四五六七八九十]+、")),
    (BlockKind.H2, re.compile(r"（[一二三四五六七八九十]+）")),
)
LONGEST_HEADING = 40
"""A numbered line that is longer, up to its first full stop, is a paragraph and no heading."""


def blocks_of(text: str) -> tuple[Block, ...]:
    """Set a signed text as paragraphs: a line is one, word for word; spaces that indent are the style's business."""
    return tuple(_block(line.strip(" \t　")) for line in text.splitlines() if line.strip(" \t　"))


def _block(line: str) -> Block:
    for kind, numbered in _HEADINGS:
        if not numbered.match(line):
            continue
        heading, stop, rest = line.partition("。")
        if len(heading) <= LONGEST_HEADING:
            return Block(kind, heading + stop, rest.lstrip("　")) if rest else Block(kind, line)
    return Block(BlockKind.TEXT, line)


TITLE_LONGEST = 19
"""Characters of a line of a title: 156 mm hold twenty in 二号, and a little is kept for digits and other fonts."""

_NOT_FIRST = frozenset("的和及与号年月日时") | frozenset("、，。：；》）〕”’")
_NOT_LAST = frozenset("《（〔“‘、第")
_WHOLE = re.compile(r"《[^》]*》|〔[^〕]*〕|（[^）]*）|[0-9A-Za-z.%]+")
_WORDS = re.compile(
    "县[^县关于的、《》（）]{1,12}?(?:局|委员会|公司|中心)|"  # a unit's name
    "第[一二三四]季度|人民政府|办公室|关于|商请|交办|函告|转发|印发|协助办理|有关|督查|督促检查|督促|反馈|系统|督办|通知|通报|情况|工作|落实|报告|整治|整改|建设|重点|事项|办理|项目|责任|分解|全县|全市|"
    "城区|内涝|防汛|协助|民生|实事|季度|年度|政府|推进|进展|任务|目标|方案|答复|建议|提案|移送|更正|高质量|发展|治理|环境|安全|农村|乡镇"
)


def fold_title(text: str, width: int = TITLE_LONGEST) -> tuple[str, ...]:
    """Fold a title into balanced lines in the shape of a trapezium or a rhombus, no word torn (GB/T 9704, 7.3.1).

    Takes a few milliseconds whatever the length: the best way to a line depends on the line before it alone.
    """
    if _wide(text) <= width:
        return (text,)
    prices = _prices(text, width)
    fewest = -int(-_wide(text) // width)
    for count in range(fewest, fewest + 3):
        for slack in (5, width):
            if (lines := _folded(text, prices, count, width, slack)) is not None:
                return lines
    return tuple(text[start : start + width] for start in range(0, len(text), width))


def _prices(text: str, width: int) -> dict[int, int]:
    """What it costs to cut before a character; where no line may begin there is no price."""
    torn = {
        place
        for found in _WHOLE.finditer(text)
        if len(found[0]) <= width
        for place in range(found.start() + 1, found.end())
    }
    words = {place for found in _WORDS.finditer(text) for place in range(found.start() + 1, found.end())}
    return {
        place: 12 if place in words else -3 if text[:place].endswith("关于") else 0
        for place in range(2, len(text) - 1)
        if place not in torn and text[place] not in _NOT_FIRST and text[place - 1] not in _NOT_LAST
    }


_Ways = dict[tuple[int, int], tuple[float, tuple[int, ...]]]
"""The cheapest way to each last line (its beginning and its end): the cost, and where its lines end."""


def _folded(text: str, prices: Mapping[int, int], count: int, width: int, slack: int) -> tuple[str, ...] | None:
    """Fold into so many lines, each within `slack` characters of an even one; none where that cannot be done."""
    until = [_wide(text[:place]) for place in range(len(text) + 1)]
    even = until[-1] / count
    ways: _Ways = {(0, 0): (0.0, ())}
    for n in range(1, count + 1):
        ends = {len(text): 0} if n == count else prices
        further: _Ways = {}
        for (_, cut), (cost, cuts) in ways.items():
            for end in range(cut + 1, min(cut + 2 * width, len(text)) + 1):  # no character is half as wide as one
                length = until[end] - until[cut]
                if (price := ends.get(end)) is None or length > width or abs(length - even) > slack:
                    continue
                lengths = [until[b] - until[a] for a, b in zip((0, *cuts)[-3:], (*cuts, end)[-3:], strict=False)]
                total = cost + price + abs(length - even) + _misshape(lengths)
                if total < further.get((cut, end), (total + 1, ()))[0]:
                    further[cut, end] = (total, (*cuts, end))
        ways = further
    if not ways:
        return None
    _, cuts = min(ways.values())
    return tuple(text[start:end] for start, end in zip((0, *cuts), cuts, strict=False))


def _misshape(lengths: Sequence[float]) -> int:
    """What the last lines cost by their shape: neither an hourglass nor a square (clause 7.3.1)."""
    if len(lengths) > 2 and lengths[-3] > lengths[-2] < lengths[-1]:
        return 20
    return 3 if len(lengths) > 1 and lengths[-2] == lengths[-1] else 0


def _wide(text: str) -> float:
    """In characters; digits of the fonts that stand in for the standard's are wider than half of one."""
    return sum(0.55 if char.isascii() else 1 for char in text)


LONGEST_NAME = 60
"""Characters of a file's name, so that the bytes fit every disk and the name a telephone."""


def file_name(kind: DocumentKind, number: str, title: str) -> str:
    """Name a file as an office names it, without its ending: 夏政督〔2026〕12号 督查通知单 城区内涝点整治."""
    words = " ".join(word for word in (number, DOCUMENTS[kind].title, title.replace("\n", "")) if word)
    kept = "".join(char for char in words if char.isprintable() or char == "　")
    return re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|]', "", kept))[:LONGEST_NAME].strip(" .")

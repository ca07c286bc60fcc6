"""Heads and feet: page numbers on the outer side, and the red lines of a letter."""

from __future__ import annotations

from messages.papers.building.markup import DECLARATION, NAMESPACES, page_number, paragraph, told
from messages.papers.building.page import millimetres
from messages.papers.building.styles import RED

_OUT = f'<w:ind w:left="-{millimetres(8)}" w:right="-{millimetres(6)}"/>'
"""A red line of a letter is 170 mm wide, in the middle of the page: wider than the text by 8 and 6 mm."""


def numbered(even: bool) -> str:
    """The foot of a page: `— 1 —`, a character from the outer margin (clause 7.5)."""
    return _part("ftr", paragraph("PageEven" if even else "PageOdd", page_number()))


def letter_head() -> str:
    """The mark of a letter and its upper red line, the thick one above (clause 10.1)."""
    line = f'<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="6" w:color="{RED}"/></w:pBdr>'
    corner = '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" w:y="1021"/>'
    result = (
        told("if 办理结果") + paragraph("Urgency", "办理结果：{{ 办理结果 }}", more=corner) + told("endif")
    )  # a custom of the replies to proposals, at the top right of the page
    return _part("hdr", result + paragraph("LetterMark", "{{ 标志 }}", more=line + _OUT))


def letter_foot() -> str:
    """The lower red line, the thin one above; the first page of a letter has no number."""
    line = f'<w:pBdr><w:top w:val="thinThickSmallGap" w:sz="24" w:space="1" w:color="{RED}"/></w:pBdr>'
    return _part("ftr", paragraph("Closing", more=line + _OUT))


def _part(kind: str, content: str) -> str:
    return f"{DECLARATION}<w:{kind} {NAMESPACES}>{content}</w:{kind}>"

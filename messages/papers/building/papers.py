"""The letterheads of papers that are sent out: 公文, 上行文, 函, 通知单, 简报, and the one without a red head."""

from __future__ import annotations

from messages.papers.building import blocks
from messages.papers.building.markup import paragraph, run, told
from messages.papers.building.page import LINE, section

_LABEL = 1440
"""Of a form's columns, the width of one that says what stands beside it: four characters of 4号."""

_ADDRESSEE = paragraph("Addressee", "{{ 主送 }}")


def formal() -> str:
    """公文: the mark, the number in the middle, the red line."""
    return _head(blocks.NUMBER) + blocks.TITLE + blocks.ADDRESSEES + _from_text_on()


def upward() -> str:
    """上行文: the number at the left, and in its line the signers (clause 7.2.6)."""
    number = paragraph("NumberUp", "{{ 文号 }}\t签发人：", run("{{ 签发人 }}", "Signer"))
    return _head(number) + blocks.TITLE + blocks.ADDRESSEES + _from_text_on()


def letter() -> str:
    """函 (clause 10.1): its mark and red lines are head and foot of the first page."""
    number = paragraph("NumberLetter", run("{{ 紧急程度 }}", "UrgencyInLine"), "{{ 稿次 }}\t{{ 文号 }}")
    return (
        number
        + blocks.TITLE
        + blocks.ADDRESSEES
        + blocks.TEXT
        + blocks.ENCLOSURES
        + blocks.SIGNATURE
        + blocks.annexes(first_differs=True)
        + blocks.imprint(printed=False)
        + blocks.CLOSING
        + section(first_differs=True)
    )


def notice_form() -> str:
    """通知单: a paper whose head is a table of what the matter is, by whom and until when.

    The table stands close between title and addressees, so that the first page has room for the text.
    """
    near = paragraph("Addressee", "{{ 主送 }}", more=f'<w:spacing w:before="{LINE // 2}"/>')
    with_head = paragraph("Closing", more='<w:spacing w:before="200"/>') + blocks.fields(_LABEL)
    addressees = told("if 主送") + told("if 项目") + near + told("else") + _ADDRESSEE + told("endif") + told("endif")
    return (
        _head(blocks.NUMBER) + blocks.TITLE + told("if 项目") + with_head + told("endif") + addressees + _from_text_on()
    )


def briefing() -> str:
    """简报: masthead, issue, who edits it and when; not a 公文 in the sense of the standard."""
    return (
        paragraph("Masthead", "{{ 标志 }}")
        + paragraph("Issue", "{{ 文号 }}{{ 稿次 }}")
        + paragraph("Edited", "{{ 编发单位 }}\t{{ 成文日期 }}")
        + blocks.RED_LINE
        + blocks.TITLE
        + blocks.ADDRESSEES
        + blocks.TEXT
        + blocks.ENCLOSURES
        + blocks.annexes()
        + blocks.imprint()
        + blocks.CLOSING
        + section()
    )


def internal() -> str:
    """呈报 within the house: neither mark nor number nor imprint."""
    return (
        blocks.URGENCY
        + blocks.TITLE
        + blocks.ADDRESSEES
        + blocks.TEXT
        + blocks.ENCLOSURES
        + blocks.SIGNATURE
        + blocks.annexes()
        + blocks.CLOSING
        + section()
    )


def _head(number: str) -> str:
    return blocks.URGENCY + blocks.MARK + number + blocks.RED_LINE


def _from_text_on() -> str:
    return (
        blocks.TEXT
        + blocks.ENCLOSURES
        + blocks.SIGNATURE
        + blocks.annexes()
        + blocks.imprint()
        + blocks.CLOSING
        + section()
    )

"""The checker finds what it is for: papers spoiled one way each, by hand in the file, as people spoil them."""

from __future__ import annotations

import pytest

from messages.papers.letterheads import NAMES, shipped
from messages.papers.packing import pack, unpack
from messages.papers.rendering import render
from tests.papers.checker import check
from tests.papers.samples import AT, SAMPLES

DOCUMENT, STYLES, FOOT = "word/document.xml", "word/styles.xml", "word/footer_odd.xml"

_PLAIN = '<w:pStyle w:val="Title"/></w:pPr><w:r>'
_INNER = '<w:insideH w:val="single" w:sz='

SPOILED = (
    ("bold title", "formal", DOCUMENT, _PLAIN, f"{_PLAIN}<w:rPr><w:b/></w:rPr>", "title is bold"),
    ("square brackets", "formal", DOCUMENT, "夏政办〔2026〕18号", "夏政办[2026]18号", "number 夏政办[2026]18号"),
    ("round brackets", "formal", DOCUMENT, "夏政办〔2026〕18号", "夏政办（2026）18号", "number 夏政办（2026）18号"),
    ("第 in a number", "formal", DOCUMENT, "〔2026〕18号", "〔2026〕第18号", "number 夏政办〔2026〕第18号"),
    ("a zero before it", "notice_form", DOCUMENT, "〔2026〕12号", "〔2026〕012号", "number 夏政督〔2026〕012号"),
    ("zeros in a date", "letter", DOCUMENT, "2026年4月3日", "2026年04月03日", "date with a zero: 2026年04月03日"),
    ("margins of the web", "formal", DOCUMENT, 'w:right="1474"', 'w:right="1417"', "right margin is not 26 mm"),
    ("upper margin", "upward", DOCUMENT, 'w:top="2098"', 'w:top="1588"', "top margin is not 37 mm"),
    ("three equal lines", "formal", STYLES, f'{_INNER}"6"', f'{_INNER}"8"', "lines of the imprint"),
    ("number in the middle", "formal", FOOT, "</w:pPr>", '<w:jc w:val="center"/></w:pPr>', "page number of default"),
    ("1、", "formal", DOCUMENT, "1. 已经完成", "1、已经完成", "1、 instead of 1."),
    ("half-width colon", "formal", DOCUMENT, "县政府各部门：", "县政府各部门:", "addressees without a colon"),
    ("half-width comma", "upward", DOCUMENT, "完成两项，", "完成两项,", "half-width sign"),
    ("33 points", "formal", STYLES, 'w:line="579" w:lineRule="exact"', 'w:line="660" w:lineRule="exact"', "22 lines"),
    ("loose characters", "formal", STYLES, '<w:spacing w:val="-5"/>', "", "not 28 characters"),
    ("an enclosure with a stop", "formal", DOCUMENT, "分解表</w:t>", "分解表。</w:t>", "enclosure with a stop"),
    ("一、 in 仿宋", "formal", DOCUMENT, 'w:val="Heading1"', 'w:val="Text"', "一、 is not 黑体"),
    ("imprint in the text", "upward", DOCUMENT, 'w:tblpYSpec="bottom"', "", "imprint is not at the foot"),
    ("black mark", "formal", STYLES, '<w:color w:val="FF0000"/>', "", "mark is not red"),
    ("此页无正文", "formal", DOCUMENT, "二、按时反馈", "（此页无正文）", "此页无正文"),
    ("letter with 文件", "letter", "word/header_first.xml", "办公室</w:t>", "办公室文件</w:t>", "mark of a letter"),
    ("thin line above", "letter", "word/header_first.xml", "thickThinSmallGap", "thinThickSmallGap", "red line"),
    ("no signer", "upward", DOCUMENT, "签发人：", "", "no signer"),
    ("briefing 第02期", "briefing", DOCUMENT, "第2期", "第02期", "issue"),
    ("date not indented", "internal", STYLES, 'w:right="1263"', 'w:right="316"', "date is not four characters"),
)


def test_every_letterhead_is_found_right() -> None:
    for name in NAMES:
        assert check(render(shipped(name), SAMPLES[name], at=AT), name) == [], name


@pytest.mark.parametrize(
    ("letterhead", "part", "old", "new", "said"), [row[1:] for row in SPOILED], ids=[row[0] for row in SPOILED]
)
def test_what_is_spoiled_is_found(letterhead: str, part: str, old: str, new: str, said: str) -> None:
    parts = unpack(render(shipped(letterhead), SAMPLES[letterhead], at=AT))
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    assert [breach for breach in check(pack(parts), letterhead) if said in breach]

"""In whose name what is numbered goes out, and which numbers can be void."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.bulletins import paper as bulletin_paper
from supervision.county import BulletinForm, County
from supervision.model import (
    Bulletin,
    BulletinStatus,
    LetterStatus,
    LetterUp,
    NumberTaken,
    PaperContent,
)
from supervision.model.documents import DocumentKind
from supervision.papers import contents, report_contents
from supervision.papers.documents import DOCUMENTS
from supervision.papers.letters import letter_content
from supervision.papers.numbering import REGISTER_OF, REGISTERS, Register, template_of
from supervision.papers.registers import is_voidable, require_voidable, without_number
from supervision.procedures.forms import Issuer
from supervision.refusals import WrongState
from supervision.reminding import urging_papers
from tests.papers.samples import SAMPLES

COUNTY = County(contact_phone="0370-6210000")
DAY = date(2026, 5, 8)
AT = datetime(2026, 5, 8, 3, tzinfo=UTC)
BULLETIN = Bulletin(1, "2026Q1", BulletinStatus.APPROVED, DAY, AT, {})
WITHIN = COUNTY.supervision_office
FORMAL = frozenset(kind for kind, row in DOCUMENTS.items() if row.formal)


def _paper(kind: DocumentKind, issuer: Issuer) -> PaperContent:
    facts = contents.PaperFacts(
        kind=kind, issuer=issuer, topic="城区内涝点整治", signed="一、清淤。", addressees=("县水利局",), letterhead=""
    )
    return contents.paper(facts, COUNTY, number="号", dated=DAY)


def _report(kind: DocumentKind, issuer: Issuer) -> PaperContent:
    text = "关于城区内涝点整治落实情况的报告\n已完成。"
    return report_contents.report(kind, text, COUNTY, topic="整治", issuer=issuer, number="号", dated=DAY)


def _formal_bulletin() -> PaperContent:
    county = replace(COUNTY, bulletin_form=BulletinForm.FORMAL)
    bulletin = replace(BULLETIN, number="夏政办〔2026〕3号")
    return bulletin_paper.content(bulletin, "关于督查情况的通报\n各单位：\n正文。", (), county, DAY)


MADE: dict[DocumentKind, tuple[PaperContent, ...]] = {
    **{
        kind: tuple(_paper(kind, issuer) for issuer in Issuer)
        for kind in (
            DocumentKind.BREAKDOWN_NOTICE,
            DocumentKind.SUPERVISION_NOTICE,
            DocumentKind.HOTLINE_NOTICE,
            DocumentKind.ASSIGNMENT_NOTICE,
            DocumentKind.FURTHER_NOTICE,
            DocumentKind.LETTER,
            DocumentKind.CORRECTION,
        )
    },
    **{
        kind: tuple(_report(kind, issuer) for issuer in Issuer)
        for kind in (DocumentKind.REPORT_UP, DocumentKind.HOTLINE_REPORT, DocumentKind.REPLY)
    },
    DocumentKind.PLAN: (contents.plan("专项督查方案：整治\n一、看。", COUNTY, number="号", dated=DAY),),
    DocumentKind.URGING: (
        urging_papers.content(
            urging_papers.Urging(title="整治", number="夏政督〔2026〕1号", unit="县水利局", lines=()),
            "请抓紧。",
            COUNTY,
            number="夏政督催〔2026〕1号",
            dated=DAY,
        ),
    ),
    DocumentKind.REFERRAL: (letter_content("移送函\n县纪委监委：\n正文。", COUNTY, number="号", dated=DAY),),
    DocumentKind.BULLETIN_FORMAL: (_formal_bulletin(),),
}
"""Every formal kind, made by what makes it in the product, in every name that it may have."""


@pytest.mark.parametrize("kind", sorted(FORMAL))
def test_formal_papers_go_out_in_the_name_of_the_government_or_its_office(kind: DocumentKind) -> None:
    """公文处理条例 art. 17: an inner office issues nothing formally; 督查室 edits its 简报."""
    for made in MADE[kind]:
        assert made.issuer in (COUNTY.government_name, COUNTY.office_name)
        assert made.mark.removesuffix("文件") == made.issuer
        assert made.printed_by in ("", COUNTY.office_name)
        assert not any(WITHIN in words for words in (made.mark, made.issuer, made.printed_by, made.compiler))


def test_every_formal_kind_is_tried() -> None:
    assert MADE.keys() == FORMAL


@pytest.mark.parametrize("letterhead", sorted({DOCUMENTS[kind].letterhead for kind in FORMAL}))
def test_the_samples_are_true(letterhead: str) -> None:
    sample = SAMPLES[letterhead]
    assert sample.issuer in (COUNTY.government_name, COUNTY.office_name)
    assert sample.mark.removesuffix("文件") == sample.issuer


def test_the_bulletin_of_the_supervision_office_is_no_formal_paper() -> None:
    row = DOCUMENTS[DocumentKind.BRIEFING]
    assert (row.formal, row.letterhead) == (False, "briefing")
    assert (SAMPLES["briefing"].mark, SAMPLES["briefing"].number) == (COUNTY.bulletin_masthead, "2026年第2期")
    bulletin = replace(BULLETIN, number="夏邑政务督查　2026年第2期")
    made = bulletin_paper.content(bulletin, "关于督查情况的通报\n各单位：\n正文。", (), COUNTY, DAY)
    assert (made.mark, made.number, made.compiler) == ("夏邑政务督查", "2026年第2期", "夏邑县人民政府督查室")


def _registers_of_formal() -> list[Register]:
    named = {DOCUMENTS[kind].register for kind in FORMAL} | set(REGISTER_OF.values())
    return [REGISTERS[key] for key in sorted(key for key in named if key is not None)]


@pytest.mark.parametrize("register", _registers_of_formal(), ids=[row.key for row in _registers_of_formal()])
def test_formal_papers_have_a_number_of_their_form(register: Register) -> None:
    """GB/T 9704-2012, 7.2.5."""
    template = template_of(register, COUNTY)
    assert register.formal
    assert "〔{year}〕{n}号" in template
    assert "第" not in template


def taken(kind: str, number: str = "夏政办函〔2026〕7号") -> NumberTaken:
    return NumberTaken("letter", 2026, 7, number, kind, "1", "函", AT)


LETTER = LetterUp(1, 1, 1, "市税务局", (), "文", 1, AT, LetterStatus.APPROVED, "夏政办函〔2026〕7号")


@pytest.mark.parametrize(
    ("status", "voidable"), [(status, status is LetterStatus.APPROVED) for status in LetterStatus], ids=str
)
def test_a_letter_that_was_not_sent_can_lose_its_number(status: LetterStatus, voidable: bool) -> None:
    letter = replace(LETTER, status=status)
    assert is_voidable(taken("letter_up"), letter) is voidable
    if voidable:
        again = without_number(letter, letter.number)
        assert isinstance(again, LetterUp)
        assert (again.number, again.status) == ("", LetterStatus.SENT_BACK)


def test_what_is_void_stays_so() -> None:
    void = replace(taken("letter_up"), void_at=AT, void_why="有误")
    with pytest.raises(WrongState) as refused:
        require_voidable(void, LETTER)
    assert refused.value.state == "void"


def test_a_thing_that_is_no_row_keeps_its_number() -> None:
    with pytest.raises(WrongState) as refused:
        require_voidable(taken("urging"), None)
    assert refused.value.state == "out"

"""What goes up, and 呈批单: the signed text under its own title, who signed, what is left to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.approving.approvals import hash_of
from supervision.county import County
from supervision.model import Chain, ChainPurpose, DocumentKind, PaperContent, SigningStep, Source, StepStatus, Urgency
from supervision.papers import approval_sheets, report_contents
from supervision.papers.documents import DOCUMENTS
from supervision.procedures.forms import Destination
from supervision.procedures.steps import Act
from tests.rules import dated_tasks

CITY_MATTER = dated_tasks.MATTER

COUNTY = County(contact_phone="0370-6210000")
NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
TEXT = "关于城区内涝点整治办理情况的报告\n1. 凯旋路等3处积水点改造\n县住建局：已全部完工。"


def report(kind: DocumentKind = DocumentKind.REPORT_UP, text: str = TEXT, **other: object) -> PaperContent:
    """The report of a matter, sent today."""
    given: dict[str, object] = {
        "topic": "城区内涝点整治",
        "issuer": "government",
        "number": "夏政〔2026〕3号",
        "dated": date(2026, 3, 20),
        "to": ("市人民政府",),
        "signer": "张伟",
        "closing": "特此报告。",
        **other,
    }
    return report_contents.report(kind, text, COUNTY, **given)  # type: ignore[arg-type]


def test_P1_3_a_report_up_names_who_signed_and_ends_as_one() -> None:
    content = report()
    assert content.title.replace("\n", "") == "夏邑县人民政府关于城区内涝点整治办理情况的报告"
    assert (content.mark, content.signer) == ("夏邑县人民政府文件", "张伟")
    assert [block.text for block in content.body] == [*TEXT.splitlines()[1:], "特此报告。"]
    assert content.addressees == ("市人民政府",)


def test_what_the_text_says_is_not_said_twice() -> None:
    assert [block.text for block in report(text=f"{TEXT}\n特此报告。").body].count("特此报告。") == 1


def test_P6_1_a_report_becomes_a_letter_in_name_too() -> None:
    content = report(DocumentKind.LETTER, issuer="government_office", closing="特此函告。")
    assert content.title.replace("\n", "") == "夏邑县人民政府办公室关于城区内涝点整治办理情况的函"
    assert (content.mark, content.signer) == ("夏邑县人民政府办公室", "")


def test_a_text_without_a_title_gets_one() -> None:
    content = report(text="已全部完工。")
    assert content.title.replace("\n", "") == "夏邑县人民政府关于城区内涝点整治落实情况的报告"
    assert content.body[0].text == "已全部完工。"


def test_only_what_goes_up_has_a_signer() -> None:
    for kind in set(report_contents.DOCUMENT_OF.values()):
        assert bool(report(kind).signer) is DOCUMENTS[kind].upward


def test_every_destination_outside_the_house_has_a_document() -> None:
    at_home = {Destination.COUNTY_GOVERNMENT, Destination.BULLETIN, Destination.MONTHLY_BULLETIN}
    assert set(report_contents.DOCUMENT_OF) == set(Destination) - at_home


def test_P5_3_a_report_to_a_leader_has_neither_number_nor_red_head() -> None:
    content = report_contents.leader_report(
        TEXT, COUNTY, topic="城区内涝点整治", leader="县长", dated=date(2026, 3, 20)
    )
    assert (content.number, content.mark, content.addressees) == ("", "", ("县长",))
    assert content.issuer == "夏邑县人民政府督查室"


CHAIN = Chain(
    id=1,
    purpose=ChainPurpose.ISSUE,
    subject_id=1,
    title="县长批示件（登记号2026-1）",
    text="督办通知：城区内涝点整治\n1. 改造。牵头单位：县住房和城乡建设局；完成时限：2026年3月20日前。",
    text_hash=hash_of("x"),
    drafted_by=7,
    started_at=NOW,
    urgency=Urgency.URGENT,
)
STEPS = (
    SigningStep(1, 1, "deputy_director", Act.REVIEW, 11, "副主任", StepStatus.SIGNED, "请抓紧", 21, NOW),
    SigningStep(
        1, 2, "director", Act.REVIEW, 12, "主任", StepStatus.SIGNED, "", 22, NOW, by_title="副主任", merged=("vet",)
    ),
    SigningStep(1, 3, "mayor", Act.APPROVE, 13, "县长", StepStatus.CURRENT),
)


ORAL = Source("积水点改造", author="县长", oral=True)


def sheet(steps: tuple[SigningStep, ...] = STEPS, chain: Chain = CHAIN) -> PaperContent:
    """The sheet of a chain."""
    return approval_sheets.sheet(
        chain,
        steps,
        {21: "刘强", 22: "赵敏", 23: "张伟"},
        COUNTY,
        registration_number="2026-1",
        matter="城区内涝点整治",
        sources=(Source("情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住建局"), ORAL),
        drafter="李敏（科员）",
    )


def test_a_sheet_shows_what_was_signed_and_leaves_room_for_the_rest() -> None:
    content = sheet()
    assert content.steps == (
        ("审阅", "刘强（副主任）", "同意：请抓紧", "2026年3月20日"),
        ("核稿、审阅", "赵敏（副主任，代主任）", "同意", "2026年3月20日"),
        ("审定", "县长", "", ""),
    )
    fields = dict(content.fields)
    assert fields["拟办意见"] == "呈副主任审阅、主任核稿、审阅、县长审定后印发"
    assert fields["紧急程度"] == "加急"
    assert fields["来源"] == "县住建局《情况报告》（夏住建〔2026〕8号，2026年2月27日）；县长交办“积水点改造”"
    assert fields["校验码"] == CHAIN.text_hash[:8].upper()
    assert content.body[0].text == "督办通知：城区内涝点整治"


def test_a_consent_by_telephone_is_no_signature() -> None:
    verbal = replace(STEPS[2], status=StepStatus.VERBAL, verbal_at=NOW, verbal_by=23, decided_at=NOW)
    assert sheet((verbal,)).steps == (("审定", "张伟（县长）", "电话同意，待补签", "2026年3月20日"),)


def test_a_signature_on_paper_bears_the_day_of_the_paper() -> None:
    signed = replace(STEPS[0], signed_on=date(2026, 3, 18))
    assert sheet((signed,)).steps[0][3] == "2026年3月18日"


def test_a_changed_text_has_another_code() -> None:
    assert dict(sheet().fields)["校验码"] != dict(sheet(chain=replace(CHAIN, text_hash=hash_of("y"))).fields)["校验码"]


@pytest.mark.parametrize("purpose", list(ChainPurpose))
def test_every_purpose_says_what_follows(purpose: ChainPurpose) -> None:
    assert approval_sheets.proposal(replace(CHAIN, purpose=purpose), STEPS).startswith("呈副主任审阅")


def test_the_last_approval_is_who_signs_a_paper_out() -> None:
    signed = replace(STEPS[2], status=StepStatus.SIGNED, decided_by=23)
    assert report_contents.last_approval((*STEPS[:2], signed)) == signed
    assert report_contents.last_approval(STEPS) == STEPS[1], "a chain of 审阅 alone"
    assert report_contents.last_approval(()) is None


def test_P6_1_a_letter_goes_to_the_organ_of_the_city_that_the_matter_came_from() -> None:
    sources = (Source("来件", author="县住建局"), Source("关于建议的交办通知", author="市人大常委会办公室"))
    matter = replace(CITY_MATTER, sources=sources)
    to = report_contents.addressee
    assert to(Destination.LETTER_AND_REPLY, matter) == "市人大常委会办公室"
    assert to(Destination.LETTER_AND_REPLY, replace(matter, sources=sources[:1])) == ""
    assert to(Destination.CITY_GOVERNMENT, matter) == "市人民政府"


def test_an_opening_is_not_said_twice() -> None:
    for text, opened in (("现将办理情况报告如下。\n已办结。", False), ("已办结。", True)):
        said = report(text=text, opening="现将有关落实情况报告如下。", closing="").body
        assert (said[0].text == "现将有关落实情况报告如下。") is opened
        assert said[-1].text == "已办结。"

"""Number forms, and the settings of the county that they and the clock hang on."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from supervision.county import County, ReaderAsked
from supervision.papers.numbering import (
    REGISTER_OF,
    REGISTERS,
    Register,
    RegisterKey,
    check_template,
    counter_key,
    first_number,
    format_number,
    read_number,
    same_numbers,
)
from supervision.procedures.forms import Form, Issuer
from supervision.procedures.tracks import TRACKS
from supervision.roles import Role

XIAYI = County()


@pytest.mark.parametrize(
    ("key", "n", "expected"),
    [
        ("matter", 31, "2026-31"),
        ("supervision", 12, "夏政督〔2026〕12号"),
        ("office", 29, "夏政办〔2026〕29号"),
        ("government", 3, "夏政〔2026〕3号"),
        ("letter", 7, "夏政办函〔2026〕7号"),
        ("urging", 1, "夏政督催〔2026〕1号"),
        ("bulletin", 2, "夏邑政务督查　2026年第2期"),
        ("case_file", 4, "2026-4"),
    ],
)
def test_number_forms(key: str, n: int, expected: str) -> None:
    assert format_number(REGISTERS[key], XIAYI, 2026, n) == expected


def test_every_register_has_a_row() -> None:
    assert set(REGISTERS) == set(RegisterKey)


def test_another_county_has_its_own_codes() -> None:
    county = County(code_supervision="虞政督", bulletin_masthead="虞城督查")
    assert format_number(REGISTERS["supervision"], county, 2027, 1) == "虞政督〔2027〕1号"
    assert format_number(REGISTERS["bulletin"], county, 2027, 1) == "虞城督查　2027年第1期"


@pytest.mark.parametrize(
    ("key", "template", "expected"),
    [
        ("supervision", "{code}通〔{year}〕{n}号", "夏政督通〔2026〕12号"),
        ("bulletin", "{county}督查通报　{year_cn}年第{n_cn}期", "夏邑县督查通报　二〇二六年第十二期"),
    ],
)
def test_a_county_has_its_own_number_forms(key: str, template: str, expected: str) -> None:
    check_template(REGISTERS[key], template)
    assert format_number(REGISTERS[key], County(number_templates={key: template}), 2026, 12) == expected


@pytest.mark.parametrize(("n", "written"), [(1, "一"), (10, "十"), (20, "二十"), (103, "一百零三"), (110, "一百一十")])
def test_numerals(n: int, written: str) -> None:
    county = County(number_templates={"case_file": "{year}-{n_cn}"})
    assert format_number(REGISTERS["case_file"], county, 2026, n) == f"2026-{written}"


@pytest.mark.parametrize(
    "template",
    [
        "{code}〔{year}〕号",
        "{code}〔{year}〕{n:03d}号",
        "{code}[{year}]{n}号",
        "{code}〔{year}〕第{n}号",
        "{code}〔{year}〕{n}号{secret}",
        "{code.__class__}〔{year}〕{n}号",
        "{code}〔{year}〕{n_cn}号",
        "{code}〔{year}〕{n}{n}号{",
    ],
)
def test_what_is_no_document_number_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"[一-龥]"):
        check_template(REGISTERS["supervision"], template)


def test_our_own_forms_pass() -> None:
    for register in REGISTERS.values():
        check_template(register, register.template)


@pytest.mark.parametrize("n", [0, -1])
def test_numbers_begin_at_one(n: int) -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        format_number(REGISTERS["matter"], XIAYI, 2026, n)


def test_yearly_series_begin_again_and_others_do_not() -> None:
    yearly = REGISTERS["bulletin"]
    endless = Register("archive", "档号", "{n}", yearly=False)
    assert counter_key(yearly, 2026) == "bulletin/2026" != counter_key(yearly, 2027)
    assert counter_key(endless, 2026) == "archive" == counter_key(endless, 2027)


def test_numbers_go_on_after_those_used_on_paper() -> None:
    county = County(last_numbers={"supervision/2026": 11})
    assert first_number(REGISTERS["supervision"], county, 2026) == 12
    assert first_number(REGISTERS["supervision"], county, 2027) == 1
    assert first_number(REGISTERS["bulletin"], county, 2026) == 1


def test_P1_1_every_form_and_issuer_of_a_track_has_a_series() -> None:
    offered = {(form, issuer) for track in TRACKS.values() for form in track.forms for issuer in track.issuers}
    assert set(REGISTER_OF) == offered | {(Form.LETTER, Issuer.GOVERNMENT_OFFICE)}, "and the 函 beside a paper"


@pytest.mark.parametrize(
    ("local", "office", "quiet"),
    [
        ((7, 29), False, True),
        ((7, 30), False, False),
        ((8, 30), True, False),
        ((17, 29), True, False),
        ((17, 30), False, False),
        ((20, 59), False, False),
        ((21, 0), False, True),
        ((0, 0), False, True),
    ],
)
def test_U4_office_hours_and_quiet_hours_are_local(local: tuple[int, int], office: bool, quiet: bool) -> None:
    moment = datetime(2026, 5, 6, *local, tzinfo=XIAYI.zone).astimezone(UTC)
    assert XIAYI.in_office_hours(moment) is office
    assert XIAYI.is_quiet(moment) is quiet


def test_quiet_hours_within_one_day() -> None:
    county = County(quiet_from=time(12), quiet_until=time(14))
    noon = datetime(2026, 5, 6, 12, 30, tzinfo=county.zone)
    assert county.is_quiet(noon)
    assert not county.is_quiet(noon.replace(hour=14))
    assert not county.is_quiet(noon.replace(hour=22))


def test_a_naive_moment_has_no_office_hours() -> None:
    naive = datetime(2026, 5, 6, 12, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        XIAYI.in_office_hours(naive)


def test_U3_the_reader_is_asked_after_by_default() -> None:
    assert XIAYI.report_reader_asked is ReaderAsked.AFTER
    assert [member.value for member in ReaderAsked] == ["after", "reader_confirms", "not_asked"]


@pytest.mark.parametrize(
    "settings",
    [
        {"office_opens": time(18)},
        {"acknowledge_workdays": 0},
        {"acknowledge_minutes_most_urgent": 0},
        {"invitation_days": 0},
        {"objection_workdays": -1},
        {"supplement_workdays": 0},
        {"extra_vet_roles": (Role.LIAISON,)},
        {"last_numbers": {"bulletin/2026": -1}},
        {"extension_steps": (Role.LIAISON,)},
        {"rectification_workdays": 0},
        {"second_round_months": 0},
        {"upward_workdays": -1},
        {"archive_month": 13},
        {"bulletin_steps": (Role.DIRECTOR,)},
        {"leader_roles": (Role.LIAISON,)},
        {"head_weekday": 8},
        {"mark_office": "{office}文件"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        County(**settings)
    assert County() == County()
    assert hash(County()) == hash(County())


@pytest.mark.parametrize(
    ("key", "template", "typed", "meant"),
    [
        ("supervision", "", "夏政督〔2026〕12号", (2026, 12)),
        ("supervision", "", "夏政督[2026]012", (2026, 12)),
        ("supervision", "", " 夏政督（２０２６） １２ 号", (2026, 12)),
        ("supervision", "", "夏政办〔2026〕12号", None),
        ("supervision", "", "夏政督〔2026〕12号（更正）", None),
        ("supervision", "", "夏政督〔2026〕0号", None),
        ("supervision", "{code}通〔{year}〕{n}号", "夏政督通【2027】3号", (2027, 3)),
        ("supervision", "{code}通〔{year}〕{n}号", "夏政督〔2027〕3号", None),
        ("matter", "", "2026-31", (2026, 31)),
        ("matter", "督（{year}）{n}", "督(2026)31", (2026, 31)),
        ("matter", "{year}.{n}", "2026x31", None),
        ("bulletin", "", "夏邑政务督查 2026年第2期", (2026, 2)),
        ("bulletin", "{masthead}{year_cn}年第{n_cn}期", "夏邑政务督查二〇二六年第二期", None),
        ("matter", "{year}-{n}/{year}", "2026-31/2027", None),
    ],
)
def test_numbers_are_read_in_the_countys_own_form(
    key: str, template: str, typed: str, meant: tuple[int, int] | None
) -> None:
    county = County(number_templates={key: template}) if template else XIAYI
    assert read_number(typed, REGISTERS[key], county) == meant


def test_two_registers_never_give_the_same_number() -> None:
    assert same_numbers(XIAYI) is None
    assert same_numbers(County(code_office=XIAYI.code_supervision)) == ("supervision", "office")
    templates = {"letter": "夏政〔{year}〕{n}号"}
    assert same_numbers(County(number_templates=templates)) == ("government", "letter")
    assert (
        same_numbers(County(number_templates={"letter": "夏政〔{year}〕{n}", "matter": "夏政[{year}]{n}"})) is not None
    )

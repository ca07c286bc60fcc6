"""Number forms: registration numbers, document numbers (文号) and bulletins' issues, as rows.

The counters themselves are rows of the database, drawn in the transaction that uses the number.
"""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from supervision.county import County
from supervision.procedures.forms import Form, Issuer


class RegisterKey(StrEnum):
    """A row of REGISTERS."""

    MATTER = "matter"
    SUPERVISION = "supervision"
    OFFICE = "office"
    GOVERNMENT = "government"
    LETTER = "letter"
    URGING = "urging"
    BULLETIN = "bulletin"
    CASE_FILE = "case_file"


@dataclass(frozen=True, slots=True)
class Register:
    """A series of numbers; ``yearly`` ones begin again. ``code`` is the field of the county that holds its 机关代字.

    ``template`` knows ``code``, ``county`` (its name), ``masthead`` (of the bulletins), ``year`` and ``n``, and
    ``year_cn`` and ``n_cn`` (二〇二六, 十二) where it is not ``formal``.
    """

    key: str
    title: str
    template: str
    yearly: bool = True
    code: str = ""
    formal: bool = False


_FORMAL = "{code}〔{year}〕{n}号"
"""A 文号: 机关代字, the year in 〔〕, and the number without 第 and without zeros before it (GB/T 9704, 7.2.5)."""

_ROWS = (
    Register(RegisterKey.MATTER, "督查事项登记号", "{year}-{n}"),
    Register(RegisterKey.SUPERVISION, "督查通知单", _FORMAL, code="code_supervision", formal=True),
    Register(RegisterKey.OFFICE, "县政府办公室文件", _FORMAL, code="code_office", formal=True),
    Register(RegisterKey.GOVERNMENT, "县政府文件", _FORMAL, code="code_government", formal=True),
    Register(RegisterKey.LETTER, "县政府办公室函", _FORMAL, code="code_letter", formal=True),
    Register(RegisterKey.URGING, "催办通知单", _FORMAL, code="code_urging", formal=True),
    Register(RegisterKey.BULLETIN, "督查通报", "{masthead}　{year}年第{n}期"),
    Register(RegisterKey.CASE_FILE, "案卷号", "{year}-{n}"),
)

REGISTERS: Mapping[str, Register] = MappingProxyType({row.key: row for row in _ROWS})
"""All series by key. Ours: the notice shows only 夏政办〔2014〕29号; places differ, see practice.md §1."""

REGISTER_OF: Mapping[tuple[Form, Issuer], RegisterKey] = MappingProxyType(
    {
        (Form.BREAKDOWN_NOTICE, Issuer.GOVERNMENT): RegisterKey.GOVERNMENT,
        (Form.BREAKDOWN_NOTICE, Issuer.GOVERNMENT_OFFICE): RegisterKey.OFFICE,
        (Form.SUPERVISION_NOTICE, Issuer.GOVERNMENT_OFFICE): RegisterKey.SUPERVISION,
        (Form.ACTIVITY, Issuer.GOVERNMENT_OFFICE): RegisterKey.SUPERVISION,
        (Form.ASSIGNMENT_NOTICE, Issuer.GOVERNMENT_OFFICE): RegisterKey.OFFICE,
        (Form.HOTLINE_NOTICE, Issuer.GOVERNMENT_OFFICE): RegisterKey.SUPERVISION,
        (Form.LETTER, Issuer.GOVERNMENT_OFFICE): RegisterKey.LETTER,
    }
)
"""In which series a paper is numbered; every form and issuer that a track offers has a row, and the 函."""


def format_number(register: Register, county: County, year: int, n: int) -> str:
    """Write the ``n``-th number of the year. Raises ValueError if ``n`` is below 1."""
    if n < 1:
        raise ValueError(f"numbers begin at 1, not {n}")
    return template_of(register, county).format(
        **_names(register, county),
        year=year,
        n=n,
        year_cn="".join(_NUMERALS[int(digit)] for digit in str(year)),
        n_cn=_in_numerals(n),
    )


def _names(register: Register, county: County) -> dict[str, str]:
    """What stands in a number beside its year and its place in the row."""
    code = getattr(county, register.code) if register.code else ""
    return {"code": code, "county": county.name, "masthead": county.bulletin_masthead}


_TYPED = str.maketrans(
    dict.fromkeys("[［【(（", "〔")
    | dict.fromkeys("]］】)）", "〕")
    | dict(zip("０１２３４５６７８９－", "0123456789-", strict=True))
)


def as_typed(words: str) -> str:
    """A number as people type it, made alike: no spaces, one kind of brackets, narrow digits."""
    return "".join(words.split()).translate(_TYPED)


def read_number(words: str, register: Register, county: County) -> tuple[int, int] | None:
    """The year and the number that somebody has typed, if it has the form of the register's numbers.

    Any brackets and spaces, zeros before the number and a missing 号 at the end are read as what is meant. A register
    whose numbers are written in numerals, or without a year, is not read.
    """
    found = _form_of(register, county).fullmatch(as_typed(words))
    if found is None or not {"year", "n"} <= found.groupdict().keys():
        return None
    return (int(found["year"]), int(found["n"])) if int(found["n"]) else None


def _form_of(register: Register, county: County) -> re.Pattern[str]:
    """The form of a register's numbers as an expression, made of its template."""
    names, seen, parts = _names(register, county), set[str](), []
    for literal, name, _, _ in string.Formatter().parse(template_of(register, county)):
        parts.append(re.escape(as_typed(literal)))
        if name is not None and name in _READ:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{_READ[name]})")
            seen.add(name)
        elif name is not None:
            parts.append(re.escape(as_typed(names[name])) if name in names else f"[{_NUMERALS}十百零]+")
    form = "".join(parts)
    return re.compile(f"{form.removesuffix('号')}号?" if form.endswith("号") else form)


_READ: Mapping[str, str] = MappingProxyType({"year": r"(?:19|20)\d\d", "n": r"\d{1,6}"})


def template_of(register: Register, county: County) -> str:
    """Give the form of the register's numbers: the county's own, or ours."""
    return county.number_templates.get(register.key) or register.template


def check_template(register: Register, template: str) -> None:
    """Refuse a form of numbers that would not tell them apart, or that is no 文号. Raises ValueError, in Chinese."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        raise ValueError("花括号不成对") from None
    names = [name for _, name, _, _ in parts if name is not None]
    known = _KNOWN - _IN_NUMERALS if register.key in _COUNTED_ON else _KNOWN
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"不能使用{{{unknown[0]}}}，只能用{'、'.join(sorted(known))}")
    if any(spec or conversion for _, name, spec, conversion in parts if name is not None):
        raise ValueError("序号不编虚位，花括号内不能另加格式")
    if len({"n", "n_cn"} & set(names)) != 1 or (register.yearly and not {"year", "year_cn"} & set(names)):
        raise ValueError("应有年份{year}和序号{n}")
    if register.formal and ("〔{year}〕" not in template or "第" in template):
        raise ValueError("发文字号的年份应写作〔{year}〕，序号前不加“第”")


def same_numbers(county: County) -> tuple[RegisterKey, RegisterKey] | None:
    """Two registers that would give the same number to two things; none as it should be.

    The numbers of case files are not counted: they are never spoken of without their volume.
    """
    first: dict[str, RegisterKey] = {}
    for key in RegisterKey:
        if key is not RegisterKey.CASE_FILE:
            before = first.setdefault(as_typed(format_number(REGISTERS[key], county, 2026, 12)), key)
            if before is not key:
                return before, key
    return None


_IN_NUMERALS = frozenset({"year_cn", "n_cn"})
_KNOWN = frozenset({"code", "county", "masthead", "year", "n"}) | _IN_NUMERALS
_COUNTED_ON = frozenset(RegisterKey) - {RegisterKey.BULLETIN, RegisterKey.CASE_FILE}
"""Registers whose numbers are read again: in a ledger that is taken over, and in what people type."""

_NUMERALS = "〇一二三四五六七八九"


def _in_numerals(n: int) -> str:
    """Write a number below 1000 in numerals (十二, 一百零三); a larger one digit by digit."""
    if n >= 1000:
        return "".join(_NUMERALS[int(digit)] for digit in str(n))
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    written = f"{_NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        written += ("十" if tens == 1 and not hundreds else f"{_NUMERALS[tens]}十") + (_NUMERALS[ones] if ones else "")
    elif ones:
        written += ("零" if hundreds else "") + _NUMERALS[ones]
    return written


def counter_key(register: Register, year: int) -> str:
    """Name the counter that a number of this year is drawn from: ``bulletin/2026``, or without the year."""
    return f"{register.key}/{year}" if register.yearly else register.key


def first_number(register: Register, county: County, year: int) -> int:
    """Give the first number that the bot may draw: 1, or what follows the last one used on paper."""
    return county.last_numbers.get(counter_key(register, year), 0) + 1

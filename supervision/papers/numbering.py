"""Number forms: registration numbers, document numbers (文号) and bulletins' issues, as rows.

The counters themselves are rows of the database, drawn in the transaction that uses the number.
"""

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
    """A series of numbers. ``template`` knows ``county``, ``year``, ``n``; ``yearly`` ones begin again."""

    key: str
    title: str
    template: str
    yearly: bool = True


_ROWS = (
    Register(RegisterKey.MATTER, "督查事项登记号", "{year}-{n}"),
    Register(RegisterKey.SUPERVISION, "督查通知单", "{county.code_supervision}〔{year}〕{n}号"),
    Register(RegisterKey.OFFICE, "县政府办公室文件", "{county.code_office}〔{year}〕{n}号"),
    Register(RegisterKey.GOVERNMENT, "县政府文件", "{county.code_government}〔{year}〕{n}号"),
    Register(RegisterKey.LETTER, "县政府办公室函", "{county.code_letter}〔{year}〕{n}号"),
    Register(RegisterKey.URGING, "催办通知单", "{county.code_urging}〔{year}〕{n}号"),
    Register(RegisterKey.BULLETIN, "督查通报", "{county.bulletin_masthead}　{year}年第{n}期"),
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
    return register.template.format(county=county, year=year, n=n)


def counter_key(register: Register, year: int) -> str:
    """Name the counter that a number of this year is drawn from: ``bulletin/2026``, or without the year."""
    return f"{register.key}/{year}" if register.yearly else register.key


def first_number(register: Register, county: County, year: int) -> int:
    """Give the first number that the bot may draw: 1, or what follows the last one used on paper."""
    return county.last_numbers.get(counter_key(register, year), 0) + 1

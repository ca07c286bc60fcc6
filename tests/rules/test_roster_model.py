"""What a unit was called, and whom an order may be given to."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.model import LETTER_KINDS, ORDERED_KINDS, RESPONSIBLE_KINDS, FormerName, Unit, UnitKind

RENAMED_TWICE = Unit(
    4,
    "县农业农村局",
    UnitKind.DEPARTMENT,
    former=(FormerName("县农业局", date(2026, 5, 5)), FormerName("县农牧局", date(2019, 3, 31))),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 3, 31), "县农牧局"),
        (date(2019, 4, 1), "县农业局"),
        (date(2026, 5, 5), "县农业局"),
        (date(2026, 5, 6), "县农业农村局"),
    ],
)
def test_a_unit_keeps_the_name_of_the_day(day: date, name: str) -> None:
    assert RENAMED_TWICE.name_on(day) == name


def test_who_is_asked_by_letter_is_never_ordered() -> None:
    assert not LETTER_KINDS & ORDERED_KINDS
    assert UnitKind.PARTY in LETTER_KINDS
    assert LETTER_KINDS | ORDERED_KINDS == RESPONSIBLE_KINDS

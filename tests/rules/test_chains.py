"""What the matter adds to its track's chain: 会签, the mayor on what goes up to the city, the Office's earlier date."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.calendars.workdays import Workdays
from supervision.procedures.chains import due_before, upward, with_countersign
from supervision.procedures.forms import Destination, Issuer
from supervision.procedures.steps import LEADER, Act, Step, Steps
from supervision.roles import Role

DEPUTY = Step(Role.DEPUTY_DIRECTOR, Act.REVIEW)
DIRECTOR = Step(Role.DIRECTOR, Act.REVIEW)
MAYOR = Step(Role.MAYOR, Act.APPROVE)
NAMED = Step(LEADER, Act.APPROVE)
VICE = Step(Role.VICE_MAYOR, Act.APPROVE)


def sign(post_id: int, role: Role = Role.VICE_MAYOR) -> Step:
    return Step(role, Act.COUNTERSIGN, post_id)


@pytest.mark.parametrize(
    ("steps", "posts", "expected"),
    [
        pytest.param((DEPUTY, MAYOR), [], (DEPUTY, MAYOR), id="none"),
        pytest.param((DEPUTY, MAYOR), [(Role.VICE_MAYOR, 4)], (DEPUTY, sign(4), MAYOR), id="before the first approval"),
        pytest.param((NAMED,), [(Role.VICE_MAYOR, 4), (Role.VICE_MAYOR, 5)], (sign(4), sign(5), NAMED), id="several"),
        pytest.param((NAMED,), [(Role.VICE_MAYOR, 4), (Role.VICE_MAYOR, 4)], (sign(4), NAMED), id="once each"),
        pytest.param((DEPUTY, MAYOR), [(Role.MAYOR, 1)], (DEPUTY, MAYOR), id="who approves anyway"),
        pytest.param((DEPUTY, MAYOR), [(Role.DEPUTY_DIRECTOR, 7)], (DEPUTY, MAYOR), id="who reviews anyway"),
        pytest.param((sign(4), MAYOR), [(Role.VICE_MAYOR, 4)], (sign(4), MAYOR), id="who is there already"),
        pytest.param((DIRECTOR, VICE), [(Role.VICE_MAYOR, 5)], (DIRECTOR, sign(5), VICE), id="another vice mayor"),
        pytest.param((DEPUTY, DIRECTOR), [(Role.VICE_MAYOR, 4)], (DEPUTY, DIRECTOR, sign(4)), id="no approval"),
    ],
)
def test_countersigning_comes_before_the_first_approval(
    steps: Steps, posts: list[tuple[Role, int]], expected: Steps
) -> None:
    assert with_countersign(steps, posts) == expected


@pytest.mark.parametrize(
    ("steps", "issuer", "destination", "expected"),
    [
        pytest.param((NAMED,), Issuer.GOVERNMENT, Destination.CITY_GOVERNMENT, (MAYOR,), id="P1_3"),
        pytest.param((NAMED,), Issuer.GOVERNMENT, Destination.CITY_GOVERNMENT_OFFICE, (MAYOR,), id="P6_1"),
        pytest.param((NAMED,), Issuer.GOVERNMENT_OFFICE, Destination.CITY_GOVERNMENT, (NAMED,), id="the office's name"),
        pytest.param((NAMED,), Issuer.GOVERNMENT, Destination.BULLETIN, (NAMED,), id="not upward"),
        pytest.param(
            (DEPUTY, DIRECTOR, VICE),
            Issuer.GOVERNMENT,
            Destination.CITY_GOVERNMENT,
            (DEPUTY, DIRECTOR, MAYOR),
            id="only the last",
        ),
        pytest.param(
            (DEPUTY, DIRECTOR),
            Issuer.GOVERNMENT,
            Destination.CITY_GOVERNMENT,
            (DEPUTY, DIRECTOR, MAYOR),
            id="P2_3 reviewed alone",
        ),
    ],
)
def test_what_goes_up_in_the_government_s_name_is_signed_by_the_mayor(
    steps: Steps, issuer: Issuer, destination: Destination, expected: Steps
) -> None:
    assert upward(steps, issuer, destination) == expected


def test_the_office_s_date_is_so_many_workdays_before_the_city_s() -> None:
    monday = date(2026, 3, 9)
    assert due_before(monday, 2, Workdays()) == date(2026, 3, 5)
    assert due_before(monday, 0, Workdays()) == monday

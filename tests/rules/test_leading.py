"""Which county leader is proposed for a task."""

from __future__ import annotations

import pytest

from supervision.model import Post
from supervision.registering.leading import leader_of
from supervision.roles import Role

HOUSING, WATER, FARM = 4, 5, 6
POSTS = (
    Post(1, 1, Role.MAYOR, "县长", holder_id=1, in_charge_of=(WATER,), fields=("审计",)),
    Post(3, 1, Role.VICE_MAYOR, "副县长（城建）", holder_id=3, in_charge_of=(HOUSING,), fields=("内涝", "住建")),
    Post(4, 1, Role.VICE_MAYOR, "副县长（农业）", holder_id=4, in_charge_of=(WATER, FARM), fields=("河道",)),
    Post(5, 1, Role.VICE_MAYOR, "副县长（前任）", active=False, in_charge_of=(HOUSING,), fields=("内涝",)),
    Post(6, 1, Role.DIRECTOR, "办公室主任", holder_id=6, in_charge_of=(HOUSING,), fields=("内涝",)),
)


@pytest.mark.parametrize(
    ("leads", "text", "post"),
    [
        ((HOUSING,), "", 3),
        ((FARM, HOUSING), "", 4),
        ((WATER,), "", None),
        ((WATER, HOUSING), "", 3),
        ((WATER,), "河道清淤", 4),
        ((), "城区内涝点整治", 3),
        ((), "城区内涝点和河道整治", None),
        ((), "完成审计整改", 1),
        ((99,), "其他事项", None),
    ],
)
def test_the_roster_says_who_is_in_charge_or_nobody_is_proposed(
    leads: tuple[int, ...], text: str, post: int | None
) -> None:
    found = leader_of(leads, text, POSTS)
    assert (found.id if found else None) == post

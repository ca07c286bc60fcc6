"""会签 in a chain: added before the first 审定, at most five, never who signs anyway."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from supervision.actors import Actor
from supervision.approving import countersigning
from supervision.county import County
from supervision.model import Matter, MatterStatus, Person, Post, Urgency
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput, NotAllowed, WrongState
from supervision.roles import Role

COUNTY = County(name="夏邑县")
POSTS = (
    Post(1, 1, Role.MAYOR, "县长", holder_id=1),
    Post(2, 1, Role.EXECUTIVE_VICE_MAYOR, "常务副县长", holder_id=2),
    Post(3, 1, Role.VICE_MAYOR, "副县长", holder_id=3, fields=("内涝",)),
    Post(4, 1, Role.PARTY_LEADER, "县委办公室主任", holder_id=4),
    Post(5, 1, Role.VICE_MAYOR, "副县长", holder_id=None),
    Post(6, 1, Role.DEPUTY_DIRECTOR, "副主任", holder_id=6),
)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.SPLIT,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    leader_post_id=2,
)
CLERK = Actor(Person(8, "督查室甲"), (Post(8, 2, Role.OFFICER, "督查室", holder_id=8),))
SECRETARY = Actor(Person(9, "秘书"), (Post(9, 1, Role.SECRETARY, "秘书", holder_id=9),))


@pytest.mark.parametrize(
    ("track", "able"),
    [
        ("instruction.mayor", [3, 1, 2, 4]),
        ("work_report", [3, 2, 4]),
        ("hotline", [3, 1, 4]),
        ("document", [3, 1, 4]),
    ],
)
def test_who_signs_anyway_is_not_offered_and_whose_field_it_is_comes_first(track: str, able: list[int]) -> None:
    found = countersigning.offered(replace(MATTER, track=track), POSTS, [], MATTER.title, COUNTY)
    assert sorted(post.id for post in found) == sorted(able)
    assert found[0].id == 3


@pytest.mark.parametrize("track", TRACKS)
def test_it_comes_before_the_first_approval_and_leaves_the_rest_as_the_notice_has_it(track: str) -> None:
    steps = countersigning.steps_of(replace(MATTER, track=track, countersign=(3, 4)), POSTS, COUNTY)
    acts = [str(step.act) for step in steps]
    at = acts.index("countersign")
    assert acts[at : at + 3] == ["countersign", "countersign", "approve"]
    assert "approve" not in acts[:at]
    assert tuple(step for step in steps if step.post_id is None) == TRACKS[track].issue_steps


def test_it_is_chosen_by_who_may_send_while_it_waits_to_be_sent() -> None:
    able = POSTS[:4]
    outcome = countersigning.choose(MATTER, [POSTS[2], POSTS[3]], able, CLERK)
    assert outcome.saves == (replace(MATTER, countersign=(3, 4)),)
    assert outcome.facts[0].event == "matter.countersign_chosen"
    with pytest.raises(NotAllowed):
        countersigning.choose(MATTER, [], able, SECRETARY)
    with pytest.raises(WrongState):
        countersigning.choose(replace(MATTER, status=MatterStatus.IN_APPROVAL), [], able, CLERK)
    with pytest.raises(InvalidInput, match="not_a_choice"):
        countersigning.choose(MATTER, [POSTS[5]], able, CLERK)
    many = [replace(POSTS[2], id=number) for number in range(20, 26)]
    with pytest.raises(InvalidInput, match="too_many"):
        countersigning.choose(MATTER, many, many, CLERK)

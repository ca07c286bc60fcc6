"""建议提案: what the analysis makes, the law's terms, and the day of assignment (P6.1, P6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.model import (
    AssignmentMeeting,
    Handling,
    MatterStatus,
    Part,
    ProposalKind,
)
from supervision.proposals import handling, returning
from supervision.proposals.handling import Analysis, Case
from supervision.refusals import InvalidInput, NotAllowed, NotFound, StaleButton, WrongState
from tests.rules.proposal_cases import (
    ALONE,
    CLERK,
    COUNTY,
    MATTER,
    PROPOSAL,
    SECTION,
    TODAY,
    case,
)


@pytest.mark.parametrize("typed", ["12", "第12号", " 12号 "])
def test_a_number_is_written_one_way(typed: str) -> None:
    assert handling.named(typed, ProposalKind.DEPUTY) == "第12号建议"
    assert handling.named(typed, ProposalKind.MEMBER) == "第12号提案"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"words": " "}, "empty"),
        ({"words": "字" * 501}, "too_long"),
        ({"leads": ()}, "empty"),
        ({"leads": (4, 5)}, "one_unit"),
        ({"handling": Handling.SEPARATE}, "two_units"),
        ({"handling": Handling.JOINT, "leads": (4, 4)}, "two_units"),
        ({"supports": (4,)}, "both_parts"),
    ],
)
def test_P6_2_an_analysis_names_units_that_fit_its_way(change: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        handling.analysed(PROPOSAL, MATTER, replace(ALONE, **change), CLERK)  # type: ignore[arg-type]
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("number", "proposers", "reason"),
    [
        ("", ("张三",), "empty"),
        ("1" * 21, ("张三",), "too_long"),
        ("1", (), "empty"),
        ("1", ("张",) * 31, "too_many"),
        ("1", ("张三１３８",), "no_digits"),
    ],
)
def test_P6_2_a_proposal_has_a_number_and_proposers(number: str, proposers: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        handling.analysed(replace(PROPOSAL, number=number, proposers=proposers), MATTER, ALONE, CLERK)
    assert refused.value.reason == reason


def test_P6_2_only_the_office_and_only_before_it_is_sent() -> None:
    with pytest.raises(NotAllowed):
        handling.analysed(PROPOSAL, MATTER, ALONE, SECTION)
    with pytest.raises(NotFound):
        handling.analysed(PROPOSAL, replace(MATTER, track="document"), ALONE, CLERK)
    for status in set(MatterStatus) - handling.OPEN_TO_ANALYSIS:
        with pytest.raises(WrongState):
            handling.analysed(PROPOSAL, replace(MATTER, status=status), ALONE, CLERK)


@pytest.mark.parametrize(
    ("analysis", "assigned_on", "expected", "coordinator"),
    [
        (ALONE, None, [((4,), (), None, "")], 4),
        (ALONE, TODAY, [((4,), (), date(2026, 6, 2), "")], 4),
        (replace(ALONE, complex=True), TODAY, [((4,), (), date(2026, 9, 2), "")], 4),
        (replace(ALONE, supports=(5,)), None, [((4,), (), None, ""), ((), (5,), None, "2m")], 4),
        (
            replace(ALONE, supports=(5,)),
            TODAY,
            [((4,), (), date(2026, 6, 2), ""), ((), (5,), date(2026, 5, 2), "")],
            4,
        ),
        (replace(ALONE, handling=Handling.JOINT, leads=(5, 4)), None, [((5, 4), (), None, "")], 5),
        (
            replace(ALONE, handling=Handling.SEPARATE, leads=(5, 4)),
            None,
            [((5,), (), None, ""), ((4,), (), None, "")],
            None,
        ),
    ],
)
def test_P6_2_the_tasks_of_an_analysis(
    analysis: Analysis, assigned_on: date | None, expected: list[object], coordinator: int | None
) -> None:
    tasks, answers = handling.drafts_of(
        Case(replace(PROPOSAL, assigned_on=assigned_on), MATTER), analysis, ["县住建局"], COUNTY
    )
    assert [(t.leads, t.supports, t.due_on, t.term) for t in tasks] == expected
    assert answers == coordinator
    assert all("张三、李四" in task.requirement for task in tasks if task.leads)


def test_P6_2_texts_stay_within_their_limits() -> None:
    long = replace(PROPOSAL, proposers=tuple("名" * 20 for _ in range(30)))
    tasks, _ = handling.drafts_of(
        Case(long, replace(MATTER, title="题" * 500)), replace(ALONE, supports=(5,)), ["局" * 600], COUNTY
    )
    assert all(len(task.text) <= 500 for task in tasks)
    assert "等30人" in tasks[0].requirement
    assert len(tasks[0].requirement) <= 300


@pytest.mark.parametrize(
    ("part", "long", "own", "last"),
    [
        (Part.LEAD, False, None, date(2026, 6, 2)),
        (Part.LEAD, True, None, date(2026, 9, 2)),
        (Part.SUPPORT, True, None, date(2026, 5, 2)),
        (Part.LEAD, False, date(2026, 5, 15), date(2026, 5, 15)),
        (Part.LEAD, False, date(2026, 7, 15), date(2026, 6, 2)),
    ],
)
def test_P6_2_the_laws_term_or_an_earlier_one(part: Part, *, long: bool, own: date | None, last: date) -> None:
    assert handling.due_of(replace(MATTER, complex=long, due_on=own), part, TODAY, COUNTY) == last


EARLIER = date(2026, 2, 20)
ISSUED = [
    (datetime(2026, 3, 9, 1, tzinfo=UTC), None, TODAY),  # 代表法 51: the terms run from the meeting before the issue
    (datetime(2026, 2, 26, 1, tzinfo=UTC), None, None),
    (datetime(2026, 3, 9, 1, tzinfo=UTC), EARLIER, EARLIER),
]


@pytest.mark.parametrize("status", list(MatterStatus))
def test_P6_2_an_assignment_makes_dates_until_the_text_is_sent(status: MatterStatus) -> None:
    of = case(replace(MATTER, status=status))
    if status in handling.OPEN_TO_DATES:
        (proposal, task) = handling.assign(of, CLERK, TODAY, COUNTY, meeting_id=3).saves
        assert (proposal.assigned_on, proposal.meeting_id) == (TODAY, 3)  # type: ignore[attr-defined]
        assert task.due_on == date(2026, 6, 2)  # type: ignore[attr-defined]
    elif status is MatterStatus.IN_PROGRESS:
        for issued, known, kept in ISSUED:
            out = case(replace(of.matter, issued_at=issued), replace(PROPOSAL, assigned_on=known))
            (proposal,) = handling.assign(out, CLERK, TODAY, COUNTY, meeting_id=3).saves
            assert (proposal.assigned_on, proposal.meeting_id) == (kept, 3)  # type: ignore[attr-defined]
        with pytest.raises(WrongState):
            handling.assign(of, CLERK, TODAY, COUNTY)
    else:
        with pytest.raises(WrongState):
            handling.assign(of, CLERK, TODAY, COUNTY, meeting_id=3)


def test_P6_2_a_meeting_is_entered_once() -> None:
    held = case(replace(MATTER, status=MatterStatus.SPLIT), replace(PROPOSAL, meeting_id=3))
    assert not handling.may_meet(held)
    for meeting_id in (None, 4):
        with pytest.raises(StaleButton):
            handling.assign(held, CLERK, TODAY, COUNTY, meeting_id=meeting_id)


HELD = AssignmentMeeting(3, TODAY, "县政府", 8, attended=(4,), absent=(5,))
LATER = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("meeting", "unit_id", "delivered", "taken_over", "since"),
    [
        (HELD, 4, LATER, False, TODAY),
        (HELD, 5, LATER, False, LATER),
        (HELD, 4, LATER, True, LATER),  # it was there for another proposal
        (None, 4, LATER, False, LATER),  # 会前交办, and its paper came three weeks after
        (None, 4, date(2026, 2, 27), False, TODAY),
    ],
)
def test_P6_2_ten_workdays_run_from_the_assignment_for_those_who_were_there(
    meeting: AssignmentMeeting | None, unit_id: int, delivered: date, *, taken_over: bool, since: date
) -> None:
    assigned = replace(PROPOSAL, assigned_on=TODAY)
    assert returning.known_since(assigned, meeting, unit_id, delivered, taken_over=taken_over) == since
    assert returning.known_since(PROPOSAL, None, unit_id, delivered) == delivered

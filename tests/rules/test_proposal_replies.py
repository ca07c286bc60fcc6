"""答复, 满意度 and 立卷归档: tables of what is entered, heard and bound (P6.2, P6.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    Dispatch,
    DueStatus,
    Handling,
    Matter,
    MatterStatus,
    Paper,
    Part,
    ProposalReply,
    ReportDue,
    ResultClass,
    Satisfaction,
)
from supervision.proposals import opinions, replies
from supervision.proposals.opinions import Opinion, Round
from supervision.proposals.replies import Sent
from supervision.refusals import InvalidInput, NotFound, WrongState
from tests.rules.proposal_cases import (
    CLERK,
    MATTER,
    NOW,
    PROPOSAL,
    TERMS,
    TODAY,
    UNDER_WAY,
    case,
    share,
)


@pytest.mark.parametrize(
    ("handling", "shares", "units"),
    [
        (Handling.LEAD, (share(4), share(5, Part.SUPPORT, 2)), [4]),
        (Handling.JOINT, (share(4), share(5)), [4]),
        (Handling.SEPARATE, (share(4), share(5, seq=2)), [4, 5]),
        (Handling.SEPARATE, (share(4), replace(share(5, seq=2), status=AssignmentStatus.WITHDRAWN)), [4]),
    ],
)
def test_P6_2_who_answers_the_proposers(handling: Handling, shares: tuple[Assignment, ...], units: list[int]) -> None:
    of = case(UNDER_WAY, replace(PROPOSAL, handling=handling), *shares)
    assert list(dict.fromkeys(item.unit_id for item in replies.owed(of, []))) == units
    assert len(replies.owed(of, [])) == len(units) * 2


SENT = Sent(number="夏住建函〔2026〕12号", on=TODAY, result=ResultClass.A, signed_by_head=True)
FIRST = ProposalReply(5, 1, 4, "张三", sent_on=TODAY, number="1号", result=ResultClass.A)


def test_P6_2_a_reply_is_entered_for_each_proposer_and_once() -> None:
    chosen = replies.owed(case(), [])
    outcome = replies.enter(case(), [], chosen, SENT, CLERK, ids=[5, 6], terms=TERMS)
    rows = [row for row in outcome.saves if isinstance(row, ProposalReply)]
    assert [(row.id, row.proposer) for row in rows] == [(5, "张三"), (6, "李四")]
    (desk,) = [row for row in outcome.saves if isinstance(row, DeskItem)]
    assert (desk.on, desk.done_at) == (date(2026, 3, 16), None)
    assert [fact.details["reply"] for fact in outcome.facts] == [5, 6]
    assert "张三" not in str(outcome.facts), "what is recorded stays for good"
    with pytest.raises(NotFound):
        replies.enter(case(), rows, chosen, SENT, CLERK, ids=[7, 8], terms=TERMS)
    with pytest.raises(NotFound):
        replies.enter(case(), [], [], SENT, CLERK, ids=[], terms=TERMS)
    with pytest.raises(WrongState):
        replies.enter(
            case(replace(MATTER, status=MatterStatus.APPROVED)), [], chosen, SENT, CLERK, ids=[5], terms=TERMS
        )


def test_P6_2_who_took_the_proposal_over_answers_for_the_unit_before() -> None:
    gone = replace(share(4), status=AssignmentStatus.WITHDRAWN)
    of = case(replace(UNDER_WAY, coordinating_unit_id=5), PROPOSAL, gone, share(5))
    waits = replace(FIRST, id=9, round=2, sent_on=None, due_seq=2)
    open_ones = replies.owed(of, [FIRST, waits])
    assert [(item.unit_id, item.proposer, item.round) for item in open_ones] == [(5, "张三", 2), (5, "李四", 1)]
    outcome = replies.enter(of, [FIRST, waits], open_ones[:1], SENT, CLERK, ids=[10], terms=TERMS)
    (row,) = [row for row in outcome.saves if isinstance(row, ProposalReply)]
    assert (row.id, row.unit_id, row.round) == (9, 5, 2)
    apart = case(UNDER_WAY, replace(PROPOSAL, handling=Handling.SEPARATE), gone, share(5))
    assert replies.now_of(apart, FIRST) == 4


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"number": " "}, "empty"), ({"number": "1" * 41}, "too_long"), ({"signed_by_head": False}, "head_signs")],
)
def test_P6_2_the_head_signs_the_reply(change: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        replies.enter(case(), [], replies.owed(case(), [])[:1], replace(SENT, **change), CLERK, ids=[5], terms=TERMS)  # type: ignore[arg-type]
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("since", "day"),
    [(TODAY, date(2026, 6, 30)), (date(2026, 6, 30), date(2027, 6, 30)), (date(2026, 7, 1), date(2027, 6, 30))],
)
def test_P6_2_what_is_promised_is_looked_at_by_the_end_of_june(since: date, day: date) -> None:
    assert replies.promise_day(since) == day


def due(seq: int, status: DueStatus = DueStatus.OPEN, *, final: bool = True) -> ReportDue:
    return ReportDue(1, 1, 4, seq, TODAY, None, NOW, final=final, status=status)


def second(*dues: ReportDue) -> Round:
    paper = Paper(2, 1, "assignment_notice", "government_office", "夏政办〔2026〕8号", "", "", NOW, issued_by=8)
    dispatch = Dispatch(2, 4, 1, NOW, NOW, delivered_at=NOW)
    return Round(assignment=share(4), dues=dues, paper=paper, dispatch=dispatch, new_id=9)


NO = Opinion(satisfied=Satisfaction.UNSATISFIED, words="未办", on=TODAY)


def test_P6_2_the_second_answer_is_owed_within_a_month_and_only_once() -> None:
    outcome = opinions.hear(
        case(), [FIRST], FIRST, NO, CLERK, second=second(due(1, DueStatus.OPEN, final=False), due(2)), terms=TERMS
    )
    again = [row for row in outcome.saves if isinstance(row, ReportDue)]
    assert [(row.seq, row.final) for row in again] == [(3, True), (1, False), (2, False)], "one answer completes it"
    assert again[0].due_on == date(2026, 4, 2)
    other = replace(FIRST, id=6, proposer="李四")
    waits = ProposalReply(9, 1, 4, "张三", 2, due_on=date(2026, 4, 2), due_seq=3)
    joined = opinions.hear(
        case(), [FIRST, other, waits], other, NO, CLERK, second=second(due(1), due(2), again[0]), terms=TERMS
    )
    assert not [row for row in joined.saves if isinstance(row, ReportDue)], "it is owed already"
    (row,) = [row for row in joined.saves if isinstance(row, ProposalReply) and row.round == 2]
    assert row.due_seq == 3


@pytest.mark.parametrize("status", [MatterStatus.CLOSING, MatterStatus.SUSPENDED])
def test_P6_2_no_second_round_while_the_result_is_with_the_signers(status: MatterStatus) -> None:
    with pytest.raises(WrongState):
        opinions.hear(
            case(replace(UNDER_WAY, status=status)), [FIRST], FIRST, NO, CLERK, second=second(due(1)), terms=TERMS
        )


def test_P6_2_a_closed_proposal_is_opened_again() -> None:
    closed = case(replace(UNDER_WAY, status=MatterStatus.CLOSED, closed_at=NOW))
    outcome = opinions.hear(closed, [FIRST], FIRST, NO, CLERK, second=second(due(1, DueStatus.ACCEPTED)), terms=TERMS)
    assert "张三" not in str(outcome.facts)
    assert NO.words not in str(outcome.facts)
    (matter,) = [row for row in outcome.saves if isinstance(row, Matter)]
    assert (matter.status, matter.closed_at, matter.reopened_at) == (MatterStatus.IN_PROGRESS, None, NOW)
    assert "matter.reopened" in [fact.event for fact in outcome.facts]


@pytest.mark.parametrize("handling", [Handling.LEAD, Handling.SEPARATE])
def test_P6_2_the_second_answer_is_of_who_goes_on_for_a_merged_unit(handling: Handling) -> None:
    done = replace(share(4), status=AssignmentStatus.ACCEPTED, accepted_at=NOW)
    closed = replace(UNDER_WAY, status=MatterStatus.CLOSED, closed_at=NOW)
    of = case(closed, replace(PROPOSAL, handling=handling), done)
    others = replace(FIRST, id=6, proposer="李四")
    given = replace(second(), assignment=replace(done, unit_id=7, delivered_at=None), before=done)
    outcome = opinions.hear(of, [FIRST, others], FIRST, NO, CLERK, second=given, terms=TERMS)
    shares = tuple(row for row in outcome.saves if isinstance(row, Assignment))
    assert {(row.unit_id, row.status, row.handed_to_unit_id) for row in shares} == {
        (7, AssignmentStatus.ISSUED, None),
        (4, AssignmentStatus.ACCEPTED, 7),
    }
    (matter,) = [row for row in outcome.saves if isinstance(row, Matter)]
    assert (matter.status, matter.coordinating_unit_id) == (MatterStatus.IN_PROGRESS, 7)
    rows = [FIRST, others, *(row for row in outcome.saves if isinstance(row, ProposalReply) and row.round == 2)]
    owed = replies.owed(case(matter, of.proposal, *shares), rows)
    assert [(item.unit_id, item.proposer, item.round) for item in owed] == [(7, "张三", 2)]


@pytest.mark.parametrize(
    ("reply", "opinion", "error"),
    [
        (replace(FIRST, sent_on=None), NO, NotFound),
        (replace(FIRST, satisfied=Satisfaction.SATISFIED), NO, WrongState),
        (FIRST, replace(NO, words=" "), InvalidInput),
        (FIRST, replace(NO, words="字" * 301), InvalidInput),
        (FIRST, replace(NO, on=date(2026, 3, 1)), InvalidInput),
        (FIRST, replace(NO, satisfied=Satisfaction.UNASKED), InvalidInput),
    ],
)
def test_P6_2_an_opinion_is_heard_once_and_has_words(
    reply: ProposalReply, opinion: Opinion, error: type[Exception]
) -> None:
    with pytest.raises(error):
        opinions.hear(case(), [reply], reply, opinion, CLERK, second=second(due(1)), terms=TERMS)


def test_P6_2_after_the_second_answer_there_is_no_third_round() -> None:
    last = replace(FIRST, id=7, round=2)
    outcome = opinions.hear(case(), [FIRST, last], last, NO, CLERK, second=None, terms=TERMS)
    assert [fact.event for fact in outcome.facts] == ["proposal.opinion_heard", "proposal.evaluation_wanted"]
    rows = [replace(FIRST, satisfied=Satisfaction.UNSATISFIED), replace(last, satisfied=Satisfaction.UNSATISFIED)]
    assert opinions.standing(case(), rows).to_evaluate == ("张三",)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("张三", "李思", "王五"), ""),
        (("张三",), ""),
        (("张三", "李四"), "unchanged"),
        (("李四",), "replied"),
        (("张三", "13800000000"), "no_digits"),
        ((), "empty"),
    ],
)
def test_P6_2_a_misspelt_proposer_is_put_right_and_who_was_answered_stays(names: tuple[str, ...], reason: str) -> None:
    of = case(UNDER_WAY, replace(PROPOSAL, proposers=("张三", "李四")))
    if reason:
        with pytest.raises(InvalidInput, match=reason):
            replies.correct_proposers(of, [FIRST], names, CLERK)
        return
    outcome = replies.correct_proposers(of, [FIRST], names, CLERK)
    (saved,) = outcome.saves
    assert saved.proposers == names  # type: ignore[attr-defined]
    assert "张三" not in str(outcome.facts)

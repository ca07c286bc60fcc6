"""Where a summary may go, who signs it then, and what may be entered about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    DeskItem,
    Matter,
    MatterStatus,
    Person,
    Post,
    Submission,
    SubmissionStatus,
    Summary,
    SummaryKind,
    Urgency,
)
from supervision.outcome import Outcome
from supervision.procedures.steps import Act
from supervision.procedures.tracks import TRACKS, closing_chain
from supervision.refusals import InvalidInput, NotAllowed, StaleButton, WrongState
from supervision.results import going_up, redoing, submissions
from supervision.results.submissions import desk_item, set_city_due
from supervision.results.ways import WAYS, headed, steps_for, ways_of
from supervision.roles import Role

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
CLERK = Actor(Person(8, "督查室甲", "13800000008", 8), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", "", 8),))
LIAISON = Actor(Person(16, "联络员", "13800000016", 16), (Post(16, 5, Role.LIAISON, "县水利局联络员A", "A", 16),))
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="document",
    title="防汛",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=NOW,
)
ROW = Submission(
    1, 1, "city_government_office", "government_office", due_on=date(2026, 6, 10), own_due_on=date(2026, 6, 8)
)
DAY = date(2026, 6, 5)


@pytest.mark.parametrize(
    ("track", "reports_up", "expected"),
    [
        ("document", True, ["city", "city_office", "none"]),
        ("document", False, []),
        ("work_report", True, ["both", "city", "county", "none"]),
        ("ten_things", True, []),
        ("meeting.mayor", True, ["bulletin", "bulletin_group", "none"]),
        ("instruction.vice_mayor", True, ["bulletin", "bulletin_group", "none"]),
        ("proposal.city", True, ["city_office", "letter", "none"]),
        ("proposal.county", True, []),
        ("hotline", True, ["hotline", "none"]),
        ("assignment", True, ["bulletin", "bulletin_group", "none"]),
    ],
)
def test_a_summary_goes_where_the_notice_sends_the_results_of_its_track(
    track: str, reports_up: bool, expected: list[str]
) -> None:
    assert [way.key for way in ways_of(TRACKS[track], reports_up=reports_up)] == expected


@pytest.mark.parametrize(
    ("track", "way", "roles"),
    [
        ("document", "city", ["mayor"]),
        ("document", "city_office", ["leader"]),
        ("work_report", "both", ["deputy_director", "director", "mayor"]),
        ("work_report", "county", ["deputy_director", "director"]),
        ("hotline", "hotline", ["deputy_director", "director"]),
        ("meeting.mayor", "bulletin", ["deputy_director", "director"]),
    ],
)
def test_P1_3_what_goes_to_the_city_in_the_governments_name_is_the_mayors(
    track: str, way: str, roles: list[str]
) -> None:
    steps = steps_for(closing_chain(TRACKS[track]), WAYS[way])
    assert [str(step.role) for step in steps] == roles
    if roles[-1] == "mayor":
        assert steps[-1].act is Act.APPROVE


def _send(row: Submission) -> Outcome:
    return submissions.send(row, CLERK, day=DAY, number="")


def _return(row: Submission) -> Outcome:
    return submissions.give_back(row, CLERK, words="缺数据", on=DAY)


def _receive(row: Submission) -> Outcome:
    return submissions.receive(row, CLERK)


def _settle(row: Submission) -> Outcome:
    return submissions.settle(row, CLERK)


@pytest.mark.parametrize(
    ("act", "from_states"),
    [(_send, "ready"), (_receive, "sent"), (_return, "sent received"), (_settle, "sent received")],
)
@pytest.mark.parametrize("status", list(SubmissionStatus))
def test_each_act_has_its_place(
    act: Callable[[Submission], Outcome], from_states: str, status: SubmissionStatus
) -> None:
    row = replace(ROW, status=status)
    if status.value in from_states.split():
        (saved,) = act(row).saves
        assert isinstance(saved, Submission)
        assert saved.status is not status
        assert saved.due_on == ROW.due_on
    else:
        with pytest.raises(WrongState):
            act(row)


def test_a_unit_enters_nothing_about_what_goes_up() -> None:
    with pytest.raises(NotAllowed):
        submissions.send(ROW, LIAISON, day=DAY, number="")


@pytest.mark.parametrize("words", ["", "  ", "字" * 501])
def test_what_is_returned_says_why(words: str) -> None:
    with pytest.raises(InvalidInput):
        submissions.give_back(replace(ROW, status=SubmissionStatus.SENT), CLERK, words=words, on=DAY)


@pytest.mark.parametrize(("to", "own"), [(date(2026, 6, 22), date(2026, 6, 17)), (None, date(2026, 6, 8))])
def test_an_extension_never_writes_over_the_citys_date(to: date | None, own: date) -> None:
    outcome = submissions.extend(ROW, CLERK, asked_on=TODAY, to=to, answer="电话", before=2, workdays=Workdays())
    (saved,) = outcome.saves
    assert isinstance(saved, Submission)
    assert (saved.due_on, saved.extended_to, saved.own_due_on) == (ROW.due_on, to, own)


@pytest.mark.parametrize("to", [date(2026, 6, 10), date(2026, 6, 9)])
def test_an_extension_is_later(to: date) -> None:
    with pytest.raises(InvalidInput):
        submissions.extend(ROW, CLERK, asked_on=TODAY, to=to, answer="", before=2, workdays=Workdays())


@pytest.mark.parametrize(
    ("city", "today", "on", "own"),
    [
        (date(2026, 3, 11), TODAY, date(2026, 3, 6), date(2026, 3, 9)),
        (date(2026, 10, 9), TODAY, date(2026, 9, 29), date(2026, 9, 30)),
        (date(2026, 3, 3), TODAY, TODAY, date(2026, 2, 28)),
    ],
)
def test_counting_the_office_is_reminded_before_its_own_date(city: date, today: date, on: date, own: date) -> None:
    item = desk_item(MATTER, city, today, 2, Workdays())
    assert (item.on, item.due_on, item.every) == (on, own, 1)


def test_the_citys_date_is_taken_over_by_what_waits_and_not_by_what_was_put_off() -> None:
    put_off = replace(ROW, id=2, extended_to=date(2026, 7, 1))
    outcome = set_city_due(
        MATTER, (ROW, put_off), CLERK, day=date(2026, 6, 12), ref="", today=TODAY, before=2, workdays=Workdays()
    )
    rows = [row for row in outcome.saves if isinstance(row, Submission)]
    assert [(row.id, row.due_on) for row in rows] == [(1, date(2026, 6, 12))]
    assert any(isinstance(row, DeskItem) for row in outcome.saves)


def test_nobody_above_waits_for_a_mayors_meeting() -> None:
    with pytest.raises(WrongState):
        set_city_due(
            replace(MATTER, track="meeting.mayor"),
            (),
            CLERK,
            day=DAY,
            ref="",
            today=TODAY,
            before=2,
            workdays=Workdays(),
        )


@pytest.mark.parametrize(
    ("way", "text", "expected"),
    [
        ("bulletin", "关于防汛办理情况的报告\n正文", "关于防汛办理情况的通报\n正文"),
        ("bulletin", "防汛情况\n正文", "防汛情况\n正文"),
        ("city", "关于防汛办理情况的报告\n正文", "关于防汛办理情况的报告\n正文"),
        ("city", "对其予以通报批评", "对其予以通报批评"),
    ],
)
def test_a_bulletin_is_headed_as_one(way: str, text: str, expected: str) -> None:
    assert headed(text, WAYS[way]) == expected


@pytest.mark.parametrize("words", ["通报批评", "予以表扬", "提出批评", "进行点名批评", "给予批评"])
def test_P4_3_praise_and_blame_by_name_take_the_chain_of_bulletins(words: str) -> None:
    with pytest.raises(InvalidInput, match="names_units"):
        headed(f"报告\n对某局{words}。", WAYS["bulletin_group"])


def test_P2_3_what_the_mayor_did_not_sign_is_reported_when_he_has_it() -> None:
    summary = Summary(1, 1, SummaryKind.CITY, (), "报告", 8, NOW, way="both")
    ready = [
        row
        for signed_by in (frozenset({Role.DIRECTOR}), frozenset({Role.MAYOR}))
        for row in going_up.ready(
            summary, MATTER, (4, 5), signed_by=signed_by, before=2, today=TODAY, workdays=Workdays(), answer_id=3
        ).saves
        if isinstance(row, Submission)
    ]
    assert [(row.destination, row.status, row.answer_id) for row in ready] == [
        ("city_government", SubmissionStatus.READY, None),
        ("county_government", SubmissionStatus.READY, 3),
        ("city_government", SubmissionStatus.READY, None),
        ("county_government", SubmissionStatus.SENT, None),
    ]
    outcome = submissions.arrived(ready[1], date(2026, 3, 4))
    (sent,) = outcome.saves
    assert isinstance(sent, Submission)
    assert (sent.status, sent.submitted_on) == (SubmissionStatus.SENT, date(2026, 3, 4))
    assert [fact.event for fact in outcome.facts] == ["submission.sent"]


RETURNED = Submission(
    4, 1, "city_government", "government", status=SubmissionStatus.RETURNED, words="缺少依据", returned_on=TODAY
)


@pytest.mark.parametrize(
    ("status", "matter", "overtaken", "refused"),
    [
        (SubmissionStatus.RETURNED, MatterStatus.CLOSED, False, None),
        (SubmissionStatus.SENT, MatterStatus.CLOSED, False, WrongState),
        (SubmissionStatus.RETURNED, MatterStatus.IN_PROGRESS, False, WrongState),
        (SubmissionStatus.RETURNED, MatterStatus.WITHDRAWN, False, WrongState),
        (SubmissionStatus.RETURNED, MatterStatus.CLOSED, True, StaleButton),
    ],
)
def test_units_act_again_only_on_what_was_returned_of_a_closed_matter(
    status: SubmissionStatus, matter: MatterStatus, overtaken: bool, refused: type[Exception] | None
) -> None:
    row, of = replace(RETURNED, status=status), replace(MATTER, status=matter)
    with pytest.raises(NotAllowed):
        redoing.require_redo(row, of, LIAISON, overtaken=overtaken)
    if refused is None:
        redoing.require_redo(row, of, CLERK, overtaken=overtaken)
        return
    with pytest.raises(refused):
        redoing.require_redo(row, of, CLERK, overtaken=overtaken)


def test_what_is_wanted_more_is_theirs_who_sent_it_back() -> None:
    further = redoing.redo(RETURNED, CLERK, further_id=3, words=" 补充依据 ", now=NOW)
    assert (further.leader_title, further.dated, further.gist, further.submission_id) == (
        "市政府",
        TODAY,
        "补充依据",
        4,
    )
    with pytest.raises(InvalidInput):
        redoing.redo(RETURNED, CLERK, further_id=3, words=" ", now=NOW)


@pytest.mark.parametrize(("track", "before"), [("document", 2), ("proposal.city", 2), ("hotline", 0)])
def test_P7_3_nothing_is_taken_off_the_hotlines_date(track: str, before: int) -> None:
    assert submissions.before_of(track, County()) == before

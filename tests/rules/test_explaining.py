"""Why a date is as it is: one reason for each, and words for every reason."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from messages.render import TEMPLATES, environment
from supervision import explaining
from supervision.calendars.schedules import TenThingsReading
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.explaining import REASONS, Reason, reasons, source_of
from supervision.model import Instruction, Matter, MatterStatus, Task, TermFrom, Urgency
from supervision.papers.issuing import Folder
from supervision.procedures.steps import Act, Step
from supervision.roles import Role

COUNTY = County(name="夏邑县")
ISSUED = date(2026, 3, 2)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)
TASK = Task(1, 1, "清淤")
DATED = replace(TASK, due_on=date(2026, 6, 13))


@pytest.mark.parametrize(
    ("track", "task", "changes", "keys"),
    [
        ("instruction.mayor", DATED, {}, ["printed"]),
        ("instruction.mayor", TASK, {"due_on": date(2026, 6, 15)}, ["matter"]),
        ("instruction.mayor", TASK, {}, ["none"]),
        ("instruction.mayor", replace(TASK, term="30d", term_from=TermFrom.ISSUE), {}, ["term"]),
        ("instruction.mayor", replace(TASK, ongoing=True, cycle="monthly:25"), {}, ["ongoing"]),
        ("instruction.mayor", replace(DATED, cycle="monthly:25"), {}, ["printed", "cycle"]),
        ("instruction.mayor", replace(TASK, term="30d", term_from=TermFrom.INSTRUCTION), {}, ["term_instruction"]),
        ("instruction.mayor", replace(TASK, term="10w", term_from=TermFrom.ACKNOWLEDGE), {}, ["term_receipt"]),
        (
            "instruction.mayor",
            replace(TASK, cycle="monthly:25", cycle_until=date(2026, 6, 30)),
            {},
            ["cycle_end", "cycle"],
        ),
        ("instruction.mayor", replace(TASK, report_on=(date(2026, 3, 10),)), {}, ["last_report", "printed"]),
        ("instruction.mayor", replace(TASK, cycle="monthly:25"), {}, ["last_report", "cycle"]),
        ("document", replace(TASK, due_on=date(2026, 6, 1), cycle="monthly:25"), {}, ["printed", "cycle", "earlier"]),
        ("work_report", DATED, {}, ["printed", "schedule"]),
        ("ten_things", TASK, {}, ["year_end", "reading"]),
        ("proposal.county", TASK, {}, ["law"]),
        ("proposal.city", TASK, {"complex": True}, ["law_complex"]),
        ("hotline", DATED, {}, ["ordered"]),
    ],
)
def test_why_every_date_has_its_reason(track: str, task: Task, changes: dict[str, object], keys: list[str]) -> None:
    matter = replace(MATTER, track=track, **changes)  # type: ignore[arg-type]
    folder = Folder(matter=matter, tasks=(task,), assignments=(), units={})
    found = reasons(folder, ISSUED, COUNTY, Workdays())
    assert [reason.key for reason in found] == keys
    assert set(keys) <= set(REASONS)


def test_why_every_reason_has_words_and_no_other() -> None:
    text = (TEMPLATES / "explaining" / "_reason.j2").read_text()
    assert re.findall(r'reason\.key == "(\w+)"', text) == [*dict.fromkeys(REASONS)] == [*REASONS]
    yielded = set(re.findall(r'"(\w+)"', inspect.getsource(explaining)))
    assert set(REASONS) <= yielded
    words = environment().get_template("explaining/_reason.j2").module
    for key in REASONS:
        assert str(words.because(Reason(key=key, tasks=(1,)))).strip(), key  # type: ignore[attr-defined]


def test_why_a_term_says_from_when_and_a_date_moved_for_the_city_says_so() -> None:
    dated = Instruction(1, "县长", date(2026, 2, 28), "请办理。")
    term = replace(TASK, term="30d", term_from=TermFrom.INSTRUCTION)
    folder = Folder(matter=replace(MATTER, instructions=(dated,)), tasks=(term,), assignments=(), units={})
    (reason,) = reasons(folder, ISSUED, COUNTY, Workdays())
    assert (reason.begins, reason.days) == (date(2026, 2, 28), (date(2026, 3, 30),))
    task = replace(TASK, due_on=date(2026, 6, 1), cycle="monthly:25")
    city = Folder(matter=replace(MATTER, track="document"), tasks=(task,), assignments=(), units={})
    moved = reasons(city, ISSUED, COUNTY, Workdays())[-1]
    assert (moved.key, moved.days) == ("earlier", (date(2026, 4, 24),)), "25 April is a Saturday"


def test_why_the_reading_of_the_county_is_shown_with_its_clause() -> None:
    folder = Folder(matter=replace(MATTER, track="ten_things"), tasks=(TASK,), assignments=(), units={})
    other = replace(COUNTY, ten_things_reading=TenThingsReading.CITY_THEN_COUNTY)
    texts = {(r.words, r.clause) for c in (COUNTY, other) for r in reasons(folder, ISSUED, c, Workdays())}
    assert {("每月10日、每月15日", "二（三）2"), ("每月15日", "二（三）2")} <= texts


def test_why_dates_of_one_reason_stand_together_and_those_on_days_off_are_marked() -> None:
    second = replace(DATED, seq=2, report_on=(date(2026, 3, 10),))
    folder = Folder(matter=MATTER, tasks=(DATED, second), assignments=(), units={})
    (reason,) = reasons(folder, ISSUED, COUNTY, Workdays())
    assert (reason.tasks, reason.days) == ((1, 2), (date(2026, 3, 10), date(2026, 6, 13)))
    assert reason.closed == (date(2026, 6, 13),), "a Saturday"


@pytest.mark.parametrize(
    ("act", "track", "source"),
    [
        (Act.APPROVE, "instruction.mayor", "notice"),
        (Act.APPROVE, "proposal.county", "county"),
        (Act.VET, "instruction.mayor", "county"),
        (Act.COUNTERSIGN, "instruction.mayor", "matter"),
    ],
)
def test_why_a_step_is_the_notices_the_countys_or_this_matters(act: Act, track: str, source: str) -> None:
    assert source_of(Step(Role.DIRECTOR, act), replace(MATTER, track=track)) == source

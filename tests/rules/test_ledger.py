"""The ledger's filters, its timeliness and sums, and what is wrong with one that comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.inspection.lights import Light, Lights
from supervision.ledger.checking import Placed, faults_of, records_of_rows
from supervision.ledger.choice import LIGHTS_PICKED, TIMES, TRACK_ORDER, LedgerChoice, due_by
from supervision.ledger.records import MatterRecord, ReportRecord, ShareRecord, TaskRecord
from supervision.ledger.rows import Count, OnTime, on_time_of, source_words
from supervision.ledger.wholes import Names, wholes
from supervision.model import AssignmentStatus, MatterStatus, Part, Post, Source
from supervision.procedures.tracks import TrackKey
from supervision.refusals import StaleButton
from tests import roster

AT = datetime(2026, 3, 2, tzinfo=UTC)
MATTER = MatterRecord(
    registration_number="2026-1",
    document_number="夏政督〔2026〕1号",
    track=TrackKey.DOCUMENT,
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    registered_at=AT,
)
TASK = TaskRecord(registration_number="2026-1", seq=1, text="清淤")
SHARE = ShareRecord(
    registration_number="2026-1",
    task_seq=1,
    unit="县水利局",
    part=Part.LEAD,
    status=AssignmentStatus.IN_PROGRESS,
)
REPORT = ReportRecord(registration_number="2026-1", task_seq=1, unit="县水利局", due_seq=1, due_on=date(2026, 3, 10))
GOOD = (MATTER, TASK, SHARE, REPORT)
NAMES = Names.of(roster.UNITS, [row for row in roster.entities() if isinstance(row, Post)])


def placed(*records: object) -> list[Placed]:
    return [Placed("表", number, record) for number, record in enumerate(records, 4)]


@pytest.mark.parametrize(
    "choice",
    [
        LedgerChoice(show="none"),
        LedgerChoice(track=len(TRACK_ORDER) + 1),
        LedgerChoice(light=len(LIGHTS_PICKED) + 1),
        LedgerChoice(time=-1),
        LedgerChoice(time=len(TIMES) + 1),
        LedgerChoice(unit=-5),
    ],
)
def test_a_forged_filter_is_a_stale_button(choice: LedgerChoice) -> None:
    with pytest.raises(StaleButton):
        choice.checked()


def test_a_light_is_picked_by_which_and_colour() -> None:
    red = LedgerChoice(light=1)
    assert red.has_light(Lights(Light.GREEN, Light.GREEN, Light.RED))
    assert not red.has_light(Lights(Light.RED, Light.RED, Light.GREEN))
    assert not red.has_light(None)
    assert LedgerChoice().has_light(None)


@pytest.mark.parametrize(
    ("key", "today", "last"),
    [
        ("week", date(2026, 3, 2), date(2026, 3, 8)),
        ("week", date(2026, 3, 8), date(2026, 3, 8)),
        ("month", date(2026, 2, 10), date(2026, 2, 28)),
        ("late", date(2026, 2, 10), None),
    ],
)
def test_the_time_that_is_picked_ends(key: str, today: date, last: date | None) -> None:
    assert due_by(key, today) == last


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (Count(), OnTime.NOTHING),
        (Count(1), OnTime.YES),
        (Count(1, 1), OnTime.WAS_LATE),
        (Count(1, 1, 1), OnTime.LATE),
    ],
)
def test_a_task_is_on_time_by_all_its_dates(count: Count, word: OnTime) -> None:
    assert on_time_of(count) is word


def test_a_source_in_words() -> None:
    assert source_words(Source("情况报告", "夏住建〔2026〕8号")) == "《情况报告》（夏住建〔2026〕8号）"
    assert source_words(Source("检查校舍", oral=True)) == "检查校舍（口头交办）"


def test_a_good_ledger_has_no_faults_and_is_grouped() -> None:
    assert faults_of(placed(*GOOD), NAMES, frozenset()) == []
    (whole,) = wholes(records_of_rows(placed(*GOOD)))
    assert (whole.matter, whole.tasks, whole.shares, whole.reports) == (MATTER, [TASK], [SHARE], [REPORT])


@pytest.mark.parametrize(
    ("records", "column", "reason"),
    [
        ((*GOOD, replace(TASK, registration_number="2026-9")), "登记号", "unknown_matter"),
        ((*GOOD, replace(SHARE, task_seq=2)), "任务序号", "unknown_task"),
        ((*GOOD, replace(REPORT, unit="县住房和城乡建设局")), "单位", "unknown_share"),
        ((*GOOD, replace(SHARE, unit="县水务局")), "单位", "unknown_unit"),
        ((*GOOD, replace(SHARE, unit="城关镇", handed_to="县水务局")), "移交单位", "unknown_unit"),
        ((replace(MATTER, leader="县长助理"), *GOOD[1:]), "批示领导", "unknown_leader"),
        ((*GOOD, MATTER), "登记号", "twice"),
        ((*GOOD, TASK), "任务序号", "twice"),
        ((*GOOD, SHARE), "任务序号", "twice"),
        ((*GOOD, REPORT), "任务序号", "twice"),
    ],
)
def test_what_is_wrong_is_named(records: tuple[object, ...], column: str, reason: str) -> None:
    faults = faults_of(placed(*records), NAMES, frozenset())
    assert (f"“表”表{column}", reason) in {(fault.column, fault.reason) for fault in faults}


def test_a_number_that_exists_is_refused() -> None:
    faults = faults_of(placed(*GOOD), NAMES, frozenset({"夏政督〔2026〕1号"}))
    assert [(fault.row, fault.reason, fault.given) for fault in faults] == [(4, "exists", "夏政督〔2026〕1号")]


def test_a_unit_is_found_by_a_name_that_it_had() -> None:
    assert NAMES.unit_id("水利局") == roster.WATER
    assert NAMES.unit_id("") is None

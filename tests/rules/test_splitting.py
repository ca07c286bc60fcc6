"""Splitting: paragraphs of a text, names of units, and the tasks themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.model import Assignment, Matter, MatterStatus, Part, Person, Post, Task, Unit, UnitKind, Urgency
from supervision.refusals import InvalidInput, NotAllowed, WrongState
from supervision.roles import Role
from supervision.search.finding import find_units, named_in
from supervision.splitting import TaskDraft, drafts_of, numbered_paragraphs, split
from supervision.splitting.tasks import LONGEST_TASK, without_stop
from tests import roster

UNITS = (*roster.UNITS[3:], Unit(18, "县文化和旅游局", UnitKind.DEPARTMENT, ("文旅局",)))
COURT = Unit(19, "县法院", UnitKind.COPY_ONLY)
BY_ID = {unit.id: unit for unit in (*roster.UNITS, *UNITS, COURT)}
CLERK = Actor(Person(8, "督查室甲"), (Post(8, roster.OFFICE, Role.OFFICER, "督查室工作人员甲"),))
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.REGISTERED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
)
DUE = date(2026, 6, 15)
TASK = TaskDraft("北城河清淤", leads=(roster.WATER,), supports=(roster.HOUSING,), due_on=DUE)


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in units]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("县住建局", ["县住房和城乡建设局"]),
            ("住建局、水利局", ["县住房和城乡建设局", "县水利局"]),
            ("县住建局，县水利局 城关镇", ["县住房和城乡建设局", "县水利局", "城关镇人民政府"]),
            ("水利", ["县水利局"]),
            ("夏邑县水利局", ["县水利局"]),
            ("县住房和城乡建设局县水利局", ["县住房和城乡建设局", "县水利局"]),
            ("县水利局和县文化和旅游局", ["县水利局", "县文化和旅游局"]),
            ("县水利局、县水利局", ["县水利局"]),
        ],
    )
    def test_units_are_found(self, text: str, found: list[str]) -> None:
        result = find_units(text, UNITS, "夏邑县")
        assert names(result.units) == found
        assert result.complete

    def test_a_part_of_several_is_asked_about(self) -> None:
        result = find_units("县水利局、局", UNITS)
        assert names(result.units) == ["县水利局"]
        assert result.written == "局"
        assert len(result.several) > 1
        assert not result.complete

    def test_an_exact_alias_wins_over_longer_names(self) -> None:
        units = (
            Unit(1, "县发展和改革委员会", UnitKind.DEPARTMENT, ("发改委",)),
            Unit(2, "发改委价格中心", UnitKind.DEPARTMENT),
        )
        assert names(find_units("发改委", units).units) == ["县发展和改革委员会"]

    def test_an_unknown_unit_is_said_with_the_nearest(self) -> None:
        result = find_units("水务局", UNITS)
        assert result.units == ()
        assert result.unknown == "水务局"
        assert "县水利局" in names(result.nearest)

    def test_all_townships_is_not_a_unit(self) -> None:
        result = find_units("县水利局、各乡镇人民政府", UNITS)
        assert result.all_townships
        assert names(result.units) == ["县水利局"]

    def test_names_in_running_text_are_the_longest(self) -> None:
        text = "由县水利局牵头，城关镇人民政府、县文化和旅游局配合"
        assert names(named_in(text, UNITS)) == ["县水利局", "城关镇人民政府", "县文化和旅游局"]


class TestParagraphs:
    def test_numbered_paragraphs_become_proposals_and_headings_do_not(self) -> None:
        text = (
            "关于内涝整治的意见\n一、工作任务\n1. 凯旋路积水点改造\n"
            "2、北城河清淤，\n确保汛期畅通。\n（一）巡查排水口。\n"
        )
        assert [item.text for item in numbered_paragraphs(text)] == [
            "凯旋路积水点改造",
            "北城河清淤，确保汛期畅通。",
            "巡查排水口。",
        ]

    def test_a_number_in_a_sentence_is_no_paragraph(self) -> None:
        assert numbered_paragraphs("清淤2.3公里。\n1.5公里以内免报。\n共3、4处。") == ()

    def test_labelled_units_and_dates_are_taken_and_doubtful_ones_are_not(self) -> None:
        text = (
            "1.改造积水点。（牵头单位：县住建局；配合单位：县水利局、水务局；完成时限：6月15日）\n"
            "2.清淤。责任单位：县水利局"
        )
        first, second = drafts_of(numbered_paragraphs(text), UNITS, date(2026, 3, 2))
        assert (first.leads, first.supports, first.due_on) == ((roster.HOUSING,), (), DUE)
        assert second.leads == (roster.WATER,)

    def test_the_place_in_the_source_is_kept(self) -> None:
        text = "前言\n1.改造。\n2.清淤。"
        second = numbered_paragraphs(text)[1]
        assert text[second.start : second.end] == "2.清淤。"

    def test_a_paragraph_is_cut_to_the_length_of_a_task(self) -> None:
        (draft,) = drafts_of(numbered_paragraphs("1." + "很" * 900), UNITS, DUE)
        assert len(draft.text) == LONGEST_TASK


class TestSplit:
    def test_tasks_and_assignments_wait_to_be_issued(self) -> None:
        outcome = split(MATTER, [TASK], BY_ID, CLERK, coordinating_unit_id=roster.WATER, copy_to=("县委办公室",))
        matter, task, lead, support = outcome.saves
        assert matter == replace(
            MATTER, status=MatterStatus.SPLIT, coordinating_unit_id=roster.WATER, copy_to=("县委办公室",)
        )
        assert task == Task(1, 1, "北城河清淤", due_on=DUE)
        assert lead == Assignment(1, 1, roster.WATER, Part.LEAD)
        assert support == Assignment(1, 1, roster.HOUSING, Part.SUPPORT)
        assert [fact.event for fact in outcome.facts] == ["matter.split"]

    def test_a_task_may_have_no_lead(self) -> None:
        draft = replace(TASK, leads=(), supports=(roster.WATER, roster.TAX))
        outcome = split(MATTER, [draft], BY_ID, CLERK, coordinating_unit_id=None, copy_to=())
        assert {row.part for row in outcome.saves if isinstance(row, Assignment)} == {Part.SUPPORT}

    def test_a_unit_that_leads_does_not_support_the_same_task(self) -> None:
        draft = replace(TASK, supports=(roster.WATER,))
        outcome = split(MATTER, [draft], BY_ID, CLERK, coordinating_unit_id=None, copy_to=())
        assert len([row for row in outcome.saves if isinstance(row, Assignment)]) == 1

    def test_the_final_date_is_no_progress_date(self) -> None:
        draft = replace(TASK, report_on=(DUE, date(2026, 5, 20)))
        task = split(MATTER, [draft], BY_ID, CLERK, coordinating_unit_id=None, copy_to=()).saves[1]
        assert isinstance(task, Task)
        assert task.report_on == (date(2026, 5, 20),)

    @pytest.mark.parametrize(
        ("drafts", "reason"),
        [
            ([], "no_tasks"),
            ([replace(TASK, leads=(), supports=())], "no_units"),
            ([TASK] * 121, "too_many"),
            ([replace(TASK, leads=(COURT.id,))], "copy_only"),
            ([replace(TASK, leads=(99,))], "no_unit"),
        ],
    )
    def test_what_is_not_ready_is_refused(self, drafts: list[TaskDraft], reason: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            split(MATTER, drafts, BY_ID, CLERK, coordinating_unit_id=None, copy_to=())
        assert refused.value.reason == reason

    def test_the_coordinating_unit_has_a_part(self) -> None:
        with pytest.raises(InvalidInput):
            split(MATTER, [TASK], BY_ID, CLERK, coordinating_unit_id=roster.TOWN, copy_to=())

    @pytest.mark.parametrize("status", [MatterStatus.FOLLOWED, MatterStatus.IN_PROGRESS, MatterStatus.CLOSED])
    def test_a_matter_past_splitting_is_refused(self, status: MatterStatus) -> None:
        with pytest.raises(WrongState):
            split(replace(MATTER, status=status), [TASK], BY_ID, CLERK, coordinating_unit_id=None, copy_to=())

    def test_a_liaison_splits_nothing(self) -> None:
        liaison = Actor(Person(12, "联络员"), (Post(12, roster.HOUSING, Role.LIAISON, "联络员"),))
        with pytest.raises(NotAllowed):
            split(MATTER, [TASK], BY_ID, liaison, coordinating_unit_id=None, copy_to=())


def test_a_task_is_written_without_its_full_stop() -> None:
    assert without_stop("完成3处积水点改造。") == "完成3处积水点改造"
    assert without_stop("完成“一河一策”") == "完成“一河一策”"

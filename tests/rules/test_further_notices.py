"""另下督办通知: the numbers that its tasks keep, and when it cannot go out as it was signed (P5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.model import FurtherInstruction, FurtherTask, Task, Unit, UnitKind
from supervision.papers.further_notices import Overtaken, numbered, overtaken

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
FURTHER = FurtherInstruction(5, 1, 1, "县长", date(2026, 3, 2), "请再核实。", 1, NOW)
TASKS = (FurtherTask("甲任务", (5,)), FurtherTask("乙任务", (4,), (5,)))
KNOWN = (Task(1, 1, "清淤"), Task(1, 2, "改造"))


def waiting(further_id: int, *seqs: int, made: tuple[int, ...] = ()) -> FurtherInstruction:
    tasks = tuple(replace(TASKS[0], seq=seq) for seq in seqs)
    return replace(FURTHER, id=further_id, tasks=tasks, task_seqs=made)


@pytest.mark.parametrize(
    ("others", "seqs"),
    [
        ((), [3, 4]),
        ((waiting(6, 3), waiting(7, 4, 5)), [6, 7]),  # with their signers: their numbers stand in signed texts
        ((waiting(5, 3, 4),), [3, 4]),  # its own, sent back
        ((waiting(6, 3, made=(1,)),), [3, 4]),  # something else was made of it
    ],
)
def test_P5_3_the_tasks_of_each_notice_keep_their_numbers(
    others: tuple[FurtherInstruction, ...], seqs: list[int]
) -> None:
    assert [task.seq for task in numbered(FURTHER, TASKS, KNOWN, others)] == seqs


@pytest.mark.parametrize(
    ("seq", "merged", "why"),
    [
        (3, False, Overtaken()),
        (2, False, Overtaken(renumbered=True)),
        (3, True, Overtaken(("县水利局",))),
    ],
)
def test_P5_3_a_signed_notice_goes_out_as_it_was_signed_or_not_at_all(
    seq: int, why: Overtaken, *, merged: bool
) -> None:
    units = {
        4: Unit(4, "县住房和城乡建设局", UnitKind.DEPARTMENT, ()),
        5: Unit(5, "县水利局", UnitKind.DEPARTMENT, (), active=not merged),
    }
    signed = replace(FURTHER, tasks=tuple(replace(task, seq=seq + i) for i, task in enumerate(TASKS)))
    found = overtaken(signed, KNOWN, units)
    assert found == why
    assert bool(found) is (why != Overtaken())

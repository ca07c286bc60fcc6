"""催办通知单: what is late, once a day, by the Office; the paper says what and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Person, Post, ReportDue, Task
from supervision.refusals import NotAllowed, WrongState
from supervision.reminding import urging_papers
from supervision.reminding.urging_papers import Urging, UrgingLine
from supervision.roles import Role

CLERK = Actor(Person(8, "甲"), (Post(8, 2, Role.OFFICER, "督查室工作人员"),))
LIAISON = Actor(Person(16, "乙"), (Post(16, 5, Role.LIAISON, "联络员"),))
TODAY = date(2026, 3, 17)
DUE = ReportDue(1, 2, 5, 1, date(2026, 3, 10), None, datetime(2026, 3, 10, 15, 59, tzinfo=UTC), final=False)
LINE = UrgingLine(2, "北城河清淤2.3公里", date(2026, 3, 10), 5)


def test_only_the_office_urges_on_paper_and_only_what_is_late_and_once_a_day() -> None:
    urging_papers.require_urged(CLERK, [DUE], again=False)
    with pytest.raises(NotAllowed):
        urging_papers.require_urged(LIAISON, [DUE], again=False)
    with pytest.raises(WrongState) as nothing:
        urging_papers.require_urged(CLERK, [], again=False)
    with pytest.raises(WrongState) as again:
        urging_papers.require_urged(CLERK, [DUE], again=True)
    assert (nothing.value.state, again.value.state) == ("nothing_late", "today")


def test_a_task_is_named_once_by_its_oldest_date() -> None:
    later = replace(DUE, seq=2, due_on=date(2026, 3, 16))
    first = replace(DUE, task_seq=1, due_on=date(2026, 3, 13), extended_to=date(2026, 3, 17))
    tasks = [Task(1, 1, "积水点改造"), Task(1, 2, LINE.text)]
    lines = urging_papers.lines_of([later, DUE, first], tasks, TODAY, Workdays())
    assert lines == (UrgingLine(1, "积水点改造", date(2026, 3, 17), 0), LINE)


def test_the_paper_names_what_it_rests_on() -> None:
    urging = Urging(title="城区内涝点整治", number="夏政督〔2026〕1号", unit="县水利局", lines=(LINE,))
    content = urging_papers.content(urging, "一\n二", County(), number="夏政督催〔2026〕1号", dated=TODAY)
    assert content.fields == (("督查事项", "城区内涝点整治"), ("原通知文号", "夏政督〔2026〕1号"))
    assert (content.title, content.number) == ("催办通知单", "夏政督催〔2026〕1号")
    assert (content.addressees, content.issuer) == (("县水利局",), "夏邑县人民政府办公室")
    assert [block.text for block in content.body] == ["一", "二"]

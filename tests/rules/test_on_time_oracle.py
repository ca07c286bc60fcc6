"""Counting, told twice: an oracle that knows only the requirements against the rules.

Random histories are played to both; they must say the same of every date at every moment.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.model import Urgency
from supervision.refusals import Refusal
from tests.rules.due_history import ZONE, DueHistory
from tests.rules.on_time import Expected, Limit, Oracle, printed

ACTS = ("report", "review", "deliver", "extension", "suspension", "report", "review", "edit", "end")
_HOURS = st.sampled_from([None, None, time(0), time(12), time(18)])
_FIRST_DAY = datetime(2026, 1, 26, 9, tzinfo=ZONE)


@dataclass(frozen=True)
class Step:
    """One act: how long after the one before, or at the very edge of a limit; `n` and `flag` say which and how."""

    act: str
    minutes: int
    edge: int | None
    n: int
    flag: bool
    hour: time | None


_STEPS = st.builds(
    Step,
    act=st.sampled_from(ACTS),
    minutes=st.one_of(st.integers(1, 600), st.integers(1, 7).map(lambda days: days * 1440), st.integers(600, 9000)),
    edge=st.sampled_from([None, None, -1, 0, 1]),
    n=st.integers(0, 6),
    flag=st.booleans(),
    hour=_HOURS,
)


class Game:
    """A history in both books at once."""

    def __init__(self, issued_at: datetime, days: list[tuple[date, time | None]], urgency: Urgency) -> None:
        self.by_the_clock = urgency is Urgency.MOST_URGENT
        self.now = issued_at
        self.product = DueHistory(issued_at, days, urgency)
        self.oracle = Oracle(
            {n: Expected(day, self.limit(day, hour)) for n, (day, hour) in enumerate(days, 1)}, self.by_the_clock
        )

    def limit(self, day: date, hour: time | None) -> Limit:
        return printed(day, hour, by_the_clock=self.by_the_clock)

    def wait(self, step: Step) -> None:
        self.now += timedelta(minutes=step.minutes)
        ahead = sorted(due.limit.rank for due in self.oracle.dues.values() if due.limit.rank[0] >= self.now.date())
        if step.edge is not None and ahead:
            day, hour = ahead[0]
            last = datetime.combine(day, hour.replace(microsecond=0), ZONE) + timedelta(seconds=step.edge)
            self.now = max(self.now, last)

    def play(self, step: Step) -> None:
        self.wait(step)
        with contextlib.suppress(Refusal):  # a refusal changes nothing: `compare` sees it
            getattr(self, step.act)(step)
        self.compare()

    def compare(self) -> None:
        for later in (timedelta(), timedelta(days=3), timedelta(days=40)):
            now = self.now + later
            expected = {seq: self.oracle.verdict(due, now) for seq, due in self.oracle.dues.items()}
            assert self.product.verdicts(now) == expected

    def report(self, step: Step) -> None:
        """The bot may be down: a message counts from its own time, not from that of its processing."""
        at = self.now
        self.now += timedelta(minutes=(0, 0, 0, 30, 700, 4000, 5)[step.n])
        number = self.product.report(at, self.now)
        self.oracle.report(number, at)

    def deliver(self, step: Step) -> None:
        """签收, or by telephone, which is recorded later."""
        told_at = self.now - timedelta(minutes=step.n)
        if step.flag:
            self.product.acknowledge(self.now)
            self.oracle.deliver(self.now)
        else:
            self.product.tell_by_telephone(self.now, told_at)
            self.oracle.deliver(told_at)

    def edit(self, step: Step) -> None:
        number = step.n % 3 + 1
        self.product.edit(number, self.now)
        self.oracle.edit(number, self.now)

    def review(self, step: Step) -> None:
        waiting = self.product.waiting()
        number = waiting[step.n % len(waiting)] if waiting else 0
        if step.n < 2:
            self.product.accept(number, self.now, finish=step.flag)
            self.oracle.accept(number, finish=step.flag)
        else:
            self.product.send_back(number, self.now, empty=step.flag or step.n > 4)
            self.oracle.send_back(number, empty=step.flag or step.n > 4)

    def extension(self, step: Step) -> None:
        if self.product.request is None:
            seq = step.n % len(self.oracle.dues) + 1
            day = self.oracle.dues[seq].day + timedelta(days=step.n + 1)
            self.product.ask_extension(seq, self.now, day, step.hour)
            self.oracle.ask(seq, self.now, self.limit(day, step.hour))
        else:
            self.product.answer_extension(self.now, agreed=step.flag)
            self.oracle.decide(self.now, agreed=step.flag)

    def suspension(self, _step: Step) -> None:
        if self.product.matter.suspended_at is not None:
            self.product.resume(self.now)
            self.oracle.resume(self.now)
        elif self.product.request is None:  # whose time it is while both wait is written down nowhere
            self.product.suspend(self.now)
            self.oracle.suspend(self.now)

    def end(self, step: Step) -> None:
        """撤销 or 并案, now and then."""
        if step.n == 0:
            self.product.withdraw(self.now, into="2026-9" if step.flag else "")
            self.oracle.withdrawn = True


@settings(max_examples=250, deadline=None)
@given(
    issued=st.integers(0, 200 * 1440),
    gaps=st.lists(st.tuples(st.integers(1, 14), _HOURS), min_size=1, max_size=3),
    urgency=st.sampled_from([Urgency.ROUTINE, Urgency.ROUTINE, Urgency.MOST_URGENT]),
    steps=st.lists(_STEPS, min_size=5, max_size=18),
)
def test_counting_an_independent_oracle_says_the_same_over_random_histories(
    issued: int, gaps: list[tuple[int, time | None]], urgency: Urgency, steps: list[Step]
) -> None:
    issued_at = _FIRST_DAY + timedelta(minutes=issued)
    days: list[tuple[date, time | None]] = []
    for gap, hour in gaps:
        days.append(((days[-1][0] if days else issued_at.date()) + timedelta(days=gap), hour))
    game = Game(issued_at, days, urgency)
    for step in steps:
        game.play(step)


def act(what: str, days: float = 0, *, n: int = 0, flag: bool = True) -> Step:
    return Step(what, int(days * 1440) + 1, None, n, flag, None)


@pytest.mark.parametrize(
    ("due_in", "steps"),
    [
        pytest.param(
            5,
            [
                act("deliver"),
                *(act("report"), act("review", n=5)) * 2,
                act("report"),
                act("review", n=3, flag=False),
            ],
            id="after two empty returns a supplement does not unmake the third submission",
        ),
        pytest.param(
            1,
            [act("extension", 2, n=6), act("extension"), act("deliver"), act("report", 5)],
            id="who was not told yet asks for more time in time",
        ),
        pytest.param(1, [act("report", 3), act("deliver")], id="a report before the delivery is never late"),
        pytest.param(
            1,
            [act("suspension", 3), act("deliver", 4), act("suspension", 5)],
            id="told only while the clock stood still",
        ),
        pytest.param(
            9,
            [act("deliver"), act("report"), act("suspension"), act("review", n=5), act("report"), act("review", n=5)],
            id="returned twice while the clock stands still",
        ),
    ],
)
def test_counting_histories_about_which_they_once_disagreed(due_in: int, steps: list[Step]) -> None:
    game = Game(_FIRST_DAY, [(_FIRST_DAY.date() + timedelta(days=due_in), None)], Urgency.ROUTINE)
    for step in steps:
        game.play(step)


def test_counting_while_suspended_an_accepted_progress_report_does_not_complete_the_task() -> None:
    days: list[tuple[date, time | None]] = [(_FIRST_DAY.date() + timedelta(days=n), None) for n in (3, 20)]
    game = Game(_FIRST_DAY, days, Urgency.ROUTINE)
    for step in (act("deliver"), act("report"), act("suspension"), act("review", flag=False)):
        game.play(step)
    assert game.product.assignment.status == "in_progress"
    assert [due.status for due in game.product.dues.values()] == ["accepted", "held"]

"""Groups: what is counted alike. Each thing is in exactly one, and each figure is the sum of some of them.

So a figure is traced to what it counts without a list of its own: the things are kept once, each with its group
(ADR 0012, "Figures at scale"), and SQL makes the groups of what needs no judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from supervision.figures.ledger import Judged, Ledger, MatterRow, ShareRow
from supervision.model import ORDERED_KINDS

OF_MATTERS = ("matters", "carried_over", "issued", "closed", "open")
OF_TASKS = ("tasks", "tasks_done", "tasks_open")
OF_SHARES = ("shares", "shares_done")
OF_REPORTS = ("due", "answered", "not_yet", "on_time", "late", "returned")
OF_UNITS = ("units", "late_units")
APART = ("late_not_ordered", "named_before")

KEYS = (*OF_MATTERS, *OF_TASKS, *OF_SHARES, *OF_UNITS, *OF_REPORTS, *APART)
"""Matters in hand and their parts; tasks and shares; units of which reports were due, and those that were late;
reports and their parts, and which of them were sent back for a supplement. Their order is kept in what is stored."""

_BIT = {key: 1 << n for n, key in enumerate(KEYS)}

Thing = tuple[int, int, int, int]
"""Matter, task, unit and date of a report due; zeros behind what it is: a matter is (12, 0, 0, 0)."""


def verdict_of(*keys: str) -> int:
    """What is said of a thing, as one number: in which figures it is counted."""
    return sum(_BIT[key] for key in keys)


def keys_of(verdict: int) -> tuple[str, ...]:
    """The figures in which a thing of this verdict is counted."""
    return tuple(key for key in KEYS if verdict & _BIT[key])


JUDGED = verdict_of(*KEYS) - verdict_of("answered", "not_yet", "returned")
"""The rest of a verdict: a report that comes in, or goes back for a supplement, after the cut-off changes the others,
and nothing that was judged."""


def judged_alike(some: Iterable[Group], others: Iterable[Group]) -> bool:
    """Whether two counts judge as many things of each kind, unit and track alike; they may be other things."""
    return _judged(some) == _judged(others)


def _judged(groups: Iterable[Group]) -> dict[tuple[str, int, str, int, bool], int]:
    found: dict[tuple[str, int, str, int, bool], int] = defaultdict(int)
    for one in groups:
        found[one.track, one.unit_id, one.kind, one.verdict & JUDGED, one.year] += one.value
    return found


def name_of(thing: Thing) -> str:
    """Name a thing as audit and ledger know it: `12`, `12/3`, `12/3/5`, `12/3/5/2`."""
    return "/".join(str(part) for part in thing if part)


@dataclass(frozen=True, slots=True)
class Group:
    """Things counted alike: so many of one track and, but for matters and tasks, of one unit.

    `things` are those that were judged one by one; the others are found in the database by what they have in common.
    """

    track: str
    unit_id: int
    kind: str
    verdict: int
    value: int
    things: tuple[Thing, ...] = ()
    year: bool = False
    """It is of the whole year, which the last bulletin of a year counts anew."""


def merged(groups: Iterable[Group]) -> tuple[Group, ...]:
    """One group of those that are alike, whoever counted them, in the order in which they came."""
    found: dict[tuple[str, int, str, int, bool], list[Group]] = defaultdict(list)
    for one in groups:
        found[one.track, one.unit_id, one.kind, one.verdict, one.year].append(one)
    return tuple(
        some[0]
        if len(some) == 1
        else Group(
            *key[:4], sum(one.value for one in some), tuple(thing for one in some for thing in one.things), key[4]
        )
        for key, some in found.items()
    )


def groups_of(ledger: Ledger, reports: Sequence[Judged]) -> tuple[Group, ...]:
    """What the ledger has one by one, by groups."""
    found: dict[tuple[str, int, str, int], list[Thing]] = defaultdict(list)
    for track, unit_id, kind, verdict, thing in _things(ledger, reports):
        found[track, unit_id, kind, verdict].append(thing)
    return tuple(Group(*key, len(things), tuple(things)) for key, things in found.items())


_Entry = tuple[str, int, str, int, Thing]


def _things(ledger: Ledger, reports: Sequence[Judged]) -> Iterator[_Entry]:
    for matter in ledger.matters:
        yield matter.track, 0, "", _of_matter(matter), (matter.id, 0, 0, 0)
    yield from _of_shares(ledger.shares)
    for report in reports:
        due, unit = report.item.due, report.item.unit
        thing = (due.matter_id, due.task_seq, due.unit_id, due.seq)
        yield report.item.track, unit.id, unit.kind.value, _of_report(report), thing


def _of_matter(matter: MatterRow) -> int:
    begun, stands = "carried_over" if matter.carried_over else "issued", "closed" if matter.closed else "open"
    return verdict_of("matters", begun, stands)


def _of_shares(shares: Iterable[ShareRow]) -> Iterator[_Entry]:
    tasks: dict[tuple[int, int], list[ShareRow]] = defaultdict(list)
    for share in shares:
        tasks[share.matter_id, share.task_seq].append(share)
    for (matter_id, seq), parts in tasks.items():
        stands = "tasks_done" if all(share.done for share in parts) else "tasks_open"
        yield parts[0].track, 0, "", verdict_of("tasks", stands), (matter_id, seq, 0, 0)
        for share in parts:
            said = verdict_of("shares", "shares_done") if share.done else verdict_of("shares")
            yield share.track, share.unit_id, share.kind.value, said, (matter_id, seq, share.unit_id, 0)


def _of_report(report: Judged) -> int:
    keys = ["due", "answered" if report.came else "not_yet", "on_time" if report.late is None else "late"]
    if report.returns:
        keys.append("returned")
    if report.late is not None and report.item.unit.kind not in ORDERED_KINDS:
        keys.append("late_not_ordered")
    elif report.late is not None and report.item.named_before:
        keys.append("named_before")
    return verdict_of(*keys)

"""The figures of a stretch of time: overall, by track, by unit and by kind of unit, each with what it counts.

Requirements, "Counting". Of the bulletins of other counties one has 43 matters of which 16 are closed and 28 in hand
(practice §9): here a part is a part of its whole by the things themselves, not by their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from supervision.calendars.workdays import Workdays
from supervision.figures.ledger import Judged, Ledger, MatterRow, ShareRow, fact_key, judge
from supervision.model import ORDERED_KINDS

OVERALL = ""
TRACK, UNIT, KIND = "track/", "unit/", "kind/"
YEAR = "year"
"""The whole year, counted anew beside what its last bulletin counts: quarters do not add up to it."""


class InconsistentError(ValueError):
    """Figures that do not add up, or a line without its evidence; nobody may see them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: what it counts, by the names that audit and ledger have for it.

    `scope` is empty (overall), `track/document`, `unit/5` or `kind/township`. `facts` are matters (`12`), tasks
    (`12/3`), shares (`12/3/5`), reports due (`12/3/5/2`) or units (`5`).
    """

    scope: str
    key: str
    facts: tuple[str, ...] = ()

    @property
    def value(self) -> int:
        """How many they are."""
        return len(self.facts)


_OF_MATTERS = ("matters", "carried_over", "issued", "closed", "open")
_OF_TASKS = ("tasks", "tasks_done", "tasks_open")
_OF_SHARES = ("shares", "shares_done")
_OF_REPORTS = ("due", "answered", "not_yet", "on_time", "late", "returned")
_OF_UNITS = ("units", "late_units")
_APART = ("late_not_ordered", "named_before")

KEYS = (*_OF_MATTERS, *_OF_TASKS, *_OF_SHARES, *_OF_UNITS, *_OF_REPORTS, *_APART)
"""Matters in hand and their parts; tasks and shares; units of which reports were due, and those that were late;
reports and their parts, and which of them were sent back for a supplement."""

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("matters", ("carried_over", "issued")),
    ("matters", ("closed", "open")),
    ("tasks", ("tasks_done", "tasks_open")),
    ("due", ("answered", "not_yet")),
    ("due", ("on_time", "late")),
)
"""A figure, and the parts that it is the sum of."""

WITHIN: tuple[tuple[str, str], ...] = (
    ("shares_done", "shares"),
    ("on_time", "answered"),
    ("not_yet", "late"),
    ("returned", "due"),
    ("late_units", "units"),
    ("late_not_ordered", "late"),
    ("named_before", "late"),
)
"""A figure, and one that it is a part of."""

_ACROSS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (TRACK, (*_OF_MATTERS, *_OF_TASKS, *_OF_SHARES, *_OF_REPORTS)),
    (UNIT, (*_OF_SHARES, *_OF_REPORTS)),
    (KIND, (*_OF_SHARES, *_OF_REPORTS, *_OF_UNITS)),
)
"""Scopes side by side, and the figures that are the sum of theirs."""

_Entry = tuple[tuple[str, ...], str, str]


def count(ledger: Ledger, until: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Cell, ...]:
    """Count it as it stood at `until`: every figure overall, and the others where they are not zero.

    Raises:
        InconsistentError: they do not add up.
    """
    found: dict[tuple[str, str], list[str]] = {(OVERALL, key): [] for key in KEYS}
    for scopes, key, fact in _entries(ledger, judge(ledger.reports, until, workdays, zone)):
        for scope in scopes:
            found.setdefault((scope, key), []).append(fact)
    cells = tuple(Cell(scope, key, tuple(facts)) for (scope, key), facts in found.items())
    check_cells(cells)
    return cells


def row_of(cells: Iterable[Cell], scope: str = OVERALL) -> dict[str, int]:
    """Give the figures of one scope; what is not among them is zero."""
    return dict.fromkeys(KEYS, 0) | {cell.key: cell.value for cell in cells if cell.scope == scope}


def scopes_of(cells: Iterable[Cell], prefix: str) -> tuple[str, ...]:
    """Give what stands behind a prefix (`TRACK`, `UNIT`, `KIND`) in the scopes that have figures, in their order."""
    return tuple(dict.fromkeys(cell.scope.removeprefix(prefix) for cell in cells if cell.scope.startswith(prefix)))


def _entries(ledger: Ledger, reports: Sequence[Judged]) -> Iterator[_Entry]:
    for matter in ledger.matters:
        yield from _of_matter(matter)
    yield from _of_shares(ledger.shares)
    for key, some in (("units", reports), ("late_units", [report for report in reports if report.late is not None])):
        for unit_id, kind in dict.fromkeys((report.item.unit.id, report.item.unit.kind) for report in some):
            yield (OVERALL, KIND + kind), key, str(unit_id)
    for report in reports:
        yield from _of_report(report)


def _of_matter(matter: MatterRow) -> Iterator[_Entry]:
    scopes, fact = (OVERALL, TRACK + matter.track), str(matter.id)
    yield scopes, "matters", fact
    yield scopes, "carried_over" if matter.carried_over else "issued", fact
    yield scopes, "closed" if matter.closed else "open", fact


def _of_shares(shares: Iterable[ShareRow]) -> Iterator[_Entry]:
    tasks: dict[tuple[int, int], list[ShareRow]] = defaultdict(list)
    for share in shares:
        tasks[share.matter_id, share.task_seq].append(share)
    for (matter_id, seq), parts in tasks.items():
        track, fact = TRACK + parts[0].track, f"{matter_id}/{seq}"
        yield (OVERALL, track), "tasks", fact
        yield (OVERALL, track), "tasks_done" if all(share.done for share in parts) else "tasks_open", fact
        for share in parts:
            scopes = OVERALL, track, f"{UNIT}{share.unit_id}", KIND + share.kind
            yield scopes, "shares", f"{fact}/{share.unit_id}"
            if share.done:
                yield scopes, "shares_done", f"{fact}/{share.unit_id}"


def _of_report(report: Judged) -> Iterator[_Entry]:
    item, fact = report.item, fact_key(report.item.due)
    scopes = OVERALL, TRACK + item.track, f"{UNIT}{item.unit.id}", KIND + item.unit.kind
    yield scopes, "due", fact
    yield scopes, "answered" if report.came else "not_yet", fact
    yield scopes, "on_time" if report.late is None else "late", fact
    if report.returns:
        yield scopes, "returned", fact
    if report.late is not None and item.unit.kind not in ORDERED_KINDS:
        yield (OVERALL,), "late_not_ordered", fact
    elif report.late is not None and item.named_before:
        yield (OVERALL,), "named_before", fact


def check_cells(cells: Iterable[Cell]) -> None:
    """Hold figures against each other by what they count: wholes and parts, overall and by track, unit and kind.

    Raises:
        InconsistentError: something does not add up; the message names it.
    """
    held: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for cell in cells:
        _require(cell.key not in held[cell.scope], f"{cell.scope}: {cell.key} stands twice")
        _require(len(set(cell.facts)) == cell.value, f"{cell.scope}: {cell.key} counts something twice")
        held[cell.scope][cell.key] = cell.facts
    for scope, row in held.items():
        _check_row(scope, row)
    for prefix, keys in _ACROSS:
        parts = [row for scope, row in held.items() if scope.startswith(prefix)]
        for key in keys:
            whole, summed = held[OVERALL].get(key, ()), [fact for row in parts for fact in row.get(key, ())]
            _require(sorted(whole) == sorted(summed), f"{key} is not the sum of those of each {prefix}")


def _check_row(scope: str, row: Mapping[str, tuple[str, ...]]) -> None:
    for whole, parts in PARTS:
        summed = [fact for part in parts for fact in row.get(part, ())]
        _require(sorted(row.get(whole, ())) == sorted(summed), f"{scope}: {whole} is not the sum of {parts}")
    for part, whole in WITHIN:
        _require(set(row.get(part, ())) <= set(row.get(whole, ())), f"{scope}: {part} is no part of {whole}")
    if scope.startswith(UNIT):
        unit_id = scope.removeprefix(UNIT)
        strange = [fact for facts in row.values() for fact in facts if fact.split("/")[2] != unit_id]
        _require(not strange, f"{scope}: {strange} are another unit's")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise InconsistentError(what)

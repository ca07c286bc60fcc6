"""What is wrong with an exported ledger before it is taken over: names nobody has, numbers that exist, loose ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.ledger.records import (
    FindingRecord,
    MatterRecord,
    NumberRecord,
    Records,
    ReportRecord,
    ShareRecord,
    SourceRecord,
    TaskRecord,
)
from supervision.ledger.wholes import Names
from supervision.notices.takeover import LedgerFault

KINDS = (MatterRecord, SourceRecord, TaskRecord, ShareRecord, ReportRecord, FindingRecord, NumberRecord)
"""In the order of the fields of `Records`."""

_OF_UNIT = (ShareRecord, ReportRecord, FindingRecord)


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with the sheet and the line where it stands."""

    sheet: str
    number: int
    record: Any

    def fault(self, column: str, reason: str, given: str, other: int = 0) -> LedgerFault:
        """What is wrong in a column of it."""
        return LedgerFault(self.number, f"“{self.sheet}”表{column}", reason, given[:60], other=other)


def faults_of(rows: Sequence[Placed], names: Names, numbers: frozenset[str]) -> list[LedgerFault]:
    """Everything that is wrong, in the order of the file.

    Args:
        numbers: those that exist in this installation already.
    """
    matters = {row.record.registration_number for row in rows if isinstance(row.record, MatterRecord)}
    tasks = {_task(row.record) for row in rows if isinstance(row.record, TaskRecord)}
    shares = {(*_task(row.record), row.record.unit) for row in rows if isinstance(row.record, ShareRecord)}
    faults: list[LedgerFault] = list(_numbers(rows, numbers))
    for row in rows:
        record = row.record
        if isinstance(record, NumberRecord):
            continue
        if record.registration_number not in matters:
            faults.append(row.fault("登记号", "unknown_matter", record.registration_number))
        elif isinstance(record, _OF_UNIT) and _task(record) not in tasks:
            faults.append(row.fault("任务序号", "unknown_task", str(record.task_seq)))
        elif isinstance(record, ReportRecord | FindingRecord) and (*_task(record), record.unit) not in shares:
            faults.append(row.fault("单位", "unknown_share", record.unit))
        faults += _unknown(row, names)
    faults += _twice(rows)
    return faults


def _task(record: Any) -> tuple[str, int]:
    return record.registration_number, record.seq if isinstance(record, TaskRecord) else record.task_seq


def _unknown(row: Placed, names: Names) -> Iterator[LedgerFault]:
    record = row.record
    units: tuple[tuple[str, str], ...] = ()
    if isinstance(record, _OF_UNIT):
        units = (("单位", record.unit),)
    if isinstance(record, ShareRecord):
        units = (*units, ("移交单位", record.handed_to))
    if isinstance(record, MatterRecord):
        units = (("总牵头", record.coordinating),)
    for column, name in units:
        if name and name not in names.units:
            yield row.fault(column, "unknown_unit", name)
    posts: tuple[tuple[str, str], ...] = ()
    if isinstance(record, MatterRecord):
        posts = (("批示领导", record.leader),)
    if isinstance(record, TaskRecord):
        posts = (("分管县领导", record.leader_in_charge),)
    for column, title in posts:
        if title and title not in names.posts:
            yield row.fault(column, "unknown_leader", title)


def _numbers(rows: Iterable[Placed], known: frozenset[str]) -> Iterator[LedgerFault]:
    """Numbers that exist already, here or in another line."""
    seen: dict[str, int] = {}
    for row in rows:
        if not isinstance(row.record, MatterRecord):
            continue
        written = (("登记号", row.record.registration_number), ("文号", row.record.document_number))
        for column, number in written:
            if number in known:
                yield row.fault(column, "exists", number)
            elif number in seen:
                yield row.fault(column, "twice", number, seen[number])
            elif number:
                seen[number] = row.number


def _twice(rows: Iterable[Placed]) -> Iterator[LedgerFault]:
    """Tasks, shares and dates that stand there twice: the later would take the earlier's place."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        record = row.record
        key: tuple[object, ...]
        match record:
            case TaskRecord():
                key = ("task", *_task(record))
            case ShareRecord():
                key = ("share", *_task(record), record.unit)
            case ReportRecord() if record.due_on is not None:
                key = ("due", *_task(record), record.unit, record.due_seq)
            case _:
                continue
        if key in seen:
            yield row.fault("任务序号", "twice", "/".join(map(str, key[2:])), seen[key])
        seen[key] = row.number


def records_of_rows(rows: Iterable[Placed]) -> Records:
    """The ledger that the rows are."""
    by_kind: dict[type, list[Any]] = {}
    for row in rows:
        by_kind.setdefault(type(row.record), []).append(row.record)
    return Records(*(tuple(by_kind.get(kind, ())) for kind in KINDS))

"""Orders of the hotline as they come: pasted, line by line, or a table of a day's orders (P7.1).

All faults are told at once, row by row, and nothing is taken over while there is one. A fault about a caller never
repeats what it found. The limit is the order's own: a day, which the hotline sets (practice §11), never a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import zip_longest
from types import MappingProxyType

from supervision.calendars.dates import read_paper_date
from supervision.filling.intake_tasks import DUE, LEADS, NO_DATE, UNITS, Fault, People, Written, fault_of, make_task
from supervision.hotline.callers import has_caller, in_number
from supervision.model import Urgency
from supervision.refusals import InvalidInput
from supervision.registering.registration import LONGEST_NAME
from supervision.splitting import TaskDraft

NUMBER, TEXT, UNIT, CATEGORY, URGENCY, RECEIVED = "工单号", "事项", "承办单位", "类别", "紧急程度", "交办日期"
FIELDS = (NUMBER, TEXT, DUE, UNIT, CATEGORY, URGENCY, RECEIVED)

LABELS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("工单号", "工单编号", "工单", "交办单号", "受理编号", "编号"), NUMBER)
    | dict.fromkeys(("事项", "内容", "反映内容", "诉求内容", "工单内容", "主要内容", "反映事项", "诉求"), TEXT)
    | dict.fromkeys(("时限", "办理时限", "要求时限", "办结时限", "完成时限", "截止时间", "限办时间"), DUE)
    | dict.fromkeys(("承办单位", "责任单位", "主办单位", "办理单位", "单位"), UNIT)
    | dict.fromkeys(("类别", "诉求类别", "工单类型", "类型", "诉求类型"), CATEGORY)
    | dict.fromkeys(("紧急程度", "缓急"), URGENCY)
    | dict.fromkeys(("交办日期", "收单日期", "受理日期", "派单日期"), RECEIVED)
)
"""What a line or a column may be called, and what it is here."""

OF_CALLERS = ("来电", "反映人", "投诉人", "诉求人", "举报人", "求助人", "联系人", "姓名", "电话", "手机", "身份证")
"""Beginnings and parts of names of columns that hand on who called; 来电时间 and the like are no such."""
_HARMLESS = ("时间", "日期", "渠道", "方式")

URGENCIES: Mapping[str, Urgency] = MappingProxyType(
    {"": Urgency.ROUTINE, "平件": Urgency.ROUTINE, "一般": Urgency.ROUTINE, "普通": Urgency.ROUTINE}
    | {"加急": Urgency.URGENT, "紧急": Urgency.URGENT, "特急": Urgency.MOST_URGENT}
)

MOST_ORDERS = 50
"""Orders of one message or table."""

HEADER_WITHIN = 10
_LABELLED = re.compile(r"^\s*(?P<label>[\u4e00-\u9fff]{2,6})\s*[:：]\s*(?P<value>.*)$")
_BAR = re.compile(r"[|｜\t]")
_LEAST_CELLS = 4


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order before it is registered; `line` is where it stood."""

    line: int
    number: str
    text: str
    due_on: date
    received_on: date
    due_hour: time | None = None
    leads: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    category: str = ""
    urgency: Urgency = Urgency.ROUTINE

    @property
    def task(self) -> TaskDraft:
        """The order as the one task of its matter."""
        return TaskDraft(self.text, self.leads, self.supports, due_on=self.due_on, due_hour=self.due_hour)


Read = tuple[OrderDraft, ...] | tuple[Fault, ...]


def read_message(text: str, people: People, now: datetime) -> Read:
    """Read orders that were pasted: labelled lines, a new one from each 工单号 on, or one line an order in the order of
    工单号｜事项｜时限｜承办单位. `now` is local time."""
    lines = text.splitlines()
    faults = [Fault(number, "", "caller") for number, line in enumerate(lines, 1) if _names_caller(line)]
    if faults:
        return tuple(faults)
    return _read(list(_of_lines(lines, faults)), faults, people, now)


def read_table(lines: Sequence[tuple[int, Sequence[str]]], people: People, now: datetime) -> Read:
    """Read a day's orders from the lines of a table, each with its number as the person sees it."""
    header = _header(lines)
    if header is None:
        return (Fault(0, "", "no_order_header"),)
    position, columns = header
    named = [cell for cell in lines[position][1] if _is_of_caller(cell)]
    if named:
        return tuple(Fault(0, name, "caller_column") for name in named)
    faults: list[Fault] = []
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in lines[position + 1 :]:
        row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column and cell.strip()}
        faults += [Fault(number, column, "caller") for column, cell in row.items() if _hands_on(column, cell)]
        others = [cell for column, cell in zip_longest(columns, cells, fillvalue="") if column != NUMBER]
        faults += [Fault(number, "", "caller") for cell in others if not faults and has_caller(cell)]
        if row.get(NUMBER) or row.get(TEXT):
            rows.append((number, row))
    return tuple(faults) if faults else _read(rows, faults, people, now)


def _hands_on(column: str, value: str) -> bool:
    """Whether what an order says under a name is of its caller; its number is long and may look like a card's."""
    return in_number(value) if column == NUMBER else has_caller(value)


def _names_caller(line: str) -> bool:
    """Whether a line of a message hands a caller on, the order's own number apart."""
    found, cells = _LABELLED.match(line), _BAR.split(line)
    if found and LABELS.get(found["label"]) == NUMBER:
        return in_number(found["value"])
    if len(cells) >= _LEAST_CELLS:
        return in_number(cells[0]) or has_caller("|".join(cells[1:]))
    return has_caller(line)


def _is_of_caller(name: str) -> bool:
    plain = name.replace(" ", "")
    return any(word in plain for word in OF_CALLERS) and not plain.endswith(_HARMLESS)


def _header(lines: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, list[str]] | None:
    for position, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        columns = [LABELS.get(re.sub(r"[\s（(].*$", "", cell.strip()), "") for cell in cells]
        if {NUMBER, TEXT, DUE} <= set(columns):
            return position, columns
    return None


def _of_lines(lines: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """The orders of a message, each with the line that it begins in."""
    begun: tuple[int, dict[str, str]] | None = None
    last = ""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = _LABELLED.match(line)
        cells = [cell.strip() for cell in _BAR.split(line)]
        if found and found["label"] in LABELS:
            last = LABELS[found["label"]]
            if last == NUMBER or begun is None:
                if begun is not None:
                    yield begun
                begun = number, {}
            begun[1][last] = found["value"].strip()
        elif len(cells) >= _LEAST_CELLS:
            if begun is not None:
                yield begun
            begun, last = None, ""
            yield number, dict(zip(FIELDS, cells, strict=False))
        elif begun is not None and last == TEXT:
            begun[1][TEXT] = f"{begun[1][TEXT]}{line.strip()}"
        else:
            faults.append(Fault(number, "", "unknown_line", line.strip()[:20]))
    if begun is not None:
        yield begun


def _read(rows: Sequence[tuple[int, Mapping[str, str]]], faults: list[Fault], people: People, now: datetime) -> Read:
    if not rows and not faults:
        return (Fault(0, "", "no_orders"),)
    if len(rows) > MOST_ORDERS:
        return (Fault(0, "", "too_many", limit=MOST_ORDERS),)
    orders: list[OrderDraft] = []
    for line, cells in rows:
        read = _order(line, cells, people, now)
        if isinstance(read, OrderDraft):
            orders.append(read)
        else:
            faults += [replace(fault, line=line) for fault in read]
    faults += _twice(orders)
    return tuple(sorted(faults, key=lambda fault: fault.line)) if faults else tuple(orders)


def _order(line: int, cells: Mapping[str, str], people: People, now: datetime) -> OrderDraft | list[Fault]:
    number = " ".join(cells.get(NUMBER, "").split())
    faults = [Fault(0, NUMBER, "missing")] if not number else []
    faults += [Fault(0, NUMBER, "too_long", limit=LONGEST_NAME)] if len(number) > LONGEST_NAME else []
    category = cells.get(CATEGORY, "")
    faults += [Fault(0, CATEGORY, "too_long", limit=LONGEST_NAME)] if len(category) > LONGEST_NAME else []
    urgency = URGENCIES.get(cells.get(URGENCY, ""))
    faults += [Fault(0, URGENCY, "not_one_of", "平件、加急、特急")] if urgency is None else []
    written = Written(cells.get(UNIT, ""), "", cells.get(TEXT, ""), cells.get(DUE, ""))
    task = make_task(written, people, now, single_leads=True)
    if not isinstance(task, TaskDraft):
        faults += [replace(fault, column=UNIT if fault.column in (LEADS, UNITS) else fault.column) for fault in task]
    elif task.due_on is None:
        faults.append(Fault(0, DUE, "missing" if cells.get(DUE, "") in NO_DATE else "date_wanted", cells.get(DUE, "")))
    received = _received(cells.get(RECEIVED, ""), now.date(), faults)
    if faults or not isinstance(task, TaskDraft) or task.due_on is None or urgency is None:
        return faults
    return OrderDraft(
        line, number, task.text, task.due_on, received, task.due_hour, task.leads, task.supports, category, urgency
    )


def _received(text: str, today: date, faults: list[Fault]) -> date:
    if not text:
        return today
    try:
        return read_paper_date(RECEIVED, text, today)
    except InvalidInput as refused:
        faults.append(fault_of(0, RECEIVED, refused))
        return today


def _twice(orders: Iterable[OrderDraft]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for order in orders:
        if order.number in seen:
            yield Fault(order.line, NUMBER, "order_twice", order.number, limit=seen[order.number])
        seen.setdefault(order.number, order.line)


def title_of(text: str) -> str:
    """What an order's matter is called: its first sentence, so far as it is short."""
    return re.split(r"[。；;\n]", text)[0][:60]

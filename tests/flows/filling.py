"""What the tests of registering in one go share: a message of thirty tasks, and a table of as many."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

from supervision.model import Assignment, Matter, StoredFile, Task
from tests.world import Someone, World

HEADER = ("序号", "任务", "牵头单位", "配合单位", "分管县领导", "完成时限")
HEAD = """类别：
事项：城区内涝点整治
来源：《城区内涝点整治情况报告》，夏住建〔2026〕8号，2月27日，县住建局
批示要求：县长2月28日批示，汛期前完成改造
紧急程度：加急
总牵头：县住建局
"""


def thirty(wrong: str = "") -> list[str]:
    """Thirty task lines; the seventh names this unit, if one is given."""
    units = ("县住建局", "县水利局", "城关镇")
    lines = [f"{units[number % 3]}|第{number + 1}处积水点改造|6月{number % 28 + 1}日" for number in range(30)]
    if wrong:
        lines[6] = f"{wrong}|第7处积水点改造|6月底前后"
    return lines


def message(wrong: str = "") -> str:
    """A filled-in message with thirty tasks."""
    return HEAD + "\n".join(thirty(wrong))


def workbook(lines: Sequence[str]) -> bytes:
    """A 分解表 of task lines; more units than one lead."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务分解表"])
    sheet.append(HEADER)
    for number, line in enumerate(lines, 1):
        unit, text, due = line.split("|")
        sheet.append([number, text, unit, "", "", due])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def everything(office: World) -> tuple[list[Matter], list[Task], list[Assignment], list[StoredFile]]:
    """What is saved."""
    async with office.transaction() as unit:
        return (
            await unit.find(Matter),
            await unit.find(Task),
            await unit.find(Assignment),
            await unit.find(StoredFile),
        )


async def confirms(person: Someone) -> None:
    """Say that it may be here."""
    await person.taps("否，可以登记")

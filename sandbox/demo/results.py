"""What the demonstration leaves behind: the ledger as a table, the bulletin as text, both as people see them."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sandbox.client import Message
from sandbox.demo.courses import CLERK
from sandbox.demo.enrolling import GROUP
from sandbox.demo.stage import Stage

COLUMNS = ("登记号", "文号", "事项", "状态", "自报", "核查", "时限", "任务序号", "任务", "责任单位和进度", "完成时限")
LIGHTS = {"🟢": "绿", "🟡": "黄", "🔴": "红"}
LINE = re.compile(r"自报(?P<reported>.) 核查(?P<verified>.) 时限(?P<timeliness>.)")
NUMBERS = re.compile(r"^(?:(?P<document>.+?)（登记号(?P<both>[^）]+)）|登记号(?P<only>\S+))$", re.MULTILINE)
STATE = re.compile(r"^\S+　(?P<state>\S+)", re.MULTILINE)
TASK = re.compile(
    r"^(?P<seq>\d+)\. (?P<text>.+)\n(?P<units>(?:　(?:牵头|配合)：.+\n)+)　(?P<due>.+?)完成", re.MULTILINE
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, str]


async def write_results(stage: Stage, out: Path) -> None:
    """Ask the bot for the ledger and each matter's card, and write `ledger.csv` and `bulletin.txt`."""
    rows = await _ledger(stage)
    posted = await stage.found(CLERK, ("夏邑政务督查", "第1期"), group=GROUP, ever=True)
    _write(out, rows, posted.text)
    stage.say(f"\n台账：{out / 'ledger.csv'}\n通报：{out / 'bulletin.txt'}")


def _write(out: Path, rows: list[Row], bulletin: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / "ledger.csv").open("w", encoding="utf-8-sig", newline="") as file:  # Excel asks for the mark in front
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    (out / "bulletin.txt").write_text(bulletin + "\n", encoding="utf-8")


def harmless(value: str) -> str:
    """A cell that a spreadsheet program does not take for a formula, whoever wrote it."""
    return f"'{value}" if value.startswith(FORMULA) else value


async def _ledger(stage: Stage) -> list[Row]:
    await stage.says(CLERK, "/ledger")
    for label in (await stage.found(CLERK, ("督查台账",))).buttons:
        if label.startswith("全部"):
            await stage.taps(CLERK, label, on=("督查台账",))
    ledger = await stage.found(CLERK, ("督查台账",), ever=True)
    rows: list[Row] = []
    for number in [label for label in ledger.buttons if re.fullmatch(r"\d{4}-\d+", label)]:
        await stage.taps(CLERK, number, on=("督查台账",))
        card = await stage.found(CLERK, (number,))
        rows += _rows(card, _lights(ledger.text, card))
    return rows


def _lights(ledger: str, card: Message) -> Row:
    """The three lights of a matter, which stand in the line below its number."""
    numbers = NUMBERS.search(card.text)
    key = (numbers["document"] or f"登记号{numbers['only']}") if numbers else ""
    found = LINE.search(ledger, max(0, ledger.find(key)))
    names = {"自报": "reported", "核查": "verified", "时限": "timeliness"}
    return {name: LIGHTS.get(found[group], "") if found else "" for name, group in names.items()}


def _rows(card: Message, lights: Row) -> Iterator[Row]:
    """One row a task of the matter."""
    numbers, state = NUMBERS.search(card.text), STATE.search(card.text)
    matter = {
        "登记号": (numbers["both"] or numbers["only"]) if numbers else "",
        "文号": (numbers["document"] or "") if numbers else "",
        "事项": card.text.splitlines()[0],
        "状态": state["state"] if state else "",
        **lights,
    }
    for task in TASK.finditer(card.text):
        units = "；".join(line.strip() for line in task["units"].splitlines())
        yield matter | {"任务序号": task["seq"], "任务": task["text"], "责任单位和进度": units, "完成时限": task["due"]}

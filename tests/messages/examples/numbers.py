"""文号登记, and marking a number as void."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from messages.views.numbers import NumberLine, NumberListView, RegisterLine, RegistersView
from supervision.model import NumberTaken
from supervision.notices.numbers import NumberVoided, VoidNumberPrompt
from supervision.refusals import WrongState

NUMBER, TITLE = "夏政办函〔2026〕7号", "致国家税务总局商丘市税务局的函"
FACTS: dict[str, object] = {"number": NUMBER, "title": TITLE}


def taken(n: int, title: str, void: str = "") -> NumberTaken:
    """A number of the register of 通知单."""
    at = datetime(2026, 6, n, 1, 20, tzinfo=UTC)
    number = f"夏政督〔2026〕{n}号"
    row = NumberTaken("supervision", 2026, n, number, "paper", str(n), title, at)
    return replace(row, void_at=at, void_why=void) if void else row


LINES = (
    NumberLine(taken(15, "县府路、孔祖大道等处城区内涝点整治")),
    NumberLine(taken(14, "夏邑县人民医院周边停车难问题", "withdrawn")),
    NumberLine(taken(13, "问题线索核查<b>", "重复编号")),
    NumberLine(taken(12, "高标准农田建设"), voidable=True),
)

EXAMPLES = (
    (
        "",
        "number_registers",
        RegistersView(
            year=2026,
            lines=(
                RegisterLine("matter", "督查事项登记号", "2026-1", "2026-41", 41),
                RegisterLine("supervision", "督查通知单", "夏政督〔2026〕1号", "夏政督〔2026〕37号", 37, 1),
                RegisterLine("urging", "催办通知单", "夏政督催〔2026〕1号", "夏政督催〔2026〕1号", 1),
                RegisterLine("bulletin", "督查通报", "夏邑政务督查　2026年第1期", "夏邑政务督查　2026年第2期", 2),
            ),
        ),
    ),
    ("none", "number_registers", RegistersView(year=2025, later=True)),
    ("not-allowed", "number_registers", RegistersView(year=2026, allowed=False)),
    (
        "",
        "number_list",
        NumberListView(
            register="supervision", title="督查通知单", year=2026, page=1, pages=3, total=15, void=2, lines=LINES
        ),
    ),
    ("none", "number_list", NumberListView(register="urging", title="催办通知单", year=2026)),
    ("not-allowed", "number_list", NumberListView(register="urging", title="催办通知单", year=2026, allowed=False)),
    ("", VoidNumberPrompt(draft="8/8", step=1, question="void_number.why", facts=FACTS)),
    (
        "answered",
        VoidNumberPrompt(draft="8/8", step=1, question="void_number.why", facts=FACTS, answered="主送单位有误"),
    ),
    ("again", NumberVoided(number=NUMBER, title=TITLE, why="主送单位有误", again=True)),
    ("", NumberVoided(number="2026-9", title="城区内涝点整治", why="重复登记")),
    ("number-paper", WrongState("number", "paper")),
    ("number-out", WrongState("number", "out")),
)

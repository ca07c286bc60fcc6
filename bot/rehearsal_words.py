"""A rehearsal as lines for a terminal 100 columns wide, a Chinese character taking two of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo

from bot.rehearsal_load import Change, Days, Load, Span
from bot.rehearsed_messages import Message
from messages.figure_names import FIGURE, FIGURE_UNIT
from messages.kinds import KIND
from messages.labels import UNDELIVERED
from supervision.roles import Role

WIDTH = 100
AT, UNIT, TITLE, NAME, WHAT = 11, 18, 12, 10, 10
COUNT, DAY = 9, 8
MOST_MONTHS = 5
"""How many months fit beside a unit's name; of a longer span the sums stand alone."""

SHORT: Mapping[Role | None, str] = {
    Role.LIAISON: "联络员",
    Role.UNIT_DEPUTY: "分管负责同志",
    Role.UNIT_HEAD: "主要负责同志",
}
"""What a post of a unit is called beside the unit's name."""


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def cell(text: str, columns: int) -> str:
    """A text cut or filled up to so many columns."""
    if width(text) > columns:
        while width(text) > columns - 2:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))


def number(value: object, columns: int) -> str:
    """A number at the right of so many columns."""
    text = str(value)
    return " " * (columns - width(text)) + text


def day_words(day: date) -> str:
    """4月7日."""
    return f"{day.month}月{day.day}日"


def title_of(kind: str) -> str:
    """What a kind of message is called."""
    return KIND.get(kind, "答复")


def message_line(message: Message, zone: tzinfo) -> str:
    """When, of which unit, in which post, who, what, and how it begins."""
    at, to, what = message.at.astimezone(zone), message.to, title_of(message.kind)
    cells = (
        (f"{at:%m-%d %H:%M}", AT),
        (to.unit or "（群）", UNIT),
        (SHORT.get(to.role, to.post), TITLE),
        (to.name, NAME),
        (what, WHAT),
    )
    line = " ".join(cell(text, columns) for text, columns in cells)
    return f"{line} {cell(_beginning(message, what), WIDTH - width(line) - 1)}".rstrip()


def _beginning(message: Message, what: str) -> str:
    """How the text begins, without the name of its kind, which stands beside it."""
    if message.missed:
        return f"待送达：{UNDELIVERED.get(message.missed, message.missed)}"
    lines = [line.strip() for line in message.text.splitlines() if line.strip()]
    return " ".join(lines[:3]).removeprefix(what).lstrip("· ")


def load_table(head: str, rows: Sequence[Days], span: Span, workdays: int) -> Iterator[str]:
    """Each name with its sum, what that is a workday, its busiest day and its months."""
    months = span.months if len(span.months) <= MOST_MONTHS else []
    name = WIDTH - COUNT * (3 + len(months)) - DAY - 2
    titles = [number(text, COUNT) for text in ("合计", "日均", "最多一日")]
    of_months = [number(f"{int(month[-2:])}月", COUNT) for month in months]
    yield cell(head, name) + "".join(titles) + number("", DAY + 2) + "".join(of_months)
    for row in rows:
        most = row.busiest
        counts = (row.total, f"{row.total / max(1, workdays):.1f}", most[1] if most else 0)
        yield (
            cell(row.name, name)
            + "".join(number(count, COUNT) for count in counts)
            + number(day_words(most[0]) if most else "", DAY + 2)
            + "".join(number(row.of_month(month), COUNT) for month in months)
        )


def change_table(rows: Iterable[Change]) -> Iterator[str]:
    """Each unit under the rules in force and under the changed ones, and the difference."""
    name = WIDTH - 5 * 12
    titles = ("现行合计", "调整后合计", "增减", "现行最多一日", "调整后最多一日")
    widths = (10, 12, 8, 14, 16)
    yield cell("单位", name) + "".join(number(text, columns) for text, columns in zip(titles, widths, strict=True))
    for row in rows:
        yield _change_line(row.name, row.before, row.after, name, widths)


def _change_line(label: str, before: Days, after: Days, name: int, widths: Sequence[int]) -> str:
    most = [days.busiest[1] if days.busiest else 0 for days in (before, after)]
    values = (
        before.total,
        after.total,
        f"{after.total - before.total:+d}" if after.total != before.total else "0",
        *most,
    )
    return cell(label, name) + "".join(number(value, columns) for value, columns in zip(values, widths, strict=True))


def sum_of(rows: Iterable[Days], label: str) -> Days:
    """All rows together; the busiest day is that of the whole county."""
    total = Days(label)
    for row in rows:
        total.by_day.update(row.by_day)
    return total


def figures_line(figures: dict[str, int]) -> str:
    """A bulletin's figures in one line."""
    return "，".join(f"{name}{figures[key]}{FIGURE_UNIT[key]}" for key, name in FIGURE.items() if key in figures)


def missed_lines(load: Load) -> Iterator[str]:
    """What would wait for somebody, by reason."""
    for reason, count in sorted(load.missed.items()):
        yield f"{cell(UNDELIVERED.get(reason, reason), 24)}{number(count, COUNT)}"

"""督查台账 as a workbook: the sums, a sheet a track for people, and the sheets that are read back.

Dates are dates of Excel in local time, lights are words with a colour behind them, what people typed is text and never
a formula. Every figure is counted here from the lines of its sheet, so that it is right in a program that counts
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from messages.filters import percent
from messages.labels import MATTER_STATUS, URGENCY
from messages.render import environment
from messages.sheets import ledger_values as values
from messages.sheets.ledger_columns import DATA_SHEETS, DataSheet
from messages.sheets.ledger_styles import Colour, Sheet, Style, Styled, book_of
from messages.views.ledger import LedgerBook
from supervision.calendars.paper_dates import paper_date
from supervision.inspection.lights import Light
from supervision.ledger.choice import TRACK_ORDER
from supervision.ledger.rows import Line, OnTime, Sum, sums_of
from supervision.model import MatterStatus
from supervision.procedures.tracks import TRACKS, TrackKey

SUMS = "汇总"

HEADER: tuple[tuple[str, int], ...] = (
    ("序号", 5),
    ("登记号", 9),
    ("文号", 13),
    ("事项", 17),
    ("来源", 15),
    ("交办日期", 11),
    ("任务", 22),
    ("牵头单位", 12),
    ("配合单位", 12),
    ("时限", 11),
    ("进展", 26),
    ("最近反馈", 11),
    ("是否按时", 9),
    ("自报灯", 7),
    ("核查灯", 7),
    ("时限灯", 7),
    ("状态", 8),
    ("备注", 12),
)
"""The columns of a track's sheet with their widths, as offices keep a ledger."""

_SUM_HEADER = (
    ("类别", 24),
    ("事项", 7),
    ("办理中", 8),
    ("已中止", 8),
    ("已办结", 8),
    ("未印发", 8),
    ("已撤销", 8),
    ("任务", 7),
    ("已完成", 8),
    ("应反馈", 8),
    ("按时反馈", 10),
    ("逾期反馈", 10),
    ("逾期未反馈", 11),
    ("按时率", 9),
)
_LIGHT: dict[Light, tuple[str, Colour]] = {
    Light.GREEN: ("绿", Colour.GREEN),
    Light.YELLOW: ("黄", Colour.YELLOW),
    Light.RED: ("红", Colour.RED),
    Light.NONE: ("未核查", Colour.PLAIN),
}
_ON_TIME: dict[OnTime, tuple[str, Colour]] = {
    OnTime.NOTHING: ("", Colour.PLAIN),
    OnTime.YES: ("按时", Colour.PLAIN),
    OnTime.WAS_LATE: ("曾逾期", Colour.YELLOW),
    OnTime.LATE: ("逾期未报", Colour.RED),
}
_LEGEND = "lookups/_ledger_legend.j2"
"""What the lights and the figures mean, below the sums."""


def ledger_book(view: LedgerBook) -> bytes:
    """The workbook; the same ledger at the same moment is the same bytes."""
    by_track: dict[TrackKey, list[Line]] = {}
    for line in view.lines:
        by_track.setdefault(TrackKey(line.matter.track), []).append(line)
    tracks = [track for track in TRACK_ORDER if track in by_track]
    sheets: list[Sheet] = [_sums(view)]
    sheets += [_track(track, by_track[track], view) for track in tracks]
    sheets += [_data(sheet, view) for sheet in DATA_SHEETS]
    return book_of(sheets, view.counted_at.astimezone(view.zone))


def counted_at(view: LedgerBook) -> str:
    """统计截至2026年3月2日08:30."""
    moment = view.counted_at.astimezone(view.zone)
    return f"统计截至{paper_date(moment.date())}{moment:%H:%M}"


def _sums(view: LedgerBook) -> Sheet:
    sums = sums_of(view.lines)
    rows: list[Sequence[Styled]] = [_sum_row(TRACKS[track].title, one, Style.BODY) for track, one in sums.items()]
    rows.append(_sum_row("合计", sum(sums.values(), Sum()), Style.TOTAL))
    return Sheet(
        title=SUMS,
        heading=f"{view.government}督查台账",
        note=_note(view),
        header=_SUM_HEADER,
        rows=rows,
        footnotes=environment().get_template(_LEGEND).render().splitlines(),
        filtered=False,
    )


def _sum_row(title: str, one: Sum, style: Style) -> list[Styled]:
    figures = (
        one.matters,
        one.under_way,
        one.suspended,
        one.closed,
        one.not_issued,
        one.withdrawn,
        one.tasks,
        one.done,
    )
    count = one.count
    dates = (count.due, count.on_time, count.late, count.missing)
    row = [Styled(title, style), *(Styled(figure, style) for figure in (*figures, *dates))]
    return [*row, Styled(percent(count.on_time, count.due), style)]


def _note(view: LedgerBook) -> str:
    return f"{counted_at(view)}　{view.scope}"


def _track(track: TrackKey, lines: Sequence[Line], view: LedgerBook) -> Sheet:
    year = view.counted_at.astimezone(view.zone).year
    rows = (_line(number, line, view, year) for number, line in enumerate(lines, 1))
    return Sheet(
        title=TRACKS[track].title,
        heading=f"{TRACKS[track].title}督查台账",
        note=_note(view),
        header=HEADER,
        rows=rows,
    )


def _line(number: int, line: Line, view: LedgerBook, year: int) -> list[Styled]:
    matter, lights = line.matter, line.lights
    issued = values.local(matter.issued_at, view.zone).date() if matter.issued_at else None
    latest = max((one.at for one in line.progress), default=None)
    on_time, colour = _ON_TIME[line.on_time]
    return [
        Styled(number, Style.CENTRE),
        Styled(matter.registration_number, Style.CENTRE),
        Styled(line.document_number),
        Styled(matter.title),
        Styled(line.source),
        Styled(issued, Style.CENTRE),
        Styled(line.task.text if line.task else None),
        Styled("、".join(line.leads)),
        Styled("、".join(line.supports)),
        Styled(line.limit[0] if line.limit else None, Style.CENTRE),
        Styled("\n".join(f"{one.unit}：{one.text}" for one in line.progress)),
        Styled(values.local(latest, view.zone).date() if latest else None, Style.CENTRE),
        Styled(on_time, Style.CENTRE, colour),
        *(_light(lights.reported if lights else None), _light(lights.verified if lights else None)),
        _light(lights.timeliness if lights else None),
        Styled(MATTER_STATUS[matter.status], Style.CENTRE),
        Styled("；".join(_remarks(line, view, year))),
    ]


def _light(light: Light | None) -> Styled:
    if light is None:
        return Styled(None, Style.CENTRE)
    word, colour = _LIGHT[light]
    return Styled(word, Style.CENTRE, colour)


def _remarks(line: Line, view: LedgerBook, year: int) -> Iterator[str]:
    matter = line.matter
    if matter.urgency != "routine":
        yield URGENCY[matter.urgency]
    if matter.registered_at.astimezone(view.zone).year < year:
        yield "上年结转"
    if line.limit and line.limit[1]:
        yield f"时限至{line.limit[1]:%H:%M}"
    if matter.city_due_on:
        yield f"市级时限{paper_date(matter.city_due_on)}"
    if matter.status is MatterStatus.SUSPENDED and matter.review_on:
        yield f"{paper_date(matter.review_on)}复核"
    if matter.closed_at and matter.status is MatterStatus.CLOSED:
        yield f"{paper_date(values.local(matter.closed_at, view.zone).date())}办结"
    if line.task and line.task.ongoing:
        yield "持续推进"


def _data(sheet: DataSheet, view: LedgerBook) -> Sheet:
    found: Iterable[Any] = getattr(view.records, sheet.part)
    columns = sheet.columns
    return Sheet(
        title=sheet.title,
        heading=sheet.title,
        note=counted_at(view),
        header=tuple((column.name, column.width) for column in columns),
        rows=(
            [Styled(values.write(column, getattr(record, column.field), view.zone), Style.DATA) for column in columns]
            for record in found
        ),
        data=True,
    )


SHEETS = {"ledger_book": ledger_book}

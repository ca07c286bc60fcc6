"""A bulletin as a paper: its annex, unit by unit, and what its letterhead is filled with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.county import BulletinForm, County
from supervision.figures.counting import OVERALL, TRACK, UNIT, Cell, row_of, scopes_of
from supervision.figures.percents import percent
from supervision.model import ORDERED_KINDS, Bulletin, Unit
from supervision.model.documents import DocumentKind, PaperContent, Table
from supervision.papers.documents import blocks_of, fold_title
from supervision.papers.numbering import RegisterKey

KIND_OF: Mapping[BulletinForm, DocumentKind] = {
    BulletinForm.BRIEFING: DocumentKind.BRIEFING,
    BulletinForm.FORMAL: DocumentKind.BULLETIN_FORMAL,
}
"""An inner office may not issue formally (公文处理条例 art. 17): its own bulletin is a 简报."""

REGISTER_OF: Mapping[BulletinForm, RegisterKey] = {
    BulletinForm.BRIEFING: RegisterKey.BULLETIN,
    BulletinForm.FORMAL: RegisterKey.OFFICE,
}
"""Where its number is taken: a 简报 has its own issues, a formal 通报 is a paper of the government's office."""

_REPORTS = ("应反馈", "按时反馈", "逾期反馈", "按时率")
_OF_SHARES = ("shares", "shares_done"), ("承办项次", "办结项次", *_REPORTS)
"""Of a unit its shares are counted, lead and support each: their sums are those that the text says beside the tasks."""
_OF_TASKS = ("tasks", "tasks_done"), ("分解任务", "已办结", *_REPORTS)
_WIDTHS = (2, 9, 3, 3, 3, 3, 3, 3, 3)
ASKED = "函请协助"
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Annex:
    """What the table is made of: the units of the bulletin in the roster's order, by their name of that day."""

    title: str
    cells: tuple[Cell, ...]
    units: Sequence[Unit]
    on: date


def by_unit(annex: Annex) -> Table:
    """One line a unit, in the roster's order and never by rate (国办函〔2026〕12号: no ranking), then the sum.

    Units that are asked and not ordered come last, without a rate (Order 733 art. 5).
    """
    keys, header = _OF_SHARES
    with_figures = set(scopes_of(annex.cells, UNIT))
    named = [unit for unit in annex.units if str(unit.id) in with_figures]
    ordered = [unit for unit in named if unit.kind in ORDERED_KINDS]
    asked = [unit for unit in named if unit.kind not in ORDERED_KINDS]
    rows = [
        (unit.name_on(annex.on), row_of(annex.cells, f"{UNIT}{unit.id}"), unit in asked) for unit in ordered + asked
    ]
    lines = [
        (str(n), name, *_line(figures, keys, rated=not is_asked), ASKED if is_asked else "")
        for n, (name, figures, is_asked) in enumerate(rows, 1)
    ]
    return _table(
        annex, "单位", (*header, "备注"), (*lines, ("", "合计", *_line(row_of(annex.cells, OVERALL), keys), ""))
    )


def by_track(annex: Annex, titles: Mapping[str, str]) -> Table:
    """The same without any unit: for groups in which nobody is named."""
    keys, header = _OF_TASKS
    lines = [
        (str(n), titles[track], *_line(row_of(annex.cells, TRACK + track), keys))
        for n, track in enumerate(scopes_of(annex.cells, TRACK), 1)
    ]
    return _table(annex, "事项类别", header, (*lines, ("", "合计", *_line(row_of(annex.cells, OVERALL), keys))))


def _line(figures: Mapping[str, int], keys: tuple[str, str], *, rated: bool = True) -> tuple[str, ...]:
    rate = percent(figures["on_time"], figures["due"]) if rated else None
    counted = (figures[key] for key in (*keys, "due", "on_time", "late"))
    return (*map(str, counted), _NONE if rate is None else f"{rate}%".replace(".0%", "%"))


def _table(annex: Annex, of: str, header: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    columns = ("序号", of, *header)
    return Table(annex.title, columns, tuple(rows), _WIDTHS[: len(columns)], landscape=True, total=True)


def content(bulletin: Bulletin, text: str, tables: Sequence[Table], county: County, dated: date | None) -> PaperContent:
    """Fill the letterhead of a 简报, or of a formal 通报 where the county set it so, word for word.

    Args:
        text: the title, the addressees and the paragraphs, as signed.
        dated: the day on which it is issued; none for a draft.
    """
    title, addressed, *lines = text.strip().splitlines()
    named = tuple(table.title for table in tables)
    body = [line for line in lines if line.strip() and line.strip() not in {f"附件：{name}" for name in named}]
    is_briefing = county.bulletin_form is BulletinForm.BRIEFING
    masthead = county.bulletin_masthead
    number = bulletin.number.removeprefix(masthead).strip("　 ") if is_briefing else bulletin.number
    return PaperContent(
        title="\n".join(fold_title(title.strip())),
        number=number,
        issuer=county.office_name,
        mark=masthead if is_briefing else county.marks[1],
        dated=dated,
        addressees=(addressed.strip().rstrip("："),),
        body=blocks_of("\n".join(body)),
        tables=tuple(tables),
        attachment_names=named,
        copy_to=county.copy_to,
        compiler=county.compiler if is_briefing else "",
        draft=not bulletin.number,
    )

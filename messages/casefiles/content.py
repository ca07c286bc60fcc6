"""案卷 of one matter and 归档目录 of a year: what the letterheads case_file and catalogue are filled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from messages.casefiles import tables
from messages.casefiles.timeline import day_of, timeline
from messages.labels import MATTER_STATUS
from supervision.archiving.enclosures import Enclosure
from supervision.archiving.rows import CaseRows
from supervision.archiving.years import Year
from supervision.county import County
from supervision.hotline.callers import as_kept
from supervision.model import (
    Block,
    BlockKind,
    ChainPurpose,
    ChainStatus,
    Matter,
    PaperContent,
    Part,
    Source,
    SummaryStatus,
    Table,
)
from supervision.papers.documents import blocks_of
from supervision.procedures.tracks import TRACKS


@dataclass(frozen=True, slots=True)
class Bound:
    """A matter as it lies in the year's files: the `seq`th, in a folder of its own."""

    seq: int
    matter: Matter
    number: str
    folder: str
    content: PaperContent
    papers: tuple[Enclosure, ...]
    evidence: tuple[Enclosure, ...]

    @property
    def enclosures(self) -> tuple[Enclosure, ...]:
        """All its files but the case file itself."""
        return (*self.papers, *self.evidence)


def case_content(
    rows: CaseRows,
    papers: Sequence[Enclosure],
    evidence: Sequence[Enclosure],
    *,
    number: str,
    filed_on: date,
    county: County,
) -> PaperContent:
    """The case file of a matter.

    Args:
        papers: what lies in its folder, marked where it is missing.
        number: 案卷号; empty for a proposal that lies in no volume yet.
        filed_on: 立卷日期.
    """
    zone = county.zone
    matter = rows.matter
    return PaperContent(
        title="督查事项案卷",
        name=matter.title,
        number=number,
        fields=tuple(_cover(rows, number=number, filed_on=filed_on, county=county)),
        body=tuple(_body(rows, zone)),
        tables=tuple(table for table in tables.of_case(rows, papers, evidence, zone) if table.rows),
    )


def _cover(rows: CaseRows, *, number: str, filed_on: date, county: County) -> Iterator[tuple[str, str]]:
    matter, zone = rows.matter, county.zone
    lead = dict.fromkeys(rows.names.unit(item.unit_id) for item in rows.assignments if item.part is Part.LEAD)
    support = dict.fromkeys(rows.names.unit(item.unit_id) for item in rows.assignments if item.part is Part.SUPPORT)
    issued = dict.fromkeys(item.document_number for item in rows.papers if item.corrects_id is None)
    yield "案卷号", number or "另与建议提案一并立卷"
    yield "登记号", matter.registration_number
    yield "事项", matter.title
    yield "类别", TRACKS[matter.track].title
    if matter.sources:
        yield "来源", "；".join(_source(item) for item in matter.sources)
    if matter.instructions:
        yield "领导批示", "；".join(f"{item.leader_title}：{item.gist}" for item in matter.instructions)
    yield "牵头单位", "、".join(lead) or "—"
    if support.keys() - lead.keys():
        yield "配合单位", "、".join(name for name in support if name not in lead)
    yield "立项", day_of(matter.registered_at, zone)
    yield "印发", "　".join([day_of(matter.issued_at, zone), *issued])
    yield "办结", day_of(matter.closed_at, zone)
    yield "立卷", f"{county.compiler}　{day_of(filed_on, zone)}"


def _source(item: Source) -> str:
    return f"{item.author}{item.title}{f'（{item.number}）' if item.number else ''}"


def _body(rows: CaseRows, zone: tzinfo) -> Iterator[Block]:
    """办理经过, which the letterhead heads; what came of it, and what it was about."""
    for line in timeline(rows, zone):
        yield Block(BlockKind.LINE, line)
    parts = [("办理结果", text) for text in _results(rows)]
    if rows.matter.text:
        parts.append(("来文内容", rows.matter.text))
    for title, text in parts:
        yield Block(BlockKind.H1, title)
        for item in blocks_of(as_kept(rows.track, text)):
            yield replace(item, kind=BlockKind.TEXT) if item.kind is BlockKind.H1 else item


def _results(rows: CaseRows) -> list[str]:
    """The reports on the result that were approved; where there is none, the text that the matter was closed by."""
    approved = [item.text for item in rows.summaries if item.status is SummaryStatus.APPROVED]
    closing = [
        item.text for item in rows.chains if item.purpose is ChainPurpose.RESULT and item.status is ChainStatus.APPROVED
    ]
    return approved or closing[-1:]


def catalogue_content(year: Year, bound: Sequence[Bound], county: County) -> PaperContent:
    """归档目录 of a year: the files, the papers in them, and what is not among them."""
    files = tuple(
        (
            str(item.seq),
            item.number or "—",
            item.matter.registration_number,
            item.matter.title,
            TRACKS[item.matter.track].title,
            _eight(item.matter.closed_at, county.zone),
            str(sum(one.there for one in item.enclosures) + 1),
        )
        for item in bound
    )
    header = ("序号", "案卷号", "登记号", "题名", "类别", "办结日期", "文件数")
    papers = tuple(
        (str(item.seq), one.number or "—", one.title, f"{one.on:%Y%m%d}", "" if one.there else "缺失")
        for item in bound
        for one in item.papers
    )
    left = tuple(
        (matter.registration_number, matter.title, TRACKS[matter.track].title, state) for matter, state in _left(year)
    )
    missing = tuple(
        (str(item.seq), item.matter.title, one.title) for item in bound for one in item.enclosures if not one.there
    )
    made = (
        Table("案卷目录", header, files, widths=(3, 7, 6, 10, 7, 8, 4)),
        Table("案卷内文件目录", ("卷序", "文号", "题名", "日期", "备注"), papers, widths=(3, 8, 14, 6, 4)),
        Table("未立卷事项", ("登记号", "事项", "类别", "情况"), left, widths=(5, 13, 8, 6)),
        Table("缺失文件", ("卷序", "事项", "文件"), missing, widths=(3, 9, 9)),
    )
    return PaperContent(
        title=f"{year.year}年督查案卷归档目录\n（{county.compiler}）",
        tables=tuple(table for table in made if table.rows),
    )


def _eight(at: datetime | None, zone: tzinfo) -> str:
    """A date in eight digits, as 归档文件整理规则 (DA/T 22—2015) has it."""
    return f"{at.astimezone(zone):%Y%m%d}" if at else "—"


def _left(year: Year) -> Iterator[tuple[Matter, str]]:
    for matter in year.carried_over:
        yield matter, "结转下年"
    for matter in year.withdrawn:
        yield matter, MATTER_STATUS[matter.status]

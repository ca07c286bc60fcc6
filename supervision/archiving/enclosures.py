"""What lies in the folder of a case: its papers and the evidence, each under a name that says what it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import count

from supervision.archiving.rows import GROUP_PAPER, CaseRows
from supervision.archiving.years import safe_name
from supervision.calendars.deadlines import local_date
from supervision.hotline.callers import as_kept
from supervision.model import Document, FileStatus, Paper, StoredFile
from supervision.papers.documents import DOCUMENTS
from supervision.procedures.tracks import TrackKey

PAPERS, EVIDENCE = "文件", "佐证"

_ENDINGS = {"photo": ".jpg", "video": ".mp4", "audio": ".mp3", "voice": ".ogg"}

LONGEST = 70


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of a case. `path` is below the folder of the case; one that is not `there` is listed all the same."""

    path: str
    title: str
    number: str = ""
    on: date = date.min
    origin: str = ""
    sha256: str = ""
    size: int = 0
    text: str = ""
    there: bool = True

    @property
    def name(self) -> str:
        """The name alone."""
        return self.path.rpartition("/")[2]


def papers(rows: CaseRows, zone: tzinfo) -> tuple[Enclosure, ...]:
    """The papers, oldest first: as Word files, and as PDF where one was made; one without a file as its text."""
    with_file = {item.number for item in rows.documents if item.number}
    found: list[tuple[datetime, Enclosure]] = []
    for document in rows.documents:
        found += [(document.frozen_at, item) for item in _of_document(rows, document, zone)]
    for paper in rows.papers:
        if paper.document_number not in with_file:
            found.append((paper.issued_at, _of_paper(rows, paper, zone)))
    return _numbered(PAPERS, [item for _, item in sorted(found, key=lambda pair: pair[0])])


def _of_document(rows: CaseRows, document: Document, zone: tzinfo) -> list[Enclosure]:
    kind = DOCUMENTS[document.kind].title
    content = document.content
    title = f"{kind}　{content.name}" if content.name else content.title.replace("\n", "") or kind
    title = as_kept(rows.track, title)
    mark = ("（群内发布稿）" if document.subject_kind == GROUP_PAPER else "") + (
        "（已作废）" if document.void_at else ""
    )
    name = f"{as_kept(rows.track, document.file_name)}{mark}"
    word = Enclosure(
        f"{name}.docx",
        title + mark,
        number=document.number,
        on=content.dated or local_date(document.frozen_at, zone),
        sha256=document.sha256,
        size=document.size,
    )
    if not document.pdf_sha256:
        return [word]
    return [word, replace(word, path=f"{name}.pdf", sha256=document.pdf_sha256, size=0)]


def _of_paper(rows: CaseRows, paper: Paper, zone: tzinfo) -> Enclosure:
    gone = "（已撤回）" if paper.withdrawn_at else ""
    text = as_kept(rows.track, paper.text)
    title = text.strip().partition("\n")[0][:LONGEST]
    return Enclosure(
        f"{paper.document_number}{gone}.txt",
        title + gone,
        number=paper.document_number,
        on=local_date(paper.issued_at, zone),
        text=text,
    )


def evidence(rows: CaseRows, zone: tzinfo) -> tuple[Enclosure, ...]:
    """佐证: the files that units and inspectors sent, in the order in which they came.

    The papers that a hotline order came with name its caller, so that they lie elsewhere (P7.1).
    """
    units = {report.id: rows.names.unit(report.unit_id) for report in rows.reports}
    reports = {report.id: f"{units[report.id]}反馈" for report in rows.reports}
    found = [
        Enclosure(
            as_kept(rows.track, _file_name(item)),
            as_kept(rows.track, _file_name(item)),
            on=local_date(item.sent_at, zone),
            origin=reports.get(item.report_id or 0) or ("现场核查" if item.finding_id else "督查室存入"),
            sha256=item.sha256,
            size=item.size,
            there=item.status is FileStatus.STORED,
        )
        for item in sorted(rows.files, key=lambda item: (item.sent_at, item.id))
        if not _names_a_caller(rows, item) and item.status is not FileStatus.REFUSED
    ]
    return _numbered(EVIDENCE, found)


def _names_a_caller(rows: CaseRows, item: StoredFile) -> bool:
    return rows.track == TrackKey.HOTLINE and item.report_id is None and item.finding_id is None


def _file_name(item: StoredFile) -> str:
    ending = _ENDINGS.get(item.kind, "")
    return item.name or f"{'照片' if item.kind == 'photo' else '材料'}{ending}"


def _numbered(folder: str, items: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    n = count(1)
    return tuple(replace(item, path=f"{folder}/{next(n):02} {safe_name(item.path, LONGEST)}") for item in items)


def checked(items: Sequence[Enclosure], on_disk: Collection[str]) -> tuple[Enclosure, ...]:
    """Mark what is gone from the disk."""
    return tuple(replace(item, there=bool(item.text) or (item.there and item.sha256 in on_disk)) for item in items)

"""The rows of a matter for its case file, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.queries import archiving as queries
from storage.unit_of_work import UnitOfWork
from supervision.archiving.rows import KEPT_APART, CaseRows, Names
from supervision.archiving.years import Year, of_year
from supervision.model import (
    Assignment,
    Bulletin,
    BulletinLine,
    BulletinStatus,
    Chain,
    ChainPurpose,
    Change,
    Dispatch,
    Document,
    Extension,
    ExtensionRequest,
    Finding,
    FurtherInstruction,
    LeaderAnswer,
    Matter,
    Paper,
    Person,
    Post,
    Proposal,
    ProposalReply,
    Record,
    Rectification,
    Report,
    ReportVersion,
    SigningStep,
    StoredFile,
    Submission,
    Summary,
    Task,
    Unit,
)

LONGEST_BARE_TITLE = 4
"""A title of so few characters (主任, 联络员) does not say of which unit."""


async def year_of(unit: UnitOfWork, year: int) -> Year:
    """The matters of a year."""
    return of_year(await unit.find(Matter), year, unit.county.zone)


async def names_of(unit: UnitOfWork) -> Names:
    """What ids stand for, today: posts by their title with their unit, where the title does not say it."""
    units = {item.id: item for item in await unit.find(Unit)}
    return Names(
        {item.id: item.name for item in units.values()},
        {item.id: item.name for item in await unit.find(Person)},
        {post.id: _title(post, units[post.unit_id].name) for post in await unit.find(Post) if post.unit_id in units},
    )


def _title(post: Post, unit_name: str) -> str:
    return post.title if len(post.title) > LONGEST_BARE_TITLE else f"{unit_name}{post.title}"


async def rows_of(
    unit: UnitOfWork, matter: Matter, names: Names, bulletins: Sequence[tuple[Bulletin, set[int]]]
) -> CaseRows:
    """All rows of one matter; no referral."""
    of = {"matter_id": matter.id}
    papers, reports = await unit.find(Paper, **of), await unit.find(Report, **of)
    chains = [item for item in await unit.find(Chain, **of) if item.purpose is not ChainPurpose.REFERRAL]
    findings, records = await unit.find(Finding, **of), await unit.find(Record, **of)
    spoken = [item for item, matters in bulletins if matter.id in matters]
    chain_ids, report_ids = [item.id for item in chains], [item.id for item in reports]
    rows = CaseRows(
        matter=matter,
        names=names,
        tasks=tuple(await unit.find(Task, **of)),
        assignments=tuple(await unit.find(Assignment, **of)),
        papers=tuple(papers),
        dispatches=tuple(await unit.find(Dispatch, **of)),
        documents=tuple(await _documents(unit, matter, spoken)),
        chains=tuple(chains),
        steps=tuple(await unit.find(SigningStep, chain_id=chain_ids) if chain_ids else ()),
        reports=tuple(reports),
        versions=tuple(await unit.find(ReportVersion, report_id=report_ids) if report_ids else ()),
        files=tuple(await _files(unit, matter, reports, findings, records)),
        extensions=tuple(await unit.find(Extension, **of)),
        findings=tuple(findings),
        rectifications=tuple(await unit.find(Rectification, **of)),
        summaries=tuple(await unit.find(Summary, **of)),
        submissions=tuple(await unit.find(Submission, **of)),
        proposal=await unit.get(Proposal, matter.id),
        replies=tuple(await unit.find(ProposalReply, **of)),
        bulletins=tuple(spoken),
    )
    return await _with_history(unit, rows, [item.id for item in records])


async def _documents(unit: UnitOfWork, matter: Matter, bulletins: Sequence[Bulletin]) -> list[Document]:
    """The papers of the matter, and the bulletins that speak of it."""
    found = {item.id: item for item in await unit.find(Document, matter_id=matter.id)}
    for bulletin in bulletins:
        if bulletin.document_id is not None:
            found[bulletin.document_id] = await unit.require(Document, bulletin.document_id)
    return [item for item in found.values() if item.kind not in KEPT_APART and not item.content.draft]


async def _files(
    unit: UnitOfWork,
    matter: Matter,
    reports: Sequence[Report],
    findings: Sequence[Finding],
    records: Sequence[Record],
) -> list[StoredFile]:
    return await queries.files_of(
        unit,
        matter.id,
        reports=[item.id for item in reports],
        findings=[item.id for item in findings],
        records=[item.id for item in records],
    )


async def _with_history(unit: UnitOfWork, rows: CaseRows, records: Sequence[int]) -> CaseRows:
    """With what the audit says of the matter and of everything that belongs to it."""
    matter_id = rows.matter.id
    of = {"matter_id": matter_id}
    subjects: dict[str, Sequence[int | str]] = {
        "matter": [matter_id],
        "proposal": [matter_id],
        "hotline": [matter_id],
        "paper": [*(item.id for item in rows.papers), *(f"{one.paper_id}/{one.unit_id}" for one in rows.dispatches)],
        "chain": [item.id for item in rows.chains],
        "report": [item.id for item in rows.reports],
        "finding": [item.id for item in rows.findings],
        "rectification": [item.id for item in rows.rectifications],
        "submission": [item.id for item in rows.submissions],
        "summary": [item.id for item in rows.summaries],
        "assignment": [f"{matter_id}/{item.task_seq}/{item.unit_id}" for item in rows.assignments],
        "urging": [item.subject_key for item in rows.documents if item.subject_kind == "urging"],
        "extension": [item.id for item in await unit.find(ExtensionRequest, **of)],
        "change": [item.id for item in await unit.find(Change, **of)],
        "answer": [item.id for item in await unit.find(LeaderAnswer, **of)],
        "further": [item.id for item in await unit.find(FurtherInstruction, **of)],
        "record": records,
        "bulletin": [item.id for item in rows.bulletins if item.matter_id == matter_id],
    }
    keys = {kind: [str(key) for key in found] for kind, found in subjects.items()}
    return replace(rows, happened=tuple(await queries.happened(unit, keys)))


async def posted_bulletins(unit: UnitOfWork) -> list[tuple[Bulletin, set[int]]]:
    """The bulletins that were posted, each with the matters that it speaks of by their evidence."""
    posted = await unit.find(Bulletin, status=BulletinStatus.POSTED)
    lines = await unit.find(BulletinLine, bulletin_id=[item.id for item in posted]) if posted else []
    spoken: dict[int, set[int]] = {item.id: {item.matter_id} - {0} for item in posted}
    for line in lines:
        if line.selected:
            spoken[line.bulletin_id] |= {event.matter_id for event in line.events}
    return [(item, spoken[item.id]) for item in posted]

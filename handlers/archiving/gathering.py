"""The rows of a matter for its case file, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.queries import archiving as queries
from storage.unit_of_work import UnitOfWork
from supervision.archiving.rows import BULLETIN_PAPERS, KEPT_APART, CaseRows, Names, as_archived
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
    ReviewRequest,
    SigningStep,
    StoredFile,
    Submission,
    Summary,
    Task,
    Unit,
)


async def year_of(unit: UnitOfWork, year: int) -> Year:
    """The matters of a year."""
    return of_year([as_archived(item) for item in await unit.find(Matter)], year, unit.county.zone)


async def names_of(unit: UnitOfWork) -> Names:
    """What ids stand for, today: posts by their title with their unit, where the title does not say it."""
    units = {item.id: item for item in await unit.find(Unit)}
    return Names(
        {item.id: item.name for item in units.values()},
        {item.id: item.name for item in await unit.find(Person)},
        {post.id: _title(post, units[post.unit_id].name) for post in await unit.find(Post) if post.unit_id in units},
    )


def _title(post: Post, unit_name: str) -> str:
    """县住房和城乡建设局局长; 县政府督查室科员 of the title 督查室科员, whose unit is not said twice."""
    if unit_name in post.title:
        return post.title
    shared = next((n for n in range(len(unit_name), 1, -1) if post.title.startswith(unit_name[-n:])), 0)
    return f"{unit_name}{post.title[shared:]}"


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
    """The papers of the matter, and the bulletins that speak of it: as they were signed, and as the groups got them."""
    found = {item.id: item for item in await unit.find(Document, matter_id=matter.id)}
    if bulletins:
        keys = [str(item.id) for item in bulletins]
        spoken = await unit.find(Document, subject_kind=BULLETIN_PAPERS, subject_key=keys, void_at=None)
        found |= {item.id: item for item in spoken}
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
        **await _heard(unit, rows),
    }
    keys = {kind: [str(key) for key in found] for kind, found in subjects.items()}
    return replace(rows, happened=tuple(await queries.happened(unit, keys)))


async def _heard(unit: UnitOfWork, rows: CaseRows) -> dict[str, Sequence[int | str]]:
    """What units said to lines that speak of the matter: before the bulletin, and when they asked for a review."""
    of = [item.id for item in rows.bulletins]
    if not of:
        return {}
    weak = {f"finding/{item.id}" for item in rows.findings} | {f"rectification/{n.id}" for n in rows.rectifications}
    own = {item.id for item in rows.bulletins if item.matter_id == rows.matter.id}
    lines = {
        (line.bulletin_id, line.unit_id)
        for line in await unit.find(BulletinLine, bulletin_id=of)
        if line.bulletin_id in own
        or any(event.matter_id == rows.matter.id for event in line.events)
        or any(point.key in weak for point in line.weak)
    }
    reviews = [
        item for item in await unit.find(ReviewRequest, bulletin_id=of) if (item.bulletin_id, item.unit_id) in lines
    ]
    return {
        "objection": [f"{bulletin_id}/{unit_id}" for bulletin_id, unit_id in sorted(lines)],
        "review": [item.id for item in reviews],
    }


async def posted_bulletins(unit: UnitOfWork) -> list[tuple[Bulletin, set[int]]]:
    """The bulletins that were posted, each with the matters that it speaks of by their evidence; a correction
    with those of what it corrects."""
    posted = await unit.find(Bulletin, status=BulletinStatus.POSTED)
    lines = await unit.find(BulletinLine, bulletin_id=[item.id for item in posted]) if posted else []
    of_weak = {f"finding/{item.id}": item.matter_id for item in await unit.find(Finding)}
    of_weak |= {f"rectification/{item.id}": item.matter_id for item in await unit.find(Rectification)}
    spoken: dict[int, set[int]] = {item.id: {item.matter_id} - {0} for item in posted}
    for line in lines:
        if line.selected:
            spoken[line.bulletin_id] |= {event.matter_id for event in line.events}
            spoken[line.bulletin_id] |= {of_weak[point.key] for point in line.weak if point.key in of_weak}
    for item in sorted(posted, key=lambda one: one.id):
        if item.corrects_id is not None:
            spoken[item.id] |= spoken.get(item.corrects_id, set())
    return [(item, spoken[item.id]) for item in posted]

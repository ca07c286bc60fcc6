"""A record in words: the same before it is handed in and before the second clerk."""

from __future__ import annotations

from collections.abc import Mapping

from messages.filters import clock, day
from messages.labels import READER
from messages.views.matters import short_name
from messages.views.recording import RecordLines
from storage.unit_of_work import UnitOfWork
from supervision.approving.signing import first_line
from supervision.model import (
    Chain,
    Channel,
    Matter,
    Paper,
    Post,
    Record,
    RecordKind,
    SigningStep,
    StoredFile,
    Task,
    Unit,
)
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.procedures.tracks import TRACKS

VERDICTS: Mapping[tuple[RecordKind, bool], str] = {
    (RecordKind.SIGNATURE, True): "同意",
    (RecordKind.SIGNATURE, False): "退回修改",
    (RecordKind.VERBAL, True): "同意",
    (RecordKind.RATIFICATION, True): "确认同意",
    (RecordKind.RATIFICATION, False): "不予追认",
}
"""What a leader decided, by kind of record and whether he agrees."""

NAMING: Mapping[bool, str] = {True: "群内点名", False: "单独告知"}
"""How the criticism of a bulletin goes out."""


async def lines_of(unit: UnitOfWork, record: Record, scans: int | None = None) -> RecordLines:
    """Word a record; `scans` are counted where they are not bound to it yet."""
    title, first = await _title(unit, record)
    if scans is None:
        scans = len(await unit.find(StoredFile, record_id=record.id))
    return RecordLines(
        kind=record.kind,
        channel=record.channel,
        title=title,
        first_line=first,
        about=await _about(unit, record),
        by=await _by(unit, record),
        verdict=VERDICTS.get((record.kind, record.agrees), ""),
        happened=_happened(unit, record),
        said=record.words,
        reader=READER[record.reader] if record.reader else "",
        new_due=_new_due(unit, record),
        reference=record.reference,
        scans=scans,
        naming="" if record.name_in_group is None else NAMING[record.name_in_group],
    )


async def name_of(unit: UnitOfWork, record: Record) -> str:
    """Say shortly what a record is of: 县长批示件（登记号2026-31）, or 12号县水利局."""
    title, _ = await _title(unit, record)
    return f"{title}{await _about(unit, record)}"


async def _title(unit: UnitOfWork, record: Record) -> tuple[str, str]:
    """The name of the thing, and the line by which people know it."""
    if record.chain_id is not None:
        chain = await unit.require(Chain, record.chain_id)
        return chain.title, first_line(chain.text)
    matter = await unit.require(Matter, record.matter_id)
    paper = await unit.get(Paper, record.paper_id) if record.paper_id else None
    number = paper.document_number if paper else ""
    return number or f"{TRACKS[matter.track].title}（登记号{matter.registration_number}）", matter.title


async def _about(unit: UnitOfWork, record: Record) -> str:
    """The step that was decided, or the task."""
    if record.chain_id is not None:
        step = await unit.require(SigningStep, record.chain_id, record.step_seq)
        return ACT_TITLES[Act(step.act)]
    return f"第{record.task_seq}项" if record.task_seq else ""


async def _by(unit: UnitOfWork, record: Record) -> str:
    """Whose act it is: a leader by his post, a unit with who spoke or brought the paper."""
    if record.chain_id is not None:
        step = await unit.require(SigningStep, record.chain_id, record.step_seq)
        post = await unit.get(Post, record.post_id) if record.post_id else None
        is_deputy = post is not None and post.id != step.post_id
        return f"{post.title}（代{step.title}）" if post and is_deputy else step.title
    named = await unit.get(Unit, record.unit_id) if record.unit_id else None
    name = short_name(named) if named else ""
    return f"{name}（{record.who}）" if record.who else name


def _happened(unit: UnitOfWork, record: Record) -> str:
    local = unit.county.local(record.happened_at)
    year = f"{local.year}年" if local.year != unit.today.year else ""
    hour = f" {local:%H:%M}" if record.channel is Channel.TELEPHONE else ""
    return f"{year}{local.month}月{local.day}日{hour}"


def _new_due(unit: UnitOfWork, record: Record) -> str:
    if record.new_due_on is None:
        return ""
    return day(record.new_due_on, unit.today) + (clock(record.new_due_hour) if record.new_due_hour else "")


async def task_text(unit: UnitOfWork, record: Record) -> str:
    """The words of the task that a record is of."""
    task = await unit.get(Task, record.matter_id, record.task_seq) if record.task_seq else None
    return task.text if task else ""

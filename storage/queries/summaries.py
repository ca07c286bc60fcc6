"""Summaries and what goes up: the reports behind a text, and the reports to those above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import String, cast, func, literal, select

from storage.outbox import State
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Chain,
    LeaderAnswer,
    Matter,
    Report,
    Sentence,
    Submission,
    SubmissionStatus,
    Summary,
    Task,
    Unit,
)
from supervision.results.summing import BasisLine, Frame, basis_of, rebind, title_of

_submissions, _answers = MODELS[Submission], MODELS[LeaderAnswer]
_OF_ANSWER = _answers.c.id == _submissions.c.answer_id
_SENT_AT = (
    select(func.min(outbox.c.sent_at))
    .where(
        outbox.c.subject_kind == "answer",
        outbox.c.subject_key == cast(_answers.c.id, String),
        outbox.c.seat == literal("post/").concat(cast(_answers.c.post_id, String)),
        outbox.c.edit_of.is_(None),
        outbox.c.status == State.SENT,
    )
    .scalar_subquery()
)
_AT = func.coalesce(_SENT_AT, _answers.c.decided_at)
"""When a leader got what he was told, or said on paper that he read it."""


async def basis(unit: UnitOfWork, matter: Matter, sentences: Sequence[Sentence]) -> tuple[BasisLine, ...]:
    """What each sentence of a matter's summary rests on; its title and its tasks are left out."""
    ids = tuple({sentence.report_id for sentence in sentences if sentence.report_id})
    reports = {item.id: item for item in await unit.find(Report, id=ids)} if ids else {}
    units = {item.id: item for item in await unit.find(Unit, id=tuple({report.unit_id for report in reports.values()}))}
    tasks = [(task.seq, task.text) for task in await unit.find(Task, matter_id=matter.id)]
    frame = Frame.of(title_of(matter.title), tasks)
    return basis_of(sentences, frame, reports, {key: item.name for key, item in units.items()})


async def of_chain(unit: UnitOfWork, chain: Chain) -> Summary | None:
    """The summary that a chain is about, with the text as its signers have it now; none if it has none."""
    found = await unit.first(Summary, chain_id=chain.id)
    if found is None:
        return None
    return replace(found, text=chain.text, sentences=rebind(found.sentences, chain.text))


async def basis_of_chain(unit: UnitOfWork, chain: Chain) -> tuple[BasisLine, ...]:
    """What each sentence of the text before the signers rests on; nothing for a text that is no summary."""
    found = await of_chain(unit, chain)
    if found is None:
        return ()
    return await basis(unit, await unit.require(Matter, found.matter_id), found.sentences)


async def newest_submissions(unit: UnitOfWork, matter_id: int) -> tuple[Submission, ...]:
    """The reports of a matter to those above that no later one has taken the place of."""
    rows = sorted(await unit.find(Submission, matter_id=matter_id), key=lambda row: row.id)
    overtaken, last = {row.supersedes_id for row in rows}, {row.destination: row.id for row in rows}
    gone = {row.id for row in rows if row.status is SubmissionStatus.DROPPED and row.id != last[row.destination]}
    return tuple(row for row in rows if row.id not in overtaken | gone)


async def arrived_with_mayor(unit: UnitOfWork) -> list[tuple[Submission, datetime]]:
    """The reports to the county government whose card the mayor has got, or that he read on paper, and when."""
    statement = select(*_submissions.c, _AT.label("at")).where(
        _submissions.c.status == SubmissionStatus.READY, _submissions.c.answer_id.is_not(None), _AT.is_not(None)
    )
    rows = await unit.connection.execute(statement.join_from(_submissions, _answers, _OF_ANSWER))
    count = len(_submissions.c)
    return [(Submission(*row[:count]), row.at) for row in rows]


async def waiting(unit: UnitOfWork, matter_id: int) -> tuple[Submission, ...]:
    """Those of a matter that still have to go up, for the first time or again."""
    waits = (SubmissionStatus.READY, SubmissionStatus.RETURNED)
    return tuple(row for row in await newest_submissions(unit, matter_id) if row.status in waits)

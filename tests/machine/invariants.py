"""What must be true of the database whatever was done; typed off the notice, using none of the product's tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from storage.tables import MODELS, audit, audit_head
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    Bulletin,
    Chain,
    Change,
    Dispatch,
    Extension,
    ExtensionRequest,
    FurtherInstruction,
    LeaderAnswer,
    Matter,
    Note,
    Paper,
    Post,
    Rectification,
    Report,
    ReportDue,
    ReportVersion,
    SigningStep,
    Submission,
    Summary,
    Task,
    Transfer,
)
from tests import roster

ISSUE = {
    "document": ("executive",),
    "ten_things": ("mayor",),
    "instruction.mayor": ("deputy", "director"),
    "instruction.vice_mayor": ("deputy", "director"),
}
"""二（一）, （三）, （五）: who signs before the issue."""

RESULT: dict[str, tuple[tuple[str, ...], ...]] = {
    "document": (("executive",), ("mayor",)),  # in the government's name to the city the mayor signs (条例 14, 22)
    "ten_things": (("deputy", "director", "mayor"),),
    "instruction.mayor": (("deputy", "director"), ("deputy", "director", "mayor")),
    "instruction.vice_mayor": (("deputy", "director"), ("deputy", "director", "vice_mayor")),
}
"""The same: who signs the result; one of these."""

KEPT: tuple[type, ...] = (
    Matter,
    Paper,
    Dispatch,
    Chain,
    SigningStep,
    Report,
    ReportVersion,
    ReportDue,
    Summary,
    Submission,
    Change,
    Note,
    Bulletin,
    ExtensionRequest,
    Extension,
    Transfer,
    LeaderAnswer,
    FurtherInstruction,
    Rectification,
)
"""Rows that never disappear, and what of them never changes."""

NEVER_CHANGED: dict[type, tuple[str, ...]] = {
    Matter: ("registration_number", "registered_by", "registered_at"),
    Paper: ("text", "text_hash", "document_number", "issued_at", "correction"),
    Chain: ("drafted_by", "started_at", "subject_id", "purpose"),
    Report: ("received_at", "message_id"),
    ReportVersion: ("text", "at"),
    Extension: ("new_on", "in_time"),
}
AFTER_ISSUE = frozenset({"in_progress", "closing", "suspended"})


class Book:
    """Everything in the database at one moment, by table."""

    def __init__(self, rows: dict[type, list[Any]], facts: list[Any], head: tuple[int, str]) -> None:
        self.rows, self.facts, self.head = rows, facts, head
        self.posts = {post.id: post for post in rows[Post]}
        self.steps: dict[int, list[SigningStep]] = defaultdict(list)
        for step in rows[SigningStep]:
            self.steps[step.chain_id].append(step)

    @classmethod
    async def of(cls, unit: UnitOfWork) -> Book:
        rows: dict[type, list[Any]] = {entity: await unit.find(entity) for entity in (*KEPT, Post, Task, Assignment)}
        facts = list(await unit.connection.execute(select(audit).order_by(audit.c.seq)))
        head = (await unit.connection.execute(select(audit_head.c.seq, audit_head.c.hash))).first()
        return cls(rows, facts, (head.seq, head.hash) if head else (0, ""))

    def all(self, entity: type, **equal: object) -> list[Any]:
        return [row for row in self.rows[entity] if all(getattr(row, name) == value for name, value in equal.items())]

    def signed_by(self, chain: Chain) -> list[int]:
        """The posts that signed an approved chain, each with its own hand, on this very text, in their order."""
        steps = sorted(self.steps[chain.id], key=lambda step: step.seq)
        assert chain.text_hash == hashlib.sha256(chain.text.encode()).hexdigest()
        for step in steps:
            assert step.status == "signed", f"{chain.title} is approved without {step.title}"
            assert step.signed_hash == chain.text_hash, f"{step.title} signed another text than {chain.title}"
            assert step.decided_by == self.posts[step.post_id].holder_id
            assert step.decided_by not in chain.drafters
        assert [step.decided_at for step in steps] == sorted(step.decided_at for step in steps if step.decided_at)
        assert len({step.decided_by for step in steps}) == len(steps) > 0
        return [step.post_id for step in steps]


def check(book: Book) -> None:
    """All that must hold of one moment."""
    _chains(book)
    _matters(book)
    _papers(book)
    _numbers(book)
    _changes(book)
    _what_went_out(book)


def compare(before: Book, after: Book) -> None:
    """All that must hold between a moment and the next."""
    for entity in KEPT:
        key = _key_of(entity)
        old = {tuple(getattr(row, name) for name in key): row for row in before.rows[entity]}
        new = {tuple(getattr(row, name) for name in key): row for row in after.rows[entity]}
        assert old.keys() <= new.keys(), f"{entity.__name__} was lost: {sorted(old.keys() - new.keys())}"
        for name in NEVER_CHANGED.get(entity, ()):
            changed = [at for at, row in old.items() if getattr(row, name) != getattr(new[at], name)]
            assert not changed, f"{entity.__name__}.{name} was rewritten"
    issued = {matter.id for matter in before.rows[Matter] if matter.issued_at}
    for entity in (Task, Assignment):
        kept = {_place(row) for row in before.rows[entity] if row.matter_id in issued}
        assert kept <= {_place(row) for row in after.rows[entity]}, f"{entity.__name__} of an issued matter was lost"
    if before.rows != after.rows:
        assert after.head[0] > before.head[0], "something changed that no audit row says"


def _key_of(entity: type) -> list[str]:
    return [column.name for column in MODELS[entity].primary_key]


def _place(row: Any) -> tuple[object, ...]:
    return row.matter_id, getattr(row, "task_seq", None) or row.seq, getattr(row, "unit_id", None)


def _chains(book: Book) -> None:
    for chain in book.rows[Chain]:
        steps = sorted(book.steps[chain.id], key=lambda step: step.seq)
        current = [step for step in steps if step.status == "current"]
        if chain.status == "approved":
            book.signed_by(chain)
        elif chain.status == "running":
            assert len(current) == 1
            assert all(step.status == "signed" for step in steps if step.seq < current[0].seq)
            assert all(step.status == "waiting" for step in steps if step.seq > current[0].seq)
        else:
            assert not current


def _matters(book: Book) -> None:
    for matter in book.rows[Matter]:
        if matter.status in AFTER_ISSUE or matter.issued_at:
            _issued(book, matter)
        if matter.status in AFTER_ISSUE:
            assert matter.issued_at
        if matter.status == "closed":
            _closed(book, matter)


def _issued(book: Book, matter: Matter) -> None:
    said = [json.loads(fact.details) for fact in book.facts if fact.event == "matter.issued"]
    signed = [chain for chain in book.all(Chain, purpose="issue", subject_id=matter.id) if chain.status == "approved"]
    (chain,) = signed
    assert any(one["chain"] == chain.id and one["signed_hash"] == chain.text_hash for one in said)
    wanted = {roster.id_of(key) for key in ISSUE[matter.track]} | set(matter.countersign)
    assert set(book.signed_by(chain)) == wanted


def _closed(book: Book, matter: Matter) -> None:
    assert matter.closed_at
    if not matter.issued_at:  # its section's own, with an outcome
        assert book.all(Note, matter_id=matter.id, kind="outcome")
        return
    results = book.all(Chain, purpose="result", subject_id=matter.id)
    chain = max(results, key=lambda one: one.id)
    assert chain.status == "approved"
    allowed = [[roster.id_of(key) for key in keys] for keys in RESULT[matter.track]]
    assert book.signed_by(chain) in allowed
    assert all(item.status in {"accepted", "withdrawn"} for item in book.all(Assignment, matter_id=matter.id))


def _papers(book: Book) -> None:
    told = defaultdict(list)
    for fact in book.facts:
        details = json.loads(fact.details)
        if "paper" in details and "chain" in details:
            told[details["paper"]].append(details)
    chains = {chain.id: chain for chain in book.rows[Chain]}
    for paper in book.rows[Paper]:
        assert paper.text_hash == hashlib.sha256(paper.text.encode()).hexdigest()
        if paper.corrects_id is not None:
            done = book.all(Change, matter_id=paper.matter_id, kind="correct", status="done")
            assert len(done) >= paper.correction
            continue
        if not told[paper.id]:  # a letter to a unit that took a task over
            assert paper.form == "letter"
            continue
        (one,) = told[paper.id]
        chain = chains[one["chain"]]
        assert chain.status == "approved"
        assert chain.matter_id == paper.matter_id
        assert one["signed_hash"] == chain.text_hash
        assert one["text_hash"] == paper.text_hash


def _numbers(book: Book) -> None:
    registered = [matter.registration_number for matter in book.rows[Matter]]
    _gapless(int(number.removeprefix("2026-")) for number in registered)
    series = defaultdict(list)
    drawn = [paper.document_number for paper in book.rows[Paper] if not paper.correction]
    drawn += [row.number for row in book.rows[Submission] if row.number]
    for number in drawn:
        mark = re.fullmatch(r"(.+〔\d{4}〕)(\d+)号", number)
        assert mark, number
        series[mark[1]].append(int(mark[2]))
    for numbers in series.values():
        _gapless(numbers)
    _gapless(int(re.findall(r"\d+", row.number)[-1]) for row in book.rows[Bulletin] if row.number)


def _gapless(numbers: Iterable[int]) -> None:
    found = sorted(numbers)
    assert found == list(range(1, len(found) + 1)), f"a register with gaps or doubles: {found}"


def _changes(book: Book) -> None:
    for change in book.all(Change, status="done"):
        (matter,) = book.all(Matter, id=change.matter_id)
        if change.kind == "hand_over" or not matter.issued_at or change.asked_at < matter.issued_at:
            continue
        (chain,) = book.all(Chain, purpose="change", subject_id=change.id)
        assert chain.status == "approved"
        (signed,) = [c for c in book.all(Chain, purpose="issue", subject_id=matter.id) if c.status == "approved"]
        assert book.signed_by(chain) == book.signed_by(signed)[-1:]
    for matter in book.rows[Matter]:
        kinds = {"suspended": {"suspend"}, "withdrawn": {"withdraw", "merge"}}.get(matter.status)
        done = {change.kind for change in book.all(Change, matter_id=matter.id, status="done")}
        assert not kinds or kinds & done, f"{matter.status} without a change"


def _what_went_out(book: Book) -> None:
    chains = {chain.id: chain for chain in book.rows[Chain]}
    summaries = {summary.id: summary for summary in book.rows[Summary]}
    for row in book.rows[Submission]:
        chain = chains[summaries[row.summary_id].chain_id]
        assert chain.status == "approved"
        book.signed_by(chain)
    for bulletin in book.rows[Bulletin]:
        if bulletin.status in {"approved", "posted"}:
            approved = [c for c in chains.values() if c.matter_id == bulletin.matter_id and c.status == "approved"]
            assert any(chain.purpose in {"result", "summary"} for chain in approved), bulletin.period
    for row in book.rows[Extension]:
        due = book.all(ReportDue, matter_id=row.matter_id, task_seq=row.task_seq, unit_id=row.unit_id, seq=row.due_seq)
        if due[0].final and row.request_id:
            (chain,) = [
                c for c in book.all(Chain, purpose="extension", subject_id=row.request_id) if c.status == "approved"
            ]
            assert book.signed_by(chain) == [roster.id_of("deputy")]

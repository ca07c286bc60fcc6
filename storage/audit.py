"""The hash-chained audit: every change of state is a row, in the commit that makes the change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update

from storage.columns import adapter
from storage.tables import audit, audit_head
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.outcome import Fact
from supervision.subjects import Subject

GENESIS = "0" * 64
"""What the first row is bound to."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit, as it is read back."""

    seq: int
    at: datetime
    person_id: int
    event: str
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of checking the chain: how many rows agree, the head's hash, and the first broken row if any."""

    rows: int
    head: str
    broken_at: int | None = None
    tail_cut: bool = False

    @property
    def intact(self) -> bool:
        """Whether every row agrees with the one before and the head with the last."""
        return self.broken_at is None and not self.tail_cut


async def record(unit: UnitOfWork, actor: Actor, facts: Iterable[Fact], post_id: int | None = None) -> None:
    """Append facts to the chain, in the order given; a recorded act with its record and the two who answer for it."""
    facts = list(facts)
    if not facts:
        return
    head = (await unit.connection.execute(_head)).first()
    seq, previous = (head.seq, head.hash) if head else (0, GENESIS)
    rows = []
    for fact in facts:
        seq += 1
        row = {
            "seq": seq,
            "at": unit.now,
            "person_id": actor.person_id,
            "post_id": post_id if post_id is not None else (actor.posts[0].id if actor.posts else None),
            "channel": actor.witness.channel.value if actor.witness else unit.origin.channel,
            "event": fact.event,
            "subject_kind": fact.subject.kind,
            "subject_key": fact.subject.key,
            "details": adapter(dict[str, object]).dump_json({**fact.details, **_testimony(actor)}).decode(),
            "previous": previous,
        }
        row["hash"] = previous = _hash(row)
        rows.append(row)
    await unit.connection.execute(_append, rows)
    await unit.connection.execute(_move_head if head else _first_head, {"b_seq": seq, "b_hash": previous})


def _testimony(actor: Actor) -> dict[str, object]:
    witness = actor.witness
    if witness is None:
        return {}
    return {
        "record": witness.record_id,
        "entered_by": witness.entered_by,
        "confirmed_by": witness.confirmed_by,
        "happened_at": witness.happened_at,
    }


_head = select(audit_head.c.seq, audit_head.c.hash)
_append = audit.insert()
_move_head = update(audit_head).values(seq=bindparam("b_seq"), hash=bindparam("b_hash"))
_first_head = audit_head.insert().values(id=1, seq=bindparam("b_seq"), hash=bindparam("b_hash"))


async def history(unit: UnitOfWork, subject: Subject) -> list[AuditRow]:
    """Everything recorded of one thing, oldest first."""
    statement = (
        select(audit.c.seq, audit.c.at, audit.c.person_id, audit.c.event, audit.c.details)
        .where(audit.c.subject_kind == subject.kind, audit.c.subject_key == subject.key)
        .order_by(audit.c.seq)
    )
    return [
        AuditRow(row.seq, row.at, row.person_id, row.event, json.loads(row.details))
        for row in await unit.connection.execute(statement)
    ]


async def verify(unit: UnitOfWork) -> Verdict:
    """Walk the whole chain and compare its end with the head row."""
    previous, count = GENESIS, 0
    for row in (await unit.connection.execute(select(audit).order_by(audit.c.seq))).mappings():
        count += 1
        if row["previous"] != previous or row["seq"] != count or _hash(dict(row)) != row["hash"]:
            return Verdict(count - 1, previous, broken_at=row["seq"])
        previous = row["hash"]
    head = (await unit.connection.execute(_head)).first()
    stated = (head.seq, head.hash) if head else (0, GENESIS)
    return Verdict(count, previous, tail_cut=stated != (count, previous))


def _hash(row: dict[str, object]) -> str:
    at = row["at"]
    if not isinstance(at, datetime):
        raise TypeError("an audit row has no time")
    content = {name: value for name, value in row.items() if name not in ("hash", "at")}
    content["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

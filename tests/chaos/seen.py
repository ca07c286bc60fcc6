"""What is there in the end, as plain values: the script, the ledger and the chats. The oracle looks at nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from messages.outgoing import Part, from_json
from messages.splitting import plain
from storage.engine import Database
from storage.tables import audit, inbox, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Dispatch, Matter, Paper, Person, Report, ReportVersion, StoredFile
from tests.chaos.driving import Driver
from tests.chaos.script import Script
from tests.chaos.sights import Copy, Played, first_text, text_of
from tests.world import setting_at

RESENT = "（重发，如已收到前一条，以本条为准）"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox that is no edit. `parts` are the calls that it takes, each with the messages that it makes;
    None is a copy or file without words.
    """

    id: int
    kind: str
    fields: Mapping[str, Any]
    seat: str
    person: int | None
    chat: int | None
    status: str
    lane: int
    resent: int
    parts: tuple[tuple[str | None, ...], ...]
    message: int | None
    subject: tuple[str, str]
    not_before: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the bot in somebody's chat: as it was sent, and as it stands."""

    id: int
    first: str
    now: str
    copy: Copy | None = None
    """By which call, for which row; none if no row was sent so."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the audit."""

    event: str
    subject: tuple[str, str]
    channel: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that is compared. `accounts`: person → chat, by the script's own roster; `keys`: key → chat."""

    script: Script
    done: frozenset[tuple[int, int]]
    stuck: Mapping[tuple[int, int], str]
    declared: Mapping[int, Sequence[str]]
    happened: Mapping[str, int]
    seconds: float
    listed: str
    audited: str
    keys: Mapping[str, int]
    accounts: Mapping[int, int]
    rows: tuple[Row, ...]
    edits: Mapping[str, int]
    chats: Mapping[int, tuple[Line, ...]]
    facts: tuple[Fact, ...]
    inbox: Mapping[str, int]
    reports: tuple[Report, ...]
    versions: tuple[ReportVersion, ...]
    files: tuple[StoredFile, ...]
    dispatches: tuple[Dispatch, ...]
    papers: tuple[Paper, ...]
    matters: tuple[Matter, ...]
    contents: Mapping[str, str]
    """SHA-256 of a stored file → its words."""

    @property
    def held(self) -> int:
        """Messages of which nobody knows, which the Office is shown."""
        return sum(row.status == "ambiguous" for row in self.rows)


async def look(driver: Driver, played: Played, audited: str) -> Seen:
    """Take everything down."""
    size = driver.size
    database = Database.open(f"sqlite+aiosqlite:///{driver.data / 'ducha.db'}")
    async with database.read(setting_at()) as unit:
        people = await unit.find(Person)
        seen = Seen(
            script=driver.script,
            done=frozenset(played.done),
            stuck=dict(played.stuck),
            declared={row: tuple(why) for row, why in played.declared.items()},
            happened=dict(played.happened),
            seconds=played.seconds,
            listed=played.listed,
            audited=audited,
            keys={who: size.account(who) for who in size.people},
            accounts={person.id: person.telegram_id or 0 for person in people},
            rows=await _rows(unit),
            edits=await _edits(unit),
            chats={size.account(who): _lines(driver, size.account(who)) for who in size.people},
            facts=await _facts(unit),
            inbox=Counter((await unit.connection.execute(select(inbox.c.status))).scalars()),
            reports=tuple(await unit.find(Report)),
            versions=tuple(await unit.find(ReportVersion)),
            files=tuple(await unit.find(StoredFile)),
            dispatches=tuple(await unit.find(Dispatch)),
            papers=tuple(await unit.find(Paper)),
            matters=tuple(await unit.find(Matter)),
            contents={
                path.name: path.read_bytes()[68:-1].decode(errors="replace")
                for path in (driver.data / "files").glob("[0-9a-f]*")
            },
        )
    await database.close()
    return seen


async def _rows(unit: UnitOfWork) -> tuple[Row, ...]:
    found = await unit.connection.execute(select(outbox).where(outbox.c.edit_of.is_(None)).order_by(outbox.c.id))
    return tuple(
        Row(
            row.id,
            row.kind,
            json.loads(row.fields),
            row.seat,
            row.person_id,
            row.chat_id,
            row.status,
            row.lane,
            row.resent,
            tuple(_texts(part) for part in (from_json(row.payload).parts if row.payload else ()) if not part.menu),
            row.message_id,
            (row.subject_kind, row.subject_key),
            row.not_before,
            row.sent_at,
        )
        for row in found
    )


def _texts(part: Part) -> tuple[str | None, ...]:
    if part.copies:
        return (None,) * len(part.copies)
    return ((part.text if part.is_plain else plain(part.text)).strip(),)


async def _edits(unit: UnitOfWork) -> dict[str, int]:
    found = await unit.connection.execute(select(outbox.c.status).where(outbox.c.edit_of.is_not(None)))
    return Counter(found.scalars())


async def _facts(unit: UnitOfWork) -> tuple[Fact, ...]:
    found = await unit.connection.execute(select(audit).order_by(audit.c.seq))
    return tuple(Fact(row.event, (row.subject_kind, row.subject_key), row.channel) for row in found)


def _lines(driver: Driver, chat: int) -> tuple[Line, ...]:
    return tuple(
        Line(one.id, first_text(one).strip(), text_of(one).strip(), driver.played.copies.get((chat, one.id)))
        for one in driver.people.messages(chat)
        if one.sender_id != chat
    )

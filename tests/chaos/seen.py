"""What is there in the end, as plain values: the script, the ledger and the chats. The oracle looks at nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
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
from tests.chaos.sights import Played, first_text, text_of
from tests.world import setting_at

RESENT = "（重发，如已收到前一条，以本条为准）"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox that is no edit. `texts` are the messages that it became or should; None is a copy or file
    without words.
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
    texts: tuple[str | None, ...]
    message: int | None
    subject: tuple[str, str]
    later: bool = False
    """Whether it was not to go out at once, so that others go before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the bot in somebody's chat: as it was sent, and as it stands."""

    id: int
    first: str
    now: str
    wordless: bool = False
    """Whether it carries a file or photo, which may have been copied."""


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
    declared: Mapping[int, int]
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
    def doubled(self) -> int:
        """Messages that came once more, in the declared window."""
        return sum(len(lines) for lines in self.chats.values()) - sum(
            len(row.texts) for row in self.rows if row.status == "sent"
        )

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
            declared=dict(played.declared),
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
            tuple(text for part in (from_json(row.payload).parts if row.payload else ()) for text in _texts(part)),
            row.message_id,
            (row.subject_kind, row.subject_key),
            row.not_before is not None,
        )
        for row in found
    )


def _texts(part: Part) -> list[str | None]:
    if part.menu:
        return []
    if part.copies:
        return [None] * len(part.copies)
    return [(part.text if part.is_plain else plain(part.text)).strip()]


async def _edits(unit: UnitOfWork) -> dict[str, int]:
    found = await unit.connection.execute(select(outbox.c.status).where(outbox.c.edit_of.is_not(None)))
    return Counter(found.scalars())


async def _facts(unit: UnitOfWork) -> tuple[Fact, ...]:
    found = await unit.connection.execute(select(audit).order_by(audit.c.seq))
    return tuple(Fact(row.event, (row.subject_kind, row.subject_key), row.channel) for row in found)


def _lines(driver: Driver, chat: int) -> tuple[Line, ...]:
    return tuple(
        Line(one.id, first_text(one).strip(), text_of(one).strip(), bool({"photo", "document"} & set(one.body)))
        for one in driver.messages(chat)
        if one.sender_id != chat
    )

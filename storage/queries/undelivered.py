"""待送达: what did not reach anybody, or may not have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from storage.outbox import State
from storage.outgoing import Undelivered
from storage.tables import HELD_UP, MODELS, cards, outbox
from storage.unit_of_work import UnitOfWork, insert_into
from supervision.model import Post
from supervision.roles import Role
from supervision.subjects import Subject

_OPEN = (
    text(f"outbox.{HELD_UP}")
    & outbox.c.status.in_([State.WAITING, State.AMBIGUOUS, State.DEAD])
    & outbox.c.edit_of.is_(None)
    & (outbox.c.kind != "command_menu")
)


def _seat_of(posts: FromClause) -> ColumnElement[str]:
    return literal("post/") + cast(posts.c.id, String)


def _is_left_to_another() -> ColumnElement[bool]:
    """Say whether another liaison of the unit got the very message; or the seat is vacant, and another can be called.

    The message to another seat has the same key but for the seat. The row itself stays as it is: whoever takes the seat
    later gets it, and it is listed as soon as nobody of the unit has the message.
    """
    own, others, same = MODELS[Post].alias("own"), MODELS[Post].alias("others"), outbox.alias("same")
    is_reached = same.c.status.in_([State.SENT, State.TOLD])
    is_vacant = own.c.holder_id.is_(None) | own.c.active.is_(False)
    return (
        select(same.c.id)
        .join(others, _seat_of(others) == same.c.seat)
        .join(own, and_(own.c.unit_id == others.c.unit_id, own.c.id != others.c.id))
        .where(
            outbox.c.status == State.WAITING,
            outbox.c.seat == _seat_of(own),
            same.c.key == func.replace(outbox.c.key, literal("@") + outbox.c.seat, literal("@") + same.c.seat),
            own.c.role == Role.LIAISON,
            others.c.role == Role.LIAISON,
            or_(is_reached, and_(is_vacant, others.c.holder_id.is_not(None), others.c.active)),
        )
        .correlate(outbox)
        .exists()
    )


LISTED = _OPEN & ~_is_left_to_another()
SECTIONS: Mapping[str, str] = {
    "step_card": "leader",
    "ratify_card": "leader",
    "inquiry_answered": "leader",
    "paper_card": "unit",
    "paper_withdrawn": "unit",
    "extension_granted": "unit",
}
"""In which section of the list a kind stands: papers before leaders, papers to units; everything else is `other`."""

ORDER = case(
    *((outbox.c.kind == kind, ("leader", "unit").index(section)) for kind, section in SECTIONS.items()), else_=2
)
COLUMNS = [outbox.c[name] for name in Undelivered.__dataclass_fields__]


_IS_PLAIN = (outbox.c.status == State.WAITING) & outbox.c.kind.not_in(SECTIONS)
LINE = case((_IS_PLAIN, outbox.c.seat), else_=literal("row/") + cast(outbox.c.id, String))
"""What is one line of the desk: all that is plain and waits for one seat, told in one call; else each message."""


async def page(unit: UnitOfWork, *, offset: int, limit: int) -> list[Undelivered]:
    """Some of the lines: those of leaders, of units, then the others, each oldest first."""
    statement = select(*COLUMNS).where(LISTED).order_by(ORDER, outbox.c.id).offset(offset).limit(limit)
    return [Undelivered(*row) for row in await unit.connection.execute(statement)]


async def count(unit: UnitOfWork) -> int:
    """How many lines there are."""
    return int((await unit.connection.execute(select(func.count()).select_from(outbox).where(LISTED))).scalar_one())


async def count_by_state(unit: UnitOfWork) -> dict[str, int]:
    """How many lines there are, by what became of them."""
    statement = select(outbox.c.status, func.count()).where(LISTED).group_by(outbox.c.status)
    return {row[0]: row[1] for row in await unit.connection.execute(statement)}


async def line(unit: UnitOfWork, row_id: int) -> Undelivered | None:
    """One line, if it is still one."""
    row = (await unit.connection.execute(select(*COLUMNS).where(_OPEN, outbox.c.id == row_id))).first()
    return Undelivered(*row) if row else None


async def close_as_told(unit: UnitOfWork, row: Undelivered, last: int = 0) -> list[int]:
    """It was told by telephone: the line is not sent any more, up to what it ended with when it was shown.

    Returns:
        The messages that were told.
    """
    which = outbox.c.id == row.id
    if last > row.id:
        which |= _IS_PLAIN & (outbox.c.seat == row.seat) & outbox.c.id.between(row.id, last)
    told = update(outbox).where(which, _OPEN).values(status=State.TOLD, reason="told_by_phone").returning(outbox.c.id)
    return sorted((await unit.connection.execute(told)).scalars())


async def close_as_arrived(unit: UnitOfWork, row_id: int) -> None:
    """The receiver has it: what may not have arrived did, and is known to have from now on."""
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id, outbox.c.status == State.AMBIGUOUS)
        .values(status=State.SENT, sent_at=unit.now, reason="arrived")
    )
    await _remember_unknown(unit, row_id)


async def _remember_unknown(unit: UnitOfWork, row_id: int) -> None:
    """Who was sent a card has it, but Telegram never said which message it is: the row stands for that."""
    row = (await unit.connection.execute(select(outbox).where(outbox.c.id == row_id))).one()
    if not row.subject_kind:
        return
    card = {name: getattr(row, name) for name in ("chat_id", "kind", "fields", "subject_kind", "subject_key", "seat")}
    insert = insert_into(unit.connection.dialect.name, cards).on_conflict_do_nothing()
    await unit.connection.execute(insert, card | {"message_id": -row_id, "live": 1})


async def begun(unit: UnitOfWork, row_id: int) -> tuple[str | None, int]:
    """The words of a message of which some parts are out, and how many are."""
    row = (
        await unit.connection.execute(select(outbox.c.payload, outbox.c.sent_parts).where(outbox.c.id == row_id))
    ).one()
    return row.payload, row.sent_parts


async def close_as_known(unit: UnitOfWork, paper: Subject, known_at: datetime) -> None:
    """The unit knows its paper by a confirmed record: the lines of its card that stood by then are closed.

    Who could not be reached still gets the card once he has an account (`outgoing.revive`): he reports by it.
    """
    await unit.connection.execute(
        update(outbox)
        .where(
            outbox.c.kind == "paper_card",
            outbox.c.subject_kind == paper.kind,
            outbox.c.subject_key == paper.key,
            outbox.c.created_at <= known_at,
            _OPEN,
        )
        .values(status=State.TOLD, reason=case((outbox.c.status == State.WAITING, "recorded"), else_="told_by_phone"))
    )


async def send_once_more(unit: UnitOfWork, row_id: int, payload: str | None) -> None:
    """Put the line back into the queue; it says that it may be a repetition: worded anew, or in the rest of it."""
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id, _OPEN)
        .values(status=State.NEW, reason="", payload=payload, attempts=1, resent=outbox.c.resent + 1)
    )


async def reopen(unit: UnitOfWork, row_id: int) -> None:
    """It was not told by telephone after all: the line waits again."""
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id, outbox.c.status == State.TOLD)
        .values(status=State.WAITING, reason="no_account")
    )


async def conditioned(unit: UnitOfWork) -> list[tuple[int, str]]:
    """The lines that a condition can make pointless: their ids, and the condition with its key.

    What may have arrived stays, whatever has become true since: the Office sees it.
    """
    waiting = and_(_OPEN, outbox.c.status == State.WAITING, outbox.c.until != "")
    statement = select(outbox.c.id, outbox.c.until).where(waiting).order_by(outbox.c.id)
    return [(row.id, row.until) for row in await unit.connection.execute(statement)]


async def drop_unsent(unit: UnitOfWork, kind: str, subject: Subject) -> None:
    """What waits to say this of a thing has nothing to say any more."""
    await unit.connection.execute(
        update(outbox)
        .where(
            outbox.c.kind == kind,
            outbox.c.subject_kind == subject.kind,
            outbox.c.subject_key == subject.key,
            outbox.c.edit_of.is_(None),
            outbox.c.status.in_([State.NEW, State.WAITING, State.AMBIGUOUS, State.DEAD]),
        )
        .values(status=State.VOID, reason="withdrawn")
    )


async def seats_of(unit: UnitOfWork, subject: Subject) -> list[str]:
    """The seats that a thing's card was addressed to, whether it has arrived or not."""
    statement = (
        select(outbox.c.seat)
        .where(
            outbox.c.subject_kind == subject.kind,
            outbox.c.subject_key == subject.key,
            outbox.c.edit_of.is_(None),
        )
        .distinct()
        .order_by(outbox.c.seat)
    )
    return [row.seat for row in await unit.connection.execute(statement)]

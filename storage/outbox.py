"""Telling, inside the transaction: a notice becomes one row a seat, and a redraw one row a message."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import case, or_, select, update

from storage.columns import adapter
from storage.queries import standing_in
from storage.tables import MODELS, cards, outbox
from storage.unit_of_work import UnitOfWork, insert_into
from supervision.model import Person, Post
from supervision.notices.base import Lane, Notice, OnKey, RecipientKind, kind_of
from supervision.notices.registry import NOTICES
from supervision.roles import Role
from supervision.subjects import Subject


class State(StrEnum):
    """Where an outgoing message stands."""

    NEW = "new"
    SENDING = "sending"
    """Claimed: the call to Telegram may be under way."""
    SENT = "sent"
    VOID = "void"
    """Its condition came true before it was sent."""
    WAITING = "waiting"
    """待送达: the seat is vacant, its holder has no account, or he blocked the bot. The Office sees it."""
    AMBIGUOUS = "ambiguous"
    """It may or may not have arrived, and is of a kind that is not repeated. The Office sees it."""
    DEAD = "dead"
    """Telegram refuses it for good, or its template failed; `reason` says why."""
    TOLD = "told"
    """It did not arrive, and the Office told it by telephone instead."""


def write_fields(notice: Notice) -> str:
    """The notice's fields as JSON."""
    return adapter(type(notice)).dump_json(notice).decode()


def read_notice(kind: str, fields: str) -> Notice:
    """The notice again, from its kind and JSON."""
    notice: Notice = adapter(NOTICES[kind]).validate_json(fields)
    return notice


async def tell(unit: UnitOfWork, notices: Iterable[Notice]) -> None:
    """Put notices into the outbox, one row for each seat of the recipient."""
    rows: dict[OnKey, list[dict[str, Any]]] = {}
    for notice in notices:
        unit.told += 1
        key = _key(unit, notice)  # one of all seats: by it the list of 待送达 knows that another of the unit got it
        for seat in await _seats(unit, notice):
            rows.setdefault(notice.on_key, []).append(_row(unit, notice, seat, key))
    for on_key, values in rows.items():
        await unit.connection.execute(_insert(unit.connection.dialect.name, on_key), values)


async def tell_again(unit: UnitOfWork, notice: Notice) -> None:
    """Tell a notice once more, though its key was used: a card that was asked for, or that a successor takes over."""
    for seat in await _seats(unit, notice):
        await tell_seat_again(unit, notice, seat)


async def tell_seat_again(unit: UnitOfWork, notice: Notice, seat: str) -> None:
    """The same to one seat, whatever recipient the notice names."""
    unit.told += 1
    row = _row(unit, notice, seat, f"again/{await unit.new_id('again')}")
    await unit.connection.execute(_insert(unit.connection.dialect.name, notice.on_key), row)


async def redraw(unit: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Ask for one coalesced edit of each live card of the subjects; one whose message is unknown is sent anew.

    The row of a message that waits or is being sent is reused: its revision grows, so that only the newest edit goes
    out, and one that is being sent just now is sent once more. The card that somebody acted on is an answer to him.
    """
    for subject in dict.fromkeys(subjects):
        await _touch_unsent(unit, subject)
        statement = select(cards).where(
            cards.c.subject_kind == subject.kind, cards.c.subject_key == subject.key, cards.c.live == 1
        )
        for card in (await unit.connection.execute(statement)).all():
            if card.message_id < 0:
                await _send_anew(unit, card)
            else:
                await _put_edit(unit, card)


async def _send_anew(unit: UnitOfWork, card: Any) -> None:
    """Once more, with the mark of a repetition: a message that nobody knows cannot be edited (`undelivered`)."""
    which = (outbox.c.id == -card.message_id) & (outbox.c.status == State.SENT)
    again = {"status": State.NEW, "until": "", "payload": None, "sent_parts": 0, "sent_at": None, "reason": ""}
    again |= {"lane": int(NOTICES[card.kind].lane), "kind": card.kind, "fields": card.fields, "attempts": 1}
    grown = {"resent": outbox.c.resent + 1, "revision": outbox.c.revision + 1}
    await unit.connection.execute(update(outbox).where(which).values(again | grown))
    here = (cards.c.chat_id == card.chat_id) & (cards.c.message_id == card.message_id)
    await unit.connection.execute(update(cards).where(here).values(live=0))


async def _touch_unsent(unit: UnitOfWork, subject: Subject) -> None:
    """A card on its way has no message to edit yet: its text is planned anew, or edited once it has arrived."""
    await unit.connection.execute(
        update(outbox)
        .where(
            outbox.c.subject_kind == subject.kind,
            outbox.c.subject_key == subject.key,
            outbox.c.edit_of.is_(None),
            outbox.c.status.in_([State.NEW, State.SENDING]),
        )
        .values(revision=outbox.c.revision + 1)
    )


async def amend(unit: UnitOfWork, subject: Subject, notice: Notice) -> None:
    """Give the live messages of a thing new content and take them out of use: a question that was answered."""
    live = (cards.c.subject_kind == subject.kind) & (cards.c.subject_key == subject.key) & (cards.c.live == 1)
    await unit.connection.execute(update(cards).where(live).values(fields=write_fields(notice)))
    await redraw(unit, [subject])
    await unit.connection.execute(update(cards).where(live).values(live=0))


async def rewrite(unit: UnitOfWork, chat_id: int, message_id: int, notice: Notice) -> bool:
    """Give one live message other content and keep it in use: the next page of a list.

    Returns:
        Whether the message is one of ours that is still in use; if not, nothing was done.
    """
    here = (cards.c.chat_id == chat_id) & (cards.c.message_id == message_id) & (cards.c.live == 1)
    subject = notice.subject or Subject("", "")
    values = {
        "kind": kind_of(type(notice)),
        "fields": write_fields(notice),
        "subject_kind": subject.kind,
        "subject_key": subject.key,
    }
    await unit.connection.execute(update(cards).where(here).values(values))
    card = (await unit.connection.execute(select(cards).where(here))).first()
    if card is not None:
        await _put_edit(unit, card)
    return card is not None


def _row(unit: UnitOfWork, notice: Notice, seat: str, key: str) -> dict[str, Any]:
    subject = notice.subject
    here = notice.to.kind is RecipientKind.HERE
    return _blank(unit) | {
        "key": f"{key}@{seat}",
        "kind": kind_of(type(notice)),
        "fields": write_fields(notice),
        "seat": seat,
        "lane": int(notice.lane),
        "on_doubt": str(notice.on_doubt),
        "until": f"{notice.until.condition} {notice.until.key}" if notice.until else "",
        "subject_kind": subject.kind if subject else "",
        "subject_key": subject.key if subject else "",
        "reply_to": unit.origin.message_id if here and (unit.origin.chat_id or 0) < 0 else None,
        "not_before": notice.send_after,
    }


def _key(unit: UnitOfWork, notice: Notice) -> str:
    update_id = unit.origin.update_id
    return notice.key or (_key_of_update(unit, update_id) if update_id is not None else f"row/{uuid4().hex}")


def _key_of_update(unit: UnitOfWork, update_id: int) -> str:
    """The n-th thing told about an update. With its day, since Telegram may begin its ids anew after a silent week."""
    return f"update/{update_id}/{unit.now:%Y%m%d}/{unit.told}"


@cache
def _insert(dialect: str, on_key: OnKey) -> Any:
    insert = insert_into(dialect, outbox)
    if on_key is OnKey.KEEP:
        return insert.on_conflict_do_nothing(index_elements=[outbox.c.key])
    return insert.on_conflict_do_update(
        index_elements=[outbox.c.key],
        set_={
            "fields": insert.excluded.fields,
            "not_before": insert.excluded.not_before,
            "revision": outbox.c.revision + 1,  # what was planned from the old fields is not claimed
        },
        where=or_(outbox.c.status == State.NEW, outbox.c.status == State.WAITING),
    )


async def _put_edit(unit: UnitOfWork, card: Any) -> None:
    values = _blank(unit) | {
        "key": f"edit/{card.chat_id}/{card.message_id}",
        "kind": card.kind,
        "fields": card.fields,
        "seat": f"chat/{card.chat_id}",
        "lane": int(Lane.INTERACTIVE if card.chat_id == unit.origin.chat_id else Lane.NOTICE),
        "subject_kind": card.subject_kind,
        "subject_key": card.subject_key,
        "edit_of": card.message_id,
    }
    await unit.connection.execute(_insert_edit(unit.connection.dialect.name), values)


@cache
def _insert_edit(dialect: str) -> Any:
    insert = insert_into(dialect, outbox)
    return insert.on_conflict_do_update(
        index_elements=[outbox.c.key],
        set_={
            "kind": insert.excluded.kind,
            "fields": insert.excluded.fields,
            "lane": case((insert.excluded.lane < outbox.c.lane, insert.excluded.lane), else_=outbox.c.lane),
            "revision": outbox.c.revision + 1,
            "attempts": 0,
            "status": case((outbox.c.status == State.SENDING, State.SENDING), else_=State.NEW),
        },
    )


def _blank(unit: UnitOfWork) -> dict[str, Any]:
    return {
        "on_doubt": "resend",
        "until": "",
        "reply_to": None,
        "edit_of": None,
        "status": State.NEW,
        "revision": 0,
        "attempts": 0,
        "not_before": None,
        "created_at": unit.now,
        "sent_parts": 0,
        "resent": 0,
        "reason": "",
    }


async def _seats(unit: UnitOfWork, notice: Notice) -> list[str]:
    to = notice.to
    match to.kind:
        case RecipientKind.PERSON | RecipientKind.POST | RecipientKind.GROUP:
            return [f"{to.kind}/{to.id}"]
        case RecipientKind.HERE:
            if unit.origin.chat_id is None:
                raise ValueError(f"{kind_of(type(notice))} answers an update, but there is none")
            return [f"chat/{unit.origin.chat_id}"]
        case RecipientKind.SIGNER:
            return list(dict.fromkeys([f"post/{to.id}", *_one_each(await standing_in.beside_signer(unit, to.id))]))
        case RecipientKind.UNIT:
            return _one_each(await standing_in.present_liaisons(unit, to.id)) or [f"unit/{to.id}"]
        case RecipientKind.OFFICE:
            post = await unit.get(Post, to.id) if to.id else None
            if post is not None and post.active and post.holder_id is not None:
                return [f"post/{post.id}"]
            return _one_each(await _officers(unit)) or ["unit/0"]


async def _officers(unit: UnitOfWork) -> list[Post]:
    officers = await unit.find(Post, role=Role.OFFICER, active=True)
    held = [post for post in officers if post.holder_id is not None]
    return held or await unit.find(Post, role=Role.OFFICE_HEAD, active=True) or officers


def _one_each(posts: list[Post]) -> list[str]:
    """One seat a person: who holds two of the posts is told once."""
    seats: dict[object, str] = {}
    for post in posts:
        seats.setdefault(post.holder_id or f"vacant {post.id}", f"post/{post.id}")
    return list(seats.values())


async def holder_of(unit: UnitOfWork, seat: str) -> Person | None:
    """Who sits in a seat now: none if it is vacant, a group or a bare chat of a stranger."""
    kind, _, number = seat.partition("/")
    people = MODELS[Person]
    if kind == "person":
        return await unit.get(Person, int(number))
    if kind == "chat":
        found = await unit.all(Person, select(people).where(people.c.telegram_id == int(number)))
        return found[0] if found else None
    if kind == "post":
        post = await unit.get(Post, int(number))
        return await unit.get(Person, post.holder_id) if post and post.active and post.holder_id else None
    return None

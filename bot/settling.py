"""After a call: writing down how it went, in one transaction for all calls that ended together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.failures import Failure, Verdict
from handlers.chats.migrating import follow_migration
from handlers.chats.undelivered import chat_is_closed, picture_is_refused
from messages.repeating import repeated
from storage import chats, outbox, outgoing, sent_files
from storage.outbox import State
from storage.outgoing import Claim
from storage.unit_of_work import UnitOfWork
from supervision.notices.base import OnDoubt
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended: without a failure one part more is out; `message_ids` are what it became."""

    claim: Claim
    failure: Failure | None
    message_ids: Sequence[int] = ()
    sent_parts: int = 0
    left: int = 0
    """How many parts of the message come after it."""
    stays: bool = False
    """Whether the message is never edited."""
    no_photos: bool = False
    """Whether the chat took no pictures, which were left out."""
    uploaded: tuple[str, str] | None = None
    """A file that Telegram has now, and its id there."""


async def settle_all(unit: UnitOfWork, results: Sequence[Result]) -> bool:
    """Write results down; tells whether there is more to send because of them."""
    await outgoing.remember_cards(unit, [card for result in results for card in _cards(result)])
    more = [await settle(unit, result) for result in results]
    return any(more)


def _cards(result: Result) -> list[dict[str, object]]:
    row, ids = result.claim.row, result.message_ids
    if not ids or row.edit_of is not None or not row.subject_kind:
        return []
    return outgoing.cards_of(result.claim, ids, live=not result.left and not result.stays)


async def settle(unit: UnitOfWork, result: Result) -> bool:
    """Write one result down, but for what its messages stand for; tells whether there is more to send because of it."""
    row, failure, ids = result.claim.row, result.failure, result.message_ids
    if result.uploaded is not None:
        await sent_files.remember(unit, *result.uploaded)
    if result.no_photos:
        await picture_is_refused(unit, result.claim.chat_id, row.kind, row.fields)
    if failure is not None and failure.verdict is not Verdict.DONE:
        await _settle_failure(unit, result.claim, failure)
        return True
    if result.left:
        await outgoing.go_on_later(unit, row.id, result.sent_parts)
        return True
    more = await outgoing.mark_sent(unit, result.claim, ids[-1] if ids else row.edit_of)
    # Its thing may have changed while it, or a part of it, was on its way.
    if row.subject_kind and row.edit_of is None and (more or row.sent_parts):
        await outbox.redraw(unit, [Subject(row.subject_kind, row.subject_key)])
        return True
    return more


async def _settle_failure(unit: UnitOfWork, claim: Claim, failure: Failure) -> None:
    row = claim.row
    match failure.verdict:
        case Verdict.GONE:
            await outgoing.forget_card(unit, claim.chat_id, row.edit_of or 0)
            await outgoing.set_aside(unit, row.id, State.VOID, "message_gone")
        case Verdict.LATER | Verdict.RETRY | Verdict.REVOKED:  # nothing that concerns the row: it waits
            await outgoing.put_back(unit, row.id, failure.reason)
        case Verdict.MIGRATED:
            await follow_migration(unit, claim.chat_id, failure.chat_id)
            if row.edit_of is None:
                await outgoing.put_back(unit, row.id, "migrated")
            else:  # the message that it edits is not in the new chat
                await outgoing.set_aside(unit, row.id, State.VOID, "migrated")
        case Verdict.BLOCKED | Verdict.MUTED:
            await outgoing.set_aside(unit, row.id, State.WAITING, failure.verdict)
            if await chats.set_chat_state(unit, claim.chat_id, failure.verdict):
                await chat_is_closed(unit, claim.chat_id, claim.person_id, failure.verdict)
        case Verdict.DOUBT:
            await _settle_doubt(unit, claim)
        case _:
            await outgoing.set_aside(unit, row.id, State.DEAD, failure.reason)


async def _settle_doubt(unit: UnitOfWork, claim: Claim) -> None:
    row = claim.row
    if row.edit_of is not None:
        await outgoing.put_back(unit, row.id, "in_doubt")  # an edit that is made twice is made once
    elif row.on_doubt == OnDoubt.RESEND and row.attempts == 0:
        await outgoing.put_back_in_doubt(unit, row, repeated(claim.payload, row.sent_parts))
    else:
        await outgoing.set_aside(unit, row.id, State.AMBIGUOUS, "in_doubt")


async def give_up(unit: UnitOfWork, claim: Claim) -> None:
    """A result that cannot be written down holds up no other: the Office sees the message and asks whether it came."""
    state = State.AMBIGUOUS if claim.row.edit_of is None else State.DEAD  # an edit goes with the next redraw
    await outgoing.set_aside(unit, claim.row.id, state, "settling_failed")

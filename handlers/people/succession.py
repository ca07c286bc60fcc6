"""Posts changing hands: the predecessor's cards lose their buttons, the successor gets what is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from handlers.conversation.actors import actor_for
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.conversation.helping import menu_for
from storage import outbox, outgoing
from storage.outgoing import CardRow
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Draft,
    Matter,
    MatterStatus,
    Paper,
    Person,
    Post,
    Report,
    ReportStatus,
    SigningStep,
    StepStatus,
)
from supervision.notices.base import Card, Notice
from supervision.notices.cards import MatterCard, PaperCard, ReportCard, StepCard
from supervision.notices.recording import RatifyCard
from supervision.outcome import Outcome
from supervision.people import seats
from supervision.roles import Role
from supervision.subjects import Subject

_ENDED = frozenset({MatterStatus.CLOSED, MatterStatus.WITHDRAWN})
_DONE = frozenset({AssignmentStatus.ACCEPTED, AssignmentStatus.WITHDRAWN})


async def _step_is_open(unit: UnitOfWork, card: StepCard) -> bool:
    step = await unit.get(SigningStep, card.chain_id, card.seq)
    return step is not None and step.status is StepStatus.CURRENT


async def _paper_is_open(unit: UnitOfWork, card: PaperCard) -> bool:
    paper = await unit.get(Paper, card.paper_id)
    if paper is None:
        return False
    mine = await unit.find(Assignment, matter_id=paper.matter_id, unit_id=card.unit_id)
    return any(item.status not in _DONE for item in mine)


async def _report_is_open(unit: UnitOfWork, card: ReportCard) -> bool:
    report = await unit.get(Report, card.report_id)
    return report is not None and report.status in (ReportStatus.SUBMITTED, ReportStatus.UNPLACED)


async def _matter_is_open(unit: UnitOfWork, card: MatterCard) -> bool:
    matter = await unit.get(Matter, card.matter_id)
    return matter is not None and matter.status not in _ENDED


async def _consent_is_open(unit: UnitOfWork, card: RatifyCard) -> bool:
    return (await unit.require(SigningStep, card.chain_id, card.seq)).status is StepStatus.VERBAL


_IS_OPEN: Mapping[type[Notice], Callable[[UnitOfWork, Any], Awaitable[bool]]] = {
    StepCard: _step_is_open,
    PaperCard: _paper_is_open,
    ReportCard: _report_is_open,
    MatterCard: _matter_is_open,
    RatifyCard: _consent_is_open,
}
"""Whether a card stands for something that is still to be done; cards of other kinds always go to the successor."""


async def hand_over(
    unit: UnitOfWork, actor: Actor, catalogue: Catalogue, post: Post, new: Person | None, *, at_console: bool = False
) -> int:
    """Put somebody into a post (none: leave it vacant), with everything that is open there.

    Args:
        at_console: whether it is the command line that acts, which needs no permission.

    Returns:
        How many open cards go to the successor.
    """
    old = await unit.get(Person, post.holder_id) if post.holder_id is not None else None
    if old is not None and seats.is_administrator(post):
        seats.require_another_administrator(old, await administrators(unit))
    open_cards = await _open_cards(unit, await _seats(unit, post))
    outcome = seats.hand_over(
        None if at_console else actor,
        post,
        old,
        new,
        await roster.open_invitations(unit),
        open_work=len(open_cards),
        now=unit.now,
    )
    if new is not None and await unit.get(Person, new.id) is None:
        await unit.save(new)
    await carry_out(unit, actor, outcome)
    await _leave_chat(unit, old, f"post/{post.id}")
    for card in open_cards:
        await outbox.tell_seat_again(unit, card, f"post/{post.id}")
    await outgoing.revive(unit, [f"post/{post.id}"])
    await tell_menus(unit, catalogue, [person for person in (old, new) if person is not None])
    return len(open_cards)


async def leave_account(unit: UnitOfWork, person: Person) -> None:
    """Before an account is taken from a person: its cards go out of use and wait for his next account."""
    if person.telegram_id is None:
        return
    left = await roster.cards_in_chat(unit, person.telegram_id)
    posts = await unit.find(Post, holder_id=person.id, active=True)
    await outbox.redraw(unit, [Subject(row.subject_kind, row.subject_key) for row in left])
    await roster.retire_cards(unit, person.telegram_id)
    for draft in await unit.find(Draft, person_id=person.id):
        await unit.delete(draft)
    seats = {f"post/{post.id}" for post in posts}
    for row in left:
        if row.seat in seats and (card := await _open_card(unit, row)) is not None:
            await outbox.tell_seat_again(unit, card, row.seat)


async def tell_menus(unit: UnitOfWork, catalogue: Catalogue, persons: list[Person]) -> None:
    """Bring the menus of commands up to date after somebody's posts changed."""
    for person in persons:
        current = await unit.get(Person, person.id)
        if current is not None and current.active and current.telegram_id is not None:
            await outbox.tell(unit, [menu_for(catalogue, await actor_for(unit, current))])


async def administrators(unit: UnitOfWork) -> list[tuple[Post, Person]]:
    """Who administers now."""
    posts = await unit.find(Post, role=Role.ADMINISTRATOR, active=True)
    holders = await roster.holders(unit, posts)
    return [(post, holders[post.holder_id]) for post in posts if post.holder_id is not None]


async def _seats(unit: UnitOfWork, post: Post) -> list[str]:
    """Where the post's cards went; somebody who was both liaisons of a unit was told once, in either seat."""
    seats = [f"post/{post.id}"]
    if post.role is Role.LIAISON and post.holder_id is not None:
        twins = await unit.find(Post, unit_id=post.unit_id, role=Role.LIAISON, holder_id=post.holder_id, active=True)
        seats += [f"post/{twin.id}" for twin in twins if twin.id != post.id]
    return seats


async def _open_cards(unit: UnitOfWork, seats: list[str]) -> list[Notice]:
    """The open work of these seats, each thing once."""
    found: dict[tuple[str, str], Notice] = {}
    for row in await roster.cards_of_seats(unit, seats):
        card = await _open_card(unit, row)
        if card is not None:
            found.setdefault((row.subject_kind, row.subject_key), card)
    return list(found.values())


async def _open_card(unit: UnitOfWork, row: CardRow) -> Notice | None:
    notice = outbox.read_notice(row.kind, row.fields)
    if not isinstance(notice, Card):
        return None
    is_open = _IS_OPEN.get(type(notice))
    return notice if is_open is None or await is_open(unit, notice) else None


async def _leave_chat(unit: UnitOfWork, old: Person | None, seat: str) -> None:
    """Redraw the predecessor's cards, which takes their buttons away, and put them out of use.

    Once he holds no post at all, the cards that he asked for himself go the same way.
    """
    if old is None or old.telegram_id is None:
        return
    nothing_left = not await unit.find(Post, holder_id=old.id, active=True)
    rows = await roster.cards_in_chat(unit, old.telegram_id)
    left = [row for row in rows if nothing_left or row.seat == seat]
    await outbox.redraw(unit, [Subject(row.subject_kind, row.subject_key) for row in left])
    await roster.retire_cards(unit, old.telegram_id, None if nothing_left else seat)


async def carry_out_and_leave(unit: UnitOfWork, actor: Actor, person: Person, outcome: Outcome) -> None:
    """Take the account from a person: first what is in his chat, then the account."""
    await leave_account(unit, person)
    await carry_out(unit, actor, outcome)

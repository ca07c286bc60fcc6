"""/export and ［导出］: the workbook of what is picked, by message to who asked for it."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Command, Tap
from handlers.ledger.gathering import book_of, pick
from messages.presses.lookups import ExportLedger
from messages.views.ledger import LedgerBook
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.ledger.choice import WHOLE, LedgerChoice
from supervision.notices.base import to_person
from supervision.notices.lookups import LedgerFile
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotFound
from supervision.roles import Permission
from supervision.subjects import Subject


async def export_all(turn: Turn) -> None:
    """/export: the whole ledger, as far as he sees it."""
    await export(turn.unit, turn.actor, WHOLE)


async def export_picked(turn: Turn) -> None:
    """［导出］ below the list: what the list shows."""
    press = turn.press
    if not isinstance(press, ExportLedger):
        raise TypeError(press)
    await export(turn.unit, turn.actor, LedgerChoice.of_code(press.picked))


async def export(unit: UnitOfWork, actor: Actor, choice: LedgerChoice) -> None:
    """Send the workbook; that it left, and what was in it, is written down.

    Raises:
        NotAllowed: he may not have it.
        NotFound: nothing is picked.
    """
    actor.require(Permission.LEDGER_EXPORT)
    ids = (await pick(unit, actor, choice))[choice.show]
    if not ids:
        raise NotFound("ledger")
    details: dict[str, object] = {
        "show": choice.show,
        "track": choice.track_key or "",
        "unit": choice.unit,
        "light": choice.light,
        "time": choice.time_key,
        "matters": len(ids),
    }
    fact = Fact("ledger.exported", Subject("ledger", choice.show), details)
    told = LedgerFile(to=to_person(actor.person_id), choice=choice, day=unit.today, county=unit.county.name)
    await carry_out(unit, actor, Outcome(facts=(fact,), notices=(told,)))


async def load_book(unit: UnitOfWork, notice: LedgerFile, viewer: Actor) -> LedgerBook:
    """The workbook at the moment of sending; an empty one for who may not have it any more."""
    if not viewer.may(Permission.LEDGER_EXPORT):
        return LedgerBook(allowed=False, counted_at=unit.now, zone=unit.county.zone)
    return await book_of(unit, viewer, notice.choice)


_EXPORT = Permission.LEDGER_EXPORT
ROUTES = (
    Command(name="export", callback=export_all, may=_EXPORT, description="导出督查台账（Excel）", word="导出台账"),
    Tap(press=ExportLedger, callback=export_picked, may=_EXPORT),
)
VIEWS = {"ledger_file": load_book}

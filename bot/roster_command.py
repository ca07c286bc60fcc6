"""`ducha roster import FILE`: the roster at the console, without Telegram."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.config import Config
from bot.console import Agree, Say, import_file, words
from handlers.topics import CATALOGUE
from handlers.units.roster_import import Prepared, prepare, take_over
from handlers.units.rosters import refused
from messages.reading.roster import read_rows
from messages.views.rosters import RosterPreviewView
from storage.engine import Database
from storage.unit_of_work import Origin, Setting
from supervision.actors import MACHINE
from supervision.notices.base import to_person
from supervision.notices.rosters import RosterDropped, RosterImported, RosterRefused, RosterUnreadable, RowError
from supervision.refusals import LastAdministrator
from supervision.roster.roster_sheets import SheetRow

NOBODY = to_person(0)

DONE, REFUSED = 0, 1


async def import_roster(config: Config, path: Path, say: Say, agree: Agree) -> int:
    """Show what a file would change and, if that is agreed to, bring the database's roster up to date with it.

    What is wrong with the file is listed, and nothing is changed then. What the change causes to be said is sent by
    the bot, now or when it next runs.

    Returns:
        The exit code: 0 when the roster is as the file says, 1 when nothing was imported.
    """
    answer = await import_file(
        config,
        path,
        say,
        read=_read,
        unreadable=lambda reason: RosterUnreadable(to=NOBODY, name=path.name, reason=reason),
        carry_out=lambda database, setting, rows: _import(
            database, setting, path.name, rows, lambda card: _shown(card, setting, say) and agree()
        ),
    )
    return DONE if isinstance(answer, RosterImported) else REFUSED


async def _import(
    database: Database, setting: Setting, name: str, rows: list[SheetRow], agree: Callable[[RosterPreviewView], bool]
) -> RosterImported | RosterRefused | RosterDropped:
    """Compare, ask, and take over what is still the same; an empty roster is filled without asking."""
    async with database.write(setting) as unit:
        seen = await prepare(unit, MACHINE, rows, at_console=True)
    if isinstance(seen, tuple):
        return refused(NOBODY, name, seen)
    if not seen.lines:
        return RosterImported(to=NOBODY, name=name, rows=seen.sheet.rows)
    if seen.present.units and not agree(_view(name, seen)):
        return RosterDropped()
    async with database.write(setting) as unit:
        unit.origin = Origin("console")
        prepared = await prepare(unit, MACHINE, rows, at_console=True)
        if isinstance(prepared, tuple) or prepared.lines != seen.lines:
            return refused(NOBODY, name, (RowError(0, "", "changed_meanwhile"),))
        try:
            counts = await take_over(unit, MACHINE, CATALOGUE, prepared, at_console=True)
        except LastAdministrator:
            return refused(NOBODY, name, (RowError(0, "", "last_administrator"),))
        await unit.commit()
    return RosterImported(to=NOBODY, name=name, rows=counts.rows, counts=counts)


def _view(name: str, prepared: Prepared) -> RosterPreviewView:
    return RosterPreviewView(
        intake_id=0,
        name=name,
        rows=prepared.sheet.rows,
        lines=prepared.lines,
        more=0,
        anew=False,
        outcome="",
        may_decide=False,
    )


def _shown(card: RosterPreviewView, setting: Setting, say: Say) -> bool:
    say(words(card, setting, "roster_preview_card"))
    return True


def _read(path: Path) -> list[SheetRow]:
    return read_rows(path.name, path.read_bytes())

"""The calendar of a year out of a table: sent while its days are asked for, looked over like what is typed."""

from __future__ import annotations

from handlers.conversation.context import Services, Turn
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import Said
from handlers.conversation.tables import read_again, rows_of, sent_table
from messages.reading.tables import read_table
from storage import outbox
from storage.unit_of_work import Origin
from supervision.calendars.calendar_entry import COLUMNS, ReadYear, read_rows
from supervision.model import StoredFile
from supervision.notices.base import to_person
from supervision.notices.calendars import CalendarFile
from supervision.roster.roster_sheets import SheetRow

FOLLOW_UP = "calendar"


async def take_table(turn: Turn, said: Said) -> None:
    """Note a table; it is fetched after the commit. Raises InvalidInput for what is none."""
    file = sent_table(said, "calendar")
    await turn.unit.save(await note(turn.unit, turn.actor, turn.heard, file, FOLLOW_UP))


async def show_table(services: Services, file: StoredFile) -> None:
    """Go on with a table that is on disk, or could not be had."""
    rows, reason = await rows_of(services, file, _rows)
    async with services.transaction(Origin("telegram", None, file.chat_id, file.message_id)) as unit:
        if await take_up(unit, file) is None:
            return
        read = CalendarFile(to=to_person(file.sent_by), file_id=file.id, name=file.name, rows=len(rows), reason=reason)
        await outbox.tell(unit, [read])
        await unit.commit()


def _rows(name: str, content: bytes) -> list[SheetRow]:
    return read_table(name, content, columns=COLUMNS, required=COLUMNS)


async def days_of(services: Services, file: StoredFile) -> ReadYear:
    """The days of a table that was fetched. Raises InvalidInput if they are no whole year."""
    rows = await read_again(services, file, _rows)
    return read_rows([(row.get(COLUMNS[0]), row.get(COLUMNS[1])) for row in rows])


FOLLOW_UPS = {FOLLOW_UP: show_table}

"""The paper itself: text that is pasted, in one message or several, and files that are fetched after the commit."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from handlers.conversation.answering import picked
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import move_on
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import Ask, Flow, Next, Question, Said
from handlers.conversation.heard import SentFile
from handlers.registering import filling
from handlers.registering.course import FLOW_NAME, go, go_on, pieces_of, tasks_as_answer, tasks_in
from handlers.registering.filling import FOLLOW_UP
from messages.reading.merged import read_merged
from messages.reading.plain import decode
from messages.reading.tables import Line, UnreadableTableError
from storage import audit, outbox
from storage.unit_of_work import Origin, UnitOfWork
from supervision.actors import MACHINE
from supervision.filling.intake_tables import is_table, read_table
from supervision.model import Draft, FileStatus, Matter, MatterStatus, StoredFile
from supervision.notices.base import to_person
from supervision.notices.cards import matter_subject
from supervision.notices.dialogue import Choice
from supervision.notices.registering import MatterFileRead, TableRefused
from supervision.outcome import Fact
from supervision.refusals import InvalidInput
from supervision.registering.registration import LONGEST_TEXT, MOST_FILES
from supervision.reports.evidence import LARGEST

KINDS = (".docx", ".xlsx", ".csv", ".pdf", ".txt")
"""What a paper may come in."""

_SKIP, _DONE = Choice("on", "跳过"), Choice("on", "下一步")


async def _show(_unit: UnitOfWork, draft: Draft) -> Ask:
    pieces = pieces_of(draft.answers)
    return Ask(
        facts={
            "characters": sum(len(piece["text"]) for piece in pieces if "text" in piece),
            "names": [piece["name"] for piece in pieces if "file" in piece],
            "tasks": len(tasks_in(draft.answers)),
        },
        choices=(_DONE if pieces else _SKIP,),
    )


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show(turn.unit, draft)
    if said.choice or said.text in {choice.label for choice in ask.choices}:
        picked(said, ask.choices, "material")
        return go_on(draft.answers, "material")
    pieces = pieces_of(draft.answers)
    for sent in said.files:
        pieces.append(await note_file(turn, sent, len([piece for piece in pieces if "file" in piece])))
    if said.text:
        pieces.append({"text": said.text})
    if len(pieces) == len(pieces_of(draft.answers)):
        raise InvalidInput("material", "empty")
    if sum(len(piece.get("text", "")) for piece in pieces) > LONGEST_TEXT:
        raise InvalidInput("material", "too_long", limit=LONGEST_TEXT)
    return go("material", pieces=pieces)


def check_file(sent: SentFile) -> None:
    """Refuse a file that is no paper, or too big to fetch.

    Raises:
        InvalidInput: `wrong_file`, or `file_too_big`.
    """
    if sent.kind != "document" or PurePath(sent.name.lower()).suffix not in KINDS:
        raise InvalidInput("material", "wrong_file", given="、".join(KINDS) + " 文件")
    if sent.size > LARGEST:
        raise InvalidInput("material", "file_too_big")


async def note_file(turn: Turn, sent: SentFile, already: int) -> dict[str, Any]:
    """Write down that the file is wanted; it is fetched once this is committed."""
    check_file(sent)
    if already >= MOST_FILES:
        raise InvalidInput("material", "too_many", limit=MOST_FILES)
    row = await note(turn.unit, turn.actor, turn.heard, sent, FOLLOW_UP)
    await turn.unit.save(row)
    return {"file": row.id, "name": row.name}


async def text_of(services: Services, file: StoredFile) -> str | None:
    """The text of a fetched .txt; none for other kinds, for what is not fetched yet and for what is no text."""
    if file.status is not FileStatus.STORED or PurePath(file.name.lower()).suffix != ".txt":
        return None
    return await asyncio.to_thread(_read, services.files / file.sha256)


def _read(path: Path) -> str | None:
    return decode(path.read_bytes())


async def gather(turn: Turn, draft: Draft) -> tuple[str, list[StoredFile]]:
    """The text of all pieces in order, and the files; what is still under way follows by itself (`read_on`).

    A file whose text is taken in here has nothing more to follow, also if it came to the disk just now.
    """
    texts: list[str] = []
    files: list[StoredFile] = []
    for piece in pieces_of(draft.answers):
        if "file" in piece:
            file = await turn.unit.require(StoredFile, piece["file"])
            text = await text_of(turn.services, file)
            files.append(replace(file, follow_up="") if text else file)
            texts.append(text or "")
        else:
            texts.append(piece["text"])
    return "\n".join(filter(None, texts)), files


_STATES = {FileStatus.STORED: "kept", FileStatus.REFUSED: "refused", FileStatus.FAILED: "failed"}
_BEFORE_ISSUE = frozenset({MatterStatus.FOLLOWED, MatterStatus.REGISTERED, MatterStatus.SPLIT})


async def read_on(services: Services, fetched: StoredFile) -> None:
    """A file is on disk, or was refused: say so, and give its text to the matter if that has its number already.

    A 分解表 gives its tasks to the registration that it was sent for.
    """
    lines = await _lines_of(services, fetched)
    origin = Origin("telegram", None, fetched.chat_id, fetched.message_id)
    async with services.transaction(origin) as unit:
        file = await take_up(unit, fetched)
        if file is None:
            return
        draft = await unit.get(Draft, file.chat_id, file.sent_by)
        if draft is None or not await _take_table(unit, services.catalogue.flows, draft, file, lines):
            await _take_text(services, unit, file)
        await unit.commit()


async def _lines_of(services: Services, file: StoredFile) -> list[Line] | str:
    """The lines of a sheet, or why there are none."""
    if file.status is not FileStatus.STORED:
        return str(file.status)
    try:
        return await asyncio.to_thread(_read_sheet, services.files / file.sha256, file.name)
    except UnreadableTableError as error:
        return error.reason


def _read_sheet(path: Path, name: str) -> list[Line]:
    return read_merged(name, path.read_bytes())


async def _take_table(
    unit: UnitOfWork, flows: Mapping[str, Flow], draft: Draft, file: StoredFile, lines: list[Line] | str
) -> bool:
    """Take a 分解表 into the registration that waits for it, or that has it among its papers. Tells whether it did."""
    if draft.flow != FLOW_NAME:
        return False
    if draft.answers.get("reading") == file.id:
        if isinstance(lines, str):
            following = filling.unreadable(lines)
        else:
            following = await filling.read_sheet(unit, draft, lines, file=file.id, name=file.name)
        await move_on(unit, flows[draft.flow], draft, following)
        return True
    among = any(piece.get("file") == file.id for piece in pieces_of(draft.answers))
    if not among or isinstance(lines, str) or not is_table(lines):
        return False
    table = read_table(lines, await filling.people_of(unit), unit.county.local(unit.now))
    if isinstance(table, tuple):
        most = filling.MOST_FAULTS
        more = max(0, len(table) - most)
        await outbox.tell(
            unit, [TableRefused(to=to_person(file.sent_by), name=file.name, faults=table[:most], more=more)]
        )
        return True
    await move_on(unit, flows[draft.flow], draft, Next(draft.question, tasks_as_answer(table.tasks)))
    return True


async def _take_text(services: Services, unit: UnitOfWork, file: StoredFile) -> None:
    text = await text_of(services, file)
    plain = file.name.lower().endswith(".txt") and file.status is FileStatus.STORED
    state = ("unreadable" if text is None else "read") if plain else _STATES[file.status]
    if text and file.matter_id is not None:
        await _append(unit, file, text)
    notice = MatterFileRead(
        to=to_person(file.sent_by), file_id=file.id, name=file.name, state=state, characters=len(text or "")
    )
    await outbox.tell(unit, [notice])


async def _append(unit: UnitOfWork, file: StoredFile, text: str) -> None:
    matter = await unit.require(Matter, file.matter_id)
    if matter.status not in _BEFORE_ISSUE or len(matter.text) + len(text) > LONGEST_TEXT:
        return
    await unit.save(replace(matter, text=f"{matter.text}\n{text}".strip()))
    fact = Fact("matter.text_added", matter_subject(matter.id), {"file": file.name, "characters": len(text)})
    await audit.record(unit, MACHINE, [fact])


QUESTIONS = {"material": Question(_show, _take)}
"""Questions by name."""

FOLLOW_UPS = {FOLLOW_UP: read_on}

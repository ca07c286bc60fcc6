"""/hotline: a day's orders, pasted or as a table, looked over and registered; their callers do not come along (P7.1).

A table is fetched after the commit: the question stays open meanwhile and goes on by itself. Once it was read it is
taken off the disk: a sheet or a column that nobody looked at may name callers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from handlers.approving.submitting import plan_approval
from handlers.conversation.answering import picked, tapped
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import move_on, open_flow
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import page_of
from handlers.conversation.routes import Command
from handlers.conversation.tables import sent_table
from handlers.hotline.registering import known_orders, register_orders
from handlers.hotline.showing import line_of, list_of_year
from handlers.registering.filling import people_of
from messages.filters import clock, day
from messages.reading.merged import read_merged
from messages.reading.tables import Line, UnreadableTableError
from messages.views.matters import short_name
from storage import outbox
from storage.columns import adapter
from storage.unit_of_work import Origin, UnitOfWork
from supervision.actors import Actor
from supervision.filling.intake_tasks import Fault
from supervision.hotline.hotline_orders import NUMBER, OrderDraft, Read, read_message, read_table
from supervision.model import Draft, FileStatus, StoredFile, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.hotline import HotlinePrompt, OrdersRegistered
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.procedures.tracks import TRACKS, TrackKey, issue_chain
from supervision.refusals import InvalidInput, OwnDraft, VacantPost
from supervision.roles import Permission

FOLLOW_UP = "hotline_orders"
MOST_FAULTS = 20
MOST_LINES = 15
PER_PAGE = 8

_LIST = Choice("list", "查看清单")
_SEND, _KEEP, _AGAIN = Choice("send", "确认登记并送审"), Choice("keep", "仅登记"), Choice("again", "重新录入")


async def begin(turn: Turn) -> None:
    """/hotline, perhaps with the orders behind it."""
    turn.actor.require(Permission.HOTLINE_ENTER)
    command, *rest = turn.heard.text.split(maxsplit=1) or [""]
    if rest and command.startswith("/"):
        following = await _following(turn.unit, await _read(turn.unit, rest[0]))
        await open_flow(turn, FLOW, str(following.question), following.answers, wanted="hotline")
        return
    await open_flow(turn, FLOW, "hotline.orders", {}, wanted="hotline")


async def _read(unit: UnitOfWork, text: str) -> Read:
    return read_message(text, await people_of(unit), unit.county.local(unit.now))


async def _following(unit: UnitOfWork, read: Read) -> Next:
    """On to the preview, or back with what is wrong; an order that was entered before is wrong too."""
    orders = [item for item in read if isinstance(item, OrderDraft)]
    faults = [item for item in read if isinstance(item, Fault)]
    known = await known_orders(unit, orders)
    faults += [
        Fault(order.line, NUMBER, "order_exists", order.number, (known[order.number],))
        for order in orders
        if order.number in known
    ]
    if faults:
        plain: list[Any] = adapter(tuple[Fault, ...]).dump_python(tuple(faults), mode="json")
        return Next("hotline.orders", {"faults": plain, "reading": None, "name": None, "orders": None})
    kept: list[Any] = adapter(tuple[OrderDraft, ...]).dump_python(tuple(orders), mode="json")
    return Next("hotline.confirm", {"orders": kept, "faults": None, "reading": None, "name": None, "page": 0})


async def _show_orders(_unit: UnitOfWork, draft: Draft) -> Ask:
    faults = draft.answers.get("faults")
    found = faults if isinstance(faults, list) else []
    facts = {"faults": found[:MOST_FAULTS], "more": max(0, len(found) - MOST_FAULTS)}
    return Ask(facts, () if draft.answers.get("reading") else (_LIST,))


async def _take_orders(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files:
        row = await note(turn.unit, turn.actor, turn.heard, sent_table(said, "hotline"), FOLLOW_UP)
        await turn.unit.save(row)
        return Next("hotline.orders", {"reading": row.id, "name": row.name, "faults": None})
    if tapped(said, (await _show_orders(turn.unit, draft)).choices, "hotline"):
        await outbox.tell(turn.unit, [await list_of_year(turn.unit, turn.unit.today.year)])
        return END
    if not said.text:
        raise InvalidInput("hotline", "empty")
    return await _following(turn.unit, await _read(turn.unit, said.text))


def _orders(draft: Draft) -> tuple[OrderDraft, ...]:
    return tuple(adapter(tuple[OrderDraft, ...]).validate_python(draft.answers.get("orders") or []))


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    orders = _orders(draft)
    page = page_of(len(orders), PER_PAGE, int(str(draft.answers.get("page") or 0)))
    names = await _names(unit, orders)
    signers = await _signers(unit, draft)
    facts = {
        "orders": [],  # as lines instead
        "lines": [_plain(order, names, unit.today) for order in page.cut(orders)],
        "start": page.start,
        "pages": [page.number + 1, page.pages],
        "total": len(orders),
        "routine": sum(order.urgency == "routine" for order in orders),
        "signers": signers,
        "clause": TRACKS[TrackKey.HOTLINE].clause,
    }
    turning = [Choice(f"page{page.number - 1}", "上一页")] if page.number else []
    turning += [Choice(f"page{page.number + 1}", "下一页")] if page.number + 1 < page.pages else []
    return Ask(facts, (*((_SEND,) if signers else ()), _KEEP, _AGAIN, *turning), per_row=2)


def _plain(order: OrderDraft, names: dict[int, str], today: date) -> dict[str, object]:
    return {
        "number": order.number,
        "text": order.text,
        "units": [names[item] for item in (*order.leads, *order.supports) if item in names],
        "due": day(order.due_on, today) + (clock(order.due_hour) if order.due_hour else ""),
        "category": order.category,
        "urgency": order.urgency.value,
    }


async def _names(unit: UnitOfWork, orders: Sequence[OrderDraft]) -> dict[int, str]:
    ids = {item for order in orders for item in (*order.leads, *order.supports)}
    return {item.id: short_name(item) for item in await unit.find(Unit, id=ids)}


async def _signers(unit: UnitOfWork, draft: Draft) -> list[str]:
    """Who would sign, in their order; nobody if they cannot be sent as things are."""
    steps = issue_chain(TRACKS[TrackKey.HOTLINE], unit.county)
    try:
        planned = await plan_approval(unit, Actor(None), steps=steps, leader_post_id=None, drafters=(draft.person_id,))
    except (VacantPost, OwnDraft):
        return []
    return [f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in planned]


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_confirm(turn.unit, draft)).choices, "hotline")
    if value == _AGAIN.value:
        return Next("hotline.orders", {"orders": None})
    if value.startswith("page"):
        return Next("hotline.confirm", {"page": int(value.removeprefix("page"))})
    orders = _orders(draft)
    done = await register_orders(turn.unit, turn.actor, orders, send=value == _SEND.value)
    names = await _names(turn.unit, orders)
    lines = tuple(
        replace(line_of(matter, order.number), unit="、".join(names[item] for item in (*order.leads, *order.supports)))
        for matter, order in zip(done.matters, orders, strict=True)
    )
    told = OrdersRegistered(
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        sent_to=done.sent_to,
    )
    await outbox.tell(turn.unit, [told])
    return END


async def take_table(services: Services, file: StoredFile) -> None:
    """Go on with a table that is on disk, or could not be had."""
    lines = await _lines_of(services, file)
    async with services.transaction(Origin("telegram", None, file.chat_id, file.message_id)) as unit:
        current = await take_up(unit, file)
        draft = await unit.get(Draft, file.chat_id, file.sent_by)
        waits = draft is not None and draft.flow == FLOW.name and draft.answers.get("reading") == file.id
        read: Read = (Fault(0, "", lines),) if isinstance(lines, str) else ()
        if isinstance(lines, list):
            read = read_table(lines, await people_of(unit), unit.county.local(unit.now))
        if current is not None and current.status is FileStatus.STORED:
            await _drop(services, unit, current)
        if current is not None and draft is not None and waits:
            await move_on(unit, FLOW, draft, await _following(unit, read))
        await unit.commit()


async def _lines_of(services: Services, file: StoredFile) -> list[Line] | str:
    if file.status is not FileStatus.STORED:
        return str(file.status)
    try:
        return await asyncio.to_thread(_read_sheet, services.files / file.sha256, file.name)
    except UnreadableTableError as error:
        return error.reason


def _read_sheet(path: Path, name: str) -> list[Line]:
    return read_merged(name, path.read_bytes())


async def _drop(services: Services, unit: UnitOfWork, file: StoredFile) -> None:
    """Take a table off the disk, unless the very same bytes came with another message too."""
    others = [row for row in await unit.find(StoredFile, sha256=file.sha256) if row.id != file.id]
    await unit.save(replace(file, follow_up="", status=FileStatus.REFUSED, sha256=""))
    if others:
        return
    path = services.files / file.sha256

    async def unlink() -> None:
        await asyncio.to_thread(path.unlink, missing_ok=True)

    unit.after_commit.append(unlink)


FLOW = Flow(
    "hotline",
    HotlinePrompt,
    {
        "hotline.orders": Question(_show_orders, _take_orders),
        "hotline.confirm": Question(_show_confirm, _take_confirm),
    },
)

FLOWS = {FLOW.name: FLOW}

FOLLOW_UPS = {FOLLOW_UP: take_table}

ROUTES = (
    Command(
        name="hotline", callback=begin, may=Permission.HOTLINE_ENTER, description="登记市长热线交办件", word="热线"
    ),
)

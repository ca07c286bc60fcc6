"""A thing that changes while its card is on its way: what people end up seeing is how it stands."""

from __future__ import annotations

from bot.settling import Result, settle_all
from storage import outbox, outgoing
from storage.engine import Database
from storage.outgoing import Claim
from supervision.notices.base import to_person
from supervision.notices.cards import MatterCard, matter_subject
from supervision.notices.reporting import EvidenceCopies
from tests.storage.queue import queue
from tests.world import setting_at

CLERK, CHAT = 8, 700_008


async def test_a_card_that_is_being_sent_is_edited_once_it_has_arrived(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [MatterCard(to=to_person(CLERK), matter_id=1)])
        (row,) = await queue(unit)
        (claim,) = await outgoing.claim(unit, [Claim(row, CHAT, CLERK, "{}")])
        await outbox.redraw(unit, [matter_subject(1)])
        assert await queue(unit) == []
        await settle_all(unit, [Result(claim, None, [41], 1)])
        (edit,) = await queue(unit)
        assert (edit.edit_of, edit.kind) == (41, "matter_card")
        (claim,) = await outgoing.claim(unit, [Claim(edit, CHAT, CLERK, "{}")])
        await settle_all(unit, [Result(claim, None, [41], 1)])
        assert await queue(unit) == []


async def test_a_card_that_was_worded_before_a_change_is_worded_anew(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [MatterCard(to=to_person(CLERK), matter_id=1)])
        (row,) = await queue(unit)
        await outbox.redraw(unit, [matter_subject(1)])
        assert await outgoing.claim(unit, [Claim(row, CHAT, CLERK, "{}")]) == []
        assert len(await queue(unit)) == 1


async def test_a_replaced_notice_is_not_sent_with_its_old_words(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        first = EvidenceCopies(to=to_person(CLERK), report_id=1, batch=0, chat_id=7, message_ids=(1,))
        await outbox.tell(unit, [first])
        (row,) = await queue(unit)
        both = EvidenceCopies(to=to_person(CLERK), report_id=1, batch=0, chat_id=7, message_ids=(1, 2))
        await outbox.tell(unit, [both])
        assert await outgoing.claim(unit, [Claim(row, CHAT, CLERK, "{}")]) == []
        (again,) = await queue(unit)
        assert outbox.read_notice(again.kind, again.fields) == both

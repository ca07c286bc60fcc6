"""Telling: one row a seat, keys that hold, redraws that coalesce."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import chats, outbox, outgoing, queueing
from storage.engine import Database
from storage.outbox import State
from storage.outgoing import Claim
from storage.unit_of_work import Origin, UnitOfWork
from supervision.model import Group, Person, Post
from supervision.notices.base import HERE, OFFICE, Lane, Recipient, to_group, to_officer, to_person, to_post, to_unit
from supervision.notices.cards import MatterCard, PaperCard
from supervision.notices.refusing import Refused
from supervision.subjects import Subject
from tests import roster
from tests.storage.queue import queue
from tests.world import setting_at

CLERK, HOUSING_A, HOUSING_B = 8, 12, 13


@pytest.mark.parametrize(
    ("to", "seats"),
    [
        (to_person(CLERK), ["person/8"]),
        (to_post(3), ["post/3"]),
        (to_unit(roster.HOUSING), ["post/12", "post/13"]),
        (to_unit(roster.SECTION), ["unit/3"]),
        (to_officer(CLERK), ["post/8"]),
        (OFFICE, ["post/8", "post/9"]),
        (to_group(4), ["group/4"]),
        (HERE, ["chat/-77"]),
    ],
    ids=str,
)
async def test_a_notice_becomes_one_row_a_seat(database: Database, to: Recipient, seats: list[str]) -> None:
    async with database.write(setting_at()) as unit:
        unit.origin = Origin("telegram", 5, -77, 12)
        await outbox.tell(unit, [Refused(to=to, words="甲")])
        rows = await queue(unit)
    assert [row.seat for row in rows] == seats
    assert [row.reply_to for row in rows] == [12 if to == HERE else None] * len(seats)


async def test_who_holds_both_seats_is_told_once(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        post = await unit.require(Post, HOUSING_B)
        await unit.save(replace(post, holder_id=HOUSING_A))
        await outbox.tell(unit, [Refused(to=to_unit(roster.HOUSING), words="甲")])
        assert [row.seat for row in await queue(unit)] == ["post/12"]


async def test_a_vacant_officers_post_falls_to_the_other_officers(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        post = await unit.require(Post, CLERK)
        await unit.save(replace(post, holder_id=None))
        await outbox.tell(unit, [Refused(to=to_officer(CLERK), words="甲")])
        assert [row.seat for row in await queue(unit)] == ["post/9"]


async def test_complaint_02_what_has_a_key_is_told_once(database: Database) -> None:
    card = PaperCard(to=to_person(CLERK), paper_id=1, unit_id=2)
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [card, card])
        await unit.commit()
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [card])
        assert len(await queue(unit)) == 1


async def test_the_same_update_handled_again_tells_nothing_twice(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        for _ in range(2):
            unit.origin, unit.told = Origin("telegram", 5, 7, 1), 0
            await outbox.tell(unit, [Refused(words="甲"), Refused(words="乙")])
        assert len(await queue(unit)) == 2


async def test_answers_overtake_notices(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        unit.origin = Origin("telegram", 5, 7, 1)
        await outbox.tell(unit, [MatterCard(to=to_person(1), matter_id=1), Refused(words="乙")])
        assert [row.kind for row in await queue(unit)] == ["refused", "matter_card"]


async def test_one_row_a_seat_is_offered_at_a_time(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        for chat in (7, 8, 7):
            unit.origin = Origin("telegram", 5 + unit.told, chat, 1)
            await outbox.tell(unit, [Refused(words="甲")])
        rows = await queueing.first_of_each_seat(unit, limit=10)
        assert [(row.id, row.seat, row.more) for row in rows] == [(1, "chat/7", True), (2, "chat/8", False)]
        rest = await queueing.first_of_each_seat(unit, limit=10, skip_seats=["chat/7"])
        assert [row.seat for row in rest] == ["chat/8"]


async def _sent_card(unit: UnitOfWork) -> None:
    await outbox.tell(unit, [MatterCard(to=to_person(CLERK), matter_id=1)])
    (row,) = await queue(unit)
    (claim,) = await outgoing.claim(unit, [Claim(row, 700_008, CLERK, "{}")])
    await outgoing.remember_cards(unit, outgoing.cards_of(claim, [41], live=True))
    await outgoing.mark_sent(unit, claim, 41)


async def test_many_redraws_are_one_edit(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _sent_card(unit)
        for _ in range(5):
            await outbox.redraw(unit, [Subject("matter", "1"), Subject("matter", "1"), Subject("matter", "2")])
        (edit,) = await queue(unit)
    assert (edit.edit_of, edit.kind, edit.seat) == (41, "matter_card", "chat/700008")


async def test_a_redraw_while_the_edit_is_being_sent_is_sent_once_more(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _sent_card(unit)
        await outbox.redraw(unit, [Subject("matter", "1")])
        (edit,) = await queue(unit)
        (claim,) = await outgoing.claim(unit, [Claim(edit, 700_008, CLERK, "{}")])
        await outbox.redraw(unit, [Subject("matter", "1")])
        assert await queue(unit) == []
        await outgoing.mark_sent(unit, claim, 41)
        (again,) = await queue(unit)
        (claim,) = await outgoing.claim(unit, [Claim(again, 700_008, CLERK, "{}")])
        await outgoing.mark_sent(unit, claim, 41)
        assert await queue(unit) == []


async def test_an_edit_asked_for_all_the_time_goes_behind_the_others(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _sent_card(unit)
        await outbox.redraw(unit, [Subject("matter", "1")])
        (edit,) = await queue(unit)
        (claim,) = await outgoing.claim(unit, [Claim(edit, 700_008, CLERK, "{}")])
        other = replace(claim, row=replace(edit, subject_key="2", fields="{}"))
        await outgoing.remember_cards(unit, outgoing.cards_of(other, [42], live=True))
        await outbox.redraw(unit, [Subject("matter", "1"), Subject("matter", "2")])
        assert await outgoing.mark_sent(unit, claim, 41), "there is more to send"
        assert [row.edit_of for row in await queue(unit)] == [42, 41]


async def test_an_edit_is_an_answer_only_where_somebody_acted(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _sent_card(unit)
        await outbox.redraw(unit, [Subject("matter", "1")])
        assert [row.lane for row in await queue(unit)] == [Lane.NOTICE]
        unit.origin = Origin("telegram", 5, 700_008, 41)
        await outbox.redraw(unit, [Subject("matter", "1")])
        assert [row.lane for row in await queue(unit)] == [Lane.INTERACTIVE]


async def test_a_row_that_changed_since_it_was_read_is_not_claimed(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _sent_card(unit)
        await outbox.redraw(unit, [Subject("matter", "1")])
        (stale,) = await queue(unit)
        await outbox.redraw(unit, [Subject("matter", "1")])
        assert await outgoing.claim(unit, [Claim(stale, 700_008, CLERK, "{}")]) == []


async def test_a_dead_row_is_not_claimed_twice(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [Refused(to=to_person(CLERK), words="甲")])
        (row,) = await queue(unit)
        assert len(await outgoing.claim(unit, [Claim(row, 1, CLERK, "{}")])) == 1
        assert await outgoing.claim(unit, [Claim(row, 1, CLERK, "{}")]) == []
        assert [item.id for item in await outgoing.in_flight(unit)] == [row.id]


async def test_what_waited_for_a_seat_is_revived(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await outbox.tell(unit, [Refused(to=to_post(3), words="甲")])
        (row,) = await queue(unit)
        await outgoing.set_aside(unit, row.id, State.WAITING, "no_account")
        assert [item.reason for item in await outgoing.undelivered(unit)] == ["no_account"]
        assert await outgoing.revive(unit, ["post/3"]) == 1
        assert [item.id for item in await queue(unit)] == [row.id]


async def test_pitfall_24_migration_moves_the_group_and_forgets_its_messages(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(Group(4, -77, "群", CLERK, unit.now))
        assert await chats.migrate_chat(unit, -77, -10077)
        assert not await chats.migrate_chat(unit, -77, -10077)
        group = await unit.require(Group, 4)
        assert group.chat_id == -10077


async def test_the_holder_is_looked_up_when_it_is_sent(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        assert await outbox.holder_of(unit, "post/8") == await unit.get(Person, 8)
        await unit.save(replace(await unit.require(Post, 8), holder_id=9))
        assert await outbox.holder_of(unit, "post/8") == await unit.get(Person, 9)
        assert await outbox.holder_of(unit, "chat/700008") == await unit.get(Person, 8)
        assert await outbox.holder_of(unit, "chat/999") is None
        assert await outbox.holder_of(unit, "group/4") is None

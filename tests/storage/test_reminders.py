"""What stands on a rung, found by the database as the rule would find it – on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from storage import outbox
from storage.engine import Database
from storage.outbox import State
from storage.queries import bulletins, climbing, owed, reminders
from storage.tables import outbox as outbox_table
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import appraise, window
from supervision.calendars.schedules import Quarter
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    BulletinStatus,
    Chain,
    ChainPurpose,
    Dispatch,
    DueStatus,
    Matter,
    Reminder,
    ReportDue,
    SigningStep,
    StepStatus,
    Urgency,
)
from supervision.notices.base import to_person
from supervision.notices.reminding import Digest
from supervision.procedures.ladders import ACKNOWLEDGEMENT_LADDER, ladders
from supervision.reminding.reminders import (
    Pace,
    bands,
    climb,
    of_due,
    of_step,
    seats_of,
)
from supervision.roles import Role
from tests import builders, roster
from tests.world import at, setting_at

LADDER = ladders(County(), Urgency.ROUTINE).report

DAYS = ["3月5日", "3月6日", "3月9日", "3月10日", "3月11日", "3月13日", "3月17日", "3月31日"]


async def standing(unit: UnitOfWork, day: str, urgency: Urgency = Urgency.ROUTINE) -> list[tuple[int, int, int]]:
    """(task, unit, due) of the reports on a rung at nine of a day, after `unit` has told nobody of anything."""
    on_rungs = bands(ladders(unit.county, urgency).report, Pace(unit.county, unit.workdays), at(day))
    found = await climbing.owed_on_rungs(unit, on_rungs, urgency)
    return sorted((item.due.task_seq, item.due.unit_id, item.due.seq) for item in found)


async def issue(database: Database, **changes: object) -> Matter:
    async with database.write(setting_at()) as unit:
        matter, _ = await builders.issued_matter(unit, **changes)  # type: ignore[arg-type]
        await unit.commit()
    return matter


@pytest.mark.parametrize("day", DAYS)
async def test_the_query_finds_what_the_rule_finds(database: Database, day: str) -> None:
    matter = await issue(database)
    async with database.read(setting_at(at(day))) as unit:
        pace = Pace(unit.county, unit.workdays)
        dues = await unit.find(ReportDue, matter_id=matter.id)
        on_a_rung = [
            (due.task_seq, due.unit_id, due.seq)
            for due in dues
            if climb(of_due(due, at("3月2日 08:31")), LADDER, {}, pace, at(day))
        ]
        assert await standing(unit, day) == on_a_rung


async def test_what_was_reminded_of_is_not_found_again_until_the_next_rung(database: Database) -> None:
    await issue(database)
    async with database.write(setting_at(at("3月5日"))) as unit:
        before = await standing(unit, "3月5日")
        pace = Pace(unit.county, unit.workdays)
        for item in await climbing.owed_on_rungs(unit, bands(LADDER, pace, unit.now), Urgency.ROUTINE):
            await reminders.add(unit, climb(of_due(item.due, item.since), LADDER, {Role.LIAISON: [16]}, pace, unit.now))
        assert before
        assert await standing(unit, "3月5日") == await standing(unit, "3月6日") == []
        assert await standing(unit, "3月9日") == before


async def test_a_moved_limit_begins_its_ladder_anew(database: Database) -> None:
    matter = await issue(database)
    async with database.write(setting_at(at("3月9日"))) as unit:
        pace = Pace(unit.county, unit.workdays)
        due = (await unit.find(ReportDue, matter_id=matter.id, unit_id=roster.WATER))[0]
        await reminders.add(unit, climb(of_due(due, at("3月2日")), LADDER, {Role.LIAISON: [16]}, pace, unit.now))
        assert (due.task_seq, due.unit_id, due.seq) not in await standing(unit, "3月9日")
        await unit.save(replace(due, late_after=due.late_after + timedelta(days=14)))
        assert (due.task_seq, due.unit_id, due.seq) in await standing(unit, "3月23日")


@pytest.mark.parametrize("status", [DueStatus.ANSWERED, DueStatus.ACCEPTED, DueStatus.VOID])
async def test_what_is_not_owed_is_not_found(database: Database, status: DueStatus) -> None:
    matter = await issue(database)
    async with database.write(setting_at(at("3月11日"))) as unit:
        for due in await unit.find(ReportDue, matter_id=matter.id):
            await unit.save(replace(due, status=status))
        assert await standing(unit, "3月11日") == []


async def test_who_asked_for_a_transfer_is_left_alone(database: Database) -> None:
    matter = await issue(database)
    async with database.write(setting_at(at("3月11日"))) as unit:
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.TRANSFER_ASKED))
        assert await standing(unit, "3月11日") == []


async def test_a_returned_report_stands_on_the_rungs_of_its_supplement(database: Database) -> None:
    matter = await issue(database)
    async with database.write(setting_at(at("3月31日"))) as unit:
        for due in await unit.find(ReportDue, matter_id=matter.id):
            await unit.save(replace(due, status=DueStatus.RETURNED, supplement_by=at("4月3日 18:00")))
        found = await climbing.owed_on_rungs(
            unit, bands(LADDER, Pace(unit.county, unit.workdays), at("4月2日")), Urgency.ROUTINE
        )
        assert {item.due.supplement_by for item in found} == {at("4月3日 18:00")}
        assert await standing(unit, "3月30日") == []


async def test_batches_go_on_after_the_last_key(database: Database) -> None:
    await issue(database)
    await issue(database)
    async with database.read(setting_at(at("3月20日"))) as unit:
        on_rungs = bands(LADDER, Pace(unit.county, unit.workdays), at("3月20日"))
        everything = await climbing.owed_on_rungs(unit, on_rungs, Urgency.ROUTINE)
        seen: list[owed.OwedReport] = []
        while True:
            after = climbing.place_of(seen[-1].due) if seen else None
            batch = await climbing.owed_on_rungs(unit, on_rungs, Urgency.ROUTINE, after=after, limit=3)
            if not batch:
                break
            seen += batch
        assert seen == everything
        assert len(seen) == 10


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.MOST_URGENT])
async def test_each_urgency_has_a_query_of_its_own(database: Database, urgency: Urgency) -> None:
    matter = await issue(database, due_on=date(2026, 3, 10))
    async with database.write(setting_at(at("3月12日"))) as unit:
        assert await standing(unit, "3月12日")
        assert await standing(unit, "3月12日", urgency) == []
        await unit.save(replace(matter, urgency=urgency))
        assert await standing(unit, "3月12日") == []
        assert await standing(unit, "3月12日", urgency)


async def test_papers_that_nobody_acknowledged(database: Database) -> None:
    matter = await issue(database, acknowledged=False)
    async with database.write(setting_at(at("3月5日"))) as unit:
        on_rungs = bands(ACKNOWLEDGEMENT_LADDER, Pace(unit.county, unit.workdays), unit.now)
        found = await owed.papers_on_rungs(unit, on_rungs, Urgency.ROUTINE)
        assert [item.dispatch.unit_id for item in found] == [roster.HOUSING, roster.WATER]
        assert len(await owed.waiting_papers(unit)) == 2
        for sent in await unit.find(Dispatch, matter_id=matter.id):
            await unit.save(replace(sent, acknowledged_at=unit.now))
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.IN_PROGRESS, delivered_at=unit.now))
        assert await owed.papers_on_rungs(unit, on_rungs, Urgency.ROUTINE) == []


async def test_a_signature_is_waited_for_since_the_one_before_it(database: Database) -> None:
    async with database.write(setting_at(at("3月9日"))) as unit:
        signed = SigningStep(1, 1, "deputy_director", "approve", 6, "副主任", StepStatus.SIGNED)
        await unit.save(
            Chain(1, ChainPurpose.ISSUE, 1, "题", "文", "0", 8, at("3月2日")),
            replace(signed, decided_at=at("3月5日 15:00")),
            SigningStep(1, 2, "director", "approve", 5, "主任", StepStatus.CURRENT),
        )
        waiting = await owed.waiting_steps(unit)
        assert [(item.step.seq, item.since) for item in waiting] == [(2, at("3月5日 15:00"))]
        pace = Pace(unit.county, unit.workdays)
        assert of_step(waiting[0].step, waiting[0].since).limit == at("3月5日 15:00")
        signing = {urgency: ladders(unit.county, urgency).signing for urgency in Urgency}
        routine, most_urgent = signing[Urgency.ROUTINE], signing[Urgency.MOST_URGENT]
        assert await owed.steps_on_rungs(unit, bands(routine, pace, at("3月6日")), Urgency.ROUTINE) == []
        assert len(await owed.steps_on_rungs(unit, bands(routine, pace, at("3月9日")), Urgency.ROUTINE)) == 1
        assert await owed.steps_on_rungs(unit, bands(most_urgent, pace, at("3月9日")), Urgency.MOST_URGENT) == []
        await unit.save(replace(await unit.require(Chain, 1), urgency=Urgency.MOST_URGENT))
        in_time = bands(most_urgent, pace, at("3月5日 15:14"))
        assert await owed.steps_on_rungs(unit, in_time, Urgency.MOST_URGENT) == []
        silent = bands(most_urgent, pace, at("3月5日 15:15"))
        assert len(await owed.steps_on_rungs(unit, silent, Urgency.MOST_URGENT)) == 1


def reminder(**changes: object) -> Reminder:
    row = Reminder(1, 2, roster.WATER, 1, "T-1@2026-03-10T23:59", 16, at("3月9日"), counted_from=at("3月10日"))
    return replace(row, **changes)  # type: ignore[arg-type]


async def test_asking_twice_is_harmless(database: Database) -> None:
    async with database.write(setting_at(at("3月9日"))) as unit:
        await reminders.add(unit, [reminder(), reminder()])
        await reminders.assign(unit, reminder(), "digest/16/2026-03-09@person/16", at("3月9日 09:00"))
        await reminders.add(unit, [reminder()])
        (only,) = await unit.find(Reminder)
        assert only.told_at == at("3月9日 09:00")


async def test_a_reminder_is_said_when_its_message_is_sent(database: Database) -> None:
    digest = Digest(to=to_person(16), person_id=16, day=date(2026, 3, 9), not_before=at("3月9日"))
    async with database.write(setting_at(at("3月9日"))) as unit:
        await reminders.add(unit, [reminder()])
        assert await reminders.people_to_tell(unit) == [16]
        assert list(await reminders.unsaid(unit, [16, 17])) == [16]
        await outbox.tell(unit, [digest])
        await reminders.assign(unit, reminder(), digest.row_key)
        assert await reminders.people_to_tell(unit) == []
        assert await reminders.said_by(unit, digest.row_key) == [reminder(told_by=digest.row_key)]
        assert await reminders.settled(unit) == []
        assert await reminders.message_states(unit, [digest.row_key, "none"]) == {digest.row_key: State.NEW}
        await set_state(unit, State.WAITING)
        assert await reminders.waiting_messages(unit, "digest", ["person/16"]) == {"person/16": digest.row_key}
        await set_state(unit, State.SENT, at("3月9日 09:01"))
        (item,) = await reminders.settled(unit)
        assert (item.status, item.sent_at) == (State.SENT, at("3月9日 09:01"))


async def set_state(unit: UnitOfWork, state: State, sent_at: datetime | None = None) -> None:
    await unit.connection.execute(outbox_table.update().values(status=state, sent_at=sent_at))


async def test_the_ledger_of_a_quarter(database: Database) -> None:
    matter = await issue(database)
    await issue(database, acknowledged=False)
    async with database.write(setting_at(at("4月17日 08:30"))) as unit:
        for due in await unit.find(ReportDue, matter_id=matter.id, unit_id=roster.WATER):
            await unit.save(replace(due, status=DueStatus.ANSWERED, first_answered_at=at("3月13日 10:00")))
        withdrawn = (await unit.find(Assignment, matter_id=matter.id, task_seq=2, unit_id=roster.HOUSING))[0]
        await unit.save(replace(withdrawn, status=AssignmentStatus.WITHDRAWN))
        first = reminder(matter_id=matter.id, rung="T+1@2026-03-10T23:59", told_at=at("3月11日 09:00"), told_by="x")
        late = reminder(matter_id=matter.id, rung="T+3@2026-03-10T23:59", told_at=at("3月14日 09:00"), told_by="x")
        await reminders.add(unit, [first, late])
        ledger = await bulletins.ledger_of(unit, window(Quarter(2026, 1), unit.workdays, unit.county.zone))
        found = appraise(1, ledger, unit.now, unit.workdays, unit.county.zone)
        counted = [found.figures[key] for key in ("matters", "carried_over", "issued", "closed", "tasks", "shares")]
        assert counted == [2, 0, 2, 0, 4, 5]
        assert (found.figures["due"], found.figures["on_time"], found.figures["late"]) == (3, 1, 2)
        water = next(line for line in found.lines if line.unit_id == roster.WATER)
        assert [(event.late_workdays, event.reminded_on) for event in water.events] == [(3, (date(2026, 3, 11),))]
        second = await bulletins.ledger_of(unit, window(Quarter(2026, 2), unit.workdays, unit.county.zone))
        assert ([row.carried_over for row in second.matters], second.reports) == ([True, True], ())
        assert await bulletins.newest(unit, BulletinStatus.POSTED) == []
        assert await bulletins.posts_of(unit, 1) == {}


async def test_the_deputies_of_units_that_owe_something_hear_once_a_week(database: Database) -> None:
    await issue(database)
    async with database.write(setting_at(at("3月9日"))) as unit:
        posts = await reminders.deputies_to_hear(unit, "week@2026-03-09")
        assert [post.unit_id for post in posts] == [roster.HOUSING, roster.WATER]
        heard = Reminder(0, 0, roster.WATER, 0, "week@2026-03-09", posts[1].id, unit.now)
        await reminders.add(unit, [heard])
        assert [p.unit_id for p in await reminders.deputies_to_hear(unit, "week@2026-03-09")] == [roster.HOUSING]
        assert seats_of(posts, 0)[Role.UNIT_DEPUTY] == [post.id for post in posts]

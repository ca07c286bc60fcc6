"""The county of the chaos test: up to two hundred people, a paper at every unit, and matters that wait to be signed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox.client import ControlClient
from sandbox.posting import private_chat
from sandbox.records import User
from sandbox.server import Sandbox
from storage import outbox
from storage.engine import Database
from storage.migrating import upgrade
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import acknowledge_by, late_after
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Instruction,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    ReportDue,
    Source,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.notices.base import to_post, to_unit
from supervision.notices.cards import MatterCard, PaperCard
from supervision.roles import Role
from tests.chaos.script import OFFICERS, officer_of, titles
from tests.world import MONDAY, TOKEN, USERNAME, setting_at

GOVERNMENT, OFFICE, FIRST_UNIT = 1, 2, 10
LEADERS = (
    ("mayor", Role.MAYOR, "县长"),
    ("deputy", Role.DEPUTY_DIRECTOR, "政府办公室分管督查工作的副主任"),
    ("director", Role.DIRECTOR, "政府办公室主任"),
    ("head", Role.OFFICE_HEAD, "督查室主任"),
)
FIRST_ACCOUNT = 800_001
REPORT_DAYS = tuple(date(2026, month, day) for month in (4, 5, 6, 7) for day in (10, 24))
DUE = date(2026, 8, 28)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the county is: units with a liaison each, and matters that wait to be signed."""

    units: int
    papers: int

    @property
    def people(self) -> list[str]:
        """Everyone, by key, in the order of the accounts."""
        officers = [f"officer{n}" for n in range(OFFICERS)]
        return [*(key for key, _, _ in LEADERS), *officers, *(f"liaison{n}" for n in range(1, self.units + 1))]

    def number(self, who: str) -> int:
        """The id of somebody's person and post."""
        return self.people.index(who) + 1

    def account(self, who: str) -> int:
        """Somebody's account, which is also his chat."""
        return FIRST_ACCOUNT + self.people.index(who)


async def furnish(path: Path, size: Size) -> None:
    """Make the county's database."""
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    await upgrade(database)
    async with database.write(setting_at()) as unit:
        await _roster(unit, size)
        for number in range(1, size.units + 1):
            await _issued(unit, size, number)
        for matter, of, title in titles(size.papers, size.units):
            made = await _matter(unit, size, matter, of, title, issued=False)
            await outbox.tell(unit, [MatterCard(to=to_post(made.registered_post_id), matter_id=made.id)])
        await unit.commit()
    await database.close()


async def _roster(unit: UnitOfWork, size: Size) -> None:
    rows: list[object] = [
        Unit(GOVERNMENT, "县政府", UnitKind.LEADERSHIP, ()),
        Unit(OFFICE, "县政府督查室", UnitKind.OFFICE, ("督查室",)),
    ]
    rows += [Unit(FIRST_UNIT + n, unit_name(n), UnitKind.DEPARTMENT, ()) for n in range(1, size.units + 1)]
    for number, who in enumerate(size.people, 1):
        rows.append(Person(number, f"同志{number:03}", f"1390000{number:04}", FIRST_ACCOUNT + number - 1))
        role, title, of, seat = _seat(who)
        rows.append(Post(number, of, role, title, seat, number))
    await unit.save(*rows)
    for kind, count in (("unit", FIRST_UNIT + size.units), ("person", len(size.people)), ("post", len(size.people))):
        for _ in range(count):
            await unit.new_id(kind)


def unit_name(number: int) -> str:
    """A unit's name, in which no other unit's stands."""
    return f"试点{number:03}局"


def _seat(who: str) -> tuple[Role, str, int, str]:
    for key, role, title in LEADERS:
        if key == who:
            return role, title, OFFICE if role is Role.OFFICE_HEAD else GOVERNMENT, ""
    if who.startswith("officer"):
        return Role.OFFICER, f"督查室工作人员{who[7:]}", OFFICE, ""
    number = int(who.removeprefix("liaison"))
    return Role.LIAISON, f"{unit_name(number)}联络员A", FIRST_UNIT + number, "A"


async def _matter(unit: UnitOfWork, size: Size, ident: int, of: int, title: str, *, issued: bool) -> Matter:
    assert await unit.new_id("matter") == ident
    officer = size.number(officer_of(of))
    matter = Matter(
        id=ident,
        registration_number=f"2026-{await unit.count_up('matter/2026')}",
        track="instruction.mayor",
        title=title,
        status=MatterStatus.IN_PROGRESS if issued else MatterStatus.SPLIT,
        urgency=Urgency.ROUTINE,
        registered_by=officer,
        registered_post_id=officer,
        registered_at=unit.now,
        issued_at=unit.now if issued else None,
        sources=(Source(f"{title}情况报告", f"夏办〔2026〕{ident}号", date(2026, 2, 27), "县政府"),),
        instructions=(Instruction(size.number("mayor"), "县长", date(2026, 2, 28), "请抓紧办理。"),),
        leader_post_id=size.number("mayor"),
        form="supervision_notice",
        issuer="government_office",
        coordinating_unit_id=FIRST_UNIT + of,
    )
    await unit.save(
        matter,
        Task(ident, 1, f"{title}的办理", due_on=DUE, report_on=REPORT_DAYS),
        Assignment(ident, 1, FIRST_UNIT + of, Part.LEAD),
    )
    return matter


async def _issued(unit: UnitOfWork, size: Size, number: int) -> None:
    """A unit's first paper: matter, paper and unit have the same number."""
    matter = await _matter(unit, size, number, number, f"第{number:03}号在办事项", issued=True)
    assert await unit.count_up("supervision/2026") == number
    of = FIRST_UNIT + number
    paper = Paper(
        id=await unit.new_id("paper"),
        matter_id=number,
        form=matter.form,
        issuer=matter.issuer,
        document_number=f"夏政督〔2026〕{number}号",
        text=matter.title,
        text_hash="0" * 64,
        issued_at=unit.now,
        issued_by=matter.registered_by,
    )
    await unit.save(
        paper,
        Dispatch(
            paper.id,
            of,
            number,
            sent_at=unit.now,
            acknowledge_by=acknowledge_by(unit.now, unit.workdays, unit.county, matter.urgency),
        ),
        Assignment(number, 1, of, Part.LEAD, status=AssignmentStatus.ISSUED),
    )
    for seq, day in enumerate((*REPORT_DAYS, DUE), 1):
        late = late_after(day, None, unit.workdays, unit.county)
        await unit.save(ReportDue(number, 1, of, seq, due_on=day, due_hour=None, late_after=late, final=day == DUE))
    await outbox.tell(unit, [PaperCard(to=to_unit(of), paper_id=paper.id, unit_id=of)])


@asynccontextmanager
async def chats(size: Size) -> AsyncIterator[tuple[Sandbox, ControlClient]]:
    """A sandbox in which everyone of the county pressed Start long ago."""
    async with Sandbox(begin=MONDAY) as sandbox, ControlClient(sandbox.url) as control:
        created = await control.create_bot(TOKEN, USERNAME, "夏邑政务督查")
        bot = sandbox.state.bots.get(created.id)
        assert bot is not None
        with sandbox.state.store.transaction():
            for who in size.people:
                sandbox.state.users.put(size.account(who), User(size.account(who), who))
                private_chat(sandbox.state, bot, size.account(who))
        yield sandbox, control

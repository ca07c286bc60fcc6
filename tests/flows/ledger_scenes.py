"""A rich ledger: matters at every stage, with reports in time and late, found, returned, extended, handed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Finding,
    FindingVerdict,
    Instruction,
    Matter,
    MatterStatus,
    Reader,
    Report,
    ReportDue,
    ReportStatus,
    Source,
    Task,
    TermFrom,
    Urgency,
)
from tests import builders, roster
from tests.world import at

NASTY = '=HYPERLINK("http://x","点击")'


async def rich(unit: UnitOfWork) -> list[Matter]:
    """Put the ledger into an office whose clock stands at 1 April or later."""
    running = await _running(unit)
    waiting, _ = await builders.issued_matter(unit, track="document", acknowledged=False)
    await unit.save(replace(waiting, urgency=Urgency.URGENT, city_due_on=date(2026, 5, 8), city_ref="商政〔2026〕3号"))
    signing = await builders.split_matter(unit, track="work_report")
    await unit.save(replace(signing, status=MatterStatus.IN_APPROVAL, registered_at=at("3月3日 10:00")))
    registered = await builders.split_matter(unit, track="assignment")
    await unit.save(replace(registered, status=MatterStatus.WITHDRAWN, withdrawn_at=at("3月9日 10:00")))
    suspended, _ = await builders.issued_matter(unit, track="hotline")
    await unit.save(
        replace(suspended, status=MatterStatus.SUSPENDED, suspended_at=at("3月20日 10:00"), review_on=date(2026, 5, 6))
    )
    for due in await unit.find(ReportDue, matter_id=suspended.id):
        await unit.save(replace(due, status=DueStatus.HELD, held_at=at("3月20日 10:00")))
    closed = await _closed(unit)
    return [running, waiting, signing, registered, suspended, closed]


async def _running(unit: UnitOfWork) -> Matter:
    """One with everything: late and in time, returned, extended, found false, texts that a program could run."""
    matter, _ = await builders.issued_matter(unit)
    issued = at("3月2日 08:31")
    matter = replace(
        matter,
        title="+城区<b>&内涝点整治",
        registered_at=at("3月2日 08:15"),
        issued_at=issued,
        complex=True,
        text="办公室备注\n第二行",
        sources=(
            *matter.sources,
            Source("检查漏雨校舍", oral=True, place="县政府会议室", recorder="督查室甲", dated=date(2026, 3, 1)),
        ),
        instructions=(*matter.instructions, Instruction(None, "市长", None, "请夏邑县抓紧。", city=True)),
    )
    await unit.save(matter)
    for sent in await unit.find(Dispatch, matter_id=matter.id):
        await unit.save(replace(sent, sent_at=issued, delivered_at=issued, acknowledged_at=at("3月2日 15:00")))
    for item in await unit.find(Assignment, matter_id=matter.id):
        await unit.save(replace(item, delivered_at=issued, handler_name="王五", handler_phone="0370-6210000"))
    first = await unit.require(Task, matter.id, 1)
    await unit.save(
        replace(
            first,
            requirement="-按月报送",
            due_hour=time(12, 0),
            cycle="monthly:10,25",
            cycle_until=date(2026, 12, 25),
            term="20w",
            term_from=TermFrom.ACKNOWLEDGE,
            leader_in_charge_post_id=roster.id_of("vice_mayor"),
        )
    )
    await _reports(unit, matter)
    found = Finding(
        await unit.new_id("finding"),
        1,
        matter.id,
        2,
        roster.WATER,
        "现场见河道未清。",
        FindingVerdict.FALSE,
        8,
        at("3月26日 10:00"),
    )
    await unit.save(found)
    return matter


async def _reports(unit: UnitOfWork, matter: Matter) -> None:
    water = await unit.require(ReportDue, matter.id, 2, roster.WATER, 1)
    late = await _report(unit, water, "@SUM(A1) 已清淤1公里\n其余正在施工", "3月13日 10:00", ReportStatus.RETURNED)
    returned = replace(
        water,
        status=DueStatus.RETURNED,
        first_answered_at=late.received_at,
        report_id=late.id,
        returns=1,
        supplement_by=at("4月10日 18:00"),
    )
    await unit.save(returned)
    housing = await unit.require(ReportDue, matter.id, 1, roster.HOUSING, 1)
    done = await _report(unit, housing, NASTY, "3月9日 10:00", ReportStatus.ACCEPTED)
    await unit.save(replace(housing, status=DueStatus.ACCEPTED, first_answered_at=done.received_at, report_id=done.id))
    share = await unit.require(Assignment, matter.id, 1, roster.HOUSING)
    await unit.save(replace(share, status=AssignmentStatus.ACCEPTED, accepted_at=at("3月10日 09:00")))
    final = await unit.require(ReportDue, matter.id, 2, roster.WATER, 2)
    limit = final.late_after + timedelta(days=30)
    await unit.save(replace(final, extended_to=date(2026, 4, 20), late_after=limit))


async def _report(unit: UnitOfWork, due: ReportDue, text: str, when: str, status: ReportStatus) -> Report:
    report_id = await unit.new_id("report")
    report = Report(
        report_id,
        due.matter_id,
        due.unit_id,
        roster.id_of("water"),
        roster.id_of("water"),
        chat_id=1,
        message_id=report_id,
        received_at=at(when),
        text=text,
        status=status,
        task_seq=due.task_seq,
        due_seq=due.seq,
        reader=Reader.UNIT_HEAD,
        reviewed_by=8,
        reviewed_at=at(when) + timedelta(hours=3),
        review_words="请补充数据" if status is ReportStatus.RETURNED else "",
    )
    await unit.save(report)
    return report


async def _closed(unit: UnitOfWork) -> Matter:
    matter, _ = await builders.issued_matter(unit, track="ten_things", second=roster.TOWN)
    closed = replace(matter, status=MatterStatus.CLOSED, closed_at=at("3月30日 16:00"), merged_into_id=None)
    await unit.save(closed)
    for item in await unit.find(Assignment, matter_id=matter.id):
        await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=at("3月30日 15:00")))
    for due in await unit.find(ReportDue, matter_id=matter.id):
        when = at("3月9日 11:00")
        await unit.save(replace(due, status=DueStatus.ACCEPTED, first_answered_at=when))
    return closed

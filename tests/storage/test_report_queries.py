"""The questions that reporting asks the database, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage import outbox
from storage.engine import Database
from storage.queries import reports
from storage.queries.handing_over import paper_in_force
from supervision.model import Assignment, AssignmentStatus, DueStatus, Report, ReportDue, ReportStatus, StoredFile
from supervision.notices.base import OFFICE
from supervision.notices.reporting import EvidenceCopies
from tests import roster
from tests.builders import issued_matter
from tests.world import MONDAY, setting_at

REPORT = Report(7, 1, roster.WATER, 16, 16, 700, 21, MONDAY, "在办", ReportStatus.SUBMITTED, 2, 1)


async def test_open_tasks_are_listed_the_most_pressing_first(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await issued_matter(unit, due_on=date(2026, 4, 30))
        await issued_matter(unit, due_on=date(2026, 3, 6))
        found = await reports.open_tasks(unit, [roster.HOUSING])
        assert [(task.document_number[-2:], task.task_seq) for task in found] == [
            ("2号", 1),
            ("2号", 2),
            ("1号", 2),
            ("1号", 1),
        ]
        mine = await unit.require(Assignment, 2, 1, roster.HOUSING)
        await unit.save(replace(mine, status=AssignmentStatus.ACCEPTED))
        for due in await unit.find(ReportDue, matter_id=2, unit_id=roster.HOUSING):
            await unit.save(replace(due, status=DueStatus.ANSWERED))
        found = await reports.open_tasks(unit, [roster.HOUSING, roster.TAX])
        assert [(task.matter_id, task.task_seq) for task in found] == [(1, 2), (1, 1), (2, 2)]
        assert await reports.open_tasks(unit, [roster.TAX]) == []
        assert await reports.open_tasks(unit, []) == []


async def test_a_message_is_found_as_the_report_or_as_an_item_of_it(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(
            replace(REPORT, media_group="g"),
            StoredFile(1, "BQACAgUAAx", "u", "photo", "", 1, 700, 22, 16, MONDAY, report_id=7),
        )
        for message, expected in ((21, 7), (22, 7), (23, None)):
            found = await reports.report_of_message(unit, 700, message)
            assert (found.id if found else None) == expected
        for album, person, expected in (("g", 16, 7), ("g", 17, None), ("h", 16, None), ("", 16, None)):
            found = await reports.report_of_album(unit, 700, person, album)
            assert (found.id if found else None) == expected


async def test_the_newest_report_that_waits_for_its_task(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        waiting = replace(REPORT, status=ReportStatus.UNPLACED, task_seq=None, due_seq=None)
        for number, matter in ((7, 1), (8, 1), (9, 0)):
            await unit.save(replace(waiting, id=number, message_id=number, matter_id=matter))
        found = await reports.newest_unplaced(unit, 700, 16)
        assert found is not None
        assert found.id == 8
        assert await reports.newest_unplaced(unit, 700, 17) is None


async def test_the_paper_of_a_unit_and_its_accepted_words(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        matter, paper = await issued_matter(unit)
        sent = await reports.paper_of(unit, matter.id, roster.WATER)
        assert sent is not None
        assert (sent[0].id, sent[1].unit_id) == (paper.id, roster.WATER)
        assert await reports.paper_of(unit, matter.id, roster.TAX) is None
        for number, words in ((7, "初报"), (8, "终报")):
            await unit.save(replace(REPORT, id=number, message_id=number, text=words, status=ReportStatus.ACCEPTED))
        await unit.save(replace(REPORT, id=9, message_id=9, text="未采纳"))
        (result,) = await reports.accepted_results(unit, matter.id)
        assert (result.unit_name, result.task_seq, result.text) == ("县水利局", 2, "终报")


async def test_of_two_papers_the_one_in_force_is_the_unit_s_and_a_withdrawn_one_only_if_there_is_no_other(
    database: Database,
) -> None:
    async with database.write(setting_at()) as unit:
        matter, paper = await issued_matter(unit)
        sent = await reports.paper_of(unit, matter.id, roster.WATER)
        assert sent is not None
        other = replace(paper, id=paper.id + 1, document_number="夏政督〔2026〕99号")
        await unit.save(other, replace(sent[1], paper_id=other.id))
        for withdrawn, newest, in_force in ((other, paper, True), (paper, other, False)):
            await unit.save(replace(withdrawn, withdrawn_at=unit.now))
            found = await reports.paper_of(unit, matter.id, roster.WATER)
            assert found is not None
            assert found[0].id == newest.id
            assert (await paper_in_force(unit, matter.id, roster.WATER) is not None) == in_force
            numbers = {task.document_number for task in await reports.open_tasks(unit, [roster.WATER])}
            assert numbers == ({newest.document_number} if in_force else set())


async def test_of_two_papers_in_force_an_open_task_names_the_newest_though_9_is_the_greater_text(
    database: Database,
) -> None:
    async with database.write(setting_at()) as unit:
        matter, paper = await issued_matter(unit)
        sent = await reports.paper_of(unit, matter.id, roster.WATER)
        assert sent is not None
        later = replace(paper, id=paper.id + 1, document_number="夏政督〔2026〕10号")
        await unit.save(replace(paper, document_number="夏政督〔2026〕9号"), later, replace(sent[1], paper_id=later.id))
        found = await reports.open_tasks(unit, [roster.WATER])
        assert [(task.task_seq, task.document_number) for task in found] == [(2, "夏政督〔2026〕10号")]


async def test_what_was_copied_and_what_may_still_be_added_to(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        batches = [
            EvidenceCopies(to=OFFICE, report_id=report, batch=0, chat_id=7, message_ids=(report,)) for report in (1, 11)
        ]
        await outbox.tell(unit, batches)
        assert await reports.evidence_batches(unit, 1) == {batches[0]: True}
        assert await reports.evidence_batches(unit, 2) == {}

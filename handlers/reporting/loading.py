"""Loading what the rules of reports need: the place of a report, and the case before the Office."""

from __future__ import annotations

from storage.queries import reports as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.county import ReaderAsked
from supervision.hotline import callers
from supervision.model import Assignment, Matter, Person, Post, Report, ReportDue, Task
from supervision.refusals import NotFound, WrongState
from supervision.reports.report_matching import short_number
from supervision.reports.report_places import Place, Terms
from supervision.reports.reporting import READERS
from supervision.review.review_cases import Case
from supervision.roles import UNIT


def terms_of(unit: UnitOfWork) -> Terms:
    """By what a report is judged in this transaction."""
    return Terms(now=unit.now, county=unit.county, workdays=unit.workdays)


async def as_kept(unit: UnitOfWork, report: Report, text: str) -> str:
    """More words of a report, as they are kept (`callers.as_kept`)."""
    matter = await unit.get(Matter, report.matter_id) if report.task_seq is not None else None
    return callers.as_kept(matter.track, text) if matter else text


def unit_posts(actor: Actor) -> tuple[Post, ...]:
    """The posts in which he reports: those of responsible units."""
    return tuple(post for post in actor.posts if post.role in UNIT)


def reporting_post(actor: Actor, unit_id: int | None = None) -> Post:
    """The post in which he reports, of this unit if one is given; a leader's before a liaison's.

    Raises:
        NotFound: he has none there.
    """
    posts = [post for post in unit_posts(actor) if unit_id in (None, post.unit_id)]
    if not posts:
        raise NotFound("report")
    return max(posts, key=lambda post: post.role in READERS)


async def place_of(unit: UnitOfWork, matter: Matter, assignment: Assignment, pointed_at: int | None = None) -> Place:
    """An assignment with its dates, and whether its paper has reached the unit."""
    key = {"matter_id": assignment.matter_id, "unit_id": assignment.unit_id}
    leaders: list[Post] = []
    if unit.county.report_reader_asked is ReaderAsked.READER_CONFIRMS:
        posts = await unit.find(Post, unit_id=assignment.unit_id, role=tuple(READERS), active=True)
        leaders = [post for post in posts if post.holder_id is not None]
    return Place(
        matter=matter,
        assignment=assignment,
        dues=tuple(await unit.find(ReportDue, task_seq=assignment.task_seq, **key)),
        delivered_at=assignment.delivered_at,
        pointed_at=pointed_at,
        leaders=tuple(leaders),
    )


async def case_of(unit: UnitOfWork, report: Report) -> Case:
    """A placed report with everything that its verdict touches.

    Raises:
        WrongState: its task is not known yet, or it is no report.
    """
    sent = await queries.paper_of(unit, report.matter_id, report.unit_id) if report.task_seq is not None else None
    return await case_by(unit, report, sent[0].id if sent else 0, sent[0].document_number if sent else "")


async def case_by(unit: UnitOfWork, report: Report, paper_id: int, document_number: str) -> Case:
    """The same, with the paper by which its task came.

    Raises:
        WrongState: its task is not known yet, or it is no report.
    """
    if report.task_seq is None:
        raise WrongState("report", report.status.value)
    matter = await unit.require(Matter, report.matter_id)
    key = {"matter_id": matter.id, "task_seq": report.task_seq, "unit_id": report.unit_id}
    reviewer = await unit.get(Person, report.reviewed_by) if report.reviewed_by else None
    assignments = await unit.find(Assignment, matter_id=matter.id)  # all of them first: the one is among them
    return Case(
        report=report,
        matter=matter,
        task=await unit.require(Task, matter.id, report.task_seq),
        assignment=await unit.require(Assignment, matter.id, report.task_seq, report.unit_id),
        document_number=document_number,
        paper_id=paper_id,
        dues=tuple(await unit.find(ReportDue, **key)),
        reports=tuple(await unit.find(Report, **key)),
        assignments=tuple(assignments),
        registrar=await unit.get(Post, matter.registered_post_id),
        reviewer=reviewer.name if reviewer else "",
    )


async def short_number_of(unit: UnitOfWork, matter_id: int, unit_id: int) -> str:
    """How people call the paper by which a matter came to a unit: 12号."""
    sent = await queries.paper_of(unit, matter_id, unit_id)
    return short_number(sent[0].document_number) if sent else ""

"""整改 at the Office: ordering it, checking it; and at the unit: promising it, reporting on it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from handlers.conversation.carrying import carry_out
from handlers.rectifying.loading import item_with_share, share_of
from storage.queries import desk
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Finding, Report
from supervision.rectification import rectification_checks, rectifying
from supervision.rectification.rectification_promises import REMINDERS
from supervision.rectification.rectifying import Fault, Share
from supervision.refusals import WrongState
from supervision.roles import DRAFTERS


async def order(unit: UnitOfWork, actor: Actor, fault: Fault) -> None:
    """需整改, as a report or a finding on the spot shows. Raises as `share_with` and `rectifying.order`."""
    share = await share_with(unit, report_id=fault.report_id or 0, finding_id=fault.finding_id or 0)
    number = await unit.new_id("rectification")
    outcome = rectifying.order(share, fault, actor, unit.now, rectification_id=number, **_terms(unit))
    await carry_out(unit, actor, outcome, post_id=_post(actor))


async def share_with(unit: UnitOfWork, *, report_id: int = 0, finding_id: int = 0) -> Share:
    """The share that a report or a finding is about. Raises NotFound; WrongState if the task is not known yet."""
    if not report_id:
        finding = await unit.require(Finding, finding_id)
        return await share_of(unit, finding.matter_id, finding.task_seq, finding.unit_id)
    report = await unit.require(Report, report_id)
    if report.task_seq is None:
        raise WrongState("report", report.status.value)
    return await share_of(unit, report.matter_id, report.task_seq, report.unit_id)


async def promise(
    unit: UnitOfWork, actor: Actor, rectification_id: int, *, measures: str, person: str, due_on: date
) -> None:
    """报送整改措施. Raises as `rectifying.promise`."""
    item, share = await item_with_share(unit, rectification_id)
    outcome = rectifying.promise(
        item,
        share,
        actor,
        unit.now,
        measures=measures,
        person=person,
        due_on=due_on,
        **_terms(unit),
    )
    post = actor.post_of_unit(item.unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    for kind in REMINDERS:
        await desk.settle(unit, kind, str(item.id))


async def pass_check(unit: UnitOfWork, actor: Actor, rectification_id: int) -> str:
    """核查通过; gives the unit's name. Raises as `rectification_checks.pass_check`."""
    item, share = await item_with_share(unit, rectification_id)
    await carry_out(unit, actor, rectification_checks.pass_check(item, share, actor, unit.now), post_id=_post(actor))
    return share.unit_name


async def fail_check(unit: UnitOfWork, actor: Actor, rectification_id: int, *, why: str, until: date) -> str:
    """未通过; gives the unit's name. Raises as `rectification_checks.fail_check`."""
    item, share = await item_with_share(unit, rectification_id)
    outcome = rectification_checks.fail_check(item, share, actor, unit.now, why=why, until=until, **_terms(unit))
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    return share.unit_name


class _Terms(TypedDict):
    county: County
    workdays: Workdays


def _terms(unit: UnitOfWork) -> _Terms:
    return {"county": unit.county, "workdays": unit.workdays}


def _post(actor: Actor) -> int | None:
    post = actor.post_in(*DRAFTERS)
    return post.id if post else None

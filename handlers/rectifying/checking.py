"""整改 at the Office: ordering it, checking it; and at the unit: promising it, reporting on it."""

from __future__ import annotations

from datetime import date

from handlers.conversation.carrying import carry_out
from handlers.rectifying.loading import item_with_share, share_of
from storage.unit_of_work import UnitOfWork
from supervision import rectification_checks, rectifying
from supervision.actors import Actor
from supervision.model import Report
from supervision.rectifying import Fault, Share
from supervision.refusals import WrongState
from supervision.roles import DRAFTERS


async def order_on_finding(
    unit: UnitOfWork,
    actor: Actor,
    share: Share,
    *,
    text: str,
    until: date,
    basis: str = "",
    finding_id: int,
) -> int:
    """需整改, without a report: after a finding on the spot. Gives its id. Raises as `rectifying.order`."""
    return await _order(unit, actor, share, Fault(text, until, basis, finding_id=finding_id))


async def order_on_report(
    unit: UnitOfWork, actor: Actor, report_id: int, *, text: str, until: date, basis: str = ""
) -> int:
    """需整改, as a report shows. Raises as `rectifying.order`; WrongState if its task is not known yet."""
    share = await share_of_report(unit, report_id)
    return await _order(unit, actor, share, Fault(text, until, basis, report_id=report_id))


async def share_of_report(unit: UnitOfWork, report_id: int) -> Share:
    """The share that a report is about. Raises NotFound, and WrongState if its task is not known yet."""
    report = await unit.require(Report, report_id)
    if report.task_seq is None:
        raise WrongState("report", report.status.value)
    return await share_of(unit, report.matter_id, report.task_seq, report.unit_id)


async def _order(unit: UnitOfWork, actor: Actor, share: Share, fault: Fault) -> int:
    number = await unit.new_id("rectification")
    outcome = rectifying.order(share, fault, actor, unit.now, rectification_id=number, county=unit.county)
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    return number


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
        county=unit.county,
        workdays=unit.workdays,
    )
    post = actor.post_of_unit(item.unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def pass_check(unit: UnitOfWork, actor: Actor, rectification_id: int) -> str:
    """核查通过; gives the unit's name. Raises as `rectification_checks.pass_check`."""
    item, share = await item_with_share(unit, rectification_id)
    await carry_out(unit, actor, rectification_checks.pass_check(item, share, actor, unit.now), post_id=_post(actor))
    return share.unit_name


async def fail_check(unit: UnitOfWork, actor: Actor, rectification_id: int, *, why: str, until: date) -> str:
    """未通过; gives the unit's name. Raises as `rectification_checks.fail_check`."""
    item, share = await item_with_share(unit, rectification_id)
    outcome = rectification_checks.fail_check(item, share, actor, unit.now, why=why, until=until, county=unit.county)
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    return share.unit_name


def _post(actor: Actor) -> int | None:
    post = actor.post_in(*DRAFTERS)
    return post.id if post else None

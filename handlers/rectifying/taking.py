"""［作为整改情况］: a report that answered the paper is the unit's word on what it puts right."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.reporting.loading import case_of, reporting_post
from messages.presses.rectifying import TakeAsRectification
from storage.queries import reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Report
from supervision.notices.rectifying import RectificationNoted
from supervision.rectification import rectification_reports
from supervision.refusals import NotFound
from supervision.reports.reporting import require_member
from supervision.roles import Permission


async def take(unit: UnitOfWork, actor: Actor, report_id: int) -> None:
    """Let a report be about the 整改. Raises as `rectification_reports.take`; WrongState if its task is not known."""
    report = await unit.get(Report, report_id)
    if report is None:
        raise NotFound("report")
    require_member(actor, report.unit_id)
    items = await reports.rectifications_of(unit, report)
    outcome = rectification_reports.take(await case_of(unit, report), items, actor)
    await carry_out(unit, actor, outcome, post_id=reporting_post(actor, report.unit_id).id)


async def on_take(turn: Turn) -> None:
    """［作为整改情况］ on the receipt."""
    assert isinstance(turn.press, TakeAsRectification)
    await take(turn.unit, turn.actor, turn.press.report)
    turn.say_in_toast(RectificationNoted(what="taken"))
    await dialogue.repeat(turn)


ROUTES = (Tap(press=TakeAsRectification, callback=on_take, may=Permission.REPORT_SUBMIT),)

"""督查活动 instead of a 督查通知单 (P4.1, P4.2, P5.1, P8.1): the matter goes out only with its approved plan."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from storage.queries import activities as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection import activities
from supervision.papers.issuing import Folder
from supervision.procedures.forms import Form
from supervision.refusals import WrongState


async def require_plan(unit: UnitOfWork, folder: Folder) -> None:
    """Refuse to issue a matter as 督查活动 before its plan was approved (Order 733 art. 15).

    Raises:
        WrongState: there is no approved plan for it.
    """
    if folder.form is Form.ACTIVITY and await queries.ready_for_matter(unit, folder.matter.id) is None:
        raise WrongState("activity", "no_plan")


async def begin_with_paper(unit: UnitOfWork, actor: Actor, folder: Folder, number: str) -> None:
    """The matter's own paper announces its activity, which begins under the paper's number."""
    if folder.form is not Form.ACTIVITY:
        return
    activity = await queries.ready_for_matter(unit, folder.matter.id)
    if activity is not None:
        await carry_out(unit, actor, activities.start_with_paper(activity, number))

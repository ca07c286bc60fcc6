"""督查方案 as a file, once it is approved: to those who go, and to the Office (P8.1)."""

from __future__ import annotations

from handlers.documents.freezing import freeze, tell_file
from handlers.documents.numbers import draw
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Activity, Chain, DocumentKind
from supervision.notices.base import to_officer, to_post
from supervision.papers import contents
from supervision.papers.numbering import RegisterKey
from supervision.subjects import Subject


async def file_plan(unit: UnitOfWork, actor: Actor, activity: Activity, chain: Chain) -> None:
    """Number the plan and send it; one that was signed with its matter stands below the matter's paper."""
    subject = Subject("activity", str(activity.id))
    number = await draw(unit, RegisterKey.OFFICE, subject=subject, title=activity.title, actor_id=actor.person_id)
    document = await freeze(
        unit,
        actor,
        DocumentKind.PLAN,
        contents.plan(chain.text, unit.county, number=number, dated=unit.today),
        subject=subject,
        matter_id=activity.matter_id,
        number=number,
        text_hash=chain.text_hash,
    )
    for post_id in activity.member_posts:
        await tell_file(unit, document, to_post(post_id))
    if activity.drafted_post_id not in activity.member_posts:
        await tell_file(unit, document, to_officer(activity.drafted_post_id))

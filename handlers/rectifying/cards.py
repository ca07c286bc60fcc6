"""The cards of 整改, for the unit and the Office, and of 移送, for the Office alone."""

from __future__ import annotations

from handlers.rectifying.loading import item_with_share
from messages.views.dispatching import address_of
from messages.views.rectifying import RectificationView, ReferralView
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    ORDERED_KINDS,
    ChainPurpose,
    ChainStatus,
    MatterStatus,
    Rectification,
    RectificationStatus,
    Referral,
    StepStatus,
    Task,
    Unit,
)
from supervision.notices.rectifying import RectificationCard, ReferralCard
from supervision.rectification import rectifying
from supervision.rectification.rectification_promises import AWAITS_PROMISE, promise_by
from supervision.rectification.rectifying import Share
from supervision.rectification.referring import may_be_referred
from supervision.review.review_cases import NOT_ISSUED, may_review
from supervision.roles import Permission


async def rectification_view(unit: UnitOfWork, notice: RectificationCard, viewer: Actor) -> RectificationView:
    """What is to be put right: the unit promises and reports, the Office checks."""
    item, share = await item_with_share(unit, notice.rectification_id)
    own = await unit.require(Unit, item.unit_id)
    task = await unit.require(Task, item.matter_id, item.task_seq)
    due = rectifying.due_of(item, share.dues)
    at = rectifying.standing(item, due)
    over = at is not RectificationStatus.PASSED and (
        share.assignment.status in NOT_ISSUED or share.matter.status in (MatterStatus.CLOSED, MatterStatus.WITHDRAWN)
    )
    checks = not over and _checks(share, viewer)
    return RectificationView(
        rectification_id=item.id,
        unit_name=own.name,
        address=address_of(own.name, ordered=own.kind in ORDERED_KINDS),
        document_number=share.document_number,
        task_seq=item.task_seq,
        task_text=task.text,
        problem=item.problem,
        status=at.value,
        due_on=item.due_on,
        promise_by=promise_by(item, unit.county, unit.workdays),
        fraud=item.fraud,
        basis=item.basis,
        measures=item.measures,
        person=item.person,
        reported_at=due.first_answered_at if due else None,
        checked_at=item.checked_at,
        check_words=item.check_words,
        for_office=item.unit_id not in viewer.unit_ids,
        over=over,
        may_promise=not over and item.unit_id in viewer.unit_ids and at in AWAITS_PROMISE,
        may_check=checks and at in (RectificationStatus.PROMISED, RectificationStatus.REPORTED),
        may_refer=await _may_refer(unit, item, viewer),
    )


def _checks(share: Share, viewer: Actor) -> bool:
    own = share.assignment.unit_id in viewer.unit_ids
    return not own and viewer.may(Permission.RECTIFICATION_CHECK) and may_review(viewer, share.matter, share.registrar)


async def _may_refer(unit: UnitOfWork, item: Rectification, viewer: Actor) -> bool:
    if not viewer.may(Permission.REFERRAL_PROPOSE) or not may_be_referred(item):
        return False
    return await unit.first(Referral, matter_id=item.matter_id, rectification_id=item.id) is None


async def referral_view(unit: UnitOfWork, notice: ReferralCard, viewer: Actor) -> ReferralView:
    """A proposal to hand a case over, and how it stands."""
    referral = await unit.require(Referral, notice.referral_id)
    item, share = await item_with_share(unit, referral.rectification_id)
    found = await approvals.newest_signing(unit, ChainPurpose.REFERRAL, referral.id, tuple(ChainStatus))
    returned = next((step for step in found.steps if step.status is StepStatus.SENT_BACK), None) if found else None
    return ReferralView(
        referral_id=referral.id,
        rectification_id=item.id,
        unit_name=(await unit.require(Unit, referral.unit_id)).name,
        document_number=share.document_number,
        task_seq=item.task_seq,
        title=share.matter.title,
        words=referral.words,
        status=referral.status.value,
        now_with=found.now_with if found else "",
        returned_by=returned.signer if returned else "",
        returned_words=returned.opinion if returned else "",
        approved_at=referral.approved_at,
        number=referral.number,
        handed_on=referral.handed_on,
        handed_to=referral.handed_to,
        reference=referral.reference,
        may_act=viewer.may(Permission.REFERRAL_PROPOSE),
    )


VIEWS = {"rectification_card": rectification_view, "referral_card": referral_view}

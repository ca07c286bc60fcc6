"""Keyboards of 申请复核."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.changing import CorrectBulletin
from messages.presses.reviews import AskReview, AssignReview, DecideReview
from messages.views.reviews import ReviewView
from supervision.notices.bulletins import CriticismTold


def criticism_told(it: CriticismTold) -> Keyboard:
    """The unit's right to a review."""
    return rows([button("申请复核", AskReview(it.bulletin_id))])


def review_card(view: ReviewView) -> Keyboard:
    """Name the reviewer; decide; correct what was wrong."""
    if view.fit:
        return flow((button(title, AssignReview(view.review_id, post)) for post, title in view.fit), 2)
    if view.may_decide:
        return rows([button("维持", DecideReview(view.review_id, 1)), button("更正", DecideReview(view.review_id, 0))])
    if view.may_correct:
        return rows([button("更正通报", CorrectBulletin(view.bulletin_id))])
    return ()


KEYBOARDS = {"criticism_told": criticism_told, "review_card": review_card}

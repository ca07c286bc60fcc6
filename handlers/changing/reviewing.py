"""［申请复核］: a criticised unit asks, the Office names who had no part in it, he decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.reviews import AskReview, AssignReview, DecideReview
from messages.views.reviews import ReviewView
from storage import outbox
from storage.queries import approvals, desk
from storage.queries import reviews as queries
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import reviews
from supervision.bulletins.making import criticised
from supervision.model import Bulletin, BulletinLine, DeskKind, Draft, Post, ReviewRequest, Unit
from supervision.notices.reviews import ReviewAsked, ReviewCard, ReviewPrompt
from supervision.refusals import InvalidInput, NotAllowed, NotFound, StaleButton
from supervision.roles import Permission

MOST_REVIEWERS = 6


async def ask(unit: UnitOfWork, actor: Actor, bulletin_id: int, words: str) -> ReviewAsked:
    """Ask for a review of what a bulletin says of the actor's unit. Raises as `_own` and `reviews.ask`."""
    own, told_at = await _own(unit, actor, bulletin_id)
    request = ReviewRequest(
        id=await unit.new_id("review"),
        bulletin_id=bulletin_id,
        unit_id=own.id,
        told_at=told_at,
        asked_at=unit.now,
        words=words,
        answer_by=unit.today + timedelta(days=unit.county.review_days),
    )
    post = actor.post_of_unit((await present_unit(unit, own.id)).id)
    await carry_out(unit, actor, reviews.ask(request), post_id=post.id if post else None)
    await _remind(unit, request, 0)
    return ReviewAsked(answer_by=request.answer_by)


async def _own(unit: UnitOfWork, actor: Actor, bulletin_id: int) -> tuple[Unit, datetime]:
    actor.require(Permission.REVIEW_ASK)
    named = criticised(await unit.find(BulletinLine, bulletin_id=bulletin_id))
    mine = [line.unit_id for line in named if (await present_unit(unit, line.unit_id)).id in actor.unit_ids]
    if not mine:
        raise NotFound("bulletin")
    own = await unit.require(Unit, mine[0])
    before = await unit.first(ReviewRequest, bulletin_id=bulletin_id, unit_id=own.id)
    told_at = await queries.told_at(unit, bulletin_id, own.id)
    return own, reviews.require_in_time(told_at, unit.today, unit.county, asked=before is not None)


async def assign(unit: UnitOfWork, actor: Actor, review_id: int, post_id: int) -> None:
    """Name the reviewer. Raises as `reviews.assign`."""
    actor.require(Permission.BULLETIN_EDIT)
    request = await unit.require(ReviewRequest, review_id)
    post = await unit.require(Post, post_id)
    if post.id not in {item.id for item in await _fit(unit, request)}:
        raise NotAllowed
    present = request.reviewer_post_id is not None and not await _is_wanted(unit, request)
    took_part = await queries.took_part(unit, request.bulletin_id)
    await carry_out(unit, actor, reviews.assign(request, post, took_part, replaced=not present))
    await _remind(unit, request, post.id)


async def _remind(unit: UnitOfWork, request: ReviewRequest, post_id: int) -> None:
    """Put the day of the answer on the desk of the Office (post 0) or of the reviewer, until he has decided."""
    named, bulletin = await _about(unit, request)
    key = reviews.keys_of(request.id)[1 if post_id else 0]
    item = reviews.reminder(
        request, key=key, post_id=post_id, unit=named.name, number=bulletin.number, workdays=unit.workdays
    )
    await unit.save(item)


async def _is_wanted(unit: UnitOfWork, request: ReviewRequest) -> bool:
    """Whether a reviewer has still to be named: there is none, or the post is vacant, or with one who took part."""
    post = await unit.get(Post, request.reviewer_post_id) if request.reviewer_post_id else None
    return post is None or not reviews.fit_reviewer(post, await queries.took_part(unit, request.bulletin_id))


async def _fit(unit: UnitOfWork, request: ReviewRequest) -> list[Post]:
    """Leaders and those of the government office who had no part in the bulletin."""
    took_part = await queries.took_part(unit, request.bulletin_id)
    posts = await approvals.signer_posts(unit)
    return [post for post in posts if reviews.fit_reviewer(post, took_part)][:MOST_REVIEWERS]


async def decide(unit: UnitOfWork, actor: Actor, review_id: int, *, upheld: bool, opinion: str) -> None:
    """维持 or 更正 with words, by the reviewer alone. Raises as `to_decide` and `reviews.decide`."""
    request = await to_decide(unit, actor, review_id)
    named, bulletin = await _about(unit, request)
    outcome = reviews.UPHELD if upheld else reviews.CORRECTED
    told = await present_unit(unit, request.unit_id)
    decided = reviews.decide(
        request, outcome, opinion, told=told.id, unit=named.name, number=bulletin.number, now=unit.now
    )
    await carry_out(unit, actor, decided, post_id=request.reviewer_post_id)
    for key in reviews.keys_of(request.id):
        await desk.settle(unit, DeskKind.REVIEW_OWED, key)


async def to_decide(unit: UnitOfWork, actor: Actor, review_id: int) -> ReviewRequest:
    """The request that waits for this reviewer.

    Raises:
        NotFound: somebody else is the reviewer.
        StaleButton: it is decided.
        NotAllowed: he took part in the bulletin: the post has come to another since he was named.
    """
    request = await unit.require(ReviewRequest, review_id)
    if request.reviewer_post_id is None or not actor.holds(request.reviewer_post_id):
        raise NotFound("review")
    reviews.require_open(request)
    if actor.person_id in await queries.took_part(unit, request.bulletin_id):
        raise NotAllowed
    return request


async def _about(unit: UnitOfWork, request: ReviewRequest) -> tuple[Unit, Bulletin]:
    return await unit.require(Unit, request.unit_id), await unit.require(Bulletin, request.bulletin_id)


async def review_card(unit: UnitOfWork, notice: ReviewCard, viewer: Actor) -> ReviewView:
    """Load a request."""
    request = await unit.require(ReviewRequest, notice.review_id)
    named, bulletin = await _about(unit, request)
    of_office = viewer.may(Permission.BULLETIN_EDIT)
    reviewer = await unit.get(Post, request.reviewer_post_id) if request.reviewer_post_id else None
    open_to_office = of_office and not request.outcome
    fit = await _fit(unit, request) if open_to_office and await _is_wanted(unit, request) else []
    return ReviewView(
        review_id=request.id,
        bulletin_id=bulletin.id,
        number=bulletin.number,
        unit=named.name,
        words=request.words,
        asked_on=unit.county.local(request.asked_at).date(),
        answer_by=request.answer_by,
        reviewer=reviewer.title if reviewer else "",
        outcome=request.outcome,
        opinion=request.opinion,
        fit=tuple((post.id, post.title) for post in fit),
        may_decide=reviewer is not None and not request.outcome and viewer.holds(reviewer.id),
        may_correct=of_office and request.outcome == reviews.CORRECTED,
    )


async def begin(turn: Turn) -> None:
    """［申请复核］."""
    press = turn.press
    assert isinstance(press, AskReview)
    await _own(turn.unit, turn.actor, press.bulletin)
    bulletin = await turn.unit.require(Bulletin, press.bulletin)
    await dialogue.open_flow(turn, FLOW, "review.words", {"bulletin": bulletin.id, "title": bulletin.number})


async def _show_words(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files or said.choice:
        raise InvalidInput("words", "text_wanted")
    bulletin_id = int(str(draft.answers["bulletin"]))
    await outbox.tell(turn.unit, [await ask(turn.unit, turn.actor, bulletin_id, said.text)])
    return END


async def on_assign(turn: Turn) -> None:
    """The button of a reviewer."""
    assert isinstance(turn.press, AssignReview)
    await assign(turn.unit, turn.actor, turn.press.review, turn.press.post)


async def on_decide(turn: Turn) -> None:
    """［维持］, ［更正］: asks for the reviewer's words."""
    press = turn.press
    assert isinstance(press, DecideReview)
    named, bulletin = await _about(turn.unit, await to_decide(turn.unit, turn.actor, press.review))
    answers = {"review": press.review, "upheld": press.upheld, "title": bulletin.number, "unit": named.name}
    await dialogue.open_flow(turn, OPINION, "review_opinion.words", answers)


async def _take_opinion(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files or said.choice:
        raise InvalidInput("words", "text_wanted")
    review_id, upheld = int(str(draft.answers["review"])), bool(draft.answers["upheld"])
    try:
        await decide(turn.unit, turn.actor, review_id, upheld=upheld, opinion=said.text)
    except (NotFound, StaleButton) as refusal:
        await say_no(turn, refusal)
    return END


FLOW = Flow("review", ReviewPrompt, {"review.words": Question(_show_words, _take_words)})
OPINION = Flow("review_opinion", ReviewPrompt, {"review_opinion.words": Question(_show_words, _take_opinion)})
FLOWS = {FLOW.name: FLOW, OPINION.name: OPINION}

VIEWS = {"review_card": review_card}

ROUTES = (
    Tap(press=AskReview, callback=begin, may=Permission.REVIEW_ASK, chats=IN_PRIVATE),
    Tap(press=AssignReview, callback=on_assign, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),
    Tap(press=DecideReview, callback=on_decide, may=Permission.CARD_SIGN, chats=IN_PRIVATE),
)

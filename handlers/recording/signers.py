"""Who signed a paper, or spoke on the telephone: the post's holder, or who stood in for him at that time."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.conversation.answering import picked
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.recording.course import Answers, go_on, moment_of
from storage.queries import approvals, standing_in
from storage.unit_of_work import UnitOfWork
from supervision.approving.signing import Signing
from supervision.model import Draft, Post, RecordKind, SigningStep
from supervision.notices.dialogue import Choice

FOR_OTHERS = frozenset({RecordKind.SIGNATURE, RecordKind.VERBAL})
"""Kinds that a deputy can do. What he said on the telephone he ratifies himself, whoever is back by then."""


async def known_signer(unit: UnitOfWork, signing: Signing, step: SigningStep, kind: RecordKind) -> Mapping[str, object]:
    """Whose act it is, where it is known before the day of it is: nobody was away since the text was sent."""
    if kind not in FOR_OTHERS:
        return _only(await _held(unit, (step.ratifier_post_id,)))
    if await standing_in.stood_in(unit, step.post_id, signing.chain.started_at):
        return {}
    return _only(await _held(unit, (step.post_id,)))


async def who_acted(unit: UnitOfWork, answers: Answers) -> Mapping[str, object]:
    """The same once the day is known, if only one person can have acted on it."""
    if answers["kind"] not in FOR_OTHERS or "signer" in answers:
        return {}
    return _only(await _candidates(unit, answers))


async def _candidates(unit: UnitOfWork, answers: Answers) -> list[Post]:
    found = await approvals.signing(unit, answers["chain"], moment_of(unit, answers))
    post_id = found.step(answers["step"]).post_id
    return await _held(unit, (post_id, *found.stand_ins.get(post_id, ())))


async def _held(unit: UnitOfWork, ids: tuple[int, ...]) -> list[Post]:
    """These posts, in this order, without those that nobody has."""
    posts = {post.id: post for post in await unit.find(Post, id=ids)}
    return [posts[number] for number in ids if number in posts and posts[number].holder_id is not None]


def _only(posts: list[Post]) -> Mapping[str, object]:
    return _answers(posts[0]) if len(posts) == 1 else {}


def _answers(post: Post) -> Mapping[str, object]:
    return {"signer": post.title, "post": post.id, "person": post.holder_id}


async def _show(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = await _candidates(unit, draft.answers)
    return Ask(choices=tuple(Choice(str(post.id), post.title) for post in posts), per_row=1)


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    posts = await _candidates(turn.unit, draft.answers)
    chosen = picked(said, [Choice(str(post.id), post.title) for post in posts], "signer")
    return go_on(draft.answers, **_answers(next(post for post in posts if str(post.id) == chosen)))


QUESTIONS = {"signer": Question(_show, _take)}
"""Questions by name."""

"""今日呈签: a leader's routine papers as one list, to be read first and then signed together, one signature a paper.

The list goes out at `County.list_hour` on workdays, to who has more than one routine paper. For the leaders of
`County.list_only_roles` the cards wait for it; those of the matters of `County.list_only_tracks` (hotline orders) wait
for the list of the first signer only: what he signs by his list goes to the next one at once, as one list again, so
that a day's orders do not take a day a signature. A paper that is alone comes as its card, never as a list of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from supervision.approving.batches import MOST_ITEMS, list_subject
from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Batch, BatchItem, BatchKind, Chain, ChainPurpose, Post, SigningStep, Urgency
from supervision.notices.base import Notice
from supervision.notices.cards import StepCard
from supervision.outcome import Fact, Outcome
from supervision.reports.report_places import Terms
from supervision.roles import SIGNERS, Role

AFTER_THE_LIST = timedelta(minutes=5)
"""A card that is held for the list waits so much longer: by then the list has it, and the card is not sent at all."""

ALONE = frozenset({ChainPurpose.BULLETIN, ChainPurpose.REFERRAL})
"""Papers that no list has, and that do not wait for one: what names units in public, or hands them over, is decided by
itself, on a card that asks how."""

LEAST = 2
"""Papers that make a list."""

Waiting = tuple[SigningStep, Chain]
"""A step that waits for its signer, and the text."""


def make(
    batch_id: int,
    waiting: Sequence[Waiting],
    now: datetime,
    *,
    person_id: int,
    post_id: int,
    day: date | None = None,
    passed_by: int = 0,
) -> tuple[Batch, Outcome]:
    """Make a list of papers, the oldest first; each line remembers the text that it showed."""
    items = tuple(BatchItem(f"{step.chain_id}/{step.seq}", chain.text_hash) for step, chain in waiting[:MOST_ITEMS])
    batch = Batch(batch_id, BatchKind.SIGNING, person_id, post_id, now, items, day, passed_by=passed_by)
    fact = Fact("list.made", list_subject(batch_id), {"kind": batch.kind.value, "items": [item.key for item in items]})
    return batch, Outcome(saves=(batch,), facts=(fact,))


def place_of(item: BatchItem) -> tuple[int, int]:
    """The chain and the step that a line is about."""
    chain_id, _, seq = item.key.partition("/")
    return int(chain_id), int(seq)


def for_list(waiting: Sequence[Waiting], today: Sequence[Batch] = ()) -> tuple[Waiting, ...]:
    """What the day's list of a post has: its routine papers, if there are two of them at least.

    Args:
        today: the lists that the post has had today; what one of them had is not put before it a second time.
    """
    had = {item.key for batch in today for item in batch.items}
    routine = tuple(
        (step, chain)
        for step, chain in waiting
        if chain.urgency is Urgency.ROUTINE and chain.purpose not in ALONE and f"{step.chain_id}/{step.seq}" not in had
    )
    return routine if len(routine) >= LEAST else ()


def has_had_list(today: Sequence[Batch]) -> bool:
    """Whether the list of the day was made; one that the signer before passed on is not it."""
    return any(not batch.passed_by for batch in today)


def is_list_time(now: datetime, county: County, workdays: Workdays) -> bool:
    """Say whether the day's lists go out now: on a workday from their hour on, until the quiet hours."""
    clock = county.local(now)
    return workdays.is_workday(clock.date()) and clock.time() >= county.list_hour and not county.is_quiet(now)


def next_list(now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the next moment at which lists go out, as UTC."""
    today = workdays.on_or_after(local_date(now, county.zone))
    moment = end_of(today, county.list_hour, county.zone)
    return moment if moment > now else end_of(workdays.next_workday(today), county.list_hour, county.zone)


def holding(track: str, county: County) -> frozenset[Role]:
    """Give the roles whose cards of routine papers wait for the list; with a track: before its first signer."""
    return SIGNERS if track in county.list_only_tracks else frozenset(county.list_only_roles)


def passes_on(track: str, urgency: Urgency, county: County) -> frozenset[Role]:
    """Give the roles that get such papers at once as a list, when the signer before passed them on by his."""
    if urgency is not Urgency.ROUTINE or track not in county.list_only_tracks:
        return frozenset()
    return SIGNERS - frozenset(county.list_only_roles)


def without_cards(outcome: Outcome, posts: Mapping[int, Post], roles: frozenset[Role]) -> Outcome:
    """Leave out the cards of these roles: a list, or the card of what is alone, follows when all is signed."""
    posts = {post_id: post for post_id, post in posts.items() if post.role in roles}
    kept = [one for one in outcome.notices if not (isinstance(one, StepCard) and one.to.id in posts)]
    return replace(outcome, notices=tuple(kept))


def hold(outcome: Outcome, urgency: Urgency, posts: Mapping[int, Post], terms: Terms, *, track: str = "") -> Outcome:
    """Hold the cards of routine papers for the day's list, for the leaders and the tracks that have it so.

    Args:
        track: of a matter that goes to its first signer; empty for the signers after him.
    """
    roles = holding(track, terms.county)
    if urgency is not Urgency.ROUTINE or not roles:
        return outcome
    until = next_list(terms.now, terms.county, terms.workdays) + AFTER_THE_LIST
    return replace(outcome, notices=tuple(_held(notice, posts, roles, until) for notice in outcome.notices))


def _held(notice: Notice, posts: Mapping[int, Post], roles: frozenset[Role], until: datetime) -> Notice:
    if not isinstance(notice, StepCard):
        return notice
    post = posts.get(notice.to.id)
    return replace(notice, not_before=until, held=True) if post and post.role in roles else notice

"""登记后续批示: a leader's new instruction that came on paper, and giving the old tasks again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.instructing.succeeding import papers_again, succeeded
from handlers.matters.lookups import find_matters
from handlers.recording.recording import confirmers
from messages.views.matters import short_name
from storage import outbox
from storage.queries import dispatching, reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_deadline, read_paper_date
from supervision.carrying_out import transferring
from supervision.instructions import instructing
from supervision.model import Draft, FurtherInstruction, Matter, Post, Transfer, TransferStatus
from supervision.notices.base import HERE, to_post, to_unit
from supervision.notices.cards import PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.instructing import FurtherCard, FurtherSettled
from supervision.outcome import Outcome
from supervision.papers.issuing import Folder
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, NotFound, StaleButton, WrongState
from supervision.registering.registration import LONGEST_GIST, LONGEST_NAME, by_rank
from supervision.roles import DRAFTERS, Permission
from supervision.scope import require_sight

OVERTAKEN = (AlreadyDecided, NotAllowed, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

_TODAY = Choice("today", "今天")
_ALL = Choice("all", "全部任务")


async def enter(
    unit: UnitOfWork, actor: Actor, matter_id: int, *, leader: Post | str, dated: date, gist: str
) -> FurtherInstruction:
    """Record a new instruction; a leader of the city has no post and is named by his title.

    Where the matter's own officer enters it, his colleagues get the card as well: one of them gives the tasks again.

    Raises:
        NotAllowed, NotFound: it is not his to enter.
        WrongState: the matter does not take one now.
        InvalidInput: the gist will not do.
    """
    matter = await enterable(unit, actor, matter_id)
    post = leader if isinstance(leader, Post) else None
    if post is not None and post.id not in {known.id for known in await leaders_for(unit, actor)}:
        raise NotAllowed(Permission.INSTRUCTION_ENTER)
    further = FurtherInstruction(
        id=await unit.new_id("further"),
        matter_id=matter.id,
        post_id=post.id if post else None,
        leader_title=post.title if post else str(leader),
        dated=dated,
        gist=instructing.require_gist(gist),
        entered_by=actor.person_id,
        entered_at=unit.now,
    )
    own = actor.post_in(*DRAFTERS)
    asked = await confirmers(unit, actor) if actor.holds(matter.registered_post_id) else ()
    others = Outcome(notices=tuple(FurtherCard(to=to_post(post_id), further_id=further.id) for post_id in asked))
    outcome = instructing.enter(further, matter, unit.now) + others
    await carry_out(unit, actor, outcome, post_id=own.id if own else None)
    if post is not None:
        await unit.save(instructing.answer_owed(matter, unit.today, unit.workdays, unit.county))
    return further


async def enterable(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """A matter to which this person may enter a new instruction now. Raises NotAllowed, NotFound, WrongState."""
    actor.require(Permission.INSTRUCTION_ENTER)
    matter = await unit.require(Matter, matter_id)
    require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
    instructing.require_takes(matter)
    return matter


async def leaders_for(unit: UnitOfWork, actor: Actor) -> list[Post]:
    """Whose instructions he may enter, from the highest down: a secretary those of his own leaders."""
    posts = by_rank(await unit.find(Post, active=True))
    if actor.post_in(*DRAFTERS):
        return posts
    served = {post_id for post in actor.posts for post_id in post.serves}
    return [post for post in posts if post.id in served]


async def give_again(
    unit: UnitOfWork, actor: Actor, further_id: int, seqs: Collection[int], due_on: date
) -> FurtherSettled:
    """重新交办. Raises as `instructing.give_again`."""
    further, folder = await pending(unit, actor, further_id)
    folder, before = await succeeded(unit, folder)
    outcome = instructing.give_again(
        further,
        folder,
        await papers_again(unit, folder, before),
        actor,
        seqs=seqs,
        due_on=due_on,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    own = actor.post_in(*DRAFTERS)
    asked = await unit.find(Transfer, matter_id=folder.matter.id, task_seq=tuple(seqs), status=TransferStatus.ASKED)
    outcome += transferring.lapse(asked, unit.now)
    await carry_out(unit, actor, outcome, post_id=own.id if own else None)
    units = {a.unit_id for a in folder.live if a.task_seq in seqs}
    for unit_id in sorted(units):
        sent = await reports.paper_of(unit, folder.matter.id, unit_id)
        if sent is not None:
            await outbox.tell_again(unit, PaperCard(to=to_unit(unit_id), paper_id=sent[0].id, unit_id=unit_id))
    names = tuple(short_name(folder.units[unit_id]) for unit_id in sorted(units))
    return FurtherSettled(what="given", detail=names, due_on=due_on)


async def pending(unit: UnitOfWork, actor: Actor, further_id: int) -> tuple[FurtherInstruction, Folder]:
    """A new instruction of which nothing was made yet, and its matter. Raises NotFound and as `require_pending`."""
    further = await unit.require(FurtherInstruction, further_id)
    matter = await unit.require(Matter, further.matter_id)
    require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
    instructing.require_pending(further, matter, actor)
    return further, await dispatching.folder(unit, matter)


def about(matter: Matter) -> dict[str, object]:
    """The answers that every question about a matter begins with."""
    return {"matter": matter.id, "name": f"登记号{matter.registration_number}"}


def number_of(draft: Draft, name: str) -> int:
    """A number among the answers."""
    return int(str(draft.answers[name]))


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def after_words(turn: Turn, words: str) -> Next:
    """What follows once a matter was named: whose instruction it is, or which matter if several are meant.

    Raises as `find_matters` and `enterable`.
    """
    found = await find_matters(turn.unit, turn.actor, words)
    if len(found) > 1:
        return Next("further.which", {"found": [item.id for item in found]})
    return Next("further.leader", about(await enterable(turn.unit, turn.actor, found[0].id)))


async def _take_matter(turn: Turn, _draft: Draft, said: Said) -> Next:
    return await after_words(turn, typed(said, "words", LONGEST_NAME))


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    found = await unit.find(Matter, id=tuple(cast("list[int]", draft.answers["found"])))
    return Ask(
        choices=tuple(Choice(str(item.id), f"{item.registration_number}　{item.title[:20]}") for item in found),
        per_row=1,
    )


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_which(turn.unit, draft)).choices, "matter")
    return Next("further.leader", about(await enterable(turn.unit, turn.actor, int(value))))


async def _show_leaders(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = await unit.find(Post, active=True, holder_id=draft.person_id)
    drafts = any(post.role in DRAFTERS for post in posts)
    served = {post_id for post in posts for post_id in post.serves}
    offered = [post for post in by_rank(await unit.find(Post, active=True)) if drafts or post.id in served]
    return Ask(choices=tuple(Choice(str(post.id), post.title) for post in offered[:8]), per_row=2)


async def _take_leader(turn: Turn, draft: Draft, said: Said) -> Next:
    choices = (await _show_leaders(turn.unit, draft)).choices
    value = tapped(said, choices, "leader")
    if value:
        return Next("further.dated", {"post": int(value), "leader": ""})
    title = typed(said, "leader", LONGEST_NAME)
    if turn.actor.post_in(*DRAFTERS) is None:
        raise InvalidInput("leader", "not_a_choice")
    return Next("further.dated", {"post": 0, "leader": title})


async def _show_dated(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_TODAY,))


async def _take_dated(turn: Turn, _draft: Draft, said: Said) -> Next:
    today = turn.unit.today
    if tapped(said, (_TODAY,), "dated"):
        return Next("further.gist", {"dated": today.isoformat()})
    dated = read_paper_date("dated", typed(said, "dated", LONGEST_NAME), today)
    return Next("further.gist", {"dated": dated.isoformat()})


async def _take_gist(turn: Turn, draft: Draft, said: Said) -> Next:
    gist = typed(said, "gist", LONGEST_GIST)
    post = await turn.unit.get(Post, number_of(draft, "post"))
    try:
        further = await enter(
            turn.unit,
            turn.actor,
            number_of(draft, "matter"),
            leader=post or str(draft.answers["leader"]),
            dated=date.fromisoformat(str(draft.answers["dated"])),
            gist=gist,
        )
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [FurtherCard(to=HERE, further_id=further.id)])
    return END


async def _show_tasks(unit: UnitOfWork, draft: Draft) -> Ask:
    folder = await dispatching.folder(unit, await unit.require(Matter, number_of(draft, "matter")))
    seqs = _live_seqs(folder)
    lines = [f"第{task.seq}项　{task.text[:40]}" for task in folder.tasks if task.seq in seqs]
    single = [Choice(str(seq), f"第{seq}项") for seq in seqs]
    return Ask(facts={"lines": lines}, choices=tuple(single[:5]) + ((_ALL,) if len(seqs) > 1 else ()))


def _live_seqs(folder: Folder) -> list[int]:
    return sorted({a.task_seq for a in folder.live})


async def _take_tasks(turn: Turn, draft: Draft, said: Said) -> Next:
    folder = await dispatching.folder(turn.unit, await turn.unit.require(Matter, number_of(draft, "matter")))
    seqs = _live_seqs(folder)
    value = tapped(said, (await _show_tasks(turn.unit, draft)).choices, "task")
    if value:
        return Next("further.due", {"tasks": seqs if value == _ALL.value else [int(value)]})
    words = typed(said, "task", LONGEST_NAME).replace("第", "").replace("项", "")
    numbers = [part.strip() for part in words.replace("，", "、").replace(",", "、").split("、") if part.strip()]
    if not numbers or any(not part.isdecimal() or int(part) not in seqs for part in numbers):
        raise InvalidInput("task", "not_a_choice")
    return Next("further.due", {"tasks": sorted({int(part) for part in numbers})})


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    due = read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), turn.unit.county.local(turn.unit.now))
    if due.hour is not None:
        raise InvalidInput("due_on", "day_only", given=said.text)
    seqs = cast("Sequence[int]", draft.answers["tasks"])
    try:
        settled = await give_again(turn.unit, turn.actor, number_of(draft, "further"), seqs, due.day)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [settled])
    return END


QUESTIONS = {
    "further.matter": Question(_show_nothing, _take_matter),
    "further.which": Question(_show_which, _take_which),
    "further.leader": Question(_show_leaders, _take_leader),
    "further.dated": Question(_show_dated, _take_dated),
    "further.gist": Question(_show_nothing, _take_gist),
    "further.tasks": Question(_show_tasks, _take_tasks),
    "further.due": Question(_show_nothing, _take_due),
}
"""Questions by name."""

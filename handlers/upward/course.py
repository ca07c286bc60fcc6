"""The questions of a summary, whether it closes the matter or not: text, signers, where it goes, preview.

A flow is made of them by `questions`, from what differs: who may, and what 确认送审 does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, replace

from handlers.approving.submitting import plan_approval, signer_line
from handlers.conversation.actors import actor_for
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Next, Question, Said
from messages.filters import day
from storage.queries import approvals, reports, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, hash_of
from supervision.approving.signing import Signing
from supervision.county import County
from supervision.model import Chain, ChainPurpose, ChainStatus, Draft, Matter, Person, Post, Sentence
from supervision.notices.dialogue import Choice
from supervision.procedures.forms import Destination, Issuer
from supervision.procedures.steps import ACT_TITLES, LEADER, Steps
from supervision.procedures.tracks import TRACKS, result_chain
from supervision.refusals import InvalidInput
from supervision.results import summing
from supervision.results.submissions import before_of, own_due
from supervision.results.ways import NOWHERE, Way, headed, reported_to, reports_up, steps_for, way_of, ways_of_matter
from supervision.roles import TITLES, Role

AS_IT_IS = "use"
"""The answer that takes the drafted text."""

SEND, CHAIN, TEXT = "send-", "chain", "text"
"""The answers to the preview; the first is followed by the stamp of what it shows."""


@dataclass(frozen=True, slots=True)
class Summing:
    """A text as it will be sent: its words, its sentences, the number of the result chain, and where it goes."""

    text: str
    choice: int
    way: Way


@dataclass(frozen=True, slots=True)
class Course:
    """What one flow of the two does: check that it may begin, and send."""

    name: str
    ready: Callable[[UnitOfWork, Actor, int], Awaitable[Matter]]
    send: Callable[[Turn, Draft, Matter, Summing], Awaitable[None]]


def questions(course: Course) -> Mapping[str, Question]:
    """The questions of a flow, keyed by its name."""

    async def take_preview(turn: Turn, draft: Draft, said: Said) -> Next:
        if said.choice in (CHAIN, TEXT):
            return Next(f"{course.name}.{TEXT if said.choice == TEXT else await _chosen_again(turn.unit, draft)}")
        if not said.choice.startswith(SEND):
            raise InvalidInput("preview", "not_a_choice")
        matter = await course.ready(turn.unit, turn.actor, int(str(draft.answers["matter"])))
        if said.choice != SEND + (await _preview(turn.unit, draft, turn.actor)).stamp:
            return Next(f"{course.name}.preview")
        await course.send(turn, draft, matter, summing_of(draft))
        return END

    async def take_text(turn: Turn, draft: Draft, said: Said) -> Next:
        text = await _text_said(draft, said)
        return await _following(turn, draft, course, "text", text=text)

    async def take_chain(turn: Turn, draft: Draft, said: Said) -> Next:
        offered = chains_of(await _matter(turn.unit, draft), turn.unit.county)
        if said.choice not in {str(number) for number in range(len(offered))}:
            raise InvalidInput("chain", "not_a_choice")
        return await _following(turn, draft, course, "chain", chain=int(said.choice))

    async def take_way(turn: Turn, draft: Draft, said: Said) -> Next:
        matter = await _matter(turn.unit, draft)
        if said.choice not in {way.key for way in ways_of_matter(matter)}:
            raise InvalidInput("way", "not_a_choice")
        headed(str(draft.answers["text"]), way_of(said.choice))
        return await _following(turn, draft, course, "way", way=said.choice)

    return {
        f"{course.name}.text": Question(_show_text, take_text),
        f"{course.name}.chain": Question(_show_chain, take_chain),
        f"{course.name}.way": Question(_show_way, take_way),
        f"{course.name}.preview": Question(_show_preview, take_preview),
    }


async def begin_with(unit: UnitOfWork, matter: Matter, purpose: ChainPurpose, subject_id: int) -> dict[str, object]:
    """The answers that a flow begins with: the text that was sent back, else what the accepted reports say."""
    before = await _sent_back(unit, matter, purpose, subject_id) if subject_id else None
    text = before.chain.text if before else (await drafted(unit, matter))[0]
    return {
        "matter": matter.id,
        "name": f"登记号{matter.registration_number}",
        "text": text,
        "chain": 0,
        "way": NOWHERE.key,
        "returned": before.chain.id if before else 0,
    }


async def _sent_back(unit: UnitOfWork, matter: Matter, purpose: ChainPurpose, subject_id: int) -> Signing | None:
    """The last text, if it was sent back: not one that another was signed after, or that units acted after."""
    statuses = (ChainStatus.SENT_BACK, ChainStatus.APPROVED)
    last = await approvals.newest_signing(unit, purpose, subject_id, statuses)
    return last if last and summing.is_rewritten(last.chain, matter.reopened_at) else None


async def drafted(unit: UnitOfWork, matter: Matter) -> tuple[str, tuple[Sentence, ...]]:
    """What the units' accepted reports say, and the sentences of it."""
    return summing.draft(matter.title, await reports.accepted_results(unit, matter.id))


async def sentences_of(unit: UnitOfWork, matter: Matter, text: str, returned: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a text with their reports: those of the draft, and of the text that was sent back."""
    known = (await drafted(unit, matter))[1]
    chain = await unit.get(Chain, returned) if returned else None
    before = await summaries.of_chain(unit, chain) if chain else None
    return summing.rebind((*(before.sentences if before else ()), *known), text)


def summing_of(draft: Draft) -> Summing:
    """What the answers say is to be sent."""
    way = way_of(str(draft.answers["way"]))
    return Summing(headed(str(draft.answers["text"]), way), int(str(draft.answers["chain"])), way)


def chains_of(matter: Matter, county: County) -> tuple[Steps, ...]:
    """The result chains that the matter may take, the track's default first."""
    track, up = TRACKS[matter.track], reports_up(matter)
    choices = range(len(track.result_chains)) if up and track.result_chains else range(1)
    return tuple(result_chain(track, county, choice, reports_up=up) for choice in choices)


def steps_of(matter: Matter, county: County, summing_: Summing) -> Steps:
    """The signatures that the text needs: the chosen chain, and the mayor where it goes up in the county's name."""
    offered = chains_of(matter, county)
    if not 0 <= summing_.choice < len(offered):
        raise InvalidInput("chain", "not_a_choice")
    return steps_for(offered[summing_.choice], summing_.way)


async def _following(turn: Turn, draft: Draft, course: Course, answered: str, **answers: object) -> Next:
    """The next question that has to be asked of this matter."""
    matter = await _matter(turn.unit, draft)
    asked = {
        "chain": len(chains_of(matter, turn.unit.county)) > 1,
        "way": bool(ways_of_matter(matter)),
        "preview": True,
    }
    left = {"text": ("chain", "way", "preview"), "chain": ("way", "preview"), "way": ("preview",)}[answered]
    following = next(question for question in left if asked[question])
    if following == "preview":
        # A vacant post is said here, where another choice is at hand.
        await _preview(turn.unit, replace(draft, answers={**draft.answers, **answers}), turn.actor)
    return Next(f"{course.name}.{following}", answers)


async def _chosen_again(unit: UnitOfWork, draft: Draft) -> str:
    matter = await _matter(unit, draft)
    return "chain" if len(chains_of(matter, unit.county)) > 1 else "way" if ways_of_matter(matter) else "text"


async def _matter(unit: UnitOfWork, draft: Draft) -> Matter:
    return await unit.require(Matter, int(str(draft.answers["matter"])))


async def _show_text(unit: UnitOfWork, draft: Draft) -> Ask:
    """The draft, and below it the report behind each sentence (R2)."""
    text = str(draft.answers["text"])
    matter = await _matter(unit, draft)
    sentences = await sentences_of(unit, matter, text, int(str(draft.answers["returned"])))
    lines = await summaries.basis(unit, matter, sentences)
    shown = [
        {
            "number": line.number,
            "text": line.text,
            "by": line.unit_name,
            "seq": line.due_seq or 0,
            "on": day(unit.county.local(line.received_at).date(), unit.today) if line.received_at else "",
        }
        for line in lines
    ]
    return Ask({"basis": shown}, (Choice(AS_IT_IS, "采用此稿"),))


async def _text_said(draft: Draft, said: Said) -> str:
    if said.files:
        raise InvalidInput("summary", "text_wanted")
    if said.choice not in ("", AS_IT_IS):
        raise InvalidInput("summary", "not_a_choice")
    return summing.require_text(str(draft.answers["text"]) if said.choice else said.text)


async def _show_chain(unit: UnitOfWork, draft: Draft) -> Ask:
    matter = await _matter(unit, draft)
    leader = await unit.get(Post, matter.leader_post_id) if matter.leader_post_id else None
    choices = tuple(
        Choice(str(number), _signers(steps, leader)) for number, steps in enumerate(chains_of(matter, unit.county))
    )
    return Ask({"clause": TRACKS[matter.track].clause}, choices, per_row=1)


def _signers(steps: Steps, leader: Post | None) -> str:
    def title(role: object) -> str:
        if role is LEADER:
            return leader.title if leader else TITLES[Role.EXECUTIVE_VICE_MAYOR]
        return TITLES[Role(str(role))]

    return " → ".join(f"{title(step.role)}{ACT_TITLES[step.act]}" for step in steps)


async def _show_way(unit: UnitOfWork, draft: Draft) -> Ask:
    matter = await _matter(unit, draft)
    ways = ways_of_matter(matter)
    facts = {
        "clause": TRACKS[matter.track].clause,
        "prints": any(Destination.BULLETIN in way.destinations for way in ways),
        "mayor": any(way.issuer is Issuer.GOVERNMENT for way in ways),
    }
    return Ask(facts, tuple(Choice(way.key, way.title) for way in ways), per_row=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown before the text is sent, and the stamp of it all."""

    facts: Mapping[str, object]
    stamp: str


async def _show_preview(unit: UnitOfWork, draft: Draft) -> Ask:
    shown = await _preview(unit, draft, await actor_for(unit, await unit.require(Person, draft.person_id)))
    matter = await _matter(unit, draft)
    choices = [Choice(SEND + shown.stamp, "确认送审")]
    if len(chains_of(matter, unit.county)) > 1 or ways_of_matter(matter):
        choices.append(Choice(CHAIN, "改选流程"))
    return Ask(shown.facts, (*choices, Choice(TEXT, "修改文稿")), per_row=2)


async def _preview(unit: UnitOfWork, draft: Draft, actor: Actor) -> Preview:
    """Who would sign, with names; the text under its title; where it goes and by when.

    Raises:
        VacantPost, OwnDraft: it cannot be sent so.
    """
    matter, wanted = await _matter(unit, draft), summing_of(draft)
    track = TRACKS[matter.track]
    planned = await plan_approval(
        unit, actor, steps=steps_of(matter, unit.county, wanted), leader_post_id=matter.leader_post_id
    )
    signers = [asdict(await signer_line(unit, step)) for step in planned]
    before = before_of(track.key, unit.county)
    own = own_due(matter.city_due_on, before, unit.workdays) if reported_to(wanted.way) else None
    facts = {
        "signers": signers,
        "final": wanted.text,
        "clause": track.clause,
        "ours": "result_chains" in track.ours,
        "way_title": wanted.way.title if ways_of_matter(matter) else "",
        "own_due": day(own, unit.today) if own else "",
        "city_due": day(matter.city_due_on, unit.today) if own and matter.city_due_on else "",
    }
    return Preview(facts, hash_of(repr(facts))[:SHOWN])

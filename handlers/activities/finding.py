"""记录督查情况, on the spot and from the phone: where, how it agrees with the report, words and photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from handlers.approving.with_plan import Spot, shares_of, spots_of
from handlers.conversation.answering import picked, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.activities import RecordFinding
from messages.work_labels import FINDING
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection import findings
from supervision.inspection.activities import Move, move, require_member
from supervision.inspection.activity_plans import require_not_held
from supervision.model import Activity, Draft, FileStatus, Finding, FindingVerdict, Matter, StoredFile
from supervision.notices.activities import FindingPrompt, finding_subject
from supervision.notices.dialogue import Choice
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, NotFound
from supervision.reports.evidence import Unfit, is_file_id, unfit
from supervision.roles import DRAFTERS, Permission

FLOW_NAME = "finding"
FOLLOW_UP = "finding_photo"
MOST_CHOICES = 10
TAKEN = "照片、文档、语音或视频"

_VERDICTS = tuple(Choice(verdict.value, FINDING[verdict]) for verdict in FindingVerdict)
_DONE = (Choice("done", "记录完毕"),)


async def record(
    unit: UnitOfWork,
    actor: Actor,
    activity_id: int,
    *,
    finding_id: int,
    place: tuple[int, int, int],
    verdict: str,
    text: str,
) -> None:
    """Write down what was found, or word it anew.

    Raises:
        NotFound: he does not go along, or the plan does not name the place.
        WrongState, InvalidInput: as `findings.record`; or the matter that it is about is suspended.
    """
    actor.require(Permission.ACTIVITY_FIND)
    activity = await unit.require(Activity, activity_id)
    require_member(activity, actor)
    require_not_held(await _matter_of(unit, activity))
    outcome = findings.record(
        activity,
        await shares_of(unit, activity),
        await unit.get(Finding, finding_id),
        finding_id=finding_id,
        place=place,
        verdict=verdict,
        text=text,
        actor=actor,
        now=unit.now,
    )
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def begin(turn: Turn) -> None:
    """［记录督查情况］: the unit first, or at once the task where there is one unit alone."""
    assert isinstance(turn.press, RecordFinding)
    activity = await turn.unit.require(Activity, turn.press.activity)
    require_member(activity, turn.actor)
    require_not_held(await _matter_of(turn.unit, activity))
    move(activity, Move.FIND)
    spots = await spots_of(turn.unit, activity)
    if not spots:
        raise NotFound("task")
    answers: dict[str, object] = {"activity": activity.id, "title": activity.title, "photos": []}
    answers["finding"] = await turn.unit.new_id("finding")  # one a conversation: going back words the same one anew
    units = {spot.unit_id for spot in spots}
    following = _after_unit(answers, spots, next(iter(units))) if len(units) == 1 else Next("finding.unit")
    await open_flow(turn, FLOW, following.question or "", {**answers, **following.answers})


async def _matter_of(unit: UnitOfWork, activity: Activity) -> Matter | None:
    return await unit.get(Matter, activity.matter_id) if activity.matter_id else None


def _after_unit(answers: dict[str, object], spots: Sequence[Spot], unit_id: int) -> Next:
    own = [spot for spot in spots if spot.unit_id == unit_id]
    if len(own) > 1:
        return Next("finding.task", {"unit": unit_id, "unit_name": own[0].unit})
    return Next("finding.verdict", _at(own[0]))


def _at(spot: Spot) -> dict[str, object]:
    return {
        "place": list(spot.place),
        "unit": spot.unit_id,
        "unit_name": spot.unit,
        "item": f"{spot.item}　{spot.text}",
    }


async def _spots(unit: UnitOfWork, draft: Draft) -> list[Spot]:
    return await spots_of(unit, await unit.require(Activity, int(str(draft.answers["activity"]))))


async def _show_unit(unit: UnitOfWork, draft: Draft) -> Ask:
    units = {spot.unit_id: spot.unit for spot in await _spots(unit, draft)}
    choices = tuple(Choice(str(unit_id), name) for unit_id, name in units.items())
    return Ask({"more": len(choices) > MOST_CHOICES}, choices[:MOST_CHOICES], per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    spots = await _spots(turn.unit, draft)
    choices = [Choice(str(spot.unit_id), spot.unit) for spot in spots]
    unit_id = int(picked(said, choices, "unit"))
    return _after_unit(draft.answers, spots, unit_id)


async def _own_spots(unit: UnitOfWork, draft: Draft) -> list[Spot]:
    return [spot for spot in await _spots(unit, draft) if spot.unit_id == draft.answers["unit"]]


async def _show_task(unit: UnitOfWork, draft: Draft) -> Ask:
    own = await _own_spots(unit, draft)
    choices = tuple(Choice(_key(spot), f"{spot.item} {spot.text[:14]}") for spot in own[:MOST_CHOICES])
    return Ask({"more": len(own) > MOST_CHOICES}, choices, per_row=1)


async def _take_task(turn: Turn, draft: Draft, said: Said) -> Next:
    own = await _own_spots(turn.unit, draft)
    named = said.text.replace(" ", "")
    for spot in own:
        if said.choice == _key(spot) or (named and named == spot.item):
            return Next("finding.verdict", _at(spot))
    raise InvalidInput("task", "not_a_choice")


def _key(spot: Spot) -> str:
    return f"{spot.matter_id}-{spot.task_seq}"


async def _show_verdict(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=_VERDICTS)


async def _take_verdict(turn: Turn, draft: Draft, said: Said) -> Next:
    return Next("finding.words", {"verdict": picked(said, _VERDICTS, "verdict")})


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"count": len(_photos(draft))})


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    photos = [*_photos(draft), *await _keep(turn, said, len(_photos(draft)))]
    if not said.text:
        if not said.files:
            raise InvalidInput("words", "empty")
        return _after_photo(turn, draft, "finding.words", photos)
    text = typed(replace(said, files=()), "words", findings.LONGEST_TEXT)
    finding_id = int(str(draft.answers["finding"]))
    await record(
        turn.unit,
        turn.actor,
        int(str(draft.answers["activity"])),
        finding_id=finding_id,
        place=cast("tuple[int, int, int]", tuple(cast("list[int]", draft.answers["place"]))),
        verdict=str(draft.answers["verdict"]),
        text=text,
    )
    await _attach(turn, finding_id, photos)
    return Next("finding.more", {"photos": photos, "album": turn.heard.media_group})


def _after_photo(turn: Turn, draft: Draft, question: str, photos: list[int]) -> Next:
    """Ask on; an album, of which each item is a message of its own, is answered once."""
    album = turn.heard.media_group
    same = bool(album) and draft.question == question and draft.answers.get("album") == album
    return Next(question, {"photos": photos, "album": album}, in_place=same)


def _photos(draft: Draft) -> list[int]:
    return cast("list[int]", draft.answers.get("photos", []))


async def _keep(turn: Turn, said: Said, before: int) -> list[int]:
    """Note the files of a message; they are fetched after the commit.

    Raises:
        InvalidInput: one of them cannot be taken, or there are too many.
    """
    if before + len(said.files) > findings.MOST_PHOTOS:
        raise InvalidInput("photos", "too_many", limit=findings.MOST_PHOTOS)
    for sent in said.files:
        why = unfit(sent.kind, sent.name, sent.size)
        if why is Unfit.TOO_BIG:
            raise InvalidInput("photos", "file_too_big")
        if why is not None or not is_file_id(sent.file_id):
            raise InvalidInput("photos", "wrong_file", given=TAKEN)
    rows = [await note(turn.unit, turn.actor, turn.heard, sent, FOLLOW_UP) for sent in said.files]
    await turn.unit.save(*rows)
    return [row.id for row in rows]


async def _attach(turn: Turn, finding_id: int, photos: Sequence[int]) -> None:
    if not photos:
        return
    rows = await turn.unit.find(StoredFile, id=list(photos))
    fact = Fact("finding.photographed", finding_subject(finding_id), {"files": list(photos)})
    attached = tuple(replace(row, finding_id=finding_id) for row in rows)
    await carry_out(turn.unit, turn.actor, Outcome(attached, (fact,), redraw=(finding_subject(finding_id),)))


async def _show_more(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"count": len(_photos(draft))}, _DONE)


async def _take_more(turn: Turn, draft: Draft, said: Said) -> Next:
    """More photographs, as the later items of an album; a text does not belong here."""
    if not said.files:
        picked(said, _DONE, "photos")
        return END
    kept = await _keep(turn, said, len(_photos(draft)))
    await _attach(turn, int(str(draft.answers["finding"])), kept)
    return _after_photo(turn, draft, "finding.more", [*_photos(draft), *kept])


async def photo_fetched(services: Services, file: StoredFile) -> None:
    """A photograph is on disk; or it could not be got, which the finding's card then says."""
    if file.status is FileStatus.STORED or file.finding_id is None:
        return
    async with services.transaction() as unit:
        if await take_up(unit, file) is not None:
            await carry_out(unit, Actor(None), Outcome(redraw=(finding_subject(file.finding_id),)))
            await unit.commit()


FLOW = Flow(
    FLOW_NAME,
    FindingPrompt,
    {
        "finding.unit": Question(_show_unit, _take_unit),
        "finding.task": Question(_show_task, _take_task),
        "finding.verdict": Question(_show_verdict, _take_verdict),
        "finding.words": Question(_show_words, _take_words),
        "finding.more": Question(_show_more, _take_more),
    },
)
FLOWS = {FLOW.name: FLOW}
FOLLOW_UPS = {FOLLOW_UP: photo_fetched}
ROUTES = (Tap(press=RecordFinding, callback=begin, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),)

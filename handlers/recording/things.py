"""The questions of /record about the thing: what is recorded, and – of a unit – of whom and of which task or date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handlers.approving.naming import asks_naming
from handlers.conversation.answering import picked, tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.recording.course import go_on
from handlers.recording.openings import Openings, began_at, openings_of
from handlers.recording.signers import known_signer
from messages.filters import day, shorten
from messages.labels import RECORD
from messages.views.matters import short_name
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.approving.signing import Signing
from supervision.model import Chain, Draft, Matter, Post, RecordKind, SigningStep, Task, Unit
from supervision.notices.dialogue import Choice
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.refusals import NotFound
from supervision.reports.recording import CHANNELS
from supervision.search.finding import find_unit

MOST_UNITS = 12
"""Units that are offered as buttons; others are typed."""


async def _openings(unit: UnitOfWork, draft: Draft) -> Openings:
    roles = {post.role for post in await unit.find(Post, holder_id=draft.person_id, active=True)}
    return await openings_of(unit, await unit.require(Matter, draft.answers["matter"]), roles)


async def _show_what(unit: UnitOfWork, draft: Draft) -> Ask:
    openings = await _openings(unit, draft)
    return Ask(choices=tuple(_what_choices(openings)), per_row=2)


def _what_choices(openings: Openings) -> Iterator[Choice]:
    """What can be recorded; where several texts are with signers, each by its step and title."""
    for kind in openings.kinds:
        if kind in OF_LEADERS:
            of_kind = _steps_of(openings, kind)
            for chain, step in of_kind:
                title = f"：{chain.title.partition('（')[0]}" if len(of_kind) > 1 else ""
                yield Choice(f"{kind.value}@{chain.id}/{step.seq}", f"{RECORD[kind]}（{_name_of(kind, step)}{title}）")
        else:
            yield Choice(kind.value, RECORD[kind])


def _steps_of(openings: Openings, kind: RecordKind) -> tuple[tuple[Chain, SigningStep], ...]:
    if kind is RecordKind.RATIFICATION:
        return openings.verbal
    return tuple((found.chain, step) for found, step in openings.waiting(kind))


def _name_of(kind: RecordKind, step: SigningStep) -> str:
    return step.title if kind is RecordKind.RATIFICATION else f"{step.title}{ACT_TITLES[Act(step.act)]}"


async def _take_what(turn: Turn, draft: Draft, said: Said) -> Next:
    openings = await _openings(turn.unit, draft)
    name, _, of_step = picked(said, list(_what_choices(openings)), "what").partition("@")
    kind = RecordKind(name)
    if of_step:
        chain, _, seq = of_step.partition("/")
        signing = await approvals.signing(turn.unit, int(chain))
        return go_on(draft.answers, **await step_answers(turn.unit, signing, signing.step(int(seq)), kind))
    answers = {"kind": kind.value, **channel_of(kind)}
    units = openings.units(kind)
    if len(units) == 1:
        answers |= await unit_answers(turn.unit, openings, kind, units[0])
    return go_on(draft.answers, **answers)


OF_LEADERS = frozenset({RecordKind.SIGNATURE, RecordKind.VERBAL, RecordKind.RATIFICATION})
"""Kinds that are of a step, not of a unit."""


def channel_of(kind: RecordKind) -> dict[str, object]:
    """The way that it came, where there is only one."""
    ways = CHANNELS[kind]
    return {"channel": next(iter(ways)).value} if len(ways) == 1 else {}


async def step_answers(unit: UnitOfWork, signing: Signing, step: SigningStep, kind: RecordKind) -> dict[str, object]:
    """What is known of a leader's act from the start: the step, the text, since when, and who signs if only one can."""
    chain = signing.chain
    since = step.verbal_at if kind is RecordKind.RATIFICATION and step.verbal_at else chain.started_at
    answers: dict[str, object] = {
        "kind": kind.value,
        **channel_of(kind),
        "chain": chain.id,
        "step": step.seq,
        "text_hash": chain.text_hash,
        "since": since.isoformat(),
        "asks_naming": kind is RecordKind.SIGNATURE and await asks_naming(unit, signing, step),
    }
    return {**answers, **await known_signer(unit, signing, step, kind)}


async def unit_answers(unit: UnitOfWork, openings: Openings, kind: RecordKind, unit_id: int) -> dict[str, object]:
    """What follows from the unit: its paper, since when, and its task or date if there is only one."""
    dispatch = openings.dispatch(unit_id)
    if dispatch is None or unit_id not in openings.units(kind):
        raise NotFound("unit")
    named = await unit.require(Unit, unit_id)
    answers: dict[str, object] = {
        "unit": unit_id,
        "unit_name": short_name(named),
        "paper": dispatch.paper_id,
        "since": began_at(openings, unit_id).isoformat(),
    }
    choices = [choice.value for choice in await _narrower(unit, openings, kind, unit_id)]
    if len(choices) == 1:
        answers |= _NARROW[kind](choices[0])
    return answers


def _task(value: str) -> dict[str, object]:
    return {"task": int(value)}


def _due(value: str) -> dict[str, object]:
    task, _, due = value.partition("/")
    return {"task": int(task), "due": int(due)}


_NARROW: Mapping[RecordKind, Callable[[str], dict[str, object]]] = {
    RecordKind.REPORT: _task,
    RecordKind.EXTENSION: _due,
}
"""What a choice of task or date answers, by kind."""


async def _narrower(unit: UnitOfWork, openings: Openings, kind: RecordKind, unit_id: int) -> list[Choice]:
    """The tasks, or dates, of a unit that the record can be of; none for kinds that are of the whole paper."""
    if kind is RecordKind.REPORT:
        return [Choice(str(a.task_seq), f"第{a.task_seq}项") for a in openings.assignments if a.unit_id == unit_id]
    if kind is RecordKind.EXTENSION:
        return [
            Choice(f"{due.task_seq}/{due.seq}", f"第{due.task_seq}项　{day(due.expected_on, unit.today)}")
            for due in openings.dues
            if due.unit_id == unit_id
        ]
    return []


async def _show_unit(unit: UnitOfWork, draft: Draft) -> Ask:
    units = await _units(unit, draft)
    return Ask(choices=tuple(Choice(str(u.id), short_name(u)) for u in units[:MOST_UNITS]), per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    units = await _units(turn.unit, draft)
    chosen = tapped(said, [Choice(str(found.id), short_name(found)) for found in units], "unit")
    if not chosen:
        found = find_unit(said.text, units, turn.unit.county.name)
        if len(found.units) != 1:
            raise NotFound("unit", said.text[:40])
        chosen = str(found.units[0].id)
    openings = await _openings(turn.unit, draft)
    kind = RecordKind(str(draft.answers["kind"]))
    return go_on(draft.answers, **await unit_answers(turn.unit, openings, kind, int(chosen)))


async def _units(unit: UnitOfWork, draft: Draft) -> list[Unit]:
    openings = await _openings(unit, draft)
    return await unit.find(Unit, id=openings.units(RecordKind(str(draft.answers["kind"]))))


async def _show_narrower(unit: UnitOfWork, draft: Draft) -> Ask:
    tasks = {task.seq: shorten(task.text, 40) for task in await unit.find(Task, matter_id=draft.answers["matter"])}
    choices = await _drafted_narrower(unit, draft)
    seqs = dict.fromkeys(int(choice.value.partition("/")[0]) for choice in choices)
    return Ask({"tasks": [f"第{seq}项　{tasks[seq]}" for seq in seqs]}, tuple(choices), 2)


async def _take_narrower(turn: Turn, draft: Draft, said: Said) -> Next:
    kind = RecordKind(str(draft.answers["kind"]))
    chosen = picked(said, await _drafted_narrower(turn.unit, draft), "task")
    return go_on(draft.answers, **_NARROW[kind](chosen))


async def _drafted_narrower(unit: UnitOfWork, draft: Draft) -> list[Choice]:
    kind = RecordKind(str(draft.answers["kind"]))
    return await _narrower(unit, await _openings(unit, draft), kind, _number(draft, "unit"))


def _number(draft: Draft, name: str) -> int:
    value = draft.answers[name]
    assert isinstance(value, int)
    return value


QUESTIONS = {
    "what": Question(_show_what, _take_what),
    "unit": Question(_show_unit, _take_unit),
    "task": Question(_show_narrower, _take_narrower),
    "due": Question(_show_narrower, _take_narrower),
}
"""Questions by name."""

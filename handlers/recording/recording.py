"""录入: /record, and the buttons that lead to it – what was done on paper or by telephone, for another to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from handlers.recording import by_sheet, details, naming, signers, things, which
from handlers.recording.acts import CHECKS, whose
from handlers.recording.by_sheet import answers_by_code
from handlers.recording.course import FLOW_NAME, following, record_of
from handlers.recording.details import scans_of
from handlers.recording.openings import OFFICE_ONLY, Openings, openings_of
from handlers.recording.telephoning import reached_before
from handlers.recording.wording import lines_of
from messages.presses.recording import RecordCall
from storage import outbox
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import first_line
from supervision.model import Draft, Matter, Paper, Post, Record, RecordKind, RecordStatus, StoredFile
from supervision.notices.base import HERE
from supervision.notices.dialogue import Choice
from supervision.notices.recording import RecordCard, RecordingPrompt
from supervision.procedures.desks import require_desk
from supervision.refusals import NotFound, StaleButton, WrongState
from supervision.reports import recording
from supervision.reports.recording import Entry
from supervision.roles import OFFICE, Permission, Role

_SUBMIT = (Choice("yes", "提交核对"),)

MANY = frozenset({RecordKind.REPORT})
"""Kinds of which several may wait at once; of the others a thing has one record at a time."""

_SAME = ("chain_id", "step_seq", "paper_id", "unit_id", "task_seq", "due_seq")
"""What makes two records of a kind be of the same thing."""


async def enter(unit: UnitOfWork, actor: Actor, record: Record, *, since: str, scans: list[StoredFile]) -> Record:
    """Write a record down and put it before those who can confirm it.

    Raises:
        WrongState: the same waits already, or the act is not possible any more. And as `recording.enter`.
    """
    await _check_alone(unit, record)
    entry = Entry(
        desk_unit_id=await _desk(unit, record),
        since=unit.now.fromisoformat(since),
        files=len(scans),
        confirmers=await confirmers(unit, actor, record.person_id, head_too=await _head_too(unit, record)),
    )
    outcome = recording.enter(record, actor, entry)
    await CHECKS[record.kind](unit, record, await whose(unit, record))
    await carry_out(unit, actor, outcome, post_id=record.entered_post_id or None)
    await unit.save(*(replace(scan, record_id=record.id) for scan in scans))
    return record


async def confirmers(
    unit: UnitOfWork, actor: Actor, barred: int | None = None, *, head_too: bool = False
) -> tuple[int, ...]:
    """The posts that are asked to confirm what this person enters; `barred` is somebody whom it is about."""
    officers = await unit.find(Post, role=Role.OFFICER, active=True)
    keepers = await unit.find(Post, role=(Role.OFFICE_HEAD, Role.ADMINISTRATOR), active=True)
    also = [post for post in keepers if head_too and post.role is Role.OFFICE_HEAD]
    return recording.who_confirms(_held(officers, barred), _held(keepers, barred), actor.person_id, _held(also, barred))


async def _head_too(unit: UnitOfWork, record: Record) -> bool:
    matter = await unit.get(Matter, record.matter_id) if record.matter_id else None
    return matter is not None and recording.asks_the_head_too(matter.urgency, unit.now, unit.county, unit.workdays)


def _held(posts: list[Post], barred: int | None) -> list[tuple[int, int]]:
    return [(post.id, post.holder_id) for post in posts if post.holder_id and post.holder_id != barred]


async def _check_alone(unit: UnitOfWork, record: Record) -> None:
    if record.kind in MANY:
        return
    same = {name: getattr(record, name) for name in _SAME}
    if await unit.first(Record, kind=record.kind, status=RecordStatus.WAITING, matter_id=record.matter_id, **same):
        raise WrongState("record", RecordStatus.WAITING.value)


async def _desk(unit: UnitOfWork, record: Record) -> int:
    """The unit on whose desk it lies; 0 for what is the Office's alone (a bulletin)."""
    matter = await unit.get(Matter, record.matter_id) if record.matter_id else None
    registrar = await unit.get(Post, matter.registered_post_id) if matter else None
    return registrar.unit_id if registrar else 0


async def begin(turn: Turn) -> None:
    """/record 编号; without a number, ask for one and offer the texts that belong to no matter."""
    if not turn.heard.args:
        texts = await which.with_signers(turn.unit, turn.actor)
        offered = {"texts": [chain.id for chain in texts[: which.MOST_TEXTS]]}
        await open_flow(turn, FLOW, f"{FLOW_NAME}.matter", offered, wanted="record")
        return
    answers = await answers_by_code(turn, turn.heard.args)
    if answers:
        await open_flow(turn, FLOW, f"{FLOW_NAME}.{following(answers)}", answers, wanted="record")
        return
    found = await which.meant(turn, turn.heard.args)
    answers = await which.answers_of(turn, found)
    question = which.next_of(answers) if answers else f"{FLOW_NAME}.matter"
    await open_flow(turn, FLOW, question, answers or found.kept, wanted="record")


async def _ask_what(turn: Turn, matter: Matter) -> None:
    await open_flow(turn, FLOW, f"{FLOW_NAME}.what", await which.opening(turn, matter), wanted="record")


async def on_call(turn: Turn) -> None:
    """［录入］［记录电话送达］［记录电话同意］ …: begin with what is known."""
    press = turn.press
    assert isinstance(press, RecordCall)
    first, _, second = press.key.partition("/")
    if not first.isdecimal() or (second and not second.isdecimal()):
        raise StaleButton
    if press.kind == "matter":
        await _ask_what(turn, await turn.unit.require(Matter, int(first)))
        return
    if press.kind not in set(RecordKind) or not second:
        raise StaleButton
    kind = RecordKind(press.kind)
    if kind is RecordKind.DELIVERY:
        before = await reached_before(turn.unit, turn.actor, int(first), int(second))
        if before is not None:
            turn.say_in_toast(before, alert=True)
            return
    of_unit = kind in _OF_PAPERS
    answers = await (_of_paper if of_unit else _of_step)(turn, kind, int(first), int(second))
    await open_flow(turn, FLOW, f"{FLOW_NAME}.{following(answers)}", answers)


_OF_PAPERS = frozenset({RecordKind.DELIVERY, RecordKind.RECEIPT})


async def _of_step(turn: Turn, kind: RecordKind, chain_id: int, seq: int) -> Mapping[str, object]:
    if kind not in things.OF_LEADERS:
        raise StaleButton
    found = await approvals.signing(turn.unit, chain_id)
    chain, step = found.chain, found.step(seq)
    if chain.purpose in OFFICE_ONLY and OFFICE.isdisjoint(turn.actor.roles):
        raise NotFound("step")
    desk = 0
    if chain.matter_id:
        matter = await turn.unit.require(Matter, chain.matter_id)
        desk = (await turn.unit.require(Post, matter.registered_post_id)).unit_id
    require_desk(turn.actor, desk)
    answers = await things.step_answers(turn.unit, found, step, kind)
    return {"matter": chain.matter_id, "title": first_line(chain.text), "number": "", **answers}


async def _of_paper(turn: Turn, kind: RecordKind, paper_id: int, unit_id: int) -> Mapping[str, object]:
    opened = await _openings_of_paper(turn, paper_id)
    if unit_id not in opened.units(kind):
        raise StaleButton
    answers = await things.unit_answers(turn.unit, opened, kind, unit_id)
    matter = opened.matter
    about = {"matter": matter.id, "title": matter.title, "number": matter.registration_number, "kind": kind.value}
    return {**about, **things.channel_of(kind), **answers}


async def _openings_of_paper(turn: Turn, paper_id: int) -> Openings:
    paper = await turn.unit.require(Paper, paper_id)
    matter = await turn.unit.require(Matter, paper.matter_id)
    require_desk(turn.actor, (await turn.unit.require(Post, matter.registered_post_id)).unit_id)
    return await openings_of(turn.unit, matter)


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    clerk = Actor(None)
    record = record_of(unit, clerk, draft.answers, 0)
    return Ask({"record": asdict(await lines_of(unit, record, len(scans_of(draft))))}, _SUBMIT)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, _SUBMIT, "confirm")
    unit = turn.unit
    record = record_of(unit, turn.actor, draft.answers, await unit.new_id("record"))
    scans = await unit.find(StoredFile, id=scans_of(draft)) if scans_of(draft) else []
    await enter(unit, turn.actor, record, since=str(draft.answers["since"]), scans=scans)
    await outbox.tell(unit, [RecordCard(to=HERE, record_id=record.id)])
    return END


_QUESTIONS = {
    **things.QUESTIONS,
    **by_sheet.QUESTIONS,
    **signers.QUESTIONS,
    **naming.QUESTIONS,
    **details.QUESTIONS,
    "confirm": Question(_show_confirm, _take_confirm),
}

FLOW = Flow(FLOW_NAME, RecordingPrompt, {f"{FLOW_NAME}.{name}": item for name, item in _QUESTIONS.items()})

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Command(
        name="record",
        callback=begin,
        may=Permission.RECORD_ENTER,
        description="录入纸质、电话办理情况",
        word="录入",
    ),
    Tap(press=RecordCall, callback=on_call, may=Permission.RECORD_ENTER),
)

"""提请督查室督促: a section takes a vice-mayor's matter through the gate, where it is major (确需; P4.2, P5.2)."""

from __future__ import annotations

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.following.keeping import section_of
from messages.presses.matters import CallOffice
from storage import outbox
from storage.queries import desk
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.instructions import following
from supervision.instructions.following import LONGEST_REASON
from supervision.model import DeskKind, Draft, Matter
from supervision.notices.base import HERE
from supervision.notices.cards import MatterCard
from supervision.notices.dialogue import Choice
from supervision.notices.following import GateKept, GatePrompt, OfficeCalled
from supervision.refusals import Refusal
from supervision.roles import Permission

_MAJOR = (Choice("yes", "属重大事项，确需督促"), Choice("no", "仍由科室跟踪"))
_REASONS = (
    Choice("many", "涉及多个单位，需统筹协调"),
    Choice("slow", "多次协调，进展缓慢"),
    Choice("ordered", "领导要求由督查室督办"),
)
"""Reasons that need not be typed."""


async def pass_gate(unit: UnitOfWork, actor: Actor, matter_id: int, reason: str) -> None:
    """Take it through the gate. Raises as `following.call_office`."""
    matter = await unit.require(Matter, matter_id)
    section = await section_of(unit, matter)
    post = actor.post_of_unit(section)
    outcome = following.call_office(matter, section, actor, reason=reason)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await desk.settle(unit, DeskKind.FOLLOWED, str(matter_id))


async def on_call_office(turn: Turn) -> None:
    """［提请督查室督促］ on a section's card: is it major?"""
    assert isinstance(turn.press, CallOffice)
    matter = await turn.unit.require(Matter, turn.press.matter)
    following.require_followed(matter, await section_of(turn.unit, matter), turn.actor)
    about = {"matter": matter.id, "number": matter.registration_number, "title": matter.title}
    await open_flow(turn, FLOW, "gate.major", about)


async def _show_major(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_MAJOR, per_row=2)


async def _take_major(turn: Turn, _draft: Draft, said: Said) -> Next:
    if picked(said, _MAJOR, "major") == "yes":
        return Next("gate.reason")
    await outbox.tell(turn.unit, [GateKept()])
    return END


async def _show_reason(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_REASONS, per_row=1)


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    chosen = tapped(said, _REASONS, "reason")
    reason = next((item.label for item in _REASONS if item.value == chosen), "")
    reason = reason or typed(said, "reason", LONGEST_REASON)
    matter_id = int(str(draft.answers["matter"]))
    try:
        await pass_gate(turn.unit, turn.actor, matter_id, reason)
    except Refusal as refusal:  # raised before anything was saved: it went another way meanwhile
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [OfficeCalled(), MatterCard(to=HERE, matter_id=matter_id)])
    return END


FLOW = Flow(
    "gate",
    GatePrompt,
    {
        "gate.major": Question(_show_major, _take_major),
        "gate.reason": Question(_show_reason, _take_reason),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=CallOffice, callback=on_call_office, may=Permission.MATTER_SUBMIT),)

"""更正提出人: who proposed it, put right after its paper was issued, so that each can be answered (P6.2)."""

from __future__ import annotations

from handlers.conversation.answering import typed_names
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from handlers.proposals.cards import case_handled, send_card
from messages.presses.proposals import CorrectProposers
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft
from supervision.notices.proposals import ProposalPrompt
from supervision.proposals import handling, replies
from supervision.roles import OFFICE, Permission


async def on_correct(turn: Turn) -> None:
    """［更正提出人］."""
    assert isinstance(turn.press, CorrectProposers)
    case, _ = await case_handled(turn.unit, turn.actor, turn.press.matter)
    replies.require_replied(case, turn.actor)
    called = handling.named(case.proposal.number, case.proposal.kind)
    answers = {"matter": case.matter.id, "called": called, "proposers": list(case.proposal.proposers)}
    await open_flow(turn, FLOW, "renaming.names", answers)


async def _show_names(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_names(turn: Turn, draft: Draft, said: Said) -> Next:
    names = typed_names(said, "proposers", limit=handling.LONGEST_NAME, most=handling.MOST_PROPOSERS)
    case, rows = await case_handled(turn.unit, turn.actor, int(str(draft.answers["matter"])))
    post = turn.actor.post_in(*OFFICE)
    outcome = replies.correct_proposers(case, rows, names, turn.actor)
    await carry_out(turn.unit, turn.actor, outcome, post_id=post.id if post else None)
    await send_card(turn, case.matter.id)
    return END


FLOW = Flow("renaming", ProposalPrompt, {"renaming.names": Question(_show_names, _take_names)})

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=CorrectProposers, callback=on_correct, may=Permission.PROPOSAL_HANDLE),)

"""修改后同意: which task, which field, what it is to be; then the difference, and the signature under it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.approving.signing import explain_change
from handlers.conversation import dialogue
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.signers.amendments import amend, folder_of, propose
from handlers.signers.task_questions import TaskQuestions, changes_of, number_of
from messages.presses.signers import AmendText
from messages.views.amending import change_lines
from storage import outbox
from storage.queries import approvals as queries
from storage.unit_of_work import UnitOfWork
from supervision.approving import amending
from supervision.approving.amending import LONGEST_TEXT
from supervision.approving.signing import Signing, first_line
from supervision.approving.task_changes import TaskChange, difference
from supervision.model import Draft
from supervision.notices.amending import AmendingPrompt, AmendmentDropped, AmendmentSigned
from supervision.notices.dialogue import Choice
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, Refusal, StaleButton
from supervision.roles import Permission

SIGN, MORE, DROP = "sign-", "more", "drop"
"""Answers that are buttons; the first is followed by the stamp of the new text."""


async def begin(turn: Turn) -> None:
    """［修改后同意］."""
    press = turn.press
    assert isinstance(press, AmendText)
    found = await queries.signing(turn.unit, press.chain)
    try:
        amending.require_amendable(found, press.step, turn.actor, press.shown)
    except StaleButton:
        await explain_change(turn, press.chain)
        return
    title = f"{first_line(found.chain.text)[:60]}　{found.chain.title}"
    answers = {"chain": press.chain, "step": press.step, "shown": press.shown, "title": title, "changes": []}
    first = await _first_question(turn.unit, found)
    await dialogue.open_flow(turn, FLOW, str(first.question), {**answers, **first.answers})


async def _first_question(unit: UnitOfWork, found: Signing) -> Next:
    """A result is rewritten; of the tasks of a matter, one is picked if there are several."""
    if found.chain.purpose in amending.REWRITTEN:
        return Next("amending.rewrite")
    return TASKS.first(await folder_of(unit, found))


async def _found(unit: UnitOfWork, draft: Draft) -> Signing:
    return await queries.signing(unit, number_of(draft, "chain"))


async def _folder(unit: UnitOfWork, draft: Draft) -> Folder:
    return await folder_of(unit, await _found(unit, draft))


async def _show_rewrite(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"present": (await _found(unit, draft)).chain.text, "limit": LONGEST_TEXT})


async def _take_rewrite(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files:
        raise InvalidInput("text", "text_wanted")
    text = amending.result_text(said.text, (await _found(turn.unit, draft)).chain.text)
    return await _to_confirm(turn.unit, draft, (), text, text=text)


async def _confirm_tasks(turn: Turn, draft: Draft, changes: Sequence[TaskChange]) -> Next:
    return await _to_confirm(turn.unit, draft, changes, "")


async def _to_confirm(
    unit: UnitOfWork, draft: Draft, wanted: Sequence[TaskChange], new_text: str, **answers: object
) -> Next:
    """Show the difference. It is kept as it was shown, so that what is signed is what was seen."""
    found = await _found(unit, draft)
    proposal = await propose(unit, found, wanted, new_text)
    lines = [{"added": line.added, "text": line.text} for line in difference(found.chain.text, proposal.text)]
    fields = [
        {"seq": line.seq, "label": line.label, "old": line.old, "new": line.new, "is_short": line.is_short}
        for line in change_lines(proposal.changes, unit.today)
    ]
    shown = {
        "amendment": {"changes": fields, "lines": [] if fields else lines},
        "difference": lines if fields else [],
        "stamp": proposal.stamp,
    }
    return Next("amending.confirm", {**answers, **shown})


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    choices = (
        Choice(f"{SIGN}{draft.answers['stamp']}", "确认修改并同意"),
        Choice(MORE, "继续修改"),
        Choice(DROP, "不改了"),
    )
    return Ask(choices=choices, per_row=2)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, found = turn.unit, await _found(turn.unit, draft)
    seq, shown = number_of(draft, "step"), str(draft.answers["shown"])
    try:
        amending.require_amendable(found, seq, turn.actor, shown)
    except Refusal as refusal:  # it was decided, or the text changed, in the meantime
        await say_no(turn, refusal)
        return END
    if said.choice == MORE:
        return await _first_question(unit, found)
    if said.choice == DROP:
        await outbox.tell(unit, [AmendmentDropped()])
        return END
    if not said.choice.startswith(SIGN):
        raise InvalidInput("confirm", "not_a_choice")
    return await _sign(turn, draft, said.choice.removeprefix(SIGN))


async def _sign(turn: Turn, draft: Draft, agreed: str) -> Next:
    changes, text = changes_of(draft), str(draft.answers.get("text") or "")
    try:
        after = await amend(
            turn.unit,
            turn.actor,
            turn.services.catalogue.chain_effects,
            number_of(draft, "chain"),
            number_of(draft, "step"),
            shown=str(draft.answers["shown"]),
            agreed=agreed,
            wanted=changes,
            text=text,
        )
    except StaleButton:  # raised before anything was saved: what the difference showed is worded otherwise by now
        return await _to_confirm(turn.unit, draft, changes, text)
    await outbox.tell(turn.unit, [AmendmentSigned(now_with=after.now_with)])
    return END


TASKS = TaskQuestions("amending", _folder, _confirm_tasks)

FLOW = Flow(
    "amending",
    AmendingPrompt,
    {
        **TASKS.table,
        "amending.rewrite": Question(_show_rewrite, _take_rewrite),
        "amending.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=AmendText, callback=begin, may=Permission.TEXT_AMEND),)

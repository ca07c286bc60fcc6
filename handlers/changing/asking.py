"""［中止］［恢复办理］［撤销］［并案］: why, until when or into what; then the text, and to its signer."""

from __future__ import annotations

from datetime import date
from typing import Any

from handlers.changing.changes import Plan, ask, plan, require_matter
from handlers.changing.wording import name_of
from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.matters.lookups import find_matters
from messages.filters import day
from messages.presses.changing import MergeMatter, ResumeMatter, SuspendMatter, WithdrawMatter
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.approving.task_changes import TaskChange
from supervision.calendars.dates import read_day
from supervision.changing import changes, suspending
from supervision.model import Change, ChangeKind, Draft, Matter
from supervision.notices.changing import ChangeAsked, ChangeMade, ChangingPrompt
from supervision.notices.dialogue import Choice, FlowCancelled
from supervision.refusals import InvalidInput, StaleButton
from supervision.registering.registration import LONGEST_NAME
from supervision.roles import Permission
from supervision.search.lookups import LONGEST_WORDS

SEND, DROP, DEFAULT = "send-", "drop", "default"
"""Answers that are buttons; the first is followed by the stamp of the text."""


async def title_of(unit: UnitOfWork, matter: Matter) -> str:
    """What a question names the matter by."""
    return f"{await name_of(unit, matter)}　{matter.title[:40]}"


def matter_of(draft: Draft) -> int:
    """The matter that an open question is about."""
    value: Any = draft.answers["matter"]
    assert isinstance(value, int)
    return value


def take_reason(said: Said) -> str:
    """The reason that was typed. Raises InvalidInput."""
    if said.files or said.choice:
        raise InvalidInput("reason", "text_wanted")
    return changes.reason_of(said.text)


def shown_of(seen: Plan) -> dict[str, object]:
    """What the preview shows of a change, kept as it was shown."""
    signers = [f"{line.title}（{line.name}）" for line in seen.signers]
    return {"text": seen.text, "stamp": seen.stamp, "signers": signers}


async def send(turn: Turn, wish: Change, stamp: str, wanted: tuple[TaskChange, ...] = ()) -> None:
    """Ask for the change, and say who has it now or that it is done. Raises as `changes.ask`."""
    unit = turn.unit
    change, now_with = await ask(unit, turn.actor, wish, stamp, wanted)
    if now_with:
        await outbox.tell(unit, [ChangeAsked(kind=change.kind, now_with=now_with)])
        return
    matter = await unit.require(Matter, change.matter_id)
    into = await unit.get(Matter, change.into_matter_id) if change.into_matter_id else None
    told = ChangeMade(
        kind=change.kind,
        title=matter.title,
        registration_number=matter.registration_number,
        into=await name_of(unit, into) if into else "",
    )
    await outbox.tell(unit, [told])


async def _begin(turn: Turn, kind: ChangeKind, flow: Flow, question: str, matter_id: int) -> None:
    matter = await require_matter(turn.unit, turn.actor, matter_id, kind)
    answers = {"matter": matter.id, "kind": kind.value, "title": await title_of(turn.unit, matter)}
    await dialogue.open_flow(turn, flow, question, answers)


async def begin_suspending(turn: Turn) -> None:
    """［中止］."""
    assert isinstance(turn.press, SuspendMatter)
    await _begin(turn, ChangeKind.SUSPEND, SUSPENDING, "suspending.reason", turn.press.matter)


async def begin_resuming(turn: Turn) -> None:
    """［恢复办理］."""
    assert isinstance(turn.press, ResumeMatter)
    await _begin(turn, ChangeKind.RESUME, SUSPENDING, "suspending.reason", turn.press.matter)


async def begin_withdrawing(turn: Turn) -> None:
    """［撤销］."""
    assert isinstance(turn.press, WithdrawMatter)
    await _begin(turn, ChangeKind.WITHDRAW, WITHDRAWING, "withdrawing.reason", turn.press.matter)


async def begin_merging(turn: Turn) -> None:
    """［并案］."""
    assert isinstance(turn.press, MergeMatter)
    await _begin(turn, ChangeKind.MERGE, MERGING, "merging.target", turn.press.matter)


async def _show_plain(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    reason = take_reason(said)
    if draft.answers["kind"] == ChangeKind.SUSPEND:
        return Next("suspending.review", {"reason": reason})
    return await _to_confirm(turn, draft, reason=reason)


async def _show_review(unit: UnitOfWork, _draft: Draft) -> Ask:
    days = unit.county.suspend_review_days
    default = suspending.review_day(unit.today, days)
    return Ask(choices=(Choice(DEFAULT, f"{days}天后，{day(default, unit.today)}"),))


async def _take_review(turn: Turn, draft: Draft, said: Said) -> Next:
    unit = turn.unit
    default = tapped(said, (await _show_review(unit, draft)).choices, "review_on")
    if default:
        review_on = suspending.review_day(unit.today, unit.county.suspend_review_days)
    else:
        review_on = read_day("review_on", typed(said, "review_on", LONGEST_NAME), unit.today).day
    if review_on <= unit.today:
        raise InvalidInput("review_on", "past_date", given=said.text)
    return await _to_confirm(turn, draft, review_on=review_on.isoformat())


async def _take_target(turn: Turn, draft: Draft, said: Said) -> Next:
    found = await find_matters(turn.unit, turn.actor, typed(said, "target", LONGEST_WORDS))
    others = [item.id for item in found if item.id != matter_of(draft)]
    if not others:
        raise InvalidInput("target", "same_matter")
    if len(others) > 1:
        return Next("merging.which", {"found": others})
    return await _with_target(turn, draft, others[0])


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    found: Any = draft.answers["found"]
    matters = await unit.find(Matter, id=tuple(found))
    choices = [Choice(str(item.id), f"{await name_of(unit, item)} {item.title[:16]}") for item in matters]
    return Ask(choices=tuple(choices), per_row=1)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _with_target(turn, draft, int(picked(said, (await _show_which(turn.unit, draft)).choices, "target")))


async def _with_target(turn: Turn, draft: Draft, target_id: int) -> Next:
    matter = await turn.unit.require(Matter, matter_of(draft))
    changes.require_target(matter, await turn.unit.require(Matter, target_id))
    return Next("merging.reason", {"into": target_id})


async def _to_confirm(turn: Turn, draft: Draft, **answers: object) -> Next:
    seen = await plan(turn.unit, turn.actor, _wish(turn, {**draft.answers, **answers}))
    return Next(f"{draft.flow}.confirm", {**answers, **shown_of(seen)})


def _wish(turn: Turn, answers: dict[str, Any]) -> Change:
    review_on = answers.get("review_on")
    return Change(
        id=0,
        matter_id=answers["matter"],
        kind=ChangeKind(answers["kind"]),
        reason=answers["reason"],
        asked_by=turn.actor.person_id,
        asked_at=turn.unit.now,
        into_matter_id=answers.get("into"),
        review_on=date.fromisoformat(review_on) if review_on else None,
    )


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    label = "送审" if draft.answers["signers"] else "确认"
    return Ask(choices=(Choice(f"{SEND}{draft.answers['stamp']}", label), Choice(DROP, "暂不办理")), per_row=2)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == DROP:
        await outbox.tell(turn.unit, [FlowCancelled(flow=draft.flow)])
        return END
    if not said.choice.startswith(SEND):
        raise InvalidInput("confirm", "not_a_choice")
    try:
        await send(turn, _wish(turn, dict(draft.answers)), said.choice.removeprefix(SEND))
    except StaleButton:  # raised before anything was saved: something was changed since it was shown
        return await _to_confirm(turn, draft)
    return END


_REASON, _CONFIRM = Question(_show_plain, _take_reason), Question(_show_confirm, _take_confirm)

SUSPENDING = Flow(
    "suspending",
    ChangingPrompt,
    {
        "suspending.reason": _REASON,
        "suspending.review": Question(_show_review, _take_review),
        "suspending.confirm": _CONFIRM,
    },
)
WITHDRAWING = Flow("withdrawing", ChangingPrompt, {"withdrawing.reason": _REASON, "withdrawing.confirm": _CONFIRM})
MERGING = Flow(
    "merging",
    ChangingPrompt,
    {
        "merging.target": Question(_show_plain, _take_target),
        "merging.which": Question(_show_which, _take_which),
        "merging.reason": _REASON,
        "merging.confirm": _CONFIRM,
    },
)

FLOWS = {flow.name: flow for flow in (SUSPENDING, WITHDRAWING, MERGING)}

ROUTES = (
    Tap(press=SuspendMatter, callback=begin_suspending, may=Permission.MATTER_SUSPEND, chats=IN_PRIVATE),
    Tap(press=ResumeMatter, callback=begin_resuming, may=Permission.MATTER_SUSPEND, chats=IN_PRIVATE),
    Tap(press=WithdrawMatter, callback=begin_withdrawing, may=Permission.MATTER_WITHDRAW, chats=IN_PRIVATE),
    Tap(press=MergeMatter, callback=begin_merging, may=Permission.MATTER_MERGE, chats=IN_PRIVATE),
)

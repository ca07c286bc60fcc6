"""登记答复: what the Office enters of the units' replies to each proposer (P6.1, P6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from handlers.proposals.cards import case_handled
from messages.filters import day as day_words
from messages.presses.proposals import EnterReply
from messages.views.matters import short_name
from messages.work_labels import RESULT_CLASS
from storage import outbox
from storage.queries import proposals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_paper_date
from supervision.model import Draft, Matter, ResultClass, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import ProposalNoted, ReplyPrompt
from supervision.proposals import handling, replies
from supervision.proposals.handling import Case
from supervision.proposals.replies import Owed, Sent
from supervision.refusals import NotFound
from supervision.reports.report_places import Terms
from supervision.roles import OFFICE, Permission

TODAY = Choice("today", "今天")
SIGNED = (Choice("yes", "由主要负责人签发"), Choice("no", "不是"))
RESULTS = tuple(Choice(item.value, f"{item.value}类（{RESULT_CLASS[item]}）") for item in ResultClass)
LONGEST_DATE = 20
MOST_OFFERED = 8
"""Single proposers offered at once; the next come once these are entered."""


def terms_of(unit: UnitOfWork) -> Terms:
    """The time, settings and calendar of the transaction."""
    return Terms(now=unit.now, county=unit.county, workdays=unit.workdays)


async def enter(unit: UnitOfWork, actor: Actor, matter_id: int, chosen: Sequence[Owed], sent: Sent) -> ProposalNoted:
    """登记答复. Raises as `replies.enter`."""
    case, rows = await case_handled(unit, actor, matter_id)
    ids = [await unit.new_id("proposal_reply") for _ in chosen]
    outcome = replies.enter(case, rows, chosen, sent, actor, ids=ids, terms=terms_of(unit))
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    promise = replies.promise_day(sent.on) if sent.result is ResultClass.B else None
    return ProposalNoted(what="replied", name=name_of(case), count=len(chosen), result=sent.result, due_on=promise)


def name_of(case: Case) -> str:
    """`第12号建议`."""
    return handling.named(case.proposal.number, case.proposal.kind)


async def on_reply(turn: Turn) -> None:
    """［登记答复］."""
    assert isinstance(turn.press, EnterReply)
    case, rows = await case_handled(turn.unit, turn.actor, turn.press.matter)
    replies.require_replied(case, turn.actor)
    if not replies.owed(case, rows):
        raise NotFound("reply")
    await open_flow(turn, FLOW, "reply.who", {"matter": case.matter.id, "name": name_of(case)})


async def _owed(unit: UnitOfWork, draft: Draft) -> tuple[Owed, ...]:
    matter = await unit.require(Matter, int(str(draft.answers["matter"])))
    case = await queries.case_of(unit, matter)
    return replies.owed(case, await queries.replies_of(unit, [matter.id])) if case else ()


async def _who(unit: UnitOfWork, draft: Draft) -> dict[str, tuple[str, list[Owed]]]:
    """By the value of a button: its label, and the replies that it stands for."""
    found = await _owed(unit, draft)
    units = {item.id: short_name(item) for item in await unit.find(Unit, id=sorted({o.unit_id for o in found}))}
    groups: dict[str, tuple[str, list[Owed]]] = {}
    for unit_id, name in units.items():
        own = [item for item in found if item.unit_id == unit_id]
        if len(own) > 1:
            groups[f"u{unit_id}"] = (f"{name}答复全部{len(own)}人（同文）", own)
    for number, item in enumerate(found[:MOST_OFFERED]):
        again = "再次答复" if item.round > 1 else "答复"
        groups[f"o{number}"] = (f"{units[item.unit_id]}{again}{item.proposer}", [item])
    return groups


async def _show_who(unit: UnitOfWork, draft: Draft) -> Ask:
    groups = await _who(unit, draft)
    return Ask(choices=tuple(Choice(value, label) for value, (label, _) in groups.items()), per_row=1)


async def _take_who(turn: Turn, draft: Draft, said: Said) -> Next:
    groups = await _who(turn.unit, draft)
    value = picked(said, (await _show_who(turn.unit, draft)).choices, "reply")
    chosen = [[item.unit_id, item.proposer, item.round] for item in groups[value][1]]
    return Next("reply.number", {"chosen": chosen})


async def _plain(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_number(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("reply.day", {"number": typed(said, "number", replies.LONGEST_NUMBER)})


async def show_today(_unit: UnitOfWork, _draft: Draft) -> Ask:
    """A day that was, mostly today."""
    return Ask(choices=(TODAY,))


def day_said(turn: Turn, said: Said, field: str) -> date:
    """The day that was tapped or typed; none that is still to come."""
    today = turn.unit.today
    if tapped(said, (TODAY,), field):
        return today
    return read_paper_date(field, typed(said, field, LONGEST_DATE), today)


async def _take_day(turn: Turn, _draft: Draft, said: Said) -> Next:
    on = day_said(turn, said, "sent_on")
    return Next("reply.result", {"day": on.isoformat(), "day_text": day_words(on, turn.unit.today)})


async def _show_result(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=RESULTS, per_row=1)


async def _take_result(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("reply.signed", {"result": picked(said, RESULTS, "result")})


async def _show_signed(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=SIGNED)


async def _take_signed(turn: Turn, draft: Draft, said: Said) -> Next:
    answers = draft.answers
    wanted = answers["chosen"]
    keys = {(int(each[0]), str(each[1]), int(each[2])) for each in wanted} if isinstance(wanted, list) else set()
    chosen = [item for item in await _owed(turn.unit, draft) if (item.unit_id, item.proposer, item.round) in keys]
    sent = Sent(
        number=str(answers["number"]),
        on=date.fromisoformat(str(answers["day"])),
        result=ResultClass(str(answers["result"])),
        signed_by_head=picked(said, SIGNED, "signer") == "yes",
    )
    noted = await enter(turn.unit, turn.actor, int(str(answers["matter"])), chosen, sent)
    await outbox.tell(turn.unit, [noted])
    return END


FLOW = Flow(
    "reply",
    ReplyPrompt,
    {
        "reply.who": Question(_show_who, _take_who),
        "reply.number": Question(_plain, _take_number),
        "reply.day": Question(show_today, _take_day),
        "reply.result": Question(_show_result, _take_result),
        "reply.signed": Question(_show_signed, _take_signed),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=EnterReply, callback=on_reply, may=Permission.PROPOSAL_HANDLE),)

"""垂管等单位: the buttons and questions by which the Office drafts a letter to those above, and enters its sending."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.answering import tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.rectifying.superiors import apart_units, case_of, draft, name_superior, send, submit
from messages.presses.superiors import DraftLetterUp, SendLetterUp, ShowApartUnits, SubmitLetterUp
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.calendars.dates import read_paper_date
from supervision.model import Draft, LetterUp, Unit, UnitKind
from supervision.notices.dialogue import Choice
from supervision.notices.superiors import LetterUpPrompt
from supervision.rectification import superiors
from supervision.refusals import AlreadyDecided, NotFound, StaleButton, WrongState
from supervision.roles import Permission

OVERTAKEN = (AlreadyDecided, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

_USUAL, _OTHER = Choice("usual", "按此起草"), Choice("other", "更改主送单位")
_TODAY = Choice("today", "今天")


async def on_show(turn: Turn) -> None:
    """［垂管等单位］ on the card of a bulletin."""
    assert isinstance(turn.press, ShowApartUnits)
    await outbox.tell(turn.unit, [await apart_units(turn.unit, turn.actor, turn.press.bulletin)])


async def on_draft(turn: Turn) -> None:
    """［起草函］: to whom, where nobody said so yet, and what is asked of them."""
    assert isinstance(turn.press, DraftLetterUp)
    named, late, before = await case_of(turn.unit, turn.press.bulletin, turn.press.unit)
    superiors.require_draftable(named, tuple(late), before, turn.actor)
    answers = {"bulletin": turn.press.bulletin, "unit": named.id, "name": named.name, "to": named.superior}
    await dialogue.open_flow(turn, FLOW, "letter_up.request" if named.superior else "letter_up.superior", answers)


async def on_submit(turn: Turn) -> None:
    """［送审］."""
    assert isinstance(turn.press, SubmitLetterUp)
    await submit(turn.unit, turn.actor, turn.press.letter)


async def on_send(turn: Turn) -> None:
    """［登记发出］: when."""
    assert isinstance(turn.press, SendLetterUp)
    letter = await turn.unit.require(LetterUp, turn.press.letter)
    superiors.require_approved(letter, turn.actor)
    await dialogue.open_flow(turn, FLOW, "letter_up.sent_on", {"letter": letter.id, "name": letter.superior})


def _number(draft_row: Draft, name: str) -> int:
    return int(str(draft_row.answers[name]))


async def _itself(unit: UnitOfWork, draft_row: Draft) -> tuple[Choice, ...]:
    """县委部门 and enterprises may have nobody above them to be written to."""
    named = await unit.require(Unit, _number(draft_row, "unit"))
    return () if named.kind is UnitKind.VERTICAL else (Choice("itself", named.name),)


async def _show_superior(unit: UnitOfWork, draft_row: Draft) -> Ask:
    return Ask(choices=await _itself(unit, draft_row), per_row=1)


async def _take_superior(turn: Turn, draft_row: Draft, said: Said) -> Next:
    itself = await _itself(turn.unit, draft_row)
    tap = tapped(said, itself, "superior")
    name = itself[0].label if tap else typed(said, "superior", superiors.LONGEST_NAME)
    await name_superior(turn.unit, turn.actor, _number(draft_row, "unit"), name)
    return Next("letter_up.request", {"to": name})


async def _show_request(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_USUAL, _OTHER))


async def _take_request(turn: Turn, draft_row: Draft, said: Said) -> Next:
    tap = tapped(said, (_USUAL, _OTHER), "request")
    if tap == _OTHER.value:
        return Next("letter_up.superior")
    request = "" if tap else superiors.require_request(typed(said, "request", superiors.LONGEST_REQUEST))
    try:
        await draft(turn.unit, turn.actor, _number(draft_row, "bulletin"), _number(draft_row, "unit"), request)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
    return END


async def _show_sent_on(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_TODAY,))


async def _take_sent_on(turn: Turn, draft_row: Draft, said: Said) -> Next:
    if tapped(said, (_TODAY,), "dated"):
        on = turn.unit.today
    else:
        on = read_paper_date("dated", typed(said, "dated", superiors.LONGEST_NAME), turn.unit.today)
    try:
        await send(turn.unit, turn.actor, _number(draft_row, "letter"), on)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
    return END


FLOW = Flow(
    "letter_up",
    LetterUpPrompt,
    {
        "letter_up.superior": Question(_show_superior, _take_superior),
        "letter_up.request": Question(_show_request, _take_request),
        "letter_up.sent_on": Question(_show_sent_on, _take_sent_on),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=ShowApartUnits, callback=on_show, may=Permission.LETTER_UP_DRAFT, chats=IN_PRIVATE),
    Tap(press=DraftLetterUp, callback=on_draft, may=Permission.LETTER_UP_DRAFT, chats=IN_PRIVATE),
    Tap(press=SubmitLetterUp, callback=on_submit, may=Permission.LETTER_UP_DRAFT, chats=IN_PRIVATE),
    Tap(press=SendLetterUp, callback=on_send, may=Permission.LETTER_UP_DRAFT, chats=IN_PRIVATE),
)

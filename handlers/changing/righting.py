"""［更正通报］: a criticism that was wrong is taken back, with the signatures of a bulletin, where it was read."""

from __future__ import annotations

from handlers.approving.submitting import begin_approval
from handlers.bulletins.nameless import NAMELESS, require_nameless
from handlers.changing.asking import DROP, SEND, take_reason
from handlers.conversation import dialogue
from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.conversation.setting import template_setting
from messages.presses.changing import CorrectBulletin
from messages.render import render
from messages.splitting import plain
from messages.views.matters import short_name
from storage import outbox
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, hash_of
from supervision.bulletins import bulletin_corrections
from supervision.bulletins.bulletin_corrections import UNDER_WAY
from supervision.bulletins.making import criticised
from supervision.calendars.periods import title_of
from supervision.model import (
    Bulletin,
    BulletinKind,
    BulletinLine,
    BulletinStatus,
    ChainPurpose,
    Draft,
    Unit,
)
from supervision.notices.base import kind_of
from supervision.notices.dialogue import Choice, FlowCancelled
from supervision.notices.righting import CorrectionSent, CorrectionText, RightingPrompt
from supervision.procedures.tracks import bulletin_chain
from supervision.refusals import InvalidInput, StaleButton
from supervision.roles import Permission


async def submit(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int, reason: str, *, shown: str) -> str:
    """Draft 更正通报 and send it to the signers of bulletins; gives who has it now.

    Args:
        shown: the beginning of the hash of the text that the preview showed.

    Raises:
        StaleButton: it would read otherwise by now.
        NamesUnits: the reason names units that it must not; and as `bulletin_corrections.require_correctable`.
    """
    actor.require(Permission.BULLETIN_EDIT)
    original = await _original(unit, bulletin_id, unit_id)
    names = await unit.require(Unit, unit_id)
    full = text_of(unit, original, names.name_on(original.cut_off), reason)
    if hash_of(full)[:SHOWN] != shown:
        raise StaleButton
    await _require_nameless(unit, original, unit_id, reason)
    in_group = _for_groups(unit, original, reason) or full
    number = await unit.new_id("bulletin")
    correction = Bulletin(
        id=number,
        period=f"correction/{number}",
        status=BulletinStatus.DRAFT,
        cut_off=original.cut_off,
        drafted_at=unit.now,
        figures=original.figures,
        text=full,
        group_text=in_group,
        name_in_group=original.name_in_group,
        kind=BulletinKind.CORRECTION,
        corrects_id=original.id,
    )
    await carry_out(unit, actor, bulletin_corrections.submit(correction, unit_id, reason))
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.BULLETIN,
        subject_id=correction.id,
        title="更正通报",
        text=full,
        steps=bulletin_chain(unit.county),
    )
    return (await approvals.signing(unit, chain.id)).now_with


async def _original(unit: UnitOfWork, bulletin_id: int, unit_id: int) -> Bulletin:
    original = await unit.require(Bulletin, bulletin_id)
    others = await unit.find(Bulletin, corrects_id=bulletin_id, status=UNDER_WAY)
    before = await unit.find(BulletinLine, bulletin_id=[item.id for item in others])
    lines = await unit.find(BulletinLine, bulletin_id=bulletin_id)
    bulletin_corrections.require_correctable(original, lines, unit_id, before)
    return original


async def _require_nameless(unit: UnitOfWork, original: Bulletin, unit_id: int, reason: str) -> None:
    """The reason stands in the groups: where nobody was named there it names nobody, else the righted unit alone."""
    if original.name_in_group:
        await require_nameless(unit, reason, "correction", but={unit_id})
    else:
        await require_nameless(unit, reason, "correction_unnamed")


def _for_groups(unit: UnitOfWork, original: Bulletin, reason: str) -> str:
    """The text for the groups where it is another than the unit's: the wrong bulletin named nobody there."""
    return "" if original.name_in_group else text_of(unit, original, NAMELESS, reason)


def text_of(unit: UnitOfWork, original: Bulletin, name: str, reason: str) -> str:
    """Word 更正通报, plain."""
    content = CorrectionText(corrected=original.number, period=title_of(original), unit=name, reason=reason)
    rendered = render(kind_of(CorrectionText), content, **template_setting(unit))
    return plain("\n".join(part.text for part in rendered.parts)).strip()


async def begin(turn: Turn) -> None:
    """［更正通报］."""
    press = turn.press
    assert isinstance(press, CorrectBulletin)
    turn.actor.require(Permission.BULLETIN_EDIT)
    original = await turn.unit.require(Bulletin, press.bulletin)
    await dialogue.open_flow(turn, FLOW, "righting.unit", {"bulletin": original.id, "title": original.number})


async def _show_unit(unit: UnitOfWork, draft: Draft) -> Ask:
    named = criticised(await unit.find(BulletinLine, bulletin_id=_number(draft, "bulletin")))
    units = await unit.find(Unit, id=[line.unit_id for line in named])
    return Ask(choices=tuple(Choice(str(item.id), short_name(item)) for item in units), per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    unit_id = int(picked(said, (await _show_unit(turn.unit, draft)).choices, "unit"))
    await _original(turn.unit, _number(draft, "bulletin"), unit_id)
    return Next("righting.reason", {"unit": unit_id})


async def _show_reason(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    reason, unit = take_reason(said), turn.unit
    original = await _original(unit, _number(draft, "bulletin"), _number(draft, "unit"))
    name = (await unit.require(Unit, _number(draft, "unit"))).name_on(original.cut_off)
    await _require_nameless(unit, original, _number(draft, "unit"), reason)
    text = text_of(unit, original, name, reason)
    shown = {"text": text, "in_group": _for_groups(unit, original, reason), "stamp": hash_of(text)[:SHOWN]}
    return Next("righting.confirm", {"reason": reason, **shown})


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(f"{SEND}{draft.answers['stamp']}", "送审"), Choice(DROP, "暂不更正")), per_row=2)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == DROP:
        await outbox.tell(turn.unit, [FlowCancelled(flow=FLOW.name)])
        return END
    if not said.choice.startswith(SEND):
        raise InvalidInput("confirm", "not_a_choice")
    shown = said.choice.removeprefix(SEND)
    bulletin_id, unit_id = _number(draft, "bulletin"), _number(draft, "unit")
    now_with = await submit(turn.unit, turn.actor, bulletin_id, unit_id, str(draft.answers["reason"]), shown=shown)
    await outbox.tell(turn.unit, [CorrectionSent(now_with=now_with)])
    return END


def _number(draft: Draft, name: str) -> int:
    return int(str(draft.answers[name]))


FLOW = Flow(
    "righting",
    RightingPrompt,
    {
        "righting.unit": Question(_show_unit, _take_unit),
        "righting.reason": Question(_show_reason, _take_reason),
        "righting.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=CorrectBulletin, callback=begin, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),)

"""A bulletin at the Office: drafting, ticking, wording, hearing the units, sending it for approval."""

from __future__ import annotations

from typing import cast

from handlers.approving.submitting import begin_approval
from handlers.bulletins import matter_naming
from handlers.bulletins.annex import annex_of
from handlers.bulletins.cards import name_of, objections_of, text_of, wording
from handlers.bulletins.drafting import draft, period_asked, recount, show
from handlers.bulletins.faults import tell_of_fault
from handlers.bulletins.inspected import found_of
from handlers.bulletins.nameless import require_nameless, worded
from handlers.bulletins.terms import note_arrivals
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import IN_PRIVATE, Command, Tap
from handlers.splitting.start import numbered
from messages.keyboards.bulletins import SIDES
from messages.presses.bulletins import (
    AskUnits,
    DraftBulletin,
    PreviewBulletin,
    ShowCandidates,
    ShowEvidence,
    SubmitBulletin,
    TickLine,
)
from storage import outbox
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import making
from supervision.calendars.periods import title_of
from supervision.figures.counting import InconsistentError
from supervision.model import Bulletin, BulletinLine, ChainPurpose, Post, Standing
from supervision.notices.bulletins import BulletinNoted, CandidatesCard, LineEvidence
from supervision.notices.figures import LongBulletin
from supervision.procedures.tracks import bulletin_chain
from supervision.refusals import BulletinNotReady, NotFound
from supervision.roles import UNIT_LEADERS, Permission


async def _line(unit: UnitOfWork, bulletin_id: int, unit_id: int, side: int) -> tuple[Bulletin, BulletinLine]:
    if side not in range(len(SIDES)):
        raise NotFound("bulletin")
    line = await unit.require(BulletinLine, bulletin_id, unit_id, SIDES[side])
    return await unit.require(Bulletin, bulletin_id), line


async def tick(unit: UnitOfWork, actor: Actor, press: TickLine) -> BulletinNoted:
    """Name a candidate, or leave it out."""
    actor.require(Permission.BULLETIN_EDIT)
    bulletin, line = await _line(unit, press.bulletin, press.unit, press.side)
    await carry_out(unit, actor, making.tick(bulletin, line, selected=bool(press.on)))
    return BulletinNoted(what="ticked" if press.on else "unticked", unit=await name_of(unit, press.unit))


async def evidence(unit: UnitOfWork, actor: Actor, press: ShowEvidence) -> LineEvidence:
    """The reports behind a line: for the Office; once a unit was asked, for it and for who may decide on its words."""
    bulletin, line = await _line(unit, press.bulletin, press.unit, press.side)
    told = await present_unit(unit, press.unit)
    concerned = actor.post_of_unit(told.id) is not None or actor.may(Permission.OBJECTION_DECIDE)
    asked = concerned and press.unit in await objections_of(unit, bulletin.id)
    if not (actor.may(Permission.BULLETIN_EDIT) or (asked and line.standing is Standing.CRITICISED)):
        raise NotFound("bulletin")
    return LineEvidence(
        unit=await name_of(unit, press.unit),
        standing=line.standing,
        period=title_of(bulletin),
        events=line.events,
        weak=line.weak,
        findings=await found_of(unit, bulletin, press.unit, besides=line.facts),
    )


async def ask_units(unit: UnitOfWork, actor: Actor, bulletin_id: int) -> BulletinNoted:
    """通报前核对: send each ticked, criticised unit its own line."""
    actor.require(Permission.BULLETIN_EDIT)
    if (changed := await recount(unit, actor, await unit.require(Bulletin, bulletin_id))) is not None:
        return BulletinNoted(what="recounted", unit="、".join(changed))
    lines = await unit.find(BulletinLine, bulletin_id=bulletin_id)
    outcome = making.ask_units(
        await unit.require(Bulletin, bulletin_id),
        lines,
        (await objections_of(unit, bulletin_id)).values(),
        await unit.find(Post, role=UNIT_LEADERS, active=True),
        told={line.unit_id: (await present_unit(unit, line.unit_id)).id for line in making.criticised(lines)},
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    await carry_out(unit, actor, outcome)
    asked = (await objections_of(unit, bulletin_id)).values()
    until = max(item.answer_by for item in asked)
    return BulletinNoted(what="asked", count=len(outcome.saves), answer_by=until)


async def submit(
    unit: UnitOfWork, actor: Actor, bulletin_id: int, *, anyway: bool = False
) -> BulletinNoted | LongBulletin:
    """Send the bulletin to 副主任 → 主任 → 县长, once every criticised unit was heard.

    Where it is not what is counted by now it is counted anew, and not sent: the Office looks at it first. A text
    that is too long (基层减负) is sent when the Office says so again (`anyway`).

    Raises:
        BulletinNotReady: as `making.require_heard`.
        NamesUnits: what the Office worded names a unit, or the text for the groups one that it criticises.
        InconsistentError: its figures do not add up.
        WrongState: it is with its signers, or beyond them.
        VacantPost, OwnDraft: as `begin_approval`.
    """
    actor.require(Permission.BULLETIN_EDIT)
    bulletin = await unit.require(Bulletin, bulletin_id)
    if (changed := await recount(unit, actor, bulletin)) is not None:
        return BulletinNoted(what="recounted", unit="、".join(changed))
    lines = await unit.find(BulletinLine, bulletin_id=bulletin_id)
    await note_arrivals(unit)
    try:
        making.require_heard(bulletin, lines, (await objections_of(unit, bulletin_id)).values(), unit.now)
    except BulletinNotReady as refusal:
        names = [await name_of(unit, unit_id) for unit_id in refusal.unit_ids]
        raise BulletinNotReady(refusal.reason, refusal.unit_ids, refusal.until, tuple(names)) from refusal
    await require_nameless(unit, worded(bulletin), "worded")
    full = wording(unit, await text_of(unit, bulletin))
    if len(full) > unit.county.long_text and not anyway:
        return LongBulletin(bulletin_id=bulletin.id, length=len(full))
    in_group = wording(unit, await text_of(unit, bulletin, named=False))
    if named := [line.unit_id for line in making.criticised(lines)]:
        await require_nameless(unit, in_group, "group", only=named)
    await carry_out(unit, actor, making.submit(bulletin, lines, full, in_group))
    title = f"{title_of(bulletin)}督查通报"
    await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.BULLETIN,
        subject_id=bulletin.id,
        title=title,
        text=wording(unit, await text_of(unit, bulletin, for_signers=True)),
        steps=bulletin_chain(unit.county),
        annex=await annex_of(unit, bulletin),
    )
    return BulletinNoted(what="sent")


async def bulletin_said(turn: Turn) -> None:
    """/bulletin, or with a matter's number the draft of its own."""
    if turn.heard.args:
        turn.actor.require(Permission.BULLETIN_DRAFT)
        await matter_naming.begin(turn.unit, turn.actor, await numbered(turn, turn.heard.args))
        return
    await show(turn.unit, turn.actor)


async def draft_tapped(turn: Turn) -> None:
    """现在起草."""
    press = cast(DraftBulletin, turn.press)
    await draft(turn.unit, turn.actor, period_asked(turn.unit, press.kind, press.year, press.n))


async def candidates_tapped(turn: Turn) -> None:
    """A page of candidates."""
    press = cast(ShowCandidates, turn.press)
    bulletin = await turn.unit.require(Bulletin, press.bulletin)
    if press.side not in range(len(SIDES)):
        raise NotFound("bulletin")
    card = CandidatesCard(
        bulletin_id=bulletin.id,
        standing=SIDES[press.side],
        page=press.page,
        again=await turn.unit.new_id("again"),
    )
    await outbox.tell(turn.unit, [card])


async def tick_tapped(turn: Turn) -> None:
    """列入 or 撤下."""
    turn.say_in_toast(await tick(turn.unit, turn.actor, cast(TickLine, turn.press)))


async def evidence_tapped(turn: Turn) -> None:
    """查看依据."""
    await outbox.tell(turn.unit, [await evidence(turn.unit, turn.actor, cast(ShowEvidence, turn.press))])


async def ask_tapped(turn: Turn) -> None:
    """通报前核对."""
    turn.say_in_toast(await ask_units(turn.unit, turn.actor, cast(AskUnits, turn.press).bulletin))


async def preview_tapped(turn: Turn) -> None:
    """预览全文."""
    bulletin = await turn.unit.require(Bulletin, cast(PreviewBulletin, turn.press).bulletin)
    try:
        shown = await text_of(turn.unit, bulletin)
    except InconsistentError:
        turn.say_in_toast(await tell_of_fault(turn.unit, title_of(bulletin)))
        return
    await outbox.tell(turn.unit, [shown])


async def submit_tapped(turn: Turn) -> None:
    """送审."""
    press = cast(SubmitBulletin, turn.press)
    said: BulletinNoted | LongBulletin
    try:
        said = await submit(turn.unit, turn.actor, press.bulletin, anyway=bool(press.anyway))
    except InconsistentError:
        said = await tell_of_fault(turn.unit, title_of(await turn.unit.require(Bulletin, press.bulletin)))
    if isinstance(said, LongBulletin):
        await outbox.tell(turn.unit, [said])
    else:
        turn.say_in_toast(said)


_EDIT, _DRAFT = Permission.BULLETIN_EDIT, Permission.BULLETIN_DRAFT

ROUTES = (
    Command(name="bulletin", callback=bulletin_said, may=Permission.BULLETIN_READ, description="督查通报", word="通报"),
    Tap(press=DraftBulletin, callback=draft_tapped, may=_DRAFT, chats=IN_PRIVATE),
    Tap(press=ShowCandidates, callback=candidates_tapped, may=_EDIT, chats=IN_PRIVATE),
    Tap(press=TickLine, callback=tick_tapped, may=_EDIT, chats=IN_PRIVATE),
    Tap(press=ShowEvidence, callback=evidence_tapped, may=Permission.BULLETIN_READ, chats=IN_PRIVATE),
    Tap(press=AskUnits, callback=ask_tapped, may=_EDIT, chats=IN_PRIVATE),
    Tap(press=PreviewBulletin, callback=preview_tapped, may=_EDIT, chats=IN_PRIVATE),
    Tap(press=SubmitBulletin, callback=submit_tapped, may=_EDIT, chats=IN_PRIVATE),
)

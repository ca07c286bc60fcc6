"""分析交办: whose a proposal is, what its analysis came to, and who handles it (P6.1, P6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from handlers.conversation.answering import picked, tapped, typed, typed_names
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from handlers.proposals.cards import matter_handled, send_card
from handlers.splitting.matter import split_matter
from messages.filters import day as day_words
from messages.presses.proposals import AnalyseProposal
from messages.views.matters import short_name
from messages.work_labels import HANDLING, PROPOSAL_KIND
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_paper_date
from supervision.model import (
    RESPONSIBLE_KINDS,
    DeskItem,
    DeskKind,
    Draft,
    Handling,
    Matter,
    Proposal,
    ProposalKind,
    Unit,
)
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import ProposalPrompt
from supervision.proposals import casefiles, handling
from supervision.proposals.handling import Analysis, Case
from supervision.refusals import InvalidInput
from supervision.roles import OFFICE, Permission
from supervision.search.finding import find_units, named_in

KINDS = tuple(Choice(kind.value, PROPOSAL_KIND[kind]) for kind in ProposalKind)
HANDLINGS = tuple(Choice(item.value, HANDLING[item]) for item in Handling)
TERMS = (Choice("no", "三个月"), Choice("yes", "六个月（情况复杂）"))
NONE, TODAY, CONFIRM = Choice("none", "无"), Choice("today", "今天"), Choice("confirm", "确认")
KEEP, CHANGE = Choice("keep", "沿用"), Choice("change", "更改")
MOST_OFFERED = 3
LONGEST_UNITS = 300


async def analyse(unit: UnitOfWork, actor: Actor, matter_id: int, proposal: Proposal, analysis: Analysis) -> None:
    """Note the analysis and write the tasks. Raises as `handling.analysed` and `split`."""
    matter = await matter_handled(unit, actor, matter_id)
    outcome = handling.analysed(proposal, matter, analysis, actor)
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    noted = await unit.require(Proposal, matter_id)
    matter = await unit.require(Matter, matter_id)
    names = {item.id: short_name(item) for item in await unit.find(Unit, id=list(analysis.leads))}
    leads = [names[number] for number in analysis.leads]
    tasks, coordinator = handling.drafts_of(Case(noted, matter), analysis, leads, unit.county)
    await split_matter(unit, actor, matter_id, tasks, coordinating_unit_id=coordinator, copy_to=matter.copy_to)
    year = unit.county.local(matter.registered_at).year
    if await unit.get(DeskItem, DeskKind.ARCHIVE, str(year)) is None:
        await unit.save(casefiles.reminder(year, matter.registered_post_id, unit.county, unit.workdays))


async def on_analyse(turn: Turn) -> None:
    """［分析交办］: what is known already is shown, and asked again only where it is wrong."""
    assert isinstance(turn.press, AnalyseProposal)
    matter = await matter_handled(turn.unit, turn.actor, turn.press.matter)
    handling.require_analysable(matter, turn.actor)
    known = await turn.unit.get(Proposal, matter.id)
    answers: dict[str, object] = {"matter": matter.id, "title": matter.title, "name": matter.registration_number}
    if known is None:
        await open_flow(turn, FLOW, "proposal.number", answers)
        return
    own = {"number": known.number, "kind": known.kind.value, "proposers": list(known.proposers)}
    called = handling.named(known.number, known.kind)
    await open_flow(turn, FLOW, "proposal.known", {**answers, **own, "session": known.session, "called": called})


async def _plain(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _show_known(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(KEEP, CHANGE))


async def _take_known(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("proposal.words" if picked(said, (KEEP, CHANGE), "known") == KEEP.value else "proposal.number")


async def _take_number(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("proposal.kind", {"number": typed(said, "number", handling.LONGEST_NUMBER)})


async def _show_kind(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=KINDS)


async def _take_kind(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("proposal.proposers", {"kind": picked(said, KINDS, "kind")})


async def _take_proposers(_turn: Turn, _draft: Draft, said: Said) -> Next:
    names = typed_names(said, "proposers", limit=handling.LONGEST_NAME, most=handling.MOST_PROPOSERS)
    handling.check_names(names)
    return Next("proposal.session", {"proposers": names})


async def _show_session(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(NONE,))


async def _take_session(_turn: Turn, _draft: Draft, said: Said) -> Next:
    none = tapped(said, (NONE,), "session")
    return Next("proposal.words", {"session": "" if none else typed(said, "session", handling.LONGEST_SESSION)})


async def _take_words(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("proposal.handling", {"analysis": typed(said, "analysis", handling.LONGEST_ANALYSIS)})


async def _show_handling(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=HANDLINGS)


async def _take_handling(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("proposal.leads", {"handling": picked(said, HANDLINGS, "handling")})


async def _offered(unit: UnitOfWork, draft: Draft) -> tuple[Choice, ...]:
    """Units that the title or the analysis names, to be tapped."""
    units = await unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
    words = f"{draft.answers['title']}\n{draft.answers['analysis']}"
    taken = list(_numbers(draft, "leads")) if draft.question == "proposal.supports" else []
    named = [item for item in named_in(words, units) if item.id not in taken]
    return tuple(Choice(f"u{item.id}", short_name(item)) for item in named[:MOST_OFFERED])


async def _units_said(turn: Turn, said: Said, choices: tuple[Choice, ...]) -> list[int]:
    value = tapped(said, choices, "units")
    if value:
        return [int(value[1:])]
    units = await turn.unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
    text = typed(said, "units", LONGEST_UNITS)
    found = find_units(text, units, turn.unit.county.name)
    if found.several:
        raise InvalidInput("units", "several_units", given=found.written)
    if not found.complete or not found.units:
        raise InvalidInput("units", "unknown_unit", given=found.unknown or text)
    return [item.id for item in found.units]


async def _show_leads(unit: UnitOfWork, draft: Draft) -> Ask:
    one = draft.answers["handling"] == Handling.LEAD
    return Ask({"several": not one}, choices=await _offered(unit, draft) if one else ())


async def _take_leads(turn: Turn, draft: Draft, said: Said) -> Next:
    leads = await _units_said(turn, said, (await _show_leads(turn.unit, draft)).choices)
    handling = Handling(str(draft.answers["handling"]))
    if handling is Handling.LEAD and len(leads) > 1:
        raise InvalidInput("units", "one_unit")
    if handling is not Handling.LEAD and len(leads) < 2:
        raise InvalidInput("units", "two_units")
    return Next("proposal.supports" if handling is Handling.LEAD else "proposal.term", {"leads": leads})


async def _show_supports(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(*await _offered(unit, draft), NONE))


async def _take_supports(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, (NONE,), "units") if said.choice == NONE.value or said.text == NONE.label else "":
        return Next("proposal.term", {"supports": []})
    supports = await _units_said(turn, said, await _offered(turn.unit, draft))
    if set(supports) & set(_numbers(draft, "leads")):
        raise InvalidInput("units", "both_parts")
    return Next("proposal.term", {"supports": supports})


async def _show_term(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=TERMS, per_row=2)


async def _take_term(_turn: Turn, _draft: Draft, said: Said) -> Next:
    long = picked(said, TERMS, "term") == "yes"
    return Next("proposal.explained" if long else "proposal.confirm", {"complex": long, "explained_on": ""})


async def _show_explained(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(TODAY,))


async def _take_explained(turn: Turn, _draft: Draft, said: Said) -> Next:
    today = turn.unit.today
    if not tapped(said, (TODAY,), "explained_on"):
        today = read_paper_date("explained_on", typed(said, "explained_on", handling.LONGEST_NAME), today)
    return Next("proposal.confirm", {"explained_on": today.isoformat()})


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    answers = draft.answers
    ids = {*_numbers(draft, "leads"), *_numbers(draft, "supports")}
    names = {item.id: short_name(item) for item in await unit.find(Unit, id=sorted(ids))}
    explained = str(answers.get("explained_on") or "")
    facts = {
        "called": handling.named(str(answers["number"]), ProposalKind(str(answers["kind"]))),
        "lead_names": [names[number] for number in _numbers(draft, "leads") if number in names],
        "support_names": [names[number] for number in _numbers(draft, "supports") if number in names],
        "explained": day_words(date.fromisoformat(explained), unit.today) if explained else "",
    }
    return Ask(facts, choices=(CONFIRM,))


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, (CONFIRM,), "confirm")
    answers: Mapping[str, object] = draft.answers
    matter_id = int(str(answers["matter"]))
    proposal = Proposal(
        matter_id,
        str(answers["number"]),
        ProposalKind(str(answers["kind"])),
        tuple(map(str, _list(answers["proposers"]))),
        str(answers.get("session") or ""),
    )
    known = await turn.unit.get(Proposal, matter_id)
    if known is not None:  # the day of its assignment stands, whatever is put right
        proposal = replace(proposal, meeting_id=known.meeting_id, assigned_on=known.assigned_on)
    explained = str(answers.get("explained_on") or "")
    analysis = Analysis(
        words=str(answers["analysis"]),
        handling=Handling(str(answers["handling"])),
        leads=_numbers(draft, "leads"),
        supports=_numbers(draft, "supports"),
        complex=bool(answers.get("complex")),
        explained_on=date.fromisoformat(explained) if explained else None,
    )
    await analyse(turn.unit, turn.actor, matter_id, proposal, analysis)
    await send_card(turn, matter_id)
    return END


def _numbers(draft: Draft, name: str) -> tuple[int, ...]:
    return tuple(int(str(item)) for item in _list(draft.answers.get(name)))


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


FLOW = Flow(
    "proposal",
    ProposalPrompt,
    {
        "proposal.known": Question(_show_known, _take_known),
        "proposal.number": Question(_plain, _take_number),
        "proposal.kind": Question(_show_kind, _take_kind),
        "proposal.proposers": Question(_plain, _take_proposers),
        "proposal.session": Question(_show_session, _take_session),
        "proposal.words": Question(_plain, _take_words),
        "proposal.handling": Question(_show_handling, _take_handling),
        "proposal.leads": Question(_show_leads, _take_leads),
        "proposal.supports": Question(_show_supports, _take_supports),
        "proposal.term": Question(_show_term, _take_term),
        "proposal.explained": Question(_show_explained, _take_explained),
        "proposal.confirm": Question(_show_confirm, _take_confirm),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=AnalyseProposal, callback=on_analyse, may=Permission.PROPOSAL_HANDLE),)

"""What an approved summary leads to: reports to those above wait to be sent, a bulletin of the matter is printed."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.carrying import carry_out
from handlers.documents.freezing import freeze
from handlers.documents.numbers import draw
from handlers.instructing.answering import present_to
from handlers.upward.course import Summing, sentences_of
from handlers.upward.receivers import receivers
from storage.queries import desk, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins.matter_bulletins import Printing, headed, print_bulletin
from supervision.bulletins.paper import KIND_OF, REGISTER_OF, content
from supervision.model import (
    Bulletin,
    BulletinKind,
    Chain,
    DeskKind,
    Document,
    Matter,
    Post,
    SigningStep,
    Summary,
    SummaryKind,
    SummaryStatus,
    Unit,
)
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.forms import Destination
from supervision.results import going_up, submissions
from supervision.results.ways import NOWHERE, WAYS, reported_to
from supervision.roles import Role


async def keep(
    unit: UnitOfWork,
    actor: Actor,
    matter: Matter,
    chain: Chain,
    wanted: Summing,
    *,
    kind: SummaryKind,
    returned: int = 0,
    summary_id: int = 0,
) -> Summary:
    """Write down what was sent to the signers, sentence by sentence with its report (R2)."""
    summary = Summary(
        id=summary_id or await unit.new_id("summary"),
        matter_id=matter.id,
        kind=kind,
        sentences=await sentences_of(unit, matter, wanted.text, returned),
        text=wanted.text,
        written_by=actor.person_id,
        written_at=unit.now,
        chain_id=chain.id,
        status=SummaryStatus.IN_APPROVAL,
        way=wanted.way.key,
    )
    reports = sorted({item.report_id for item in summary.sentences if item.report_id})
    details = {"summary": summary.id, "chain": chain.id, "way": summary.way, "reports": reports}
    fact = Fact("summary.written", matter_subject(matter.id), details)
    await carry_out(unit, actor, Outcome((summary,), (fact,)))
    return summary


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain, matter: Matter) -> Summary | None:
    """The last signature: the text as it was signed goes where the Office said that it would."""
    found = await summaries.of_chain(unit, chain)
    if found is None:
        return None
    summary = replace(found, status=SummaryStatus.APPROVED)
    await unit.save(summary)
    way = WAYS.get(summary.way, NOWHERE)
    if reported_to(way):
        await _make_ready(unit, actor, summary, matter)
    elif summary.kind is SummaryKind.CLOSING:  # the Office chose not to report it
        await desk.settle(unit, DeskKind.SUBMISSION, submissions.desk_key(matter))
    if Destination.BULLETIN in way.destinations:
        await _print(unit, actor, summary, matter, chain.text_hash, in_group=way.in_group)
    return summary


async def sent_back(unit: UnitOfWork, chain: Chain) -> None:
    """A signer sent the text back."""
    found = await summaries.of_chain(unit, chain)
    if found is not None:
        await unit.save(replace(found, status=SummaryStatus.SENT_BACK))


async def _make_ready(unit: UnitOfWork, actor: Actor, summary: Summary, matter: Matter) -> None:
    newest = await summaries.newest_submissions(unit, matter.id)
    ids = [await unit.new_id("submission") for _ in reported_to(WAYS[summary.way])]
    signed_by = await _signers(unit, summary)
    outcome = going_up.ready(
        summary,
        matter,
        ids,
        signed_by=signed_by,
        before=submissions.before_of(matter.track, unit.county),
        today=unit.today,
        workdays=unit.workdays,
        newest=newest,
        answer_id=await _tell_mayor(unit, actor, summary, matter, signed_by),
    )
    await carry_out(unit, actor, outcome)


async def _tell_mayor(
    unit: UnitOfWork, actor: Actor, summary: Summary, matter: Matter, signed_by: frozenset[Role]
) -> int | None:
    """What goes to the county government and was not signed by the mayor, he gets as a 呈报 (P2.3)."""
    if Destination.COUNTY_GOVERNMENT not in WAYS[summary.way].destinations or Role.MAYOR in signed_by:
        return None
    mayor = await unit.first(Post, role=Role.MAYOR, active=True)
    if mayor is None:
        return None
    return (await present_to(unit, actor, matter, mayor, summary.text, sent_by=summary.written_by)).id


async def _signers(unit: UnitOfWork, summary: Summary) -> frozenset[Role]:
    steps = await unit.find(SigningStep, chain_id=summary.chain_id)
    posts = await unit.find(Post, id=tuple({step.by_post_id or step.post_id for step in steps}))
    return frozenset(post.role for post in posts)


async def _print(
    unit: UnitOfWork, actor: Actor, summary: Summary, matter: Matter, text_hash: str, *, in_group: bool
) -> None:
    before = await unit.find(Bulletin, matter_id=matter.id, kind=BulletinKind.MATTER)
    bulletin_id = await unit.new_id("bulletin")
    subject, register = bulletin_subject(bulletin_id), REGISTER_OF[unit.county.bulletin_form]
    printing = Printing(
        summary=summary,
        matter=matter,
        bulletin_id=bulletin_id,
        n=len(before) + 1,
        number=await draw(unit, register, subject=subject, title=matter.title, actor_id=actor.person_id),
        unit_ids=tuple(dict.fromkeys(paper.unit_id for paper in await receivers(unit, matter.id))),
        in_group=in_group,
    )
    document = await _draw_up(unit, actor, printing, text_hash)
    printing = replace(printing, document_id=document.id)
    await carry_out(unit, actor, print_bulletin(printing, unit.now, unit.county, unit.workdays))


async def _draw_up(unit: UnitOfWork, actor: Actor, it: Printing, text_hash: str) -> Document:
    """The bulletin as a paper; no unit is praised or criticised in it, so it has no annex and one form for all."""
    names = {item.id: item.name_on(unit.today) for item in await unit.find(Unit, id=it.unit_ids)}
    bulletin = it.bulletin(unit.now, unit.today, None)
    said = headed(it.summary.text, it.matter, [names[unit_id] for unit_id in it.unit_ids])
    return await freeze(
        unit,
        actor,
        KIND_OF[unit.county.bulletin_form],
        content(bulletin, said, (), unit.county, unit.today),
        subject=bulletin_subject(it.bulletin_id),
        matter_id=it.matter.id,
        number=it.number,
        text_hash=text_hash,
    )

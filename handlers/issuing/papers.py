"""The papers of a matter as they go out: the one that orders, and the 函 that asks, each with its own number."""

from __future__ import annotations

from dataclasses import replace

from handlers.approving.drafting import issued_text, letter_of
from handlers.documents.numbers import draw
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import LETTER_KINDS, Assignment, Chain, Matter, Paper, Unit
from supervision.papers.issuing import Folder, NewPaper, paper_of
from supervision.papers.numbering import REGISTER_OF, RegisterKey
from supervision.procedures.forms import Form, Issuer
from supervision.subjects import Subject


async def new_papers(unit: UnitOfWork, actor: Actor, folder: Folder, chain: Chain) -> tuple[NewPaper, ...]:
    """The paper to the units that can be ordered, if there are any, and the letter to those that are asked."""
    made: list[NewPaper] = []
    if folder.ordered_ids:
        paper_id = await unit.new_id("paper")
        number = await _number(unit, actor, folder, paper_id, folder.register)
        made.append(
            NewPaper(
                id=paper_id,
                form=folder.form,
                issuer=folder.issuer,
                number=number,
                text=await issued_text(unit, folder, number=number, signed_text=chain.text, dated=unit.today),
                unit_ids=folder.ordered_ids,
            )
        )
    if folder.letter_ids:
        made.append(await new_letter(unit, actor, folder, folder.letter_ids))
    return tuple(made)


async def new_letter(unit: UnitOfWork, actor: Actor, folder: Folder, unit_ids: tuple[int, ...]) -> NewPaper:
    """A 函 to some units about their tasks. It is always the Office that writes it."""
    paper_id = await unit.new_id("paper")
    number = await _number(unit, actor, folder, paper_id, REGISTER_OF[Form.LETTER, Issuer.GOVERNMENT_OFFICE])
    return NewPaper(
        id=paper_id,
        form=Form.LETTER,
        issuer=Issuer.GOVERNMENT_OFFICE,
        number=number,
        text=await letter_of(unit, folder, number=number, unit_ids=unit_ids),
        unit_ids=unit_ids,
    )


async def _number(unit: UnitOfWork, actor: Actor, folder: Folder, paper_id: int, register: RegisterKey) -> str:
    subject = Subject("paper", str(paper_id))
    return await draw(unit, register, subject=subject, title=folder.matter.title, actor_id=actor.person_id)


async def letter_for(unit: UnitOfWork, actor: Actor, paper: Paper, given: Assignment, to: Unit) -> Paper | None:
    """A 函 of its own for a unit that is asked and takes over a task that another was ordered to do; else none."""
    if to.kind not in LETTER_KINDS or paper.form == Form.LETTER:
        return None
    folder = await dispatching.folder(unit, await unit.require(Matter, given.matter_id))
    theirs = replace(folder, assignments=(replace(given, unit_id=to.id),), units={to.id: to})
    return paper_of(await new_letter(unit, actor, theirs, (to.id,)), given.matter_id, actor, unit.now)

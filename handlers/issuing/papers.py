"""The papers of a matter as they go out: the one that orders, and the 函 that asks, each with its own number."""

from __future__ import annotations

from dataclasses import replace

from handlers.approving.drafting import issued_text, letter_of
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import LETTER_KINDS, Assignment, Chain, Matter, Paper, Unit
from supervision.papers.issuing import Folder, NewPaper, paper_of
from supervision.papers.numbering import REGISTER_OF, REGISTERS, Register, counter_key, first_number, format_number
from supervision.procedures.forms import Form, Issuer


async def draw_number(unit: UnitOfWork, register: Register) -> str:
    """Draw the next document number of the year: without gaps, since a rollback gives it back."""
    year = unit.today.year
    before = first_number(register, unit.county, year) - 1
    return format_number(register, unit.county, year, await unit.count_up(counter_key(register, year), before))


async def new_papers(unit: UnitOfWork, folder: Folder, chain: Chain) -> tuple[NewPaper, ...]:
    """The paper to the units that can be ordered, if there are any, and the letter to those that are asked."""
    made: list[NewPaper] = []
    if folder.ordered_ids:
        number = await draw_number(unit, folder.register)
        made.append(
            NewPaper(
                id=await unit.new_id("paper"),
                form=folder.form,
                issuer=folder.issuer,
                number=number,
                text=await issued_text(unit, folder, number=number, signed_text=chain.text, dated=unit.today),
                unit_ids=folder.ordered_ids,
            )
        )
    if folder.letter_ids:
        made.append(await new_letter(unit, folder, folder.letter_ids))
    return tuple(made)


async def new_letter(unit: UnitOfWork, folder: Folder, unit_ids: tuple[int, ...]) -> NewPaper:
    """A 函 to some units about their tasks. It is always the Office that writes it."""
    number = await draw_number(unit, REGISTERS[REGISTER_OF[Form.LETTER, Issuer.GOVERNMENT_OFFICE]])
    return NewPaper(
        id=await unit.new_id("paper"),
        form=Form.LETTER,
        issuer=Issuer.GOVERNMENT_OFFICE,
        number=number,
        text=await letter_of(unit, folder, number=number, unit_ids=unit_ids),
        unit_ids=unit_ids,
    )


async def letter_for(unit: UnitOfWork, actor: Actor, paper: Paper, given: Assignment, to: Unit) -> Paper | None:
    """A 函 of its own for a unit that is asked and takes over a task that another was ordered to do; else none."""
    if to.kind not in LETTER_KINDS or paper.form == Form.LETTER:
        return None
    folder = await dispatching.folder(unit, await unit.require(Matter, given.matter_id))
    theirs = replace(folder, assignments=(replace(given, unit_id=to.id),), units={to.id: to})
    return paper_of(await new_letter(unit, theirs, (to.id,)), given.matter_id, actor, unit.now)

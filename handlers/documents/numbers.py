"""The register of numbers: drawn in the transaction that uses them, so that a rollback gives them back and none is
missing. A number that was used is never used again: what it was used for may be void, and the register says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.conversation.carrying import carry_out
from storage.queries.registers import go_on_after, numbers_in_use
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import NumberTaken
from supervision.outcome import Fact, Outcome
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key, first_number, format_number, read_number
from supervision.refusals import InvalidInput, WrongState
from supervision.roles import OFFICE, Permission
from supervision.subjects import Subject


async def draw(
    unit: UnitOfWork,
    key: RegisterKey,
    *,
    subject: Subject,
    title: str,
    actor_id: int = 0,
    year: int | None = None,
) -> str:
    """Draw the next number of a register and enter what it is for.

    Args:
        unit: the transaction that uses the number.
        key: the register.
        subject: the thing that bears the number.
        title: what the register calls it.
        actor_id: the person who acts; 0: nobody.
        year: whose number it is, if not this year's: a volume of the year before.
    """
    register, year = REGISTERS[key], unit.today.year if year is None else year
    n = await unit.count_up(counter_key(register, year), first_number(register, unit.county, year) - 1)
    return await _enter(unit, (key, year, n), subject=subject, title=title, actor_id=actor_id)


async def _enter(
    unit: UnitOfWork, place: tuple[RegisterKey, int, int], *, subject: Subject, title: str, actor_id: int
) -> str:
    key, year, n = place
    number = format_number(REGISTERS[key], unit.county, year, n)
    taken = NumberTaken(
        register=key.value,
        year=year,
        n=n,
        number=number,
        subject_kind=subject.kind,
        subject_key=subject.key,
        title=title,
        taken_at=unit.now,
        taken_by=actor_id,
    )
    await unit.save(taken)
    return number


async def enter_typed(unit: UnitOfWork, words: str, *, subject: Subject, title: str, actor_id: int) -> str:
    """Take a number that the Office gave by itself: one of our own series enters the register, another stays as it is.

    Raises:
        InvalidInput: the register has it already.
    """
    for key in RegisterKey:
        register = REGISTERS[key]
        found = read_number(words, register, unit.county)
        if found is None:
            continue
        year, n = found
        number = format_number(register, unit.county, year, n)
        if await unit.first(NumberTaken, register=key.value, year=year, n=n) or number in await numbers_in_use(unit):
            raise InvalidInput("number", "number_taken", given=number)
        await go_on_after(unit, counter_key(register, year), n)
        return await _enter(unit, (key, year, n), subject=subject, title=title, actor_id=actor_id)
    return words.strip()


async def void(unit: UnitOfWork, actor: Actor, taken: NumberTaken, why: str) -> None:
    """Mark a number as void by hand: what bore it is not valid. The number stays in the register.

    Raises:
        NotAllowed: only the Office does.
        WrongState: it is void already.
    """
    actor.require(Permission.NUMBER_VOID)
    if taken.void_at is not None:
        raise WrongState("number", "void")
    await _mark(unit, actor, taken, why)


async def void_of(unit: UnitOfWork, actor: Actor, subjects: Iterable[Subject], why: str) -> None:
    """Mark the numbers of things that were withdrawn, in the transaction that withdraws them; `why` is a stable word.

    Asks for no permission: who could withdraw the thing could withdraw its number.
    """
    for subject in subjects:
        rows = await unit.find(NumberTaken, subject_kind=subject.kind, subject_key=subject.key, void_at=None)
        for taken in rows:
            await _mark(unit, actor, taken, why)


async def _mark(unit: UnitOfWork, actor: Actor, taken: NumberTaken, why: str) -> None:
    post = actor.post_in(*OFFICE)
    row = replace(taken, void_at=unit.now, void_why=why, void_by=actor.person_id)
    fact = Fact("number.voided", Subject(taken.subject_kind, taken.subject_key), {"number": taken.number, "why": why})
    await carry_out(unit, actor, Outcome(saves=(row,), facts=(fact,)), post_id=post.id if post else None)

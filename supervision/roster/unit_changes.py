"""更名, 并入 and the beginning and end of units, each carried out on its day.

A renamed unit is the same unit: its id, its work and its cards go on, and it is still found by its old names. A merged
unit is no more: its open work goes to the successor (`handing_over`), which is found by its names, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from supervision.actors import Actor
from supervision.model import RESPONSIBLE_KINDS, FormerName, Post, Unit, UnitKind
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.unit_changes import HandoverCard, UnitChanged, UnitChangeFailed, UnitRenamed
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, Refusal, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import Permission
from supervision.roster.handing_over import OpenWork, hand_over
from supervision.roster.roster_sheets import LONGEST
from supervision.roster.unit_names import by_any_name, called, retitled
from supervision.subjects import Subject


class ChangeKind(StrEnum):
    """What becomes of a unit, in the order of one day: names change first, and who takes others in begins before."""

    RENAMED = "renamed"
    OPENED = "opened"
    MERGED = "merged"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class DueChange:
    """A change of a unit, and the day from which it holds."""

    kind: ChangeKind
    unit: Unit
    on: date


def unit_subject(unit_id: int) -> Subject:
    """A unit, as the audit speaks of it."""
    return Subject("unit", str(unit_id))


def planned(units: Iterable[Unit]) -> tuple[DueChange, ...]:
    """All changes that wait in the roster, the earliest first.

    On one day they go in the order of `ChangeKind`; of two mergers in a row the last comes first, so that everything
    goes to where it will stay.
    """
    found: list[DueChange] = []
    by_id = {unit.id: unit for unit in units}
    for unit in by_id.values():
        if unit.active and unit.renamed_to and unit.renamed_on is not None:
            found.append(DueChange(ChangeKind.RENAMED, unit, unit.renamed_on))
        if unit.active and unit.valid_to is not None:
            kind = ChangeKind.ENDED if unit.successor_id is None else ChangeKind.MERGED
            found.append(DueChange(kind, unit, unit.valid_to + timedelta(days=1)))
        if not unit.active and unit.valid_to is None and unit.successor_id is None and unit.valid_from is not None:
            found.append(DueChange(ChangeKind.OPENED, unit, unit.valid_from))
    order = list(ChangeKind)

    def place(change: DueChange) -> tuple[date, int, int, int]:
        return change.on, order.index(change.kind), _steps(change.unit, by_id), change.unit.id

    return tuple(sorted(found, key=place))


def _steps(unit: Unit, by_id: Mapping[int, Unit]) -> int:
    """How many units stand one behind the other in which this one is taken in."""
    seen = {unit.id}
    while unit.successor_id is not None and unit.successor_id in by_id and unit.successor_id not in seen:
        unit = by_id[unit.successor_id]
        seen.add(unit.id)
    return len(seen)


def plan_rename(unit: Unit, name: str, on: date, actor: Actor, *, units: Sequence[Unit], today: date) -> Outcome:
    """Write down that a unit will be called otherwise from a day on.

    Raises:
        NotAllowed: the actor may not change units.
        InvalidInput: no name, too long, its own, or another unit's; a unit that is no more.
    """
    _require_changeable(unit, actor)
    name = "".join(name.split())
    require_free_name(unit, name, units)
    planned_unit = replace(unit, renamed_to=name, renamed_on=max(on, today), renamed_aliases=())
    details = {"to": name, "on": max(on, today).isoformat()}
    return Outcome(saves=(planned_unit,), facts=(Fact("unit.rename_planned", unit_subject(unit.id), details),))


def require_free_name(unit: Unit, name: str, units: Sequence[Unit]) -> None:
    """Refuse a name that a unit cannot take.

    Raises:
        InvalidInput: none, too long, its own, or another unit's.
    """
    if not name:
        raise InvalidInput("unit", "empty")
    if len(name) > LONGEST:
        raise InvalidInput("unit", "too_long", limit=LONGEST)
    owner = by_any_name(units).get(name)
    if name == unit.name or (owner is not None and owner.id != unit.id):
        raise InvalidInput("unit", "name_taken", given=name)


def drop(unit: Unit, actor: Actor) -> Outcome:
    """Take back what was planned for a later day.

    Raises:
        NotAllowed: the actor may not change units.
        WrongState: nothing is planned, or it has happened.
    """
    _require_changeable(unit, actor)
    if not planned([unit]):
        raise WrongState("unit", "not_planned")
    kept = replace(unit, renamed_to="", renamed_on=None, renamed_aliases=(), successor_id=None, valid_to=None)
    return Outcome(saves=(kept,), facts=(Fact("unit.change_dropped", unit_subject(unit.id), {"name": unit.name}),))


def plan_merge(unit: Unit, into: Unit, on: date, actor: Actor, today: date) -> Outcome:
    """Write down that a unit is merged into another from a day on.

    Raises:
        NotAllowed: the actor may not change units.
        InvalidInput: it is the same unit, one that cannot be given tasks, or one that ends itself.
        WrongState: the unit is no more.
    """
    _require_changeable(unit, actor)
    _require_taker(unit, into)
    if not into.active or into.valid_to is not None:
        raise InvalidInput("unit", "not_responsible", given=into.name)
    last = max(on, today) - timedelta(days=1)
    details = {"into": into.id, "on": max(on, today).isoformat()}
    return Outcome(
        saves=(replace(unit, successor_id=into.id, valid_to=last),),
        facts=(Fact("unit.merge_planned", unit_subject(unit.id), details),),
    )


def rename(
    unit: Unit, posts: Iterable[Post], redraw: tuple[Subject, ...], tasks: int, *, others: Iterable[Unit] = ()
) -> Outcome:
    """Call a unit by its new name: the titles of its posts follow, its cards are drawn anew.

    Args:
        redraw: the cards that show its name.
        tasks: how many open tasks it has, which it goes on with.
        others: the units that take part.

    Raises:
        InvalidInput: another unit came to be called so meanwhile.
        WrongState: nothing is planned.
    """
    on = unit.renamed_on
    if not unit.renamed_to or on is None:
        raise WrongState("unit", "not_planned")
    if any(other.name == unit.renamed_to and other.id != unit.id for other in others):
        raise InvalidInput("unit", "name_taken", given=unit.renamed_to)
    old_short = tuple(alias for alias in unit.short_names if alias not in unit.renamed_aliases)
    until = on - timedelta(days=1)
    former = (*unit.former, *(FormerName(name, until) for name in (unit.name, *old_short)))
    new = replace(
        unit,
        name=unit.renamed_to,
        former=former,
        aliases=tuple(dict.fromkeys((*unit.renamed_aliases, *unit.aliases, unit.name))),
        renamed_to="",
        renamed_on=None,
        renamed_aliases=(),
    )
    titles = [replace(post, title=retitled(post.title, (unit.name, *unit.aliases), called(new))) for post in posts]
    details = {"from": unit.name, "to": new.name, "on": on.isoformat()}
    return Outcome(
        saves=(new, *titles),
        facts=(Fact("unit.renamed", unit_subject(unit.id), details),),
        notices=(
            UnitRenamed(to=to_unit(unit.id), unit_id=unit.id, old=unit.name, new=new.name, on=on, tasks=tasks),
            UnitChanged(to=OFFICE, kind=ChangeKind.RENAMED, unit_id=unit.id, old=unit.name, new=new.name, on=on),
        ),
        redraw=redraw,
    )


def merge(old: Unit, into: Unit, works: Sequence[OpenWork], actor: Actor, terms: Terms) -> Outcome:
    """Merge a unit into another: what it was carrying out goes over with a 交接 card, and its names lead there.

    The actor is whoever planned it, or the machine on the day. That the successor will be merged itself on a later
    day is no obstacle: what it takes over goes on with it.

    Raises:
        InvalidInput: the successor cannot take it.
        WrongState: the unit or its successor is no more, or the successor is not yet.
    """
    if not old.active:
        raise WrongState("unit", "merged")
    _require_taker(old, into)
    if not into.active:
        raise WrongState("successor", "ended" if into.valid_to is not None else "not_begun")
    last = old.valid_to or terms.county.local(terms.now).date() - timedelta(days=1)
    on = last + timedelta(days=1)
    gone = replace(old, active=False, valid_to=last, successor_id=into.id)
    names = (old.name, *old.aliases)
    taking = replace(
        into,
        absorbed=tuple(dict.fromkeys((*into.absorbed, *names))),
        aliases=tuple(dict.fromkeys((*into.aliases, *names))),
    )
    moved = hand_over(into, works, actor, terms)
    issued = [work for work in works if work.paper is not None]
    details = {"into": into.id, "on": on.isoformat(), "tasks": len(works)}
    card = HandoverCard(to=to_unit(into.id), old_unit_id=old.id, new_unit_id=into.id, on=on)
    told = UnitChanged(
        to=OFFICE, kind=ChangeKind.MERGED, unit_id=old.id, old=old.name, new=into.name, on=on, tasks=len(works)
    )
    return moved + Outcome(
        saves=(gone, taking),
        facts=(Fact("unit.merged", unit_subject(old.id), details),),
        notices=(*((card,) if issued else ()), told),
    )


def not_carried_out(change: DueChange, into: Unit | None, why: Refusal) -> UnitChangeFailed:
    """What the Office is told of a change that could not be carried out on its day: it keeps waiting."""
    reason = why.reason if isinstance(why, InvalidInput) else why.state if isinstance(why, WrongState) else ""
    unit = change.unit
    new = into.name if into is not None else unit.renamed_to
    return UnitChangeFailed(
        to=OFFICE, kind=change.kind, unit_id=unit.id, old=unit.name, new=new, on=change.on, reason=reason
    )


def end(unit: Unit, open_tasks: int) -> Outcome:
    """A unit takes no part any more.

    Raises:
        WrongState: it has open tasks, and nobody was named to go on with them.
    """
    if open_tasks:
        raise WrongState("unit", "open_work")
    return Outcome(
        saves=(replace(unit, active=False),), facts=(Fact("unit.ended", unit_subject(unit.id), {"name": unit.name}),)
    )


def open_unit(unit: Unit) -> Outcome:
    """A new unit takes part from today."""
    return Outcome(
        saves=(replace(unit, active=True),), facts=(Fact("unit.opened", unit_subject(unit.id), {"name": unit.name}),)
    )


def _require_changeable(unit: Unit, actor: Actor) -> None:
    actor.require(Permission.UNIT_CHANGE)
    if not unit.active:
        raise WrongState("unit", "merged")


def can_take(unit: UnitKind, into: UnitKind) -> bool:
    """Whether a unit of one kind can go on with what one of the other kind did."""
    return into in RESPONSIBLE_KINDS if unit in RESPONSIBLE_KINDS else into is unit


def _require_taker(unit: Unit, into: Unit) -> None:
    if into.id == unit.id:
        raise InvalidInput("unit", "into_itself", given=unit.name)
    if not can_take(unit.kind, into.kind):
        raise InvalidInput("unit", "not_responsible", given=into.name)

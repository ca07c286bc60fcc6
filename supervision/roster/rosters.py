"""Taking a checked sheet over into the roster: what is there is brought up to date, nothing is deleted.

What is to become of a unit – another name, a successor, an end – is only written into its row; `unit_changes` carries
it out on its day, which may be today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from supervision.model import Person, Post, Unit
from supervision.notices.rosters import RosterCounts
from supervision.outcome import Fact, Outcome
from supervision.people.enrolment import person_subject
from supervision.people.seats import VACANT, post_subject
from supervision.roster.roster_references import known_names
from supervision.roster.roster_sheets import PostLine, Sheet, UnitLine
from supervision.subjects import Subject

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster as it stands: everybody and everything that takes part."""

    units: Sequence[Unit]
    posts: Sequence[Post]
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Needs:
    """How many ids a sheet can use up at most."""

    units: int
    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class Ids:
    """Unused ids, as many as `needs` said."""

    units: Sequence[int]
    posts: Sequence[int]
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class Change:
    """What a sheet makes of the roster. `moves` are posts that change hands: post and new holder (none: vacant)."""

    outcome: Outcome
    counts: RosterCounts
    moves: tuple[tuple[Post, Person | None], ...]


def needs(sheet: Sheet, roster: Roster) -> Needs:
    """Count the ids to draw before the sheet is merged."""
    units = {unit.name: unit.id for unit in roster.units}
    posts = {(post.unit_id, post.title): post for post in roster.posts}
    names = {person.id: person.name for person in roster.people}

    def stands(line: PostLine) -> Post | None:
        return posts.get((units.get(line.unit, 0), line.title))

    def is_holder(line: PostLine) -> bool:
        post = stands(line)
        return post is not None and post.holder_id is not None and names.get(post.holder_id) == line.name

    return Needs(
        units=sum(line.name not in units for line in sheet.units),
        posts=sum(stands(line) is None for line in sheet.posts),
        people=sum(line.name not in ("", VACANT) and not is_holder(line) for line in sheet.posts),
    )


def merge(sheet: Sheet, roster: Roster, ids: Ids, today: date) -> Change:
    """Bring the roster up to date. Merging the same sheet twice changes nothing the second time.

    A unit is known by its name, a post by its title in the unit. A person is the holder of the post if he has the
    name, else somebody of the same name and telephone, else somebody of the same name in the same unit, else new.
    """
    merging = _Merging(roster, today, iter(ids.units), iter(ids.posts), iter(ids.people))
    for line in sheet.units:
        merging.take_unit(line)
    names = known_names({line.name: line for line in sheet.units}, roster.units)
    for line in sheet.units:
        merging.take_future(line, names)
    for post_line in sheet.posts:
        merging.take_post(post_line)
    for post_line in sheet.posts:
        merging.take_duties(post_line, names)
    return merging.change(sheet.rows)


@dataclass(slots=True)
class _Merging:
    roster: Roster
    today: date
    unit_ids: Iterator[int]
    post_ids: Iterator[int]
    person_ids: Iterator[int]
    units: dict[str, Unit] = field(init=False)
    posts: dict[tuple[int, str], Post] = field(init=False)
    people: dict[int, Person] = field(init=False)
    homes: dict[int, set[int]] = field(init=False)
    moves: dict[int, tuple[Post, Person | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units = {unit.name: unit for unit in self.roster.units}
        self.posts = {(post.unit_id, post.title): post for post in self.roster.posts}
        self.people = {person.id: person for person in self.roster.people}
        self.homes = {}
        for post in self.roster.posts:
            if post.holder_id is not None:
                self.homes.setdefault(post.holder_id, set()).add(post.unit_id)

    def take_unit(self, line: UnitLine) -> None:
        """Add the unit, or bring it up to date."""
        known = self.units.get(line.name)
        if known is None:
            waits = line.begins is not None and line.begins > self.today
            new = Unit(next(self.unit_ids), line.name, line.kind, line.aliases, active=not waits)
            self.units[line.name] = replace(new, valid_from=line.begins, valid_to=line.ends)
            return
        past = known.past_names
        written = tuple(alias for alias in line.aliases if alias not in past)
        kept = tuple(alias for alias in known.aliases if alias in past)
        if line.renamed_to:
            new_names = tuple(alias for alias in written if alias not in known.short_names)
            on = line.begins or (known.renamed_on if known.renamed_to == line.renamed_to else None) or self.today
            self.units[line.name] = replace(
                known, kind=line.kind, renamed_to=line.renamed_to, renamed_on=on, renamed_aliases=new_names
            )
            return
        self.units[line.name] = replace(known, kind=line.kind, aliases=written + kept)

    def take_future(self, line: UnitLine, names: Mapping[str, str]) -> None:
        """Write down until when the unit takes part, and who goes on with its work."""
        unit = self.units[line.name]
        if line.merged_into:
            successor = self.units[names[line.merged_into]].id
            kept = unit.valid_to if unit.successor_id == successor else None
            last = line.begins - DAY if line.begins else line.ends or kept or self.today - DAY
            unit = replace(unit, successor_id=successor, valid_to=last)
        elif not line.renamed_to:
            reopened = line.begins is not None and unit.valid_to is not None and line.begins > unit.valid_to
            ends = None if reopened and not line.ends else line.ends or unit.valid_to
            unit = replace(unit, valid_from=line.begins or unit.valid_from, valid_to=ends)
        self.units[line.name] = unit

    def take_post(self, line: PostLine) -> None:
        """Add the post, or bring it up to date, and see who sits there."""
        unit = self.units[line.unit]
        key = (unit.id, line.title)
        known = self.posts.get(key)
        post = known or Post(next(self.post_ids), unit.id, line.role, line.title)
        post = replace(post, role=line.role, seat=line.seat)
        if line.name == VACANT:
            holder: Person | None = None
        elif line.name:
            holder = self._person(line, post)
        else:
            holder = self.people.get(post.holder_id) if post.holder_id is not None else None
        if (holder.id if holder else None) != post.holder_id:
            if known is None and holder is not None:
                post = replace(post, holder_id=holder.id)
            else:
                self.moves[post.id] = (post, holder)
        self.posts[key] = post

    def take_duties(self, line: PostLine, names: Mapping[str, str]) -> None:
        """Write down whom a leader is in charge of, and whom a secretary serves; what the file leaves out stays."""
        key = (self.units[line.unit].id, line.title)
        post = self.posts[key]
        if line.fields is not None:
            post = replace(post, fields=line.fields)
        if line.in_charge_of is not None:
            post = replace(post, in_charge_of=tuple(self.units[names[name]].id for name in line.in_charge_of))
        if line.serves is not None:
            by_title = {item.title: item.id for item in self.posts.values()}
            post = replace(post, serves=tuple(by_title[title] for title in line.serves))
        self.posts[key] = post
        if post.id in self.moves:
            self.moves[post.id] = (post, self.moves[post.id][1])

    def change(self, rows: int) -> Change:
        """What is different from what stood there."""
        units = _difference(self.roster.units, self.units.values())
        posts = _difference(self.roster.posts, self.posts.values())
        people = _difference(self.roster.people, self.people.values())
        counts = RosterCounts(
            rows=rows,
            units_new=len(units.new),
            units_changed=len(units.changed),
            posts_new=len(posts.new),
            posts_changed=len(posts.changed),
            people_new=len(people.new),
            people_changed=len(people.changed),
            handed_over=len(self.moves),
        )
        facts = [
            *_facts(units, "unit", lambda unit: Subject("unit", str(unit.id))),
            *_facts(people, "person", lambda person: person_subject(person.id)),
            *_facts(posts, "post", lambda post: post_subject(post.id)),
        ]
        saves = (*units.new, *units.changed, *people.new, *people.changed, *posts.new, *posts.changed)
        return Change(Outcome(saves=saves, facts=tuple(facts)), counts, tuple(self.moves.values()))

    def _person(self, line: PostLine, post: Post) -> Person:
        found = self._known_person(line, post)
        if found is None:
            found = Person(next(self.person_ids), line.name, line.phone)
        elif line.phone:
            found = replace(found, phone=line.phone)
        self.people[found.id] = found
        self.homes.setdefault(found.id, set()).add(post.unit_id)
        return found

    def _known_person(self, line: PostLine, post: Post) -> Person | None:
        holder = self.people.get(post.holder_id) if post.holder_id is not None else None
        if holder is not None and holder.name == line.name:
            return holder
        same_name = [person for person in self.people.values() if person.name == line.name]
        by_phone = [person for person in same_name if line.phone and person.phone == line.phone]
        at_home = [
            person
            for person in same_name
            if post.unit_id in self.homes.get(person.id, ()) and not (line.phone and person.phone)
        ]
        return next(iter(by_phone or at_home), None)


Row = TypeVar("Row", Unit, Post, Person)


@dataclass(frozen=True, slots=True)
class _Difference(Generic[Row]):
    new: list[Row]
    changed: list[Row]


def _difference(before: Iterable[Row], after: Iterable[Row]) -> _Difference[Row]:
    known = {row.id: row for row in before}
    return _Difference(
        new=[row for row in after if row.id not in known],
        changed=[row for row in after if row.id in known and known[row.id] != row],
    )


def _facts(difference: _Difference[Row], word: str, subject: Callable[[Row], Subject]) -> list[Fact]:
    rows = [("added", row) for row in difference.new] + [("changed", row) for row in difference.changed]
    return [Fact(f"{word}.{what}", subject(row), _details(row)) for what, row in rows]


def _details(row: Unit | Post | Person) -> Mapping[str, object]:
    match row:
        case Unit():
            future = {
                "valid_from": row.valid_from and row.valid_from.isoformat(),
                "valid_to": row.valid_to and row.valid_to.isoformat(),
                "successor": row.successor_id,
                "renamed_to": row.renamed_to,
            }
            told = {name: value for name, value in future.items() if value}
            return {"name": row.name, "kind": row.kind, "aliases": list(row.aliases), **told}
        case Post():
            duties = {"serves": row.serves, "fields": row.fields, "in_charge_of": row.in_charge_of}
            given = {name: list(value) for name, value in duties.items() if value}
            return {"unit": row.unit_id, "role": row.role, "title": row.title, "holder": row.holder_id, **given}
        case Person():
            return {"name": row.name, "phone": row.phone}

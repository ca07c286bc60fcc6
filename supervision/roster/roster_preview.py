"""What an import would change, line by line, before anything is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from supervision.model import Person, Post, Unit
from supervision.notices.rosters import PreviewLine
from supervision.roles import TITLES
from supervision.roster.rosters import Change, Roster
from supervision.roster.unit_changes import ChangeKind, planned


def preview(change: Change, roster: Roster, today: date) -> tuple[PreviewLine, ...]:
    """All that would be different, what weighs most first: units, then who sits where, then what is written of them."""
    saved = {(type(row), getattr(row, "id", 0)): row for row in change.outcome.saves}
    units = {unit.id: unit for unit in roster.units}
    after = units | {key[1]: row for key, row in saved.items() if isinstance(row, Unit)}
    people = {person.id: person for person in roster.people}
    people |= {key[1]: row for key, row in saved.items() if isinstance(row, Person)}
    posts = {post.id: post for post in roster.posts}
    posts_after = posts | {key[1]: row for key, row in saved.items() if isinstance(row, Post)}
    new_units = [unit for unit in after.values() if unit.id not in units]
    lines = [
        *_future(units, after, today),
        *(PreviewLine("unit_new", unit.name, new=unit.kind) for unit in new_units),
        *_moves(change, people),
        *_new_posts((post for post in posts_after.values() if post.id not in posts), people),
        *_unit_words(units, after),
        *_post_words(posts, posts_after, after),
        *_people_words(roster.people, people),
    ]
    return tuple(lines)


def basis_of(lines: Iterable[PreviewLine]) -> str:
    """A hash of everything that was shown: what a tap confirms."""
    return hashlib.sha256("\n".join(map(repr, lines)).encode()).hexdigest()


def _future(before: Mapping[int, Unit], after: Mapping[int, Unit], today: date) -> Iterator[PreviewLine]:
    known = {(change.kind, change.unit.id, change.on): change.unit for change in planned(before.values())}
    for change in planned(after.values()):
        unit, was = change.unit, known.get((change.kind, change.unit.id, change.on))
        if was is not None and (was.renamed_to, was.successor_id) == (unit.renamed_to, unit.successor_id):
            continue
        into = after.get(unit.successor_id or 0)
        new = {
            ChangeKind.RENAMED: unit.renamed_to,
            ChangeKind.MERGED: into.name if into else "",
        }.get(change.kind, "")
        yield PreviewLine(f"unit_{change.kind}", unit.name, new=new, on=change.on if change.on > today else None)


def _moves(change: Change, people: Mapping[int, Person]) -> Iterator[PreviewLine]:
    for post, holder in change.moves:
        old = people.get(post.holder_id or 0)
        yield PreviewLine("moved", post.title, old=old.name if old else "", new=holder.name if holder else "")


def _new_posts(posts: Iterable[Post], people: Mapping[int, Person]) -> Iterator[PreviewLine]:
    for post in posts:
        holder = people.get(post.holder_id or 0)
        yield PreviewLine("post_new", post.title, new=holder.name if holder else "")


def _unit_words(before: Mapping[int, Unit], after: Mapping[int, Unit]) -> Iterator[PreviewLine]:
    for unit in after.values():
        was = before.get(unit.id)
        if was is None:
            continue
        if was.kind is not unit.kind:
            yield PreviewLine("unit_kind", unit.name, old=was.kind, new=unit.kind)
        if was.short_names != unit.short_names:
            yield PreviewLine("unit_aliases", unit.name, old=_list(was.short_names), new=_list(unit.short_names))
        if was.valid_from != unit.valid_from:
            yield PreviewLine("unit_from", unit.name, old=_day(was.valid_from), new=_day(unit.valid_from))
        if was.valid_to != unit.valid_to and not unit.active:
            yield PreviewLine("unit_to", unit.name, old=_day(was.valid_to), new=_day(unit.valid_to))


def _post_words(
    before: Mapping[int, Post], after: Mapping[int, Post], units: Mapping[int, Unit]
) -> Iterator[PreviewLine]:
    def names(ids: Iterable[int]) -> str:
        return _list(units[unit_id].name for unit_id in ids if unit_id in units)

    def titles(ids: Iterable[int]) -> str:
        return _list(after[post_id].title for post_id in ids if post_id in after)

    nothing = Post(0, 0, next(iter(after.values())).role, "") if after else None
    for post in after.values():
        was = before.get(post.id, nothing)
        assert was is not None
        if post.id in before and (was.role, was.seat) != (post.role, post.seat):
            yield PreviewLine(
                "post_role", post.title, old=TITLES[was.role] + was.seat, new=TITLES[post.role] + post.seat
            )
        if was.fields != post.fields:
            yield PreviewLine("fields", post.title, old=_list(was.fields), new=_list(post.fields))
        if was.in_charge_of != post.in_charge_of:
            yield PreviewLine("in_charge", post.title, old=names(was.in_charge_of), new=names(post.in_charge_of))
        if was.serves != post.serves:
            yield PreviewLine("serves", post.title, old=titles(was.serves), new=titles(post.serves))


def _people_words(before: Iterable[Person], after: Mapping[int, Person]) -> Iterator[PreviewLine]:
    for was in before:
        if after[was.id].phone != was.phone:
            yield PreviewLine("phone", was.name, old=was.phone, new=after[was.id].phone)


def _list(words: Iterable[str]) -> str:
    return "、".join(words)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

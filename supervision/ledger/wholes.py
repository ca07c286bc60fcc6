"""A ledger that was read: each matter with all that belongs to it, and the roster by the names that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from supervision.ledger.records import (
    FindingRecord,
    MatterRecord,
    Records,
    ReportRecord,
    ShareRecord,
    SourceRecord,
    TaskRecord,
)
from supervision.model import Post, Unit


@dataclass(frozen=True, slots=True)
class Names:
    """The roster as a ledger names it: units by any name they have or had, posts by title."""

    units: Mapping[str, Unit]
    posts: Mapping[str, Post]

    @classmethod
    def of(cls, units: Iterable[Unit], posts: Iterable[Post]) -> Names:
        """The names of these units and posts; a present name goes before a past one."""
        units = list(units)
        past = {name: unit for unit in units for name in (*unit.past_names, *unit.aliases)}
        titles = {post.title: post for post in sorted(posts, key=lambda post: (post.active, -post.id))}
        return cls(past | {unit.name: unit for unit in units}, titles)

    def unit_id(self, name: str) -> int | None:
        """The unit of a name; none for no name."""
        return self.units[name].id if name else None

    def post_id(self, title: str) -> int | None:
        """The post of a title; none for no title."""
        return self.posts[title].id if title else None


@dataclass(frozen=True, slots=True)
class Whole:
    """One matter of the ledger with all that belongs to it."""

    matter: MatterRecord
    sources: list[SourceRecord] = field(default_factory=list)
    tasks: list[TaskRecord] = field(default_factory=list)
    shares: list[ShareRecord] = field(default_factory=list)
    reports: list[ReportRecord] = field(default_factory=list)
    findings: list[FindingRecord] = field(default_factory=list)


def wholes(records: Records) -> list[Whole]:
    """Each matter with what belongs to it, in the order of the file."""
    found = {matter.registration_number: Whole(matter) for matter in records.matters}
    for part in ("sources", "tasks", "shares", "reports", "findings"):
        for record in getattr(records, part):
            getattr(found[record.registration_number], part).append(record)
    return list(found.values())

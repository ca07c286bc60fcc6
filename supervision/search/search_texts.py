"""What a matter is found by: one text for the Office, one for each unit that was told of it, and the words to look for.

A text is lines of plain words, normalised alike with what is asked, so that a part of a line is enough: two Chinese
characters are. Numbers and dates are written into it the way in which people ask for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from supervision.actors import Actor
from supervision.calendars.paper_dates import paper_date
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Instruction,
    Matter,
    Paper,
    Person,
    Post,
    SearchText,
    Source,
    Task,
    Unit,
)
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.roles import Permission
from supervision.search.lookups import sees_all

EVERYTHING = 0
"""`SearchText.unit_id` of the Office's text."""

SHORTEST_WORD, LONGEST_WORD = 2, 30
MOST_WORDS = 6

_NOT_YET_TOLD = frozenset({AssignmentStatus.PROPOSED, AssignmentStatus.WITHDRAWN})
"""Assignments of which the unit knows nothing, or nothing any more."""

_BRACKETS = str.maketrans(dict.fromkeys("[(【", "〔") | dict.fromkeys("])】", "〕"))
_NUMBER = re.compile(r"(?:第|登记号)?(\d{1,6})号?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REGISTRATION = re.compile(r"(?:登记号)?((?:19|20)\d\d)[-年](\d{1,6})号?")
_DOCUMENT = re.compile(r"(.*〔\d{4}〕)第?(\d{1,6})号?")
_DAY = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})(?:[-./月](\d{1,2})日?|月)")
_MONTHS = 12
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Folder:
    """A matter with everything that stands around it, as far as it is found by that."""

    matter: Matter
    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    papers: tuple[Paper, ...]
    dispatches: tuple[Dispatch, ...]
    units: Mapping[int, Unit]
    posts: Mapping[int, Post]
    people: Mapping[int, Person]


@dataclass(frozen=True, slots=True)
class Scope:
    """In which texts somebody may look. There is none in which everybody may."""

    everything: bool = False
    registered_in: tuple[int, ...] = ()
    """Units whose staff registered the matter: a section finds its own."""
    units: tuple[int, ...] = ()
    """Units in whose own texts he looks."""


Wanted = tuple[str, ...]
"""Ways of writing one word; a text with any of them has it."""


def scope_of(actor: Actor) -> Scope:
    """Where this person may look: everywhere, in what his section registered, in what his unit was told."""
    everything = actor.may(Permission.MATTER_READ) and sees_all(actor)
    of_section = tuple(post.unit_id for post in actor.posts if Actor(actor.person, (post,)).may(Permission.MATTER_READ))
    of_unit = tuple(post.unit_id for post in actor.posts if Actor(actor.person, (post,)).may(Permission.TASK_LIST_OWN))
    return Scope(everything, () if everything else of_section, of_unit)


def texts_of(folder: Folder, zone: tzinfo) -> tuple[SearchText, ...]:
    """The texts of one matter: the Office's, and those of the units that were told."""
    told = [item for item in folder.assignments if item.status not in _NOT_YET_TOLD]
    unit_ids = dict.fromkeys(item.unit_id for item in told)
    matter_id = folder.matter.id
    return (
        SearchText(matter_id, EVERYTHING, _joined(_lines_of_all(folder, zone))),
        *(SearchText(matter_id, unit_id, _joined(_lines_of_unit(folder, unit_id, zone))) for unit_id in unit_ids),
    )


def _lines_of_all(folder: Folder, zone: tzinfo) -> Iterator[str]:
    matter = folder.matter
    yield from (matter.registration_number, matter.title, TRACKS[matter.track].title, matter.ledger_ref)
    for source in matter.sources:
        yield from _lines_of_source(source)
    for instruction in matter.instructions:
        yield from _lines_of_instruction(instruction, folder)
    for paper in folder.papers:
        yield paper.document_number
        yield _written(_local(paper.issued_at, zone))
    for task in folder.tasks:
        yield from _lines_of_task(task)
        yield from _names_of_post(task.leader_in_charge_post_id, folder)
    for unit_id in {item.unit_id for item in folder.assignments} | {matter.coordinating_unit_id or 0}:
        yield from _names_of_unit(folder.units.get(unit_id))
    yield _written(_local(matter.registered_at, zone))
    yield _name(folder.people.get(matter.registered_by))
    yield from _names_of_post(matter.leader_post_id, folder)


def _lines_of_unit(folder: Folder, unit_id: int, zone: tzinfo) -> Iterator[str]:
    """What stands on the unit's own paper, of its own tasks: nothing of the others."""
    yield folder.matter.title
    yield from _names_of_unit(folder.units.get(unit_id))
    sent = {item.paper_id for item in folder.dispatches if item.unit_id == unit_id}
    for paper in folder.papers:
        if paper.id in sent:
            yield paper.document_number
            yield _written(_local(paper.issued_at, zone))
    own = {item.task_seq for item in folder.assignments if item.unit_id == unit_id and item.status not in _NOT_YET_TOLD}
    for task in folder.tasks:
        if task.seq in own:
            yield from _lines_of_task(task)


def _lines_of_source(source: Source) -> Iterator[str]:
    yield from (source.title, source.number, source.author, source.place, source.recorder, _written(source.dated))


def _lines_of_instruction(instruction: Instruction, folder: Folder) -> Iterator[str]:
    yield from (instruction.leader_title, instruction.gist, _written(instruction.dated))
    yield from _names_of_post(instruction.leader_post_id, folder)


def _lines_of_task(task: Task) -> Iterator[str]:
    yield from (task.text, task.requirement, _written(task.due_on))
    yield from map(_written, task.report_on)


def _names_of_unit(unit: Unit | None) -> tuple[str, ...]:
    return () if unit is None else (unit.name, *unit.aliases, *unit.past_names)


def _names_of_post(post_id: int | None, folder: Folder) -> Iterator[str]:
    post = folder.posts.get(post_id or 0)
    if post is not None:
        yield from (post.title, _name(folder.people.get(post.holder_id or 0)))


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _local(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def _written(day: date | None) -> str:
    return paper_date(day) if day else ""


def _joined(lines: Iterable[str]) -> str:
    """Each line once, between marks, so that a whole line can be asked for."""
    plain = dict.fromkeys(" ".join(normalised(line).split()) for line in lines)
    return "\n".join(["", *filter(None, plain), ""])


def normalised(text: str) -> str:
    """Full-width letters and digits as narrow ones, one kind of brackets, no capitals."""
    return unicodedata.normalize("NFKC", text).translate(_BRACKETS).casefold()


def read_words(text: str) -> tuple[Wanted, ...]:
    """Read what somebody looks for: words with spaces between, of which all must be there.

    Raises:
        InvalidInput: nothing, one character only, or too much.
    """
    words = normalised(text).replace("、", " ").replace(",", " ").split()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > MOST_WORDS or len(max(words, key=len)) > LONGEST_WORD:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORD)
    wanted = tuple(map(ways_of_writing, words))
    short = next((word for word, ways in zip(words, wanted, strict=True) if ways == (word,) and _too_short(word)), "")
    if short:
        raise InvalidInput("words", "too_short", given=short)
    return wanted


def _too_short(word: str) -> bool:
    return len(word) < SHORTEST_WORD


def ways_of_writing(word: str) -> Wanted:
    """What a word looks like in a text: a number is whole (12号 is not in 112号), a date as papers are dated."""
    if document := _DOCUMENT.fullmatch(word):
        return (f"{document[1]}{int(document[2])}号",)
    if registration := _REGISTRATION.fullmatch(word):
        return (f"\n{registration[1]}-{int(registration[2])}\n",)
    if _YEAR.fullmatch(word):
        return (word,)
    if number := _NUMBER.fullmatch(word):
        return (f"〕{int(number[1])}号", f"-{int(number[1])}\n")
    return _as_date(word)


def _as_date(word: str) -> Wanted:
    """A date as it is written in a text, or the word as it stands; 1月 alone would be in 11月, too."""
    found = _DAY.fullmatch(word)
    if found is None:
        return (word,)
    year, month, day = found[1], int(found[2]), found[3]
    if not 1 <= month <= _MONTHS or (day and not 1 <= int(day) <= _DAYS):
        return (word,)
    written = f"{year or ''}年{month}月{int(day)}日" if day else f"{year or ''}年{month}月"
    return (written,) if word.startswith(("1月", "2月")) else (written, word)

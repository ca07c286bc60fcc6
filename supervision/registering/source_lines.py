"""Sources and instructions as people write them on one line: 标题，文号，日期，来文单位 – in any order after the title.

Pure: the day is an argument. What a part is, is seen from its form; what cannot be read is refused, not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from supervision.calendars.dates import read_paper_date
from supervision.model import Instruction, Post, Source
from supervision.procedures.sources import CITY, SOURCES, SourceKind
from supervision.refusals import InvalidInput
from supervision.registering.registration import LONGEST_GIST, LONGEST_NAME, LONGEST_TITLE
from supervision.roles import TITLES, Role

_K = SourceKind
KIND_WORDS: Mapping[str, SourceKind] = MappingProxyType(
    {row.title: kind for kind, row in SOURCES.items()}
    | {
        "市政府公文": _K.CITY_DOCUMENT,
        "市公文": _K.CITY_DOCUMENT,
        "县政府公文": _K.COUNTY_DOCUMENT,
        "县公文": _K.COUNTY_DOCUMENT,
        "市领导批示": _K.CITY_INSTRUCTION,
        "市政府领导批示": _K.CITY_INSTRUCTION,
        "政府工作报告": _K.WORK_REPORT,
        "工作报告": _K.WORK_REPORT,
        "报告": _K.WORK_REPORT,
        "实事": _K.TEN_THINGS,
        "民生实事": _K.TEN_THINGS,
        "重点民生实事": _K.TEN_THINGS,
        "常务会": _K.MAYOR_MEETING,
        "常务会议": _K.MAYOR_MEETING,
        "县政府常务会议": _K.MAYOR_MEETING,
        "县长办公会": _K.MAYOR_MEETING,
        "县长办公会议": _K.MAYOR_MEETING,
        "县长会议": _K.MAYOR_MEETING,
        "常务副县长会议": _K.EXECUTIVE_VICE_MAYOR_MEETING,
        "副县长会议": _K.VICE_MAYOR_MEETING,
        "协调会": _K.VICE_MAYOR_MEETING,
        "协调会议": _K.VICE_MAYOR_MEETING,
        "领导交办": _K.LEADER_ASSIGNMENT,
        "交办": _K.LEADER_ASSIGNMENT,
        "市建议提案": _K.CITY_PROPOSAL,
        "建议提案": _K.COUNTY_PROPOSAL,
        "县建议提案": _K.COUNTY_PROPOSAL,
        "热线": _K.HOTLINE,
        "12345": _K.HOTLINE,
        "其他": _K.OTHER,
    }
)
"""What a kind of source may be called on a line; titles of the kinds themselves included."""

SPOKEN = ("口头交办", "口头")
_RECORDED = re.compile(r"^(?:记录人[:：]?\s*(?P<before>.+)|(?P<after>.+?)记录)$")
_PLACED = re.compile(r"^地点[:：]?\s*(?P<named>.+)$|^(?P<plain>.*(?:室|会场|现场|会议|会上))$")
_NO_PLACE = ("地点不详", "不详")
_BETWEEN = re.compile(r"[，,；;|｜]+")
_BRACKETS = re.compile(r"^《(.+)》$")
_OF_CITY = re.compile(r"^市|市长$|市委")
_LEADER = re.compile(r"^(?P<title>.+?)\s*(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?\s*(?:的?批示|交办)?$")


def kind_named(words: str) -> SourceKind | None:
    """The kind of source that is called so."""
    return KIND_WORDS.get("".join(unicodedata.normalize("NFKC", words).split()).strip("《》"))


def parts_of(line: str) -> list[str]:
    """The parts of a line, empty ones left out."""
    return [part.strip() for part in _BETWEEN.split(line) if part.strip()]


def place_part(source: Source, part: str, today: date) -> Source:
    """Put a part of a line where it belongs: number, date or author.

    Raises:
        InvalidInput: it is too long, or a date that lies ahead.
    """
    _check_length("source", part, LONGEST_NAME)
    if "〔" in part or "[" in part or part.endswith("号"):
        return replace(source, number=part)
    try:
        return replace(source, dated=read_paper_date("dated", part, today))
    except InvalidInput as refused:
        if refused.reason != "bad_date":
            raise
    return replace(source, author=f"{source.author}、{part}" if source.author else part)


def read_source(line: str, today: date, *, recorder: str = "") -> Source:
    """Read a source: perhaps its kind, then title, number, date and author; or 口头交办 and what it was about.

    Args:
        recorder: who recorded an oral order if the line names nobody.

    Raises:
        InvalidInput: there is no title, a part is too long or a date ahead; an oral order has a number (`oral_number`),
            or no place (`oral_place`).
    """
    parts = parts_of(line)
    spoken = bool(parts) and parts[0] in SPOKEN
    kind = _K.LEADER_ASSIGNMENT if spoken else kind_named(parts[0]) if parts else None
    if (kind and len(parts) > 1) or spoken:
        parts = parts[1:]
    if not parts:
        raise InvalidInput("source", "empty")
    title = _BRACKETS.sub(r"\1", parts[0])
    _check_length("source", title, LONGEST_TITLE)
    source = Source(title, kind=str(kind or ""))
    if spoken:
        return _spoken(source, parts[1:], today, recorder)
    for part in parts[1:]:
        source = place_part(source, part, today)
    return source


def _spoken(source: Source, parts: Sequence[str], today: date, recorder: str) -> Source:
    source = replace(source, oral=True)
    placeless = False
    for part in parts:
        recorded, placed = _RECORDED.match(part), _PLACED.match(part)
        if part in _NO_PLACE:
            placeless = True
        elif recorded:
            source = replace(source, recorder=(recorded["before"] or recorded["after"]).strip())
        elif placed:
            source = replace(source, place=placed["named"] or placed["plain"])
        else:
            source = place_part(source, part, today)
    if source.number:
        raise InvalidInput("source", "oral_number", given=source.number)
    if not source.place and not placeless:
        raise InvalidInput("source", "oral_place", given=source.title)
    return replace(source, recorder=source.recorder or recorder)


@dataclass(frozen=True, slots=True)
class Instructed:
    """An instruction with its leader's rank (`sources.HIGHEST_FIRST`)."""

    instruction: Instruction
    rank: str


def read_instruction(line: str, posts: Sequence[Post], today: date) -> Instructed:
    """Read 批示要求: the leader, perhaps the date, then the gist.

    Raises:
        InvalidInput: nobody is called so (`unknown_leader`) or several are (`several_leaders`); there is no gist, or a
            date ahead.
    """
    who, *rest = [part.strip() for part in re.split(r"[，,：:]", line) if part.strip()] or [""]
    match = _LEADER.match(unicodedata.normalize("NFKC", who))
    title = match["title"] if match else who
    dated = read_paper_date("instructed_on", match["day"], today) if match and match["day"] else None
    if dated is None and len(rest) > 1:
        dated = _date(rest[0], today)
        rest = rest[1:] if dated else rest
    gist = "，".join(rest)
    if not gist:
        raise InvalidInput("gist", "no_gist", given=title)
    _check_length("gist", gist, LONGEST_GIST)
    if _OF_CITY.search(title):
        _check_length("instruction", title, LONGEST_NAME)
        return Instructed(Instruction(None, title, dated, gist, city=True), CITY)
    post = leader_called(title, posts, "instruction")
    return Instructed(Instruction(post.id, post.title, dated, gist), str(post.role))


def leader_called(title: str, posts: Sequence[Post], field: str) -> Post:
    """The county leader's post that is called so: by its title, else by the title of its role if only one has it.

    Raises:
        InvalidInput: `unknown_leader`, or `several_leaders`.
    """
    plain = unicodedata.normalize("NFKC", title)
    exact = [post for post in posts if unicodedata.normalize("NFKC", post.title) == plain]
    found = exact or [post for post in posts if TITLES[Role(post.role)] == plain]
    if not found:
        raise InvalidInput(field, "unknown_leader", given=title)
    if len(found) > 1:
        raise InvalidInput(field, "several_leaders", given="、".join(post.title for post in found))
    return found[0]


def _date(text: str, today: date) -> date | None:
    try:
        return read_paper_date("instructed_on", text, today)
    except InvalidInput as refused:
        if refused.reason != "bad_date":
            raise
        return None


def _check_length(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise InvalidInput(field, "too_long", limit=limit)

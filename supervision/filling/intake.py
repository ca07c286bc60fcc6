"""One filled-in message (一次填报): read into what /new and /split would have asked, or its faults row by row.

Header lines are 类别/事项/来源/批示要求 … with a colon; 来源 and 批示要求 may stand several times. All other lines are
tasks: 单位|事项|时限, with | or ；, full or half width. Nothing is guessed: what was read is shown before it is saved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType

from supervision.calendars.city_dates import CityDate, read_city_date, takes_city_date
from supervision.calendars.dates import read_deadline
from supervision.calendars.schedules import Level
from supervision.filling.intake_tasks import Fault, People, fault_of, read_task_line, units_of
from supervision.model import Source, Urgency
from supervision.procedures.forms import FORM_TITLES, ISSUER_TITLES
from supervision.procedures.sources import CHOSEN, SOURCES, Pick, SourceKind, pick_track
from supervision.procedures.tracks import TRACKS, Track
from supervision.refusals import InvalidInput
from supervision.registering import registration
from supervision.registering.source_lines import Instructed, kind_named, leader_called, read_instruction, read_source
from supervision.splitting import TaskDraft

KEYS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("类别", "事项类别"), "类别")
    | dict.fromkeys(("事项", "事项名称", "督查事项", "标题", "名称"), "事项")
    | dict.fromkeys(("来源", "任务来源", "来件"), "来源")
    | dict.fromkeys(("批示要求", "批示要求(摘要)", "批示", "领导批示"), "批示要求")
    | dict.fromkeys(("紧急程度", "缓急"), "紧急程度")
    | dict.fromkeys(("总牵头", "总牵头单位"), "总牵头")
    | dict.fromkeys(("时限", "办理时限", "总时限", "完成时限"), "时限")
    | dict.fromkeys(("县领导", "审定领导"), "县领导")
    | dict.fromkeys(("印发形式", "形式"), "印发形式")
    | dict.fromkeys(("印发名义", "名义"), "印发名义")
    | {name: name for name in ("级别", "市级时限", "抄送")}
)
"""What a header line may begin with, and the name under which it is read and its faults are told."""

FIRST_KEYS = frozenset({"类别", "事项", "来源", "批示要求"})
"""With one of these a filled-in message begins."""

URGENCIES: Mapping[str, Urgency] = MappingProxyType(
    {
        "平件": Urgency.ROUTINE,
        "普通": Urgency.ROUTINE,
        "一般": Urgency.ROUTINE,
        "加急": Urgency.URGENT,
        "急件": Urgency.URGENT,
        "特急": Urgency.MOST_URGENT,
    }
)
LEVELS: Mapping[str, Level] = MappingProxyType({"市定": Level.CITY, "县定": Level.COUNTY})

SAMPLE = "牵头单位|任务|时限"
"""The line of the blank that shows how a task is written."""

_HEADER = re.compile(r"^(?P<key>[^:：|｜;；]{2,12}?)\s*[:：]\s*(?P<value>.*)$")
_LIST = re.compile(r"[、，,；;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A message without faults. `kind` is what decided the track; `ranks` are of the leaders who instructed."""

    track: str
    kind: str
    why: str
    title: str
    sources: tuple[Source, ...]
    instructed: tuple[Instructed, ...] = ()
    urgency: Urgency = Urgency.ROUTINE
    due_on: date | None = None
    due_hour: time | None = None
    city: CityDate | None = None
    leader_post_id: int | None = None
    coordinating_unit_id: int | None = None
    level: str = ""
    form: str = ""
    issuer: str = ""
    copy_to: tuple[str, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What the lines came to so far."""

    people: People
    now: datetime
    recorder: str
    values: dict[str, object] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    instructed: list[Instructed] = field(default_factory=list)
    tasks: list[TaskDraft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def key_of(line: str) -> str:
    """The name of a header line; empty for any other line."""
    match = _HEADER.match(line.strip())
    return KEYS.get(unicodedata.normalize("NFKC", match["key"]).replace(" ", ""), "") if match else ""


def looks_like_form(text: str) -> bool:
    """Tell whether a text is a filled-in message: it begins with 类别, 事项, 来源 or 批示要求, and has a second line of
    a form."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or key_of(lines[0]) not in FIRST_KEYS:
        return False
    return any(key_of(line) or "|" in line or "｜" in line for line in lines[1:])


def read_form(
    text: str, people: People, now: datetime, tracks: Sequence[Track], *, recorder: str = ""
) -> Form | tuple[Fault, ...]:
    """Read a filled-in message.

    Args:
        text: the message; lines are counted as the person sees them, from 1.
        people: the units and leaders that may be named.
        now: local time.
        tracks: those that the person may begin.
        recorder: his name, for an oral order whose line names nobody.
    """
    reading = _Reading(people, now, recorder)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and unicodedata.normalize("NFKC", line.strip()) != SAMPLE:
            _read_line(reading, number, line.strip())
    if not reading.sources and not any(fault.column == "来源" for fault in reading.faults):
        reading.faults.append(Fault(0, "来源", "missing"))
    if reading.faults:
        return tuple(sorted(reading.faults, key=lambda fault: (not fault.line, fault.line)))
    return _finish(reading, tracks)


def _read_line(reading: _Reading, number: int, line: str) -> None:
    key = key_of(line)
    match = _HEADER.match(line)
    try:
        if key and match:
            if match["value"].strip():
                _READERS[key](reading, match["value"].strip())
            return
        if match and "|" not in line and "｜" not in line:
            raise InvalidInput("行", "unknown_line", given=match["key"])
        task = read_task_line(line, reading.people, reading.now)
    except InvalidInput as refused:
        reading.faults.append(fault_of(number, key or "任务", refused))
        return
    if isinstance(task, TaskDraft):
        reading.tasks.append(task)
    else:
        reading.faults += [replace(fault, line=number) for fault in task]


def _read_kind(reading: _Reading, value: str) -> None:
    kind = kind_named(value)
    track = next((track for track in TRACKS.values() if track.title.strip("《》") == value.strip("《》")), None)
    if kind is None and track is None:
        raise InvalidInput("类别", "unknown_kind", given=value)
    reading.values |= {"kind": kind} if kind else {"track": track}


def _read_title(reading: _Reading, value: str) -> None:
    if len(value) > registration.LONGEST_TITLE:
        raise InvalidInput("事项", "too_long", limit=registration.LONGEST_TITLE)
    reading.values["title"] = value


def _read_source(reading: _Reading, value: str) -> None:
    if len(reading.sources) >= registration.MOST_SOURCES:
        raise InvalidInput("来源", "too_many", limit=registration.MOST_SOURCES)
    reading.sources.append(read_source(value, reading.now.date(), recorder=reading.recorder))


def _read_instruction(reading: _Reading, value: str) -> None:
    if value in ("无", "无批示"):
        return
    if len(reading.instructed) >= registration.MOST_INSTRUCTIONS:
        raise InvalidInput("批示要求", "too_many", limit=registration.MOST_INSTRUCTIONS)
    reading.instructed.append(read_instruction(value, reading.people.leaders, reading.now.date()))


def _read_deadline(reading: _Reading, value: str) -> None:
    limit = read_deadline("时限", value, reading.now)
    reading.values |= {"due_on": limit.day, "due_hour": limit.hour}


def _read_city_date(reading: _Reading, value: str) -> None:
    reading.values["city"] = read_city_date("市级时限", value, reading.now)


def _read_coordinator(reading: _Reading, value: str) -> None:
    units = units_of(value, reading.people, "总牵头")
    if isinstance(units, Fault):
        raise InvalidInput("总牵头", units.reason, given=units.given)
    if len(units) != 1:
        raise InvalidInput("总牵头", "several_units", given=value)
    reading.values["coordinating_unit_id"] = units[0]


def _read_leader(reading: _Reading, value: str) -> None:
    reading.values["leader_post_id"] = leader_called(value, reading.people.leaders, "县领导").id


def _read_copies(reading: _Reading, value: str) -> None:
    names = tuple(dict.fromkeys(name.strip() for name in _LIST.split(value) if name.strip()))
    if names in (("无",), ("不抄送",)):
        return
    if len(names) > registration.MOST_COPIES:
        raise InvalidInput("抄送", "too_many", limit=registration.MOST_COPIES)
    if max(map(len, names)) > registration.LONGEST_NAME:
        raise InvalidInput("抄送", "too_long", limit=registration.LONGEST_NAME)
    reading.values["copy_to"] = names


def _one_of(name: str, words: Mapping[str, object]) -> Callable[[_Reading, str], None]:
    def read(reading: _Reading, value: str) -> None:
        if value not in words:
            raise InvalidInput(name, "not_one_of", given="、".join(words))
        reading.values[name] = words[value]

    return read


_READERS: Mapping[str, Callable[[_Reading, str], None]] = MappingProxyType(
    {
        "类别": _read_kind,
        "事项": _read_title,
        "来源": _read_source,
        "批示要求": _read_instruction,
        "紧急程度": _one_of("urgency", URGENCIES),
        "总牵头": _read_coordinator,
        "时限": _read_deadline,
        "市级时限": _read_city_date,
        "县领导": _read_leader,
        "级别": _one_of("level", {title: str(level) for title, level in LEVELS.items()}),
        "印发形式": _one_of("form", {title: str(form) for form, title in FORM_TITLES.items()}),
        "印发名义": _one_of("issuer", {title: str(issuer) for issuer, title in ISSUER_TITLES.items()}),
        "抄送": _read_copies,
    }
)


def _finish(reading: _Reading, tracks: Sequence[Track]) -> Form | tuple[Fault, ...]:
    """Choose the track, and see that it is open to the person and offers the form and name that were written."""
    named = reading.values.pop("kind", None)
    chosen = reading.values.pop("track", None)
    sources = tuple(
        source if source.kind else replace(source, kind=str(named or SourceKind.OTHER)) for source in reading.sources
    )
    pick = pick_track([SourceKind(source.kind) for source in sources], [item.rank for item in reading.instructed])
    pick = _as_named(pick, named, chosen)
    track = TRACKS[pick.track]
    faults = []
    if "city" in reading.values and not takes_city_date(track, str(pick.kind)):
        faults.append(Fault(0, "市级时限", "not_upward"))
    if track not in tracks:
        faults.append(Fault(0, "类别", "not_open", track.title))
    for name, titles, offered in (("form", FORM_TITLES, track.forms), ("issuer", ISSUER_TITLES, track.issuers)):
        written = reading.values.get(name)
        if name == "issuer" and written and written not in offered and len(offered) == 1:
            faults.append(_fixed_name(track))
        elif written and written not in offered:
            words = "、".join(titles[item] for item in offered)  # type: ignore[index]
            faults.append(Fault(0, "印发形式" if name == "form" else "印发名义", "not_one_of", words))
    if faults:
        return tuple(faults)
    values = {"title": sources[0].title} | reading.values
    return Form(
        track=str(track.key),
        kind=str(pick.kind),
        why=pick.why,
        sources=sources,
        instructed=tuple(reading.instructed),
        tasks=tuple(reading.tasks),
        **values,  # type: ignore[arg-type]
    )


def _fixed_name(track: Track) -> Fault:
    """The track leaves no choice in whose name it is issued, by its clause or by what the county settled."""
    clause = () if "issuers" in track.ours else (track.clause,)
    return Fault(0, "印发名义", "fixed_name", ISSUER_TITLES[track.issuers[0]], near=clause)


def _as_named(pick: Pick, named: object, chosen: object) -> Pick:
    """What 类别 says stands above what sources and instructions make of it, if it says something else."""
    if isinstance(chosen, Track) and chosen.key != pick.track:
        kind = next(kind for kind, row in SOURCES.items() if row.track == chosen.key and not row.ours)
        return Pick(chosen.key, kind, CHOSEN)
    if isinstance(named, SourceKind) and SOURCES[named].track != pick.track:
        return Pick(SOURCES[named].track, named, CHOSEN)
    return pick

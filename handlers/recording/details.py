"""The questions of /record about the act itself: what was decided or said, by whom, when, by which way, its paper."""

from __future__ import annotations

import re
from datetime import date, time

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.files import note
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.conversation.heard import SentFile
from handlers.recording.course import go_on, stay
from handlers.recording.signers import who_acted
from messages.filters import day
from messages.labels import READER
from storage.unit_of_work import UnitOfWork
from supervision.calendars.dates import Toward, read_day, read_deadline
from supervision.carrying_out.extension_answers import check_recordable
from supervision.model import Channel, Draft, Matter, Person, Post, Reader, RecordKind, ReportDue
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput
from supervision.reports.evidence import Unfit, is_file_id, unfit
from supervision.reports.recording import LIMITS, LONGEST_NAME, LONGEST_WORDS, MOST_FILES, NEED_WORDS, happened_at
from supervision.roles import UNIT

FOLLOW_UP = ""
"""Scans are fetched and kept; nothing goes on with them."""

_ACTS: dict[RecordKind, tuple[Choice, ...]] = {
    RecordKind.SIGNATURE: (Choice("yes", "同意"), Choice("no", "退回修改")),
    RecordKind.RATIFICATION: (Choice("yes", "确认同意"), Choice("no", "不予追认")),
}
_NONE = Choice("none", "无")
_CHANNELS = (Choice(Channel.PAPER, "纸质"), Choice(Channel.TELEPHONE, "电话"))
_READERS = (*(Choice(reader, READER[reader]) for reader in Reader), Choice("none", "未注明"))
_JUST_NOW, _TODAY = Choice("now", "刚才"), Choice("today", "今天")
_DONE = Choice("done", "下一步")
_CLOCK = re.compile(r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?\s*分?")

TAKEN = "照片、PDF、Word、Excel等文件"
"""What a scan may be, as a refusal names it."""


def kind_of(draft: Draft) -> RecordKind:
    """What is being recorded."""
    return RecordKind(str(draft.answers["kind"]))


async def _show_act(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=_ACTS[kind_of(draft)], per_row=2)


async def _take_act(turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, act=picked(said, _ACTS[kind_of(draft)], "act"))


async def _show_words(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=() if _must_say(draft) else (_NONE,))


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    choices = () if _must_say(draft) else (_NONE,)
    if tapped(said, choices, "words"):
        return go_on(draft.answers, words="")
    return go_on(draft.answers, words=_line(said, LONGEST_WORDS))


def _must_say(draft: Draft) -> bool:
    """A 退回, a 不予追认 and an extension are nothing without their reason."""
    return draft.answers.get("act") == "no" or kind_of(draft) in NEED_WORDS


async def _show_channel(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_CHANNELS, per_row=2)


async def _take_channel(turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, channel=picked(said, _CHANNELS, "channel"))


async def _show_who(unit: UnitOfWork, draft: Draft) -> Ask:
    people = await _people(unit, draft)
    return Ask(choices=tuple(Choice(str(post.id), f"{person.name}") for post, person in people), per_row=2)


async def _take_who(turn: Turn, draft: Draft, said: Said) -> Next:
    people = await _people(turn.unit, draft)
    chosen = tapped(said, [Choice(str(post.id), person.name) for post, person in people], "who")
    for post, person in people:
        if str(post.id) == chosen:
            return go_on(draft.answers, who=person.name, post=post.id, person=person.id)
    return go_on(draft.answers, who=typed(said, "who", LONGEST_NAME))


async def _people(unit: UnitOfWork, draft: Draft) -> list[tuple[Post, Person]]:
    """Those who act for the unit, each once; the liaisons first."""
    posts = await unit.find(Post, unit_id=draft.answers["unit"], role=tuple(UNIT), active=True)
    holders = {person.id: person for person in await unit.find(Person, id={post.holder_id for post in posts} - {None})}
    found: dict[int, tuple[Post, Person]] = {}
    for post in posts:
        if post.holder_id in holders:
            found.setdefault(post.holder_id, (post, holders[post.holder_id]))
    return list(found.values())


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_report(turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, report=_line(said, LIMITS[RecordKind.REPORT], keep_lines=True))


async def _show_reader(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_READERS, per_row=2)


async def _take_reader(turn: Turn, draft: Draft, said: Said) -> Next:
    chosen = picked(said, _READERS, "reader")
    return go_on(draft.answers, reader="" if chosen == "none" else chosen)


async def _show_happened(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(_JUST_NOW if _by_telephone(draft) else _TODAY,))


async def _take_happened(turn: Turn, draft: Draft, said: Said) -> Next:
    on, hour = _when(turn, draft, said)
    since = turn.unit.now.fromisoformat(str(draft.answers["since"]))
    moment = happened_at(on, hour, since, turn.unit.now, turn.unit.county)
    if moment > turn.unit.now:
        raise InvalidInput("happened", "future_date", given=_shown(on, hour))
    if moment < since:
        raise InvalidInput("happened", "before_begin", given=_shown(on, hour))
    answers: dict[str, object] = {"happened": on.isoformat(), "hour": hour.isoformat() if hour else ""}
    return go_on(draft.answers, **answers, **await who_acted(turn.unit, {**draft.answers, **answers}))


def _when(turn: Turn, draft: Draft, said: Said) -> tuple[date, time | None]:
    """The day of a paper, or day and hour of a call; an hour alone is today's."""
    offered = (_JUST_NOW,) if _by_telephone(draft) else (_TODAY,)
    chosen = tapped(said, offered, "happened")
    if chosen == _JUST_NOW.value:
        now = turn.unit.county.local(turn.unit.now)
        return now.date(), now.time()
    if chosen:
        return turn.unit.today, None
    text = said.text.strip()
    found = read_day("happened", f"今天{text}" if _CLOCK.fullmatch(text) else text, turn.unit.today, Toward.PAST)
    if _by_telephone(draft) and found.hour is None:
        raise InvalidInput("happened", "hour_wanted")
    return found.day, found.hour


def _by_telephone(draft: Draft) -> bool:
    return draft.answers.get("channel") == Channel.TELEPHONE


def _shown(on: date, hour: time | None) -> str:
    return f"{on.month}月{on.day}日" + (f" {hour:%H:%M}" if hour else "")


async def _show_due(unit: UnitOfWork, draft: Draft) -> Ask:
    due = await _due(unit, draft)
    return Ask({"now_due": day(due.expected_on, unit.today)})


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    found = read_deadline("new_due", said.text, turn.unit.county.local(turn.unit.now))
    due = await _due(turn.unit, draft)
    check_recordable(due, (await turn.unit.require(Matter, due.matter_id)).track, found.day)
    return go_on(draft.answers, new_due=found.day.isoformat(), new_hour=found.hour.isoformat() if found.hour else "")


async def _due(unit: UnitOfWork, draft: Draft) -> ReportDue:
    key = [draft.answers[name] for name in ("matter", "task", "unit", "due")]
    return await unit.require(ReportDue, *key)


async def _show_basis(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"scans": len(scans_of(draft))}, (_DONE,) if scans_of(draft) else ())


async def _take_basis(turn: Turn, draft: Draft, said: Said) -> Next:
    files = scans_of(draft)
    for sent in said.files:
        files.append(await _note(turn, sent, len(files)))
    if said.files:
        return stay("basis", files=files)
    if tapped(said, (_DONE,) if files else (), "basis"):
        return go_on(draft.answers, basis="given")
    return go_on(draft.answers, basis="given", reference=typed(said, "reference", LONGEST_NAME))


def scans_of(draft: Draft) -> list[int]:
    """The ids of the scans that were sent so far."""
    files = draft.answers.get("files")
    return list(files) if isinstance(files, list) else []


async def _note(turn: Turn, sent: SentFile, already: int) -> int:
    """Write down that a scan is wanted; it is fetched once this is committed."""
    why = unfit(sent.kind, sent.name, sent.size)
    if why is Unfit.TOO_BIG:
        raise InvalidInput("basis", "scan_too_big")
    if why is not None or not is_file_id(sent.file_id):
        raise InvalidInput("basis", "wrong_file", given=TAKEN)
    if already >= MOST_FILES:
        raise InvalidInput("basis", "too_many", limit=MOST_FILES)
    row = await note(turn.unit, turn.actor, turn.heard, sent, FOLLOW_UP)
    await turn.unit.save(row)
    return row.id


def _line(said: Said, limit: int, *, keep_lines: bool = False) -> str:
    if not keep_lines:
        return typed(said, "words", limit)
    if not said.text.strip():
        raise InvalidInput("words", "empty")
    if len(said.text) > limit:
        raise InvalidInput("words", "too_long", limit=limit)
    return said.text.strip()


QUESTIONS = {
    "act": Question(_show_act, _take_act),
    "words": Question(_show_words, _take_words),
    "channel": Question(_show_channel, _take_channel),
    "who": Question(_show_who, _take_who),
    "report": Question(_show_nothing, _take_report),
    "reader": Question(_show_reader, _take_reader),
    "happened": Question(_show_happened, _take_happened),
    "new_due": Question(_show_due, _take_due),
    "basis": Question(_show_basis, _take_basis),
}
"""Questions by name."""

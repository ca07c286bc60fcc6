"""The one preview of /new: all as it will stand, its tasks page by page. Before it is confirmed nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.conversation.answering import picked, tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.conversation.listing import page_of
from handlers.registering import filling
from handlers.registering.course import (
    Answers,
    go,
    go_on,
    instructing,
    pieces_of,
    registration_of,
    tasks_as_answer,
    tasks_in,
    track_of,
    why_of,
)
from handlers.registering.kinds import open_tracks
from handlers.splitting.details import task_facts
from messages.filters import clock, day
from messages.labels import LEVEL, URGENCY
from messages.views.matters import short_name
from storage.queries.registering import registered_from
from storage.unit_of_work import UnitOfWork
from supervision.calendars.paper_dates import paper_date
from supervision.calendars.timing import timing_words
from supervision.filling.intake import looks_like_form
from supervision.filling.intake_tables import without_lead
from supervision.filling.intake_tasks import Fault, line_of, read_task_line
from supervision.model import Draft, MatterStatus, Post, Unit
from supervision.notices.dialogue import Choice
from supervision.procedures.forms import FORM_TITLES, ISSUER_TITLES, Form, Issuer
from supervision.procedures.sources import SOURCES
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.registering.registration import Registration, beginning, default_source, leader_of
from supervision.results.submissions import before_of, own_due
from supervision.splitting import TaskDraft, lead_units

PER_PAGE = 10
"""Tasks on one page of the preview."""

_YES = "yes"
_EDIT, _TRACK = Choice("edit", "逐项修改"), Choice("track", "调整类别")
_DROP, _LIST = Choice("drop", "删除本项"), Choice("list", "返回")


def written_day(value: date | None, today: date) -> str:
    """A paper's date: with its year, unless it is of this year."""
    if value is None:
        return ""
    return f"{value.month}月{value.day}日" if value.year == today.year else paper_date(value)


async def is_followed(unit: UnitOfWork, draft: Draft) -> bool:
    """Whether the person's section would follow the matter up itself, so that its tasks wait (P4.2, P5.2)."""
    posts = await unit.find(Post, holder_id=draft.person_id, active=True)
    status = beginning(track_of(draft.answers), [post.role for post in posts])
    return status is MatterStatus.FOLLOWED


async def show(unit: UnitOfWork, draft: Draft) -> Ask:
    """The preview, and what can still be changed in it."""
    answers: Answers = draft.answers
    tasks = tasks_in(answers)
    page = page_of(len(tasks), PER_PAGE, int(answers.get("page") or 0))
    followed = await is_followed(unit, draft)
    label = "确认登记并分解" if tasks and not followed else "确认登记"
    turning = [Choice(f"page{page.number - 1}", "上一页")] if page.number else []
    turning += [Choice(f"page{page.number + 1}", "下一页")] if page.number + 1 < page.pages else []
    facts = {
        **await _head(unit, draft.answers),
        **await _tasks(unit, draft.answers, tasks, page.cut(tasks), page.start),
        "page": [page.number + 1, page.pages],
        "followed": followed,
        "pieces": [],
        "tasks": [],
    }
    plan = Choice("plan", "不要求报送方案" if draft.answers.get("plan_wanted") else "要求报送方案")
    first = (plan,) if page.number == 0 else ()
    choices = (Choice(_YES, label), *((_EDIT,) if tasks else ()), _TRACK, *first, *turning)
    return Ask(facts=facts, choices=choices, per_row=2)


async def _head(unit: UnitOfWork, answers: Answers) -> dict[str, object]:
    registration = registration_of(answers, "")
    track = track_of(answers)
    pieces = pieces_of(answers)
    named = leader_of(track, instructing(answers))
    due = day(registration.due_on, unit.today) if registration.due_on else ""
    kind = registration.source_kind
    return {
        "track_title": track.title,
        "clause": track.clause,
        "ours": any(key == kind and row.ours for key, row in SOURCES.items()),
        "why": why_of(answers),
        "several": len(registration.sources) > 1,
        "level_title": LEVEL.get(registration.level, ""),
        "urgency_title": URGENCY[registration.urgency],
        "source_days": [written_day(source.dated, unit.today) for source in registration.sources],
        "instruction_days": [written_day(item.dated, unit.today) for item in registration.instructions],
        "due": due + (clock(registration.due_hour) if registration.due_hour else ""),
        **_city_date(unit, registration),
        "leader_title": named.title if named else answers.get("leader_title") or "",
        "form_title": FORM_TITLES[Form(registration.form)],
        "issuer_title": ISSUER_TITLES[Issuer(registration.issuer)],
        "characters": sum(len(piece["text"]) for piece in pieces if "text" in piece),
        "names": [piece["name"] for piece in pieces if "file" in piece],
        "before": list((await registered_from(unit, [source.number for source in registration.sources])).items()),
    }


def _city_date(unit: UnitOfWork, registration: Registration) -> dict[str, object]:
    """The date of those above, and the Office's own before it."""
    own = own_due(registration.city_due_on, before_of(registration.track, unit.county), unit.workdays)
    if registration.city_due_on is None or own is None:
        return {"city_day": ""}
    return {"city_day": day(registration.city_due_on, unit.today), "own_day": day(own, unit.today)}


async def _tasks(
    unit: UnitOfWork, answers: Answers, tasks: Sequence[TaskDraft], shown: Sequence[TaskDraft], start: int
) -> dict[str, object]:
    coordinator = coordinator_of(answers)
    gathering = await unit.get(Unit, coordinator) if coordinator else None
    last = max((task.due_on for task in tasks if task.due_on), default=None)
    return {
        "lines": [await task_facts(unit, task, start + place) for place, task in enumerate(shown, 1)],
        "total": len(tasks),
        "units": len({item for task in tasks for item in (*task.leads, *task.supports)}),
        "last_due": day(last, unit.today) if last else "",
        "coordinating": short_name(gathering) if gathering else "",
        "leaderless": list(without_lead(tasks)),
        "undated": [number for number, task in enumerate(tasks, 1) if not (timing_words(task) or task.report_on)],
    }


def coordinator_of(answers: Answers) -> int | None:
    """The unit that gathers the others' answers: the one that was named, or the only one that leads."""
    tasks = tasks_in(answers)
    leading = lead_units(tasks)
    involved = {unit for task in tasks for unit in (*task.leads, *task.supports)}
    named = answers.get("coordinator")
    if isinstance(named, int) and named in involved:
        return named
    return leading[0] if len(leading) == 1 else None


async def take(turn: Turn, draft: Draft, said: Said) -> Next | None:
    """Take what leads away from the preview; none when it was confirmed. A corrected message or table is read anew."""
    if said.files or looks_like_form(said.text):
        return await filling.take_in(turn, draft, said)
    ask = await show(turn.unit, draft)
    value = picked(said, ask.choices, "confirm")
    if value == _YES:
        return None
    if value == "plan":
        return go("confirm", plan_wanted=not draft.answers.get("plan_wanted"))
    if value.startswith("page"):
        return go("confirm", page=int(value.removeprefix("page")))
    return go({"edit": "task_number", "track": "other_track"}[value])


async def _show_number(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"total": len(tasks_in(draft.answers)), "tasks": [], "pieces": []}, choices=(_LIST,))


async def _take_number(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_LIST], "task_number"):
        return go("confirm")
    words = said.text.removeprefix("第").removesuffix("项").strip()
    if not words.isdecimal() or not 1 <= int(words) <= len(tasks_in(draft.answers)):
        raise InvalidInput("task_number", "not_a_choice")
    return go("task_line", at=int(words))


async def _show_line(unit: UnitOfWork, draft: Draft) -> Ask:
    number = int(str(draft.answers["at"]))
    task = tasks_in(draft.answers)[number - 1]
    units = await unit.find(Unit, id=(*task.leads, *task.supports))
    facts = {
        "number": number,
        "line": line_of(task, {item.id: short_name(item) for item in units}),
        "tasks": [],
        "pieces": [],
    }
    return Ask(facts=facts, choices=(_DROP, _LIST))


async def _take_line(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_line(turn.unit, draft)
    tasks, place = tasks_in(draft.answers), int(str(draft.answers["at"])) - 1
    match tapped(said, ask.choices, "task_line"):
        case "list":
            return go("confirm")
        case "drop":
            kept = [*tasks[:place], *tasks[place + 1 :]]
        case _:
            kept = [
                *tasks[:place],
                await _read_line(turn.unit, said.text, tasks[place], place + 1),
                *tasks[place + 1 :],
            ]
    return go_on(draft.answers, **{"filled": True, **tasks_as_answer(kept), "page": place // PER_PAGE})


async def _read_line(unit: UnitOfWork, line: str, before: TaskDraft, number: int) -> TaskDraft:
    """The task as it is written now; what a line cannot say stays as it was."""
    people = await filling.people_of(unit)
    task = read_task_line(line.strip(), people, unit.county.local(unit.now))
    if not isinstance(task, TaskDraft):
        fault: Fault = task[0]
        raise InvalidInput(fault.column, fault.reason, given=fault.given or str(number), limit=fault.limit)
    leader = before.leader_in_charge_post_id if task.leads == before.leads else task.leader_in_charge_post_id
    says_reports = task.report_on or task.cycle
    reports = task if says_reports else before
    return replace(
        task,
        requirement=before.requirement,
        leader_in_charge_post_id=leader,
        report_on=reports.report_on,
        cycle=reports.cycle,
        cycle_until=reports.cycle_until,
    )


async def _show_other_track(unit: UnitOfWork, draft: Draft) -> Ask:
    tracks = await open_tracks(unit, draft)
    return Ask(
        facts={"tracks": [[track.title, track.clause] for track in tracks], "tasks": [], "pieces": []},
        choices=(*(Choice(track.key, track.title) for track in tracks), _LIST),
        per_row=2,
    )


async def _take_other_track(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_other_track(turn.unit, draft)
    key = picked(said, ask.choices, "track")
    if key == _LIST.value:
        return go("confirm")
    levels = turn.unit.county.tells_levels_apart(TRACKS[key].schedule)
    kind = str(default_source(key))
    return go_on(draft.answers, filled=True, track=key, kind=kind, levels=levels, level=None, form=None, issuer=None)


async def _show_coordinator(unit: UnitOfWork, draft: Draft) -> Ask:
    candidates = lead_units(tasks_in(draft.answers))
    units = {item.id: item for item in await unit.find(Unit, id=candidates)}
    choices = tuple(Choice(str(item), short_name(units[item])) for item in candidates[:20] if item in units)
    return Ask(facts={"tasks": [], "pieces": []}, choices=choices)


async def _take_coordinator(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_coordinator(turn.unit, draft)
    chosen = int(picked(said, ask.choices, "coordinator"))
    return go_on(draft.answers, "coordinator", coordinator=chosen)


QUESTIONS = {
    "coordinator": Question(_show_coordinator, _take_coordinator),
    "task_number": Question(_show_number, _take_number),
    "task_line": Question(_show_line, _take_line),
    "other_track": Question(_show_other_track, _take_other_track),
}
"""Questions by name."""

"""The texts that are signed and issued, gathered from the rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from handlers.approving.with_plan import attachment
from handlers.conversation.setting import template_setting
from messages.drafting import (
    CorrectionDraft,
    DraftTask,
    IssueDraft,
    LetterDraft,
    PaperDraft,
    correction_text,
    draft_text,
    letter_text,
    paper_text,
    without_head,
)
from messages.views.amending import signed_lines
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import hour_of
from supervision.calendars.paper_dates import paper_date
from supervision.calendars.report_days import list_ends, printed_day, schedule_of
from supervision.calendars.schedules import Schedule
from supervision.calendars.timing import cycle_words, limit_words
from supervision.model import Assignment, DocumentKind, FieldChange, Paper, Part, Post, Task
from supervision.papers.contents import KIND_OF
from supervision.papers.issuing import Folder
from supervision.procedures.forms import FORM_TITLES, Form, Issuer


async def issue_text(unit: UnitOfWork, folder: Folder, kind: DocumentKind | None = None) -> str:
    """Word a matter as its signers get it; 督查活动 with its plan.

    Args:
        kind: the paper that it becomes, unless that is the one of the matter's form.
    """
    text = draft_text(await _draft(unit, folder, kind), template_setting(unit))
    return text + await attachment(unit, folder.matter)


async def _draft(unit: UnitOfWork, folder: Folder, kind: DocumentKind | None = None) -> IssueDraft:
    matter = folder.matter
    schedule = schedule_of(matter, unit.county)
    regular = bool(schedule.dates or schedule.month_days or schedule.weekdays)
    undated = any(not (printed_day(task, matter) or limit_words(task)) for task in folder.tasks)
    ordered = kind or KIND_OF[folder.form]
    return IssueDraft(
        kind=ordered if folder.ordered_ids else DocumentKind.LETTER,
        name=folder.track.draft_title,
        gate_reason=matter.gate_reason,
        title=matter.title,
        urgency=matter.urgency,
        sources=matter.sources,
        instructions=matter.instructions,
        coordinator=_coordinator(folder),
        tasks=await drafted_tasks(unit, folder),
        schedule=schedule.title if regular else "",
        term=_general_term(schedule, folder, unit.today) if undated else "",
        copy_to=matter.copy_to,
        plan_workdays=unit.county.plan_workdays if matter.plan_wanted else 0,
        letters=tuple(folder.units[unit_id].name for unit_id in folder.letter_ids),
    )


def _coordinator(folder: Folder) -> str:
    """Who leads the whole, by name, where several units have tasks in it and it is one of them."""
    unit_id = folder.matter.coordinating_unit_id
    return folder.units[unit_id].name if unit_id in folder.unit_ids and len(folder.unit_ids) > 1 else ""


def _general_term(schedule: Schedule, folder: Folder, today: date) -> str:
    """Until when is done what has no date: by the term of the law, or within the year (P3.2)."""
    if schedule.months:
        return "自交办之日起六个月内" if folder.matter.complex else "自交办之日起三个月内"
    if not folder.track.year_end:
        return ""
    return f"{paper_date(list_ends(folder.matter, today))}前"


async def issued_text(unit: UnitOfWork, folder: Folder, *, number: str, signed_text: str, dated: date) -> str:
    """Word the paper that goes out: the signed text with its name, number, units, issuer and date."""
    issuers = {Issuer.GOVERNMENT: unit.county.government_name, Issuer.GOVERNMENT_OFFICE: unit.county.office_name}
    draft = PaperDraft(
        form=FORM_TITLES[folder.form],
        document_number=number,
        units=tuple(folder.units[unit_id].name for unit_id in folder.ordered_ids),
        signed_text=await headless(unit, folder, signed_text),
        issuer=issuers[folder.issuer],
        dated=dated,
    )
    return paper_text(draft, template_setting(unit))


async def headless(unit: UnitOfWork, folder: Folder, signed_text: str) -> str:
    """The signed text under its title alone, as it is issued."""
    return without_head(signed_text, await _draft(unit, folder), template_setting(unit))


async def drafted_tasks(unit: UnitOfWork, folder: Folder) -> tuple[DraftTask, ...]:
    """The tasks as a paper prints them."""
    return tuple([await _task(unit, folder, task) for task in folder.tasks])


async def letter_of(unit: UnitOfWork, folder: Folder, *, number: str, unit_ids: Collection[int]) -> str:
    """Word the letter to units that are asked: with their own tasks alone, as they were signed."""
    matter = folder.matter
    drafted = [await _task(unit, _only(folder, unit_ids), task) for task in folder.tasks]
    draft = LetterDraft(
        document_number=number,
        units=tuple(folder.units[unit_id].name for unit_id in unit_ids),
        title=matter.title,
        instructions=matter.instructions,
        sources=matter.sources,
        tasks=tuple(task for task in drafted if task.leads or task.supports),
        issuer=unit.county.office_name,
        dated=unit.today,
    )
    return letter_text(draft, template_setting(unit))


async def correction_of(
    unit: UnitOfWork,
    folder: Folder,
    root: Paper,
    *,
    number: str,
    unit_ids: Collection[int],
    fields: Sequence[FieldChange],
) -> str:
    """Word 更正 of a paper: in its form and name, with the signed changes that are for its units.

    Args:
        folder: the matter as it is from now on.
        fields: the changes; of a letter, those of its own units' tasks alone.
    """
    letter = root.form == Form.LETTER
    issuers = {Issuer.GOVERNMENT: unit.county.government_name, Issuer.GOVERNMENT_OFFICE: unit.county.office_name}
    shown = _only(folder, unit_ids) if letter else folder
    touched = {change.task_seq for change in fields}
    drafted = [await _task(unit, shown, task) for task in folder.tasks if task.seq in touched]
    draft = CorrectionDraft(
        form=FORM_TITLES[Form(root.form)],
        letter=letter,
        document_number=number,
        corrects=root.document_number,
        units=tuple(folder.units[unit_id].name for unit_id in unit_ids),
        title=folder.matter.title,
        lines=signed_lines(fields),
        tasks=tuple(task for task in drafted if task.leads or task.supports),
        issuer=issuers[Issuer(root.issuer)],
        dated=unit.today,
    )
    return correction_text(draft, template_setting(unit))


def _only(folder: Folder, unit_ids: Collection[int]) -> Folder:
    """The same matter with nothing but what these units are to do."""
    return replace(folder, assignments=tuple(a for a in folder.live if a.unit_id in unit_ids))


async def _task(unit: UnitOfWork, folder: Folder, task: Task) -> DraftTask:
    assigned = folder.of_task(task.seq)
    matter = folder.matter
    due_on = printed_day(task, matter)
    leader = await unit.get(Post, task.leader_in_charge_post_id) if task.leader_in_charge_post_id else None
    return DraftTask(
        seq=task.seq,
        text=task.text,
        requirement=task.requirement,
        leads=_names(folder, assigned, Part.LEAD),
        supports=_names(folder, assigned, Part.SUPPORT),
        due_on=due_on,
        due_hour=hour_of(task.due_hour if task.due_on else matter.due_hour, matter.urgency, unit.county),
        report_on=task.report_on,
        leader=leader.title if leader else "",
        term="" if due_on else limit_words(task),
        cycle=cycle_words(task),
        review_on=task.review_on if task.ongoing else None,
    )


def _names(folder: Folder, assigned: tuple[Assignment, ...], part: Part) -> tuple[str, ...]:
    return tuple(folder.units[a.unit_id].name for a in assigned if a.part is part)

"""The text of a change as its signer gets it, and the numbers and names in it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.setting import template_setting
from messages.render import render
from messages.splitting import plain
from messages.views.amending import signed_lines
from messages.views.matters import short_name
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.model import Change, Matter, Unit
from supervision.notices.base import kind_of
from supervision.notices.changing import ChangedField, ChangeText


async def change_text(unit: UnitOfWork, change: Change, unit_ids: Sequence[int]) -> str:
    """Word a change; `unit_ids` are the units that will be told."""
    matter = await unit.require(Matter, change.matter_id)
    into = await unit.get(Matter, change.into_matter_id) if change.into_matter_id else None
    content = ChangeText(
        kind=change.kind,
        title=matter.title,
        registration_number=matter.registration_number,
        number=await number_of(unit, matter),
        reason=change.reason,
        fields=tuple(ChangedField(f.seq, f.label, f.old, f.new) for f in signed_lines(change.changes)),
        units=await names_of(unit, unit_ids, in_full=True),
        into=await name_of(unit, into) if into else "",
        since=unit.county.local(matter.suspended_at).date() if matter.suspended_at else None,
        review_on=change.review_on,
    )
    rendered = render(kind_of(ChangeText), content, **template_setting(unit))
    return plain("\n".join(part.text for part in rendered.parts)).strip()


async def number_of(unit: UnitOfWork, matter: Matter) -> str:
    """The number of the matter's own paper, not of a 更正; empty before the issue."""
    papers = [paper for paper in await dispatching.papers_out(unit, matter.id) if paper.corrects_id is None]
    newest = await dispatching.paper_of(unit, matter.id)
    roots = [paper for paper in papers if newest and paper.id == (newest.corrects_id or newest.id)]
    return roots[0].document_number if roots else ""


async def name_of(unit: UnitOfWork, matter: Matter) -> str:
    """What a matter is called towards others: by its paper's number, before the issue by its own."""
    return await number_of(unit, matter) or f"登记号{matter.registration_number}"


async def names_of(unit: UnitOfWork, unit_ids: Sequence[int], *, in_full: bool = False) -> tuple[str, ...]:
    """The names of units, in this order: short ones, in a signed text their full ones."""
    units = {item.id: item for item in await unit.find(Unit, id=tuple(unit_ids))}
    found = [units[unit_id] for unit_id in unit_ids if unit_id in units]
    return tuple(one.name if in_full else short_name(one) for one in found)

"""A paper to units, gathered from the rows: what `supervision.papers.contents` sets as a document."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.approving.drafting import drafted_tasks, headless
from messages.drafting import DraftTask
from storage.unit_of_work import UnitOfWork
from supervision.calendars.paper_dates import paper_dates, paper_due
from supervision.changing.corrections import NewCorrection
from supervision.model import Chain, DocumentKind, PaperContent
from supervision.papers import contents
from supervision.papers.contents import KIND_OF, PaperFacts, TaskRow, correction_title, issuer_name
from supervision.papers.documents import DOCUMENTS
from supervision.papers.issuing import Folder, NewPaper
from supervision.procedures.forms import Form, Issuer


async def paper_content(unit: UnitOfWork, folder: Folder, new: NewPaper, kind: DocumentKind) -> PaperContent:
    """A paper that goes out today, as a document; its text is that of its row."""
    text = contents.body_of(new.text)
    if new.form is not Form.LETTER:
        text = contents.without_title(text, folder.matter.title)
    facts = await _facts(unit, folder, text, kind=kind, issuer=new.issuer, unit_ids=new.unit_ids)
    return contents.paper(facts, unit.county, number=new.number, dated=unit.today)


async def draft_content(unit: UnitOfWork, folder: Folder, chain: Chain, kind: DocumentKind) -> PaperContent:
    """送审稿 of the paper that a chain is about; of one that goes out as a 函 alone, the text as it is signed."""
    text = contents.without_title(await headless(unit, folder, chain.text), folder.matter.title)
    unit_ids = folder.ordered_ids or folder.unit_ids
    facts = await _facts(unit, folder, text, kind=kind, issuer=folder.issuer, unit_ids=unit_ids)
    return contents.draft(facts, unit.county)


async def correction_content(unit: UnitOfWork, folder: Folder, new: NewCorrection) -> PaperContent:
    """更正 as a document: in the form of the paper that it corrects, with the text of its row."""
    corrected, issuer = KIND_OF[new.root.form], Issuer(new.root.issuer)
    facts = PaperFacts(
        kind=DocumentKind.CORRECTION,
        issuer=issuer,
        topic=folder.matter.title,
        signed=contents.body_of(new.text),
        addressees=tuple(folder.units[unit_id].name_on(unit.today) for unit_id in new.unit_ids),
        letterhead=DOCUMENTS[corrected].letterhead,
        title=correction_title(corrected, folder.matter.title, issuer_name(issuer, unit.county)),
    )
    return contents.paper(facts, unit.county, number=new.number, dated=unit.today)


async def _facts(
    unit: UnitOfWork, folder: Folder, text: str, *, kind: DocumentKind, issuer: Issuer, unit_ids: Collection[int]
) -> PaperFacts:
    county, letter = unit.county, kind is DocumentKind.LETTER
    drafted = await drafted_tasks(unit, folder)
    copies = county.copy_to_breakdown if kind is DocumentKind.BREAKDOWN_NOTICE else county.copy_to_notice
    return PaperFacts(
        kind=kind,
        issuer=issuer,
        topic=folder.matter.title,
        signed=text,
        addressees=tuple(folder.units[unit_id].name_on(unit.today) for unit_id in unit_ids),
        copy_to=folder.matter.copy_to or copies,
        tasks=() if letter else _rows(drafted),
        units=len(unit_ids),
    )


def _rows(drafted: Sequence[DraftTask]) -> tuple[TaskRow, ...]:
    return tuple(
        TaskRow(
            seq=task.seq,
            text=task.text,
            leads=task.leads,
            supports=task.supports,
            due=paper_due(task.due_on, task.due_hour) if task.due_on else task.term,
            reports="、".join(filter(None, (paper_dates(task.report_on), task.cycle))),
            leader=task.leader,
        )
        for task in drafted
    )

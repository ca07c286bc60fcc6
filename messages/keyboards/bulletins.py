"""Keyboards of bulletins."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Button, Keyboard
from messages.presses.bulletins import (
    AgreeLine,
    AskUnits,
    DraftBulletin,
    ExplainLine,
    PreviewBulletin,
    ShowCandidates,
    ShowEvidence,
    SubmitBulletin,
    TickLine,
)
from messages.presses.changing import CorrectBulletin
from messages.presses.documents import ShowDocument
from messages.presses.publishing import ShowHearing
from messages.presses.superiors import ShowApartUnits
from messages.views.bulletins import BulletinView, CandidatesView, ObjectionView
from supervision.model import Standing
from supervision.notices.bulletins import NoBulletin

SIDES: tuple[Standing, ...] = (Standing.COMMENDED, Standing.CRITICISED)
"""The sides of a bulletin by their number in buttons."""


def bulletin_card(view: BulletinView) -> Keyboard:
    """What the Office may do next; a bulletin that is with its signers can only be read."""
    if view.faulty:
        return ()
    it = view.bulletin_id
    preview = button("预览全文", PreviewBulletin(it))
    candidates = [
        button(f"通报批评备选（{len(view.criticised)}）", ShowCandidates(it, 1, 0)),
        button(f"通报表扬备选（{len(view.commended)}）", ShowCandidates(it, 0, 0)),
    ]
    if not view.may_edit:
        is_wrong = [button("更正通报", CorrectBulletin(it))] if view.posted_at and view.named else []
        paper = [button("文件", ShowDocument(view.paper_id, "docx"))] if view.paper_id else []
        return rows([preview, *paper], is_wrong, apart(view))
    return rows(
        *([item] for item in candidates),
        [hearing(view)],
        [preview, button("送审", SubmitBulletin(it))],
        apart(view),
    )


def hearing(view: BulletinView) -> Button:
    """通报前核对 while a unit that is named has not been asked; how it goes once all were."""
    if view.named and "" not in view.hearings:
        return button("核对情况", ShowHearing(view.bulletin_id, 0))
    return button("通报前核对", AskUnits(view.bulletin_id))


def apart(view: BulletinView) -> list[Button]:
    """垂管等单位, where one of them was late: they are not criticised, but those above are written to."""
    late = view.figures.get("late_not_ordered", 0)
    return [button(f"垂管等单位（{late}次）", ShowApartUnits(view.bulletin_id))] if late else []


def candidates_card(view: CandidatesView) -> Keyboard:
    """For each candidate: name it or leave it out, and its evidence; then the other pages."""
    it, side = view.bulletin_id, SIDES.index(Standing(view.standing))
    lines = []
    for line in view.lines:
        label = f"{'撤下' if line.selected else '列入'} {line.unit}"
        tick = [button(label, TickLine(it, line.unit_id, side, int(not line.selected), view.page))]
        evidence = button("查看依据", ShowEvidence(it, line.unit_id, side))
        lines.append([*(tick if view.may_edit else []), evidence])
    back = [button("上一页", ShowCandidates(it, side, view.page - 1))] if view.page else []
    on = [button("下一页", ShowCandidates(it, side, view.page + 1))] if view.page + 1 < view.pages else []
    return rows(*lines, [*back, *on])


def objection_card(view: ObjectionView) -> Keyboard:
    """The unit's answers while one is awaited, and its own record while it is named."""
    it, unit = view.bulletin_id, view.unit_id
    answers = [button("情况属实", AgreeLine(it, unit)), button("说明情况", ExplainLine(it, unit))]
    record = button("查看记录", ShowEvidence(it, unit, SIDES.index(Standing.CRITICISED)))
    return rows([*(answers if view.may_answer else []), *([record] if view.may_read else [])])


def no_bulletin(it: NoBulletin) -> Keyboard:
    """The periods whose bulletins can be drafted by hand."""
    return flow(
        (button(f"起草{item.period}通报", DraftBulletin(item.year, item.n, item.kind)) for item in it.draftable),
        per_row=1,
    )


KEYBOARDS = {
    "bulletin_card": bulletin_card,
    "candidates_card": candidates_card,
    "objection_card": objection_card,
    "no_bulletin": no_bulletin,
}

"""Keyboards of what goes up."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.matters import ShowMatter
from messages.presses.upward import EnterSubmission, MoveSubmission, SetCityDate, ShowBasisOf, SumUp
from messages.views.upward import SubmissionView
from supervision.model import SubmissionStatus
from supervision.notices.upward import SumApproved


def submission_card(it: SubmissionView) -> Keyboard:
    """What may be entered next; then its text and its matter."""
    row, last = it.row, [button("全文及依据", ShowBasisOf(it.row.id)), button("查看事项", ShowMatter(it.row.matter_id))]
    if not it.open:
        return rows(last)
    returned, settled, dropped = (
        button("退回补充", EnterSubmission(row.id, "words")),
        button("核销", MoveSubmission(row.id, "settle")),
        button("不再上报", EnterSubmission(row.id, "drop")),
    )
    match row.status:
        case SubmissionStatus.READY:
            dates = [button("市级时限", SetCityDate(row.matter_id))] if it.to_city else []
            later = [button("申请延期", EnterSubmission(row.id, "extension"))] if it.to_city and row.due_on else []
            return rows([button("登记上报", EnterSubmission(row.id, "day"))], [*dates, *later], [dropped], last)
        case SubmissionStatus.SENT:
            return rows([button(f"{it.above}已收", MoveSubmission(row.id, "receive"))], [returned, settled], last)
        case SubmissionStatus.RECEIVED:
            return rows([returned, settled], last)
        case _:
            again = [button("重新办理", EnterSubmission(row.id, "redo"))] if it.closed else []
            return rows([button("重新汇总上报", SumUp(row.matter_id, row.id)), *again], [dropped], last)


def sum_approved(it: SumApproved) -> Keyboard:
    """The matter that goes on."""
    return rows([button("查看事项", ShowMatter(it.matter_id))])


KEYBOARDS = {"submission_card": submission_card, "sum_approved": sum_approved}

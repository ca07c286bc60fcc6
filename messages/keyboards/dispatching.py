"""Keyboards of issuing, of a unit's card, and of a request for transfer."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.dispatching import (
    Acknowledge,
    AskTransfer,
    ConfirmIssue,
    GrantTransfer,
    HoldIssue,
    RefuseTransfer,
)
from messages.presses.documents import ShowDocument
from messages.presses.hotline import ReturnOrder
from messages.presses.requesting import AskExtension, NotePlan
from messages.views.dispatching import PaperView, TransferView
from supervision.model import TransferStatus
from supervision.notices.dispatching import IssueQuestion


def issue_question(it: IssueQuestion) -> Keyboard:
    """Issue all the same, or not for now."""
    if it.answered:
        return ()
    return rows(
        [
            button("仍按此印发", ConfirmIssue(it.matter_id, it.chain_id)),
            button("暂不印发", HoldIssue(it.matter_id)),
        ]
    )


def paper_card(view: PaperView) -> Keyboard:
    """Acknowledge while that is asked for; ask for more time while a report is owed, for transfer while a task is."""
    at = (view.paper_id, view.unit_id)
    return rows(
        [button("签收", Acknowledge(*at))] if view.waits and view.may_acknowledge else [],
        [
            *([button("申请延期", AskExtension(*at))] if view.in_force and view.may_extend else []),
            *([button("申请改派", AskTransfer(*at))] if view.askable and view.may_transfer else []),
        ],
        [
            *(
                [button("报送方案" if view.notes.plan_wanted else "备查", NotePlan(*at))]
                if view.in_force and view.may_note
                else []
            ),
            *([button("文件", ShowDocument(view.document_id, "docx"))] if view.document_id else []),
        ],
    )


def transfer_card(view: TransferView) -> Keyboard:
    """Grant or refuse, while it waits; an order of the hotline may be nobody's of this county."""
    if view.status is not TransferStatus.ASKED or not view.may_decide:
        return ()
    return rows(
        [
            button("同意改派", GrantTransfer(view.transfer_id)),
            button("不同意", RefuseTransfer(view.transfer_id)),
        ],
        [button("退回热线室", ReturnOrder(view.order_of))] if view.order_of else [],
    )


KEYBOARDS = {"issue_question": issue_question, "paper_card": paper_card, "transfer_card": transfer_card}

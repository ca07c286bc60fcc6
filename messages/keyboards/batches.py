"""Keyboards of lists that are decided together."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.labels import READER
from messages.outgoing import Keyboard
from messages.presses.batches import (
    AcceptAll,
    ExceptReport,
    ListPending,
    OpenListed,
    SendListed,
    SheetReadBy,
    SignAll,
    ToggleListed,
    TurnReviewList,
    TurnSigningList,
)
from messages.views.batches import SIGNING_PER_PAGE, ReviewListView, SigningListView
from messages.views.sheets import SheetReceiptView
from supervision.notices.approving import PendingList


def pending_list(it: PendingList) -> Keyboard:
    """Sign together what can be, after seeing it as a list."""
    return rows([button(f"列表一并签署（{it.together}件）", ListPending())]) if it.together > 1 else ()


def signing_list(view: SigningListView) -> Keyboard:
    """Sign all, look at one, turn the page; a paper that is looked at can be taken out. Nothing once it is decided."""
    if view.decided:
        return ()
    if view.opened is not None:
        return _opened(view)
    papers = flow(button(f"第{paper.number}件", OpenListed(view.batch_id, paper.number)) for paper in view.shown)
    back = [button("上一页", TurnSigningList(view.batch_id, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnSigningList(view.batch_id, view.page + 1))] if view.page + 1 < view.pages else []
    all_of_them = [button(f"全部同意（{view.to_sign}件）", SignAll(view.batch_id, view.ticks))]
    return rows(all_of_them if view.may_act and view.to_sign else [], *papers, [*back, *forth])


def _opened(view: SigningListView) -> Keyboard:
    paper = view.opened
    if paper is None:
        return ()
    at = (view.batch_id, paper.number)
    can = view.may_act and paper.waiting and paper.signable
    toggle = [button("不列入" if paper.ticked else "重新列入", ToggleListed(*at))] if can else []
    return rows(
        [*toggle, button("打开呈批件", SendListed(*at))],
        [button("返回清单", TurnSigningList(view.batch_id, (paper.number - 1) // SIGNING_PER_PAGE))],
    )


def review_list(view: ReviewListView) -> Keyboard:
    """Accept all but the exceptions, make one an exception, turn the page."""
    if view.decided or not view.may_act:
        return ()
    words = f"{view.chosen}项全部采纳" if view.chosen == view.total else f"其余{view.chosen}项全部采纳"
    accept = [button(words, AcceptAll(view.batch_id, view.ticks))] if view.chosen else []
    lines = flow(
        button(
            f"第{line.number}项" if line.ticked else f"恢复第{line.number}项", ExceptReport(view.batch_id, line.number)
        )
        for line in view.lines
    )
    back = [button("上一页", TurnReviewList(view.batch_id, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnReviewList(view.batch_id, view.page + 1))] if view.page + 1 < view.pages else []
    return rows(accept, *lines, [*back, *forth])


def sheet_receipt(view: SheetReceiptView) -> Keyboard:
    """Who has read the reports, asked once for all of them."""
    if not view.asks_reader or not view.may_act:
        return ()
    return rows([button(words, SheetReadBy(view.file_id, reader)) for reader, words in READER.items()])


KEYBOARDS = {
    "pending_list": pending_list,
    "review_list_card": review_list,
    "sheet_receipt": sheet_receipt,
    "signing_list_card": signing_list,
}

"""Keyboards of lists that are decided together."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.batches import ListPending, OpenListed, SendListed, SignAll, ToggleListed, TurnSigningList
from messages.views.batches import SIGNING_PER_PAGE, SigningListView
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


KEYBOARDS = {"pending_list": pending_list, "signing_list_card": signing_list}

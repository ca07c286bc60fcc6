"""Keyboards of the ledger and of a unit's own tasks."""

from __future__ import annotations

from collections import Counter

from messages.keyboards.rows import button, flow, rows
from messages.labels import LEDGER_FILTER
from messages.outgoing import Keyboard
from messages.presses.lookups import OpenPaper, TurnLedger, TurnTasks
from messages.presses.matters import ShowMatter
from messages.views.lookups import LedgerView, OwnTasksView


def ledger_list(view: LedgerView) -> Keyboard:
    """A card for each line, other filters, other pages."""
    if not view.allowed:
        return ()
    cards = (button(line.matter.registration_number, ShowMatter(line.matter.id)) for line in view.lines)
    others = [
        button(f"{LEDGER_FILTER[key]}（{n}）", TurnLedger(key, 0)) for key, n in view.counts if n and key != view.show
    ]
    back = [button("上一页", TurnLedger(view.show, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnLedger(view.show, view.page + 1))] if view.page + 1 < view.pages else []
    return flow(cards) + rows([*back, *forth]) + flow(others)


def own_tasks(view: OwnTasksView) -> Keyboard:
    """The card of each paper, other pages. Where two papers end alike, their numbers are whole."""
    ends = Counter(_short(number) for number in {paper.document_number for paper in view.papers})
    named = {paper.document_number: _short(paper.document_number) for paper in view.papers}
    named |= {number: number for number, end in named.items() if ends[end] > 1}
    cards = (
        button(f"打开{named[paper.document_number]}", OpenPaper(paper.paper_id, paper.unit_id)) for paper in view.papers
    )
    back = [button("上一页", TurnTasks(view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnTasks(view.page + 1))] if view.page + 1 < view.pages else []
    return flow(cards) + rows([*back, *forth])


def _short(document_number: str) -> str:
    """`12号` of `夏政督〔2026〕12号`."""
    return document_number.partition("〕")[2] or document_number


KEYBOARDS = {"ledger_list": ledger_list, "own_tasks": own_tasks}

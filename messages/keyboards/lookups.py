"""Keyboards of the ledger and of a unit's own tasks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from messages.keyboards.rows import button, flow, rows
from messages.labels import LEDGER_FILTER, LEDGER_KINDS
from messages.outgoing import Keyboard
from messages.presses.lookups import ExportLedger, NarrowLedger, OpenPaper, TurnLedger, TurnTasks
from messages.presses.matters import ShowMatter
from messages.views.ledger import FilterView
from messages.views.lookups import LedgerView, OwnTasksView
from supervision.ledger.choice import LedgerChoice


def ledger_list(view: LedgerView) -> Keyboard:
    """A card for each line, other filters, other pages."""
    if not view.allowed:
        return ()
    cards = (button(line.matter.registration_number, ShowMatter(line.matter.id)) for line in view.lines)
    picked = view.choice
    others = [
        button(f"{LEDGER_FILTER[key]}（{n}）", _turn(replace(picked, show=key), 0))
        for key, n in view.counts
        if n and key != picked.show
    ]
    back = [button("上一页", _turn(picked, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", _turn(picked, view.page + 1))] if view.page + 1 < view.pages else []
    narrow = [button("筛选", _narrow("", picked, 0))] if view.total or picked.is_narrowed else []
    export = [button("导出", _export(picked))] if view.may_export and view.total else []
    return flow(cards) + rows([*back, *narrow, *export, *forth]) + flow(others)


def ledger_filters(view: FilterView) -> Keyboard:
    """The kinds of filters, or what can be picked of one kind; and the way back."""
    if not view.allowed:
        return ()
    back_to_list = button("返回台账", _turn(view.choice, 0))
    if not view.what:
        kinds = [button(words, _narrow(kind, view.choice, 0)) for kind, words in LEDGER_KINDS.items()]
        clear = [button("清除筛选", _turn(view.choice.without_filters(), 0))] if view.choice.is_narrowed else []
        return flow(kinds, per_row=2) + rows([*clear, back_to_list])
    offers = (
        button(f"{'已选：' if offer.picked else ''}{offer.words}", _turn(offer.choice, 0)) for offer in view.offers
    )
    back = [button("上一页", _narrow(view.what, view.choice, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", _narrow(view.what, view.choice, view.page + 1))] if view.page + 1 < view.pages else []
    return flow(offers, per_row=2) + rows([*back, back_to_list, *forth])


def _turn(choice: LedgerChoice, page: int) -> TurnLedger:
    return TurnLedger(choice.code, page)


def _export(choice: LedgerChoice) -> ExportLedger:
    return ExportLedger(choice.code)


def _narrow(what: str, choice: LedgerChoice, page: int) -> NarrowLedger:
    return NarrowLedger(what, choice.code, page)


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


KEYBOARDS = {"ledger_list": ledger_list, "ledger_filters": ledger_filters, "own_tasks": own_tasks}

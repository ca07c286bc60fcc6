"""Keyboards of a report: the receipt's questions, the head's consent, the Office's verdict."""

from __future__ import annotations

from collections.abc import Sequence

from messages.filters import shorten
from messages.keyboards.rows import button, rows
from messages.labels import READER
from messages.outgoing import Button, Keyboard
from messages.presses.rectifying import OrderRectification, TakeAsRectification
from messages.presses.reports import (
    AcceptReport,
    EndorseReport,
    FinishWithReport,
    MoveReport,
    NotAReport,
    PlaceReport,
    ReadBy,
    ReturnReport,
)
from messages.views.reports import EndorsementView, ReceiptView, ReportView, TaskChoice
from supervision.model import ReportStatus


def receipt(it: ReceiptView) -> Keyboard:
    """Which task it is about, else who in the unit has read it, and whether it is about what is being put right."""
    if it.status == ReportStatus.UNPLACED:
        known = [] if it.document_number else [button("不是反馈", NotAReport(it.report_id))]
        return rows(*_choices(it.report_id, it.choices), known)
    readers = (
        [button(words, ReadBy(it.report_id, reader)) for reader, words in READER.items()] if it.asks_reader else []
    )
    take = [button("作为整改情况", TakeAsRectification(it.report_id))] if it.may_be_rectification else []
    return rows(readers, take)


def endorsement(it: EndorsementView) -> Keyboard:
    """Consent, for him who may give it."""
    return rows([button("同意报送", EndorseReport(it.report_id))]) if it.may_act else ()


def report(it: ReportView) -> Keyboard:
    """Accept, accept as the end, return; for a report without its task, which one it is."""
    if not it.may_act:
        return ()
    if it.status == ReportStatus.UNPLACED:
        return rows(*_choices(it.report_id, it.choices), [button("不是反馈", NotAReport(it.report_id))])
    if it.status == ReportStatus.ACCEPTED:
        return rows([button("需整改", OrderRectification(it.report_id))])
    if it.status != ReportStatus.SUBMITTED:
        return ()
    finish = [button("采纳，任务完成", FinishWithReport(it.report_id, it.version))] if it.may_finish else []
    move = [button("改归节点", MoveReport(it.report_id, it.version))] if it.may_move else []
    return rows(
        [button("采纳", AcceptReport(it.report_id, it.version)), *finish],
        [button("退回补充", ReturnReport(it.report_id, it.version)), *move],
        [button("需整改", OrderRectification(it.report_id))],
    )


def _choices(report_id: int, choices: Sequence[TaskChoice]) -> list[list[Button]]:
    return [
        [
            button(
                f"{choice.document_number}第{choice.task_seq}项 {shorten(choice.text, 16)}",
                PlaceReport(report_id, choice.matter_id, choice.task_seq, choice.unit_id),
            )
        ]
        for choice in choices
    ]


KEYBOARDS = {"report_receipt": receipt, "report_endorsement": endorsement, "report_card": report}

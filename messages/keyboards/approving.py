"""Keyboards of the approval."""

from __future__ import annotations

from collections.abc import Mapping

from messages.keyboards.bulletin_texts import source
from messages.keyboards.rows import button, rows
from messages.outgoing import Button, Keyboard
from messages.presses.approving import (
    AnswerInquiry,
    AskDrafter,
    ChooseCountersign,
    ConfirmApproval,
    ReturnPaper,
    ShowClause,
    ShowText,
    Sign,
    SignWithWords,
)
from messages.presses.documents import ShowDraft, ShowSheet
from messages.presses.matters import BeginSplit, IssuePaper, PreviewApproval, ShowMatter, Summarise
from messages.presses.publishing import AgreeNaming
from messages.presses.signers import AmendText, RemindLeader
from messages.presses.upward import SumUp
from messages.views.approvals import InquiryView, ReadyView, ReturnedView, StepView
from supervision.approving.approvals import SHOWN
from supervision.model import ChainPurpose
from supervision.notices.approving import ApprovalPreview, FullText
from supervision.procedures.steps import Act

AGREE: Mapping[str, str] = {Act.VET: "核稿通过", Act.REVIEW: "已阅，同意", Act.COUNTERSIGN: "会签"}
"""The button by act, where it is not plain 同意."""


def step_card(view: StepView) -> Keyboard:
    """Sign, change, send back, ask, read – while it waits for this viewer; his secretary may remind; nothing after."""
    if not view.waiting:
        return ()
    at = (view.chain_id, view.seq)
    if not view.may_act:
        return rows([button("提醒领导", RemindLeader(*at)), button("全文", ShowText(*at))] if view.may_remind else [])
    shown = view.shown_hash
    return rows(
        *_agree(view),
        [
            *([button("附意见同意", SignWithWords(*at, shown))] if view.naming else []),
            *([button("修改后同意", AmendText(*at, shown))] if view.may_amend else []),
            button("退回修改", ReturnPaper(*at, shown)),
            button("询问", AskDrafter(*at, shown)),
        ],
        [
            button("全文", ShowText(*at)),
            *([button("依据", ShowClause(*at))] if view.has_clause else []),
            *([source(view.bulletin_id)] if view.bulletin_id and not view.naming else []),  # else below the text
        ],
    )


def _agree(view: StepView) -> list[list[Button]]:
    at = (view.chain_id, view.seq, view.shown_hash)
    if not view.naming:
        return [[button(AGREE.get(view.act, "同意"), Sign(*at)), button("附意见同意", SignWithWords(*at))]]
    ways = [button("同意，群内点名", AgreeNaming(*at, 1)), button("同意，单独告知", AgreeNaming(*at, 0))]
    return [[way] for way in (ways if view.naming == "named" else reversed(ways))]


def approval_preview(it: ApprovalPreview) -> Keyboard:
    """Send it, or go back to the tasks."""
    if it.sent_to:
        return ()
    return rows(
        [
            *([button("确认送审", ConfirmApproval(it.matter_id, it.text_hash[:SHOWN]))] if it.sendable else []),
            button("修改会签" if it.countersigned else "选择会签", ChooseCountersign(it.matter_id)),
        ],
        [button("修改分解", BeginSplit(it.matter_id)), button("查看事项", ShowMatter(it.matter_id))],
    )


def paper_sent_back(view: ReturnedView) -> Keyboard:
    """What the drafter of a matter does next: change the text, or send it again with an explanation."""
    if view.overtaken or not view.matter_id:
        return ()
    if view.purpose is ChainPurpose.RESULT:
        return rows([button("重新汇总", Summarise(view.matter_id)), button("查看事项", ShowMatter(view.matter_id))])
    if view.purpose is ChainPurpose.SUMMARY:
        return rows([button("重新汇总", SumUp(view.matter_id, 0)), button("查看事项", ShowMatter(view.matter_id))])
    return rows(
        [button("修改分解", BeginSplit(view.matter_id)), button("重新送审", PreviewApproval(view.matter_id))],
    )


def full_text(it: FullText) -> Keyboard:
    """The text as a file, the sheet to sign it on paper, and what a bulletin's figures count."""
    if not it.chain_id:
        return ()
    figures = [source(it.bulletin_id)] if it.bulletin_id else []
    return rows([button("文件", ShowDraft(it.chain_id)), button("呈批单", ShowSheet(it.chain_id)), *figures])


def ready_to_issue(view: ReadyView) -> Keyboard:
    """Issue it, or look at it first; nothing once it is issued or void."""
    if view.void or view.document_number or not view.may_issue:
        return ()
    return rows([button("印发", IssuePaper(view.matter_id)), button("查看事项", ShowMatter(view.matter_id))])


def inquiry_card(view: InquiryView) -> Keyboard:
    """Answer the question, while it waits."""
    if view.answered_at is not None or view.pointless or not view.may_answer:
        return ()
    return rows([button("答复", AnswerInquiry(view.inquiry_id))])


KEYBOARDS = {
    "approval_preview": approval_preview,
    "full_text": full_text,
    "inquiry_card": inquiry_card,
    "paper_sent_back": paper_sent_back,
    "ready_to_issue": ready_to_issue,
    "step_card": step_card,
}

"""Keyboards of reminders."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Button, Keyboard
from messages.presses.matters import ShowMatter
from messages.presses.recording import RecordCall
from messages.presses.reminding import IssueUrging, RemindPage, RemindUnit, ShowPaper
from messages.presses.undelivered import TurnUndelivered
from messages.views.digests import DigestView
from supervision.model import RecordKind
from supervision.notices.absence import BackInService
from supervision.notices.reminding import RemindChoices
from supervision.notices.urging import UrgingOffer

MOST = 10
"""Buttons below one digest; what has none is answered by a reply to its paper all the same."""


def digest(view: DigestView) -> Keyboard:
    """A button for each thing that can be answered or acknowledged; for the Office, the calls, the papers that may
    follow, and the matters."""
    answers = [button(f"反馈{line.label}", ShowPaper(line.paper_id, line.unit_id)) for line in (*view.over, *view.soon)]
    papers = [button(f"签收{line.label}", ShowPaper(line.paper_id, line.unit_id)) for line in view.unacknowledged]
    calls = [
        button(
            f"记录电话送达 {line.unit_short or line.unit}{line.label}",
            RecordCall(RecordKind.DELIVERY, f"{line.paper_id}/{line.unit_id}"),
        )
        for line in view.to_phone
    ]
    late = {(line.matter_id, line.unit_id): f"{line.unit} {line.number}" for line in view.to_urge if view.may_issue}
    calls += [button(f"印发催办通知单 {label}", IssueUrging(*of)) for of, label in late.items()]
    numbers = {line.matter_id: line.number for line in view.to_urge}
    numbers |= {line.matter_id: line.number for line in view.to_phone}
    matters = [button(f"查看{number}", ShowMatter(matter)) for matter, number in numbers.items()]
    return flow([*_distinct([*answers, *papers, *calls]), *matters][:MOST], per_row=2)


def _distinct(buttons: list[Button]) -> list[Button]:
    return list({(item.label, item.data): item for item in buttons}.values())


def remind_choices(it: RemindChoices) -> Keyboard:
    """One button a unit and matter, then the other pages."""
    units = [button(f"{item.unit} {item.number}", RemindUnit(item.matter_id, item.unit_id)) for item in it.items]
    back = [button("上一页", RemindPage(it.page - 1))] if it.page else []
    on = [button("下一页", RemindPage(it.page + 1))] if it.page + 1 < it.pages else []
    return flow(units, per_row=2) + rows([*back, *on])


def urging_offer(it: UrgingOffer) -> Keyboard:
    """Issue the paper."""
    return rows([button("印发催办通知单", IssueUrging(it.matter_id, it.unit_id))])


def back_in_service(it: BackInService) -> Keyboard:
    """The list of what is doubtful, as a message of its own."""
    return rows([button("查看待送达", TurnUndelivered(0))]) if it.doubtful.is_any else ()


KEYBOARDS = {
    "back_in_service": back_in_service,
    "digest": digest,
    "urgent_reminder": digest,
    "unit_reminded": digest,
    "remind_choices": remind_choices,
    "urging_offer": urging_offer,
}

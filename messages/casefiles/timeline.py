"""办理经过: what the audit and the rows say of a matter, in plain words, a line an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from messages.event_words import EVENT
from messages.labels import VERDICT
from supervision.archiving.rows import CaseRows, Happened
from supervision.calendars.paper_dates import paper_date
from supervision.hotline.callers import as_kept
from supervision.model import Channel

LEFT_OUT = frozenset(
    {
        "approval.leader_reminded",
        "change.done",
        "leader.reminded",
        "list.made",
        "list.decided",
        "matter.text_added",
        "paper.terms_counted",
        "report.moved",
        "report.placed",
    }
)
"""The desk's own steps, which say nothing of the matter, or what the next line says too."""

_WAY: Mapping[str, str] = {
    Channel.PAPER: "纸质办理",
    Channel.TELEPHONE: "电话办理",
    Channel.SHEET: "反馈表",
}

_SAID = ("words", "reason", "why", "conclusion")
"""Where an event keeps what a person said."""

LONGEST_WORDS = 300


def timeline(rows: CaseRows, zone: tzinfo) -> tuple[str, ...]:
    """The course of a matter, oldest first."""
    return tuple(_line(rows, item, zone) for item in rows.happened if item.event not in LEFT_OUT)


def _line(rows: CaseRows, item: Happened, zone: tzinfo) -> str:
    who = rows.names.person(item.person_id, item.post_id)
    parts = (moment(item.at, zone), who, f"{_what(item)}{_about(rows, item)}{_said(rows, item)}{_way(item)}")
    return "　".join(part for part in parts if part)


def moment(at: datetime, zone: tzinfo) -> str:
    """A day and its hour."""
    local = at.astimezone(zone)
    return f"{paper_date(local.date())} {local:%H:%M}"


def _what(item: Happened) -> str:
    act = item.details.get("act")
    if item.event == "approval.signed" and isinstance(act, str) and act in VERDICT:
        return VERDICT[act]
    return EVENT[item.event]


def _about(rows: CaseRows, item: Happened) -> str:
    """Of what: the paper's number, the unit, the task."""
    unit, task, number = _place(rows, item)
    found = [number, unit, f"第{task}项" if task else ""]
    words = "　".join(part for part in found if part)
    return f"（{words}）" if words else ""


def _place(rows: CaseRows, item: Happened) -> tuple[str, int, str]:
    unit, task = item.details.get("unit"), item.details.get("task")
    number = item.details.get("number") or item.details.get("document_number")
    numbers = {str(paper.id): paper.document_number for paper in rows.papers}
    if item.kind == "paper":
        paper, _, of = item.key.partition("/")
        number = number or numbers.get(paper)
        unit = int(of) if of else unit
    reports = {str(report.id): report for report in rows.reports}
    if item.kind == "report" and item.key in reports:
        unit, task = reports[item.key].unit_id, reports[item.key].task_seq
    if item.kind in ("assignment", "reminder"):
        _, task_key, unit_key, *_ = item.key.split("/")
        unit, task = int(unit_key), int(task_key)
    if item.kind == "urging":
        unit = int(item.key.split("/")[1])
    return rows.names.unit(unit), task if isinstance(task, int) else 0, number if isinstance(number, str) else ""


def _said(rows: CaseRows, item: Happened) -> str:
    words = next((str(item.details[name]) for name in _SAID if item.details.get(name)), "")
    words = " ".join(words.split())
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS] + "……"
    return f"：{as_kept(rows.track, words)}" if words else ""


def _way(item: Happened) -> str:
    way = _WAY.get(item.channel, "")
    return f"（{way}）" if way else ""


def day_of(value: date | datetime | None, zone: tzinfo) -> str:
    """A date as papers have it; none: a dash."""
    if value is None:
        return "—"
    return paper_date(value.astimezone(zone).date() if isinstance(value, datetime) else value)

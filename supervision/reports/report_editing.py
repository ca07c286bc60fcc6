"""更正: an edited message is a new version of its report; both are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.model import Report, ReportDue, ReportStatus, ReportVersion, StoredFile
from supervision.notices.cards import report_subject
from supervision.notices.reporting import receipt_subject
from supervision.outcome import Fact, Outcome
from supervision.reports.report_dates import ANSWERABLE, answer
from supervision.reports.reporting import require_member


def edit(
    report: Report,
    due: ReportDue | None,
    actor: Actor,
    *,
    text: str,
    at: datetime,
    replaced: Sequence[StoredFile] = (),
) -> tuple[Report, Outcome]:
    """Keep an edited message as another version of its report.

    A report that was returned is handed in again by it, at the time of the edit; after the acceptance, an edit is a
    version and changes no status ("Counting").

    Args:
        due: the date that the report answers, if any.
        at: the time of the edit.
        replaced: files that the edit put in the place of earlier ones.

    Raises:
        NotFound: he does not report for this unit any more.
    """
    require_member(actor, report.unit_id)
    edited = replace(report, text=text, version=report.version + 1)
    saves: tuple[object, ...] = (ReportVersion(report.id, edited.version, text, at), *replaced)
    handed_in = due is not None and due.status in ANSWERABLE and report.status is ReportStatus.RETURNED
    if handed_in and due is not None:
        edited = replace(edited, status=ReportStatus.SUBMITTED, reviewed_by=None, reviewed_at=None, review_words="")
        saves += (answer(due, replace(edited, received_at=at)),)
    subject = report_subject(report.id)
    details = {"version": edited.version, "at": at.isoformat(), "handed_in": handed_in, "files": len(replaced)}
    return edited, Outcome(
        saves=(edited, *saves),
        facts=(Fact("report.edited", subject, details),),
        redraw=(receipt_subject(report.id), subject),
    )


def is_changed(report: Report, text: str, replaced: Sequence[StoredFile]) -> bool:
    """Whether an edit changed anything: Telegram also reports edits that only touch reactions or previews."""
    return bool(replaced) or text.strip() != report.text.strip()

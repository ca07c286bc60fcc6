"""更正通报: a criticism that was found wrong is corrected in every group that saw it, and to the unit itself (R3c).

The bulletin that was wrong stays as it was posted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from supervision.bulletins.bulletin_posting import Criticism
from supervision.bulletins.making import criticised
from supervision.calendars.deadlines import local_date
from supervision.county import County
from supervision.model import Bulletin, BulletinKind, BulletinLine, BulletinStatus, Group, Standing
from supervision.notices.base import FileRef, to_group
from supervision.notices.bulletins import GroupBulletin, bulletin_subject
from supervision.notices.righting import CriticismCorrected
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotFound, WrongState

UNDER_WAY = frozenset({BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED, BulletinStatus.POSTED})


def require_correctable(
    bulletin: Bulletin, lines: Iterable[BulletinLine], unit_id: int, before: Iterable[BulletinLine]
) -> None:
    """Refuse what cannot be corrected.

    Args:
        before: the lines of the corrections of this bulletin that are with the signers or were posted.

    Raises:
        WrongState: the bulletin was not posted, or this was corrected before.
        NotFound: it did not criticise the unit.
    """
    if bulletin.status is not BulletinStatus.POSTED or bulletin.kind is BulletinKind.CORRECTION:
        raise WrongState("bulletin", bulletin.status.value)
    if unit_id not in {line.unit_id for line in criticised(lines)}:
        raise NotFound("unit")
    if unit_id in {line.unit_id for line in before}:
        raise WrongState("correction", "done")


def submit(correction: Bulletin, unit_id: int, reason: str) -> Outcome:
    """Put a correction before the signers of bulletins; `correction` has its text."""
    line = BulletinLine(correction.id, unit_id, Standing.CRITICISED, (), words=reason)
    details = {"corrects": correction.corrects_id, "unit": unit_id, "reason": reason}
    fact = Fact("bulletin.correction_submitted", bulletin_subject(correction.id), details)
    return Outcome((replace(correction, status=BulletinStatus.IN_APPROVAL), line), (fact,))


def send_back(correction: Bulletin, words: str) -> Outcome:
    """A signer does not agree: what was posted stands; its drafter hears of it by the card of what was sent back."""
    moved = replace(correction, status=BulletinStatus.SENT_BACK, returned_words=words)
    fact = Fact("bulletin.sent_back", bulletin_subject(correction.id), {"words": words})
    return Outcome((moved,), (fact,))


def post(
    correction: Bulletin,
    original: Bulletin,
    groups: Sequence[Group],
    righted: Sequence[Criticism],
    county: County,
    *,
    paper: tuple[FileRef, ...] = (),
) -> Outcome:
    """Post it wherever the wrong one stands, be the group still bound or not, and tell the units."""
    at: datetime = correction.post_at or correction.drafted_at
    posts = [
        GroupBulletin(
            to=to_group(group.id),
            bulletin_id=correction.id,
            number=correction.number,
            text=correction.group_text,
            issued_on=local_date(at, county.zone),
            files=paper,
        )
        for group in groups
    ]
    told = [
        CriticismCorrected(
            to=seat,
            bulletin_id=correction.id,
            number=correction.number,
            corrected=original.number,
            unit=item.unit,
            reason=item.line.words,
        )
        for item in righted
        for seat in item.seats
    ]
    details = {"groups": [group.id for group in groups], "corrects": original.id}
    fact = Fact("bulletin.posting", bulletin_subject(correction.id), details)
    return Outcome(facts=(fact,), notices=(*posts, *told), redraw=(bulletin_subject(original.id),))

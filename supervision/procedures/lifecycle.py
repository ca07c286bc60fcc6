"""The moves of a matter, from registration to 办结: one literal table, and the only way to change its status.

How to read MOVES: a row says "a matter that stands at the first, when the second happens to it, stands at the third".
What has no row cannot happen and is refused. Nothing leads out of WITHDRAWN, and out of CLOSED nothing but a leader's
new instruction.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from supervision.model import Matter, MatterStatus
from supervision.refusals import WrongState


class MatterEvent(StrEnum):
    """What can happen to a matter."""

    CALL_OFFICE = "call_office"
    """确需督查室督促: the gate of the vice-mayor tracks (P4.2, P5.2)."""
    SPLIT = "split"
    """Its tasks were written or changed; whatever was signed before is void."""
    SUBMIT = "submit"
    """送审: the text goes to the first signer."""
    APPROVE = "approve"
    """The last signature."""
    SEND_BACK = "send_back"
    """退回修改 by a signer."""
    ISSUE = "issue"
    """印发."""
    SUMMARISE = "summarise"
    """The summary goes to the signers of the closing chain."""
    RETURN_SUMMARY = "return_summary"
    """A signer of the closing chain sends the summary back."""
    CLOSE = "close"
    """办结; for a matter that its section followed itself, the section's own end."""
    DENY = "deny"
    """不予追认: a leader does not stand by what he said by telephone; what was issued on it is withdrawn."""
    SUSPEND = "suspend"
    """中止."""
    RESUME = "resume"
    """恢复."""
    REOPEN = "reopen"
    """A leader instructs anew on a matter that was closed (P5.3)."""
    FOLLOW_AGAIN = "follow_again"
    """The same, of a matter that its section followed and closed itself: the gate is still before it."""
    MERGE = "merge"
    """并案: another matter goes on with it."""
    WITHDRAW = "withdraw"
    """撤销."""


_S = MatterStatus
_E = MatterEvent

_ROWS = (
    # A section follows a vice-mayor's matter up itself, and takes it through the gate only where it is major.
    (_S.FOLLOWED, _E.CALL_OFFICE, _S.REGISTERED),
    (_S.FOLLOWED, _E.CLOSE, _S.CLOSED),
    # Splitting may be repeated until the paper is issued; it takes the matter back to before its approval.
    (_S.REGISTERED, _E.SPLIT, _S.SPLIT),
    (_S.SPLIT, _E.SPLIT, _S.SPLIT),
    (_S.IN_APPROVAL, _E.SPLIT, _S.SPLIT),
    (_S.SENT_BACK, _E.SPLIT, _S.SPLIT),
    (_S.APPROVED, _E.SPLIT, _S.SPLIT),
    # Approval. What was sent back may go again as it stands, since the answer may be an explanation.
    (_S.SPLIT, _E.SUBMIT, _S.IN_APPROVAL),
    (_S.SENT_BACK, _E.SUBMIT, _S.IN_APPROVAL),
    (_S.IN_APPROVAL, _E.APPROVE, _S.APPROVED),
    (_S.IN_APPROVAL, _E.SEND_BACK, _S.SENT_BACK),
    # Carrying out and closing.
    (_S.APPROVED, _E.ISSUE, _S.IN_PROGRESS),
    (_S.IN_PROGRESS, _E.SUMMARISE, _S.CLOSING),
    (_S.CLOSING, _E.RETURN_SUMMARY, _S.IN_PROGRESS),
    (_S.CLOSING, _E.CLOSE, _S.CLOSED),
    (_S.CLOSED, _E.REOPEN, _S.IN_PROGRESS),
    (_S.CLOSED, _E.FOLLOW_AGAIN, _S.FOLLOWED),
    # 中止 and 恢复.
    (_S.IN_PROGRESS, _E.SUSPEND, _S.SUSPENDED),
    (_S.SUSPENDED, _E.RESUME, _S.IN_PROGRESS),
    # A consent by telephone that is denied takes the matter back to its drafter, even after the issue.
    (_S.IN_APPROVAL, _E.DENY, _S.SENT_BACK),
    (_S.APPROVED, _E.DENY, _S.SENT_BACK),
    (_S.IN_PROGRESS, _E.DENY, _S.SENT_BACK),
    (_S.SUSPENDED, _E.DENY, _S.SENT_BACK),
    # Withdrawing is possible until the end.
    (_S.FOLLOWED, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.REGISTERED, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.SPLIT, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.IN_APPROVAL, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.SENT_BACK, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.APPROVED, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.IN_PROGRESS, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.CLOSING, _E.WITHDRAW, _S.WITHDRAWN),
    (_S.SUSPENDED, _E.WITHDRAW, _S.WITHDRAWN),
    # Merging ends it as withdrawing does, but never while a text of it is with the signers.
    (_S.FOLLOWED, _E.MERGE, _S.WITHDRAWN),
    (_S.REGISTERED, _E.MERGE, _S.WITHDRAWN),
    (_S.SPLIT, _E.MERGE, _S.WITHDRAWN),
    (_S.SENT_BACK, _E.MERGE, _S.WITHDRAWN),
    (_S.APPROVED, _E.MERGE, _S.WITHDRAWN),
    (_S.IN_PROGRESS, _E.MERGE, _S.WITHDRAWN),
    (_S.SUSPENDED, _E.MERGE, _S.WITHDRAWN),
)

MOVES: Mapping[tuple[MatterStatus, MatterEvent], MatterStatus] = MappingProxyType(
    {(before, event): after for before, event, after in _ROWS}
)
"""The status after an event, by the status before it and the event."""

FIRST = frozenset({MatterStatus.REGISTERED, MatterStatus.FOLLOWED})
"""Where a matter begins; FOLLOWED on the tracks with a gate."""

ENDS = frozenset({MatterStatus.CLOSED, MatterStatus.WITHDRAWN})
"""Where a matter ends. A CLOSED one can be reopened."""


def can(matter: Matter, event: MatterEvent) -> bool:
    """Say whether the event can happen to the matter as it stands."""
    return (matter.status, event) in MOVES


def advance(matter: Matter, event: MatterEvent) -> Matter:
    """Move the matter.

    Raises:
        WrongState: the table has no such move.
    """
    if not can(matter, event):
        raise WrongState("matter", matter.status.value)
    return replace(matter, status=MOVES[matter.status, event])

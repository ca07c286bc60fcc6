"""What the cards of records and of telephone consents show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from messages.views.amending import AmendmentView
from supervision.model import Channel, RecordKind, RecordStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLines:
    """A record in words, the same to the clerk who enters it and to the one who compares it with the paper.

    `title` names the matter, `about` what the record is of, `by` whose act it is, `verdict` what he decided;
    `happened` is the day of the paper or the time of the call; `naming` how a bulletin's criticism is to go out.
    """

    kind: RecordKind
    channel: Channel
    title: str
    first_line: str
    about: str
    by: str
    verdict: str
    happened: str
    said: str = ""
    reader: str = ""
    new_due: str = ""
    reference: str = ""
    scans: int = 0
    naming: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record before somebody of the Office."""

    record_id: int
    lines: RecordLines
    status: RecordStatus
    entered_by: str
    entered_at: datetime
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    confirm_words: str = ""
    may_confirm: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRecord:
    """One line of the list: `ticked` is in what ［全部核对无误］ confirms; `outcome` what became of it."""

    record_id: int
    number: int
    lines: RecordLines
    entered_by: str
    ticked: bool = True
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalLine:
    """A telephone consent that waits for its 补签; `over` are the workdays past its term, none before."""

    title: str
    first_line: str
    by: str
    given_at: datetime
    ratify_on: date
    over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDelegation:
    """A delegation that was entered from a paper and waits to be compared with it."""

    away: str
    deputy: str
    since: date
    until: date
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsView:
    """待核对 and 待补签; `allowed` is false for who may not look. `own` are his own records, which another confirms,
    `more` those that stand on no line, `ticks` the lines that are in, as the button carries them."""

    allowed: bool
    batch: int = 0
    lines: tuple[WaitingRecord, ...] = ()
    own: int = 0
    more: int = 0
    delegations: tuple[WaitingDelegation, ...] = ()
    verbal: tuple[VerbalLine, ...] = ()
    decided: bool = False
    ticks: int = 0

    @property
    def ticked(self) -> int:
        """How many would be confirmed."""
        return sum(line.ticked and not line.outcome for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifyView:
    """A telephone consent before the leader who gave it; or before his successor: then `agreed_by` names who gave it.

    `standing_in_for` is the title of the leader who was away, if it was given for him; `amendments` are what later
    signers changed in the text since.
    """

    chain_id: int
    seq: int
    shown: str
    title: str
    first_line: str
    given_at: datetime
    taken_by: str
    checked_by: str
    ratify_on: date
    document_number: str = ""
    opinion: str = ""
    state: str = "waiting"
    """`waiting`, `ratified`, `denied` or `void`."""
    settled_at: datetime | None = None
    words: str = ""
    agreed_by: str = ""
    standing_in_for: str = ""
    amendments: tuple[AmendmentView, ...] = ()
    may_act: bool = False

    @property
    def waiting(self) -> bool:
        """Whether it still waits for him."""
        return self.state == "waiting"

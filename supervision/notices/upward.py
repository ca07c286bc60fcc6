"""汇总 and 上报: the questions of a summary, what its approval leads to, and the card of what goes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Extras, FileRef, Notice
from supervision.notices.dialogue import Prompt
from supervision.results.summing import BasisLine
from supervision.subjects import Subject


def submission_subject(submission_id: int) -> Subject:
    """A report to those above, as the Office's card stands for it."""
    return Subject("submission", str(submission_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class SumPrompt(Prompt):
    """阶段汇总: the matter, the text, its signers, where it goes, and the preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPrompt(Prompt):
    """What is entered about a report to those above: day and number, what they want, their date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumSent(Answer):
    """阶段汇总 is with its first signer."""

    registration_number: str
    title: str
    signers: tuple[str, ...]
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SumApproved(Notice):
    """To the Office: 阶段汇总 was approved; the matter goes on."""

    summary_id: int
    matter_id: int
    registration_number: str
    title: str
    way: str

    @property
    def key(self) -> str | None:
        """Once a summary and seat."""
        return f"summary/{self.summary_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionCard(Card):
    """A report to those above: where it stands and what may be entered next."""

    submission_id: int

    @property
    def key(self) -> str | None:
        """One card a report."""
        return f"submission/{self.submission_id}"

    @property
    def subject(self) -> Subject | None:
        """The report."""
        return submission_subject(self.submission_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionEntered(Answer):
    """What was entered about a report to those above: `sent`, `returned`, `redone`, `extended`,
    `not_extended`."""

    event: str
    destination: str
    registration_number: str
    day: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CityDateSet(Answer):
    """市级时限 was entered: theirs, and the Office's own."""

    registration_number: str
    title: str
    day: date
    own_day: date
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionText(Answer):
    """The text that goes up, and the report behind each sentence."""

    destination: str
    text: str
    basis: tuple[BasisLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionMoved(Answer):
    """In the toast: 市已收, 核销."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterBulletin(Notice):
    """督查通报 of one matter, to a unit of it; it names nobody for praise or blame."""

    bulletin_id: int
    unit_id: int
    number: str
    text: str
    issued_on: date
    files: tuple[FileRef, ...] = ()

    @property
    def key(self) -> str | None:
        """Once a bulletin, unit and seat."""
        return f"bulletin/{self.bulletin_id}/unit/{self.unit_id}"

    @property
    def extras(self) -> Extras:
        """The paper."""
        return Extras(files=self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterBulletinMade(Notice):
    """To the Office: the bulletin of a matter has its number and is with the units; `post_on` in the groups, too."""

    bulletin_id: int
    registration_number: str
    number: str
    units: int
    post_on: date | None = None

    @property
    def key(self) -> str | None:
        """Once a bulletin and seat."""
        return f"bulletin/{self.bulletin_id}/made"

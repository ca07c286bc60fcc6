"""What the lists show that are decided together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from messages.views.reports import ReportView

SIGNING_PER_PAGE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """One paper of a signing list: `number` from 1.

    `waiting`: it still waits for this signature with the text that the list showed; else `outcome` says what became
    of it. `tasks` and `latest` are of a matter that is to be issued.
    """

    number: int
    title: str
    first_line: str
    act: str
    ticked: bool = True
    waiting: bool = True
    outcome: str = ""
    signable: bool = True
    tasks: int = 0
    latest: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningListView:
    """A list of papers before their signer, one page of it, or one paper of it that is looked at (`opened`).

    `passed`: the signer before passed it on by his list.
    """

    batch_id: int
    day: date | None
    papers: tuple[ListedPaper, ...]
    decided: bool = False
    may_act: bool = False
    ticks: int = 0
    page: int = 0
    pages: int = 1
    opened: ListedPaper | None = None
    passed: bool = False

    @property
    def shown(self) -> tuple[ListedPaper, ...]:
        """The papers of this page; all of them once the list was decided."""
        if self.decided:
            return self.papers
        start = self.page * SIGNING_PER_PAGE
        return self.papers[start : start + SIGNING_PER_PAGE]

    @property
    def to_sign(self) -> int:
        """How many a tap would sign."""
        return sum(paper.ticked and paper.waiting and paper.signable for paper in self.papers)

    @property
    def signed(self) -> tuple[ListedPaper, ...]:
        """What was signed by the list."""
        return tuple(paper for paper in self.papers if paper.outcome == "done")

    @property
    def not_signed(self) -> tuple[ListedPaper, ...]:
        """What was not, with the reason or because it was taken out."""
        return tuple(paper for paper in self.papers if paper.outcome != "done")


REVIEW_PER_PAGE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """One hand-in of a review list: `number` from 1, its newest report, how many came before it at the same date.

    `waiting`: it still waits as the list showed it; else `outcome` says what became of it.
    """

    number: int
    report: ReportView
    earlier: int = 0
    ticked: bool = True
    waiting: bool = True
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewListView:
    """Reports before the Office; `lines` are those of this page, all of them once the list was decided."""

    batch_id: int
    total: int
    chosen: int
    lines: tuple[ListedReport, ...]
    decided: bool = False
    may_act: bool = False
    ticks: int = 0
    page: int = 0
    pages: int = 1

    @property
    def accepted(self) -> tuple[ListedReport, ...]:
        """What was accepted by the list."""
        return tuple(line for line in self.lines if line.outcome == "done")

    @property
    def failed(self) -> tuple[ListedReport, ...]:
        """What was to be accepted and was not."""
        return tuple(line for line in self.lines if line.outcome not in ("", "done"))

    @property
    def exceptions(self) -> tuple[ListedReport, ...]:
        """What was taken out."""
        return tuple(line for line in self.lines if not line.ticked)

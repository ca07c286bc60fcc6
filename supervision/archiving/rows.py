"""All that is kept of one matter, and of a year: what its case file is drawn up from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.hotline.callers import as_kept
from supervision.model import (
    Assignment,
    Bulletin,
    Chain,
    Dispatch,
    Document,
    DocumentKind,
    Extension,
    Finding,
    Matter,
    Paper,
    Proposal,
    ProposalReply,
    Rectification,
    Report,
    ReportVersion,
    SigningStep,
    StoredFile,
    Submission,
    Summary,
    Task,
)

KEPT_APART = frozenset({DocumentKind.REFERRAL, DocumentKind.APPROVAL_SHEET, DocumentKind.CASE_FILE})
"""What is not laid into a case file: 移送 goes the way of discipline, and sheets stand in the list of signatures."""


GROUP_PAPER = "bulletin_group"
"""The subject of a bulletin's paper without the names of the criticised, which went into the groups."""

BULLETIN_PAPERS = ("bulletin", GROUP_PAPER)


def as_archived(matter: Matter) -> Matter:
    """A matter as it is written into the files of a year: what is left of a hotline's caller is masked (P7.1)."""

    def kept(text: str) -> str:
        return as_kept(matter.track, text)

    return replace(
        matter,
        title=kept(matter.title),
        sources=tuple(
            replace(item, author=kept(item.author), title=kept(item.title), number=kept(item.number))
            for item in matter.sources
        ),
        instructions=tuple(replace(item, gist=kept(item.gist)) for item in matter.instructions),
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the audit, with the thing that it speaks of."""

    at: datetime
    person_id: int
    post_id: int | None
    channel: str
    event: str
    kind: str
    key: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids stand for: units, people, and posts with their titles."""

    units: Mapping[int, str]
    people: Mapping[int, str]
    posts: Mapping[int, str]

    def unit(self, unit_id: object) -> str:
        """The name of a unit."""
        return self.units.get(unit_id, "") if isinstance(unit_id, int) else ""

    def person(self, person_id: int | None, post_id: int | None = None) -> str:
        """Who acted: his post, then his name; nobody of the roster: empty."""
        name = self.people.get(person_id or 0, "")
        title = self.posts.get(post_id or 0, "")
        return f"{title}{name}" if name else title


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRows:
    """The rows of one matter. Referrals are not among them: they do not lie in its file."""

    matter: Matter
    names: Names
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    papers: tuple[Paper, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    documents: tuple[Document, ...] = ()
    chains: tuple[Chain, ...] = ()
    steps: tuple[SigningStep, ...] = ()
    reports: tuple[Report, ...] = ()
    versions: tuple[ReportVersion, ...] = ()
    files: tuple[StoredFile, ...] = ()
    extensions: tuple[Extension, ...] = ()
    findings: tuple[Finding, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    summaries: tuple[Summary, ...] = ()
    submissions: tuple[Submission, ...] = ()
    proposal: Proposal | None = None
    replies: tuple[ProposalReply, ...] = ()
    bulletins: tuple[Bulletin, ...] = ()
    happened: tuple[Happened, ...] = ()

    @property
    def newest(self) -> datetime:
        """When the last thing came to the matter: what was bound after that has it all."""
        times = [item.at for item in self.happened]
        times += [item.frozen_at for item in self.documents]
        times += [item.sent_at for item in self.files]
        return max(times, default=self.matter.registered_at)

    @property
    def track(self) -> str:
        """The key of its track."""
        return self.matter.track

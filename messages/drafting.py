"""Texts that are signed and issued, as plain text: what the signers get is what goes out, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from messages.render import environment
from messages.splitting import plain
from messages.views.amending import ChangeLine
from messages.views.rectifying import ReferralText
from messages.views.requesting import ExtensionView
from messages.views.superiors import LetterUpText
from supervision.model import DocumentKind, Instruction, Source, Urgency
from supervision.papers.documents import DOCUMENTS
from supervision.reminding.urging_papers import Urging


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """One task as the paper prints it; `due_on` is the task's own date or the matter's, `term` a relative one in words
    (印发之日起30日内), `cycle` its repeated reports; `review_on` is when 持续推进 is looked at again."""

    seq: int
    text: str
    requirement: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    due_on: date | None
    due_hour: time | None
    report_on: tuple[date, ...] = ()
    leader: str = ""
    term: str = ""
    cycle: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDraft:
    """A matter as it is put before its signers, in the words of the paper that it becomes: a `kind` of document.

    `schedule` says when units report by the track's own schedule, `term` until when by law what has no date is due.
    `name` is what the notice calls the draft (督办通知), `gate_reason` why a section wants the Office's supervision:
    both are for the signers, and are not issued.
    """

    kind: DocumentKind
    title: str
    urgency: Urgency
    sources: tuple[Source, ...]
    instructions: tuple[Instruction, ...]
    coordinator: str
    tasks: tuple[DraftTask, ...]
    schedule: str = ""
    term: str = ""
    copy_to: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    """The units that are asked by letter, and not ordered."""
    plan_workdays: int = 0
    """Within how many workdays the units hand in their plan; 0: it is not asked for."""
    name: str = ""
    gate_reason: str = ""

    @property
    def is_form(self) -> bool:
        """Whether it becomes a 通知单, whose head has places of its own for what the matter rests on."""
        return DOCUMENTS[self.kind].letterhead == "notice_form"

    @property
    def latest(self) -> DraftTask | None:
        """The task with the last date, if each has one: by then all is done."""
        if any(task.due_on is None for task in self.tasks):
            return None
        return max(self.tasks, key=lambda task: (task.due_on or date.min, task.due_hour or time.max), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """A signed text as it is issued: with its name, number, units, issuer and date."""

    form: str
    document_number: str
    units: tuple[str, ...]
    signed_text: str
    issuer: str
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """商请函: the tasks of units that cannot be ordered."""

    document_number: str
    units: tuple[str, ...]
    title: str
    instructions: tuple[Instruction, ...]
    sources: tuple[Source, ...]
    tasks: tuple[DraftTask, ...]
    issuer: str
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """更正 of a paper as it goes out: in the form and name of the paper that it corrects, with what was signed of it.

    `lines` are the changes that concern its units, `tasks` those tasks as they are from now on. A `letter` has nothing
    of what others are ordered to do.
    """

    form: str
    letter: bool
    document_number: str
    corrects: str
    units: tuple[str, ...]
    title: str
    lines: tuple[ChangeLine, ...]
    tasks: tuple[DraftTask, ...]
    issuer: str
    dated: date


def draft_text(draft: IssueDraft, setting: Mapping[str, object]) -> str:
    """Word a matter for its signers."""
    return _compose("drafts/_issue.j2", draft, setting)


def without_head(signed: str, draft: IssueDraft, setting: Mapping[str, object]) -> str:
    """Give the signed text as it is issued: under its title alone, since the paper has a name of its own."""
    head = _compose("drafts/_issue_head.j2", draft, setting)
    return draft.title + signed.removeprefix(head) if signed.startswith(head) else signed


def paper_text(draft: PaperDraft, setting: Mapping[str, object]) -> str:
    """Word the paper that goes out."""
    return _compose("drafts/_paper.j2", draft, setting)


def letter_text(draft: LetterDraft, setting: Mapping[str, object]) -> str:
    """Word the letter that goes out beside it, or alone."""
    return _compose("drafts/_letter.j2", draft, setting)


def correction_text(draft: CorrectionDraft, setting: Mapping[str, object]) -> str:
    """Word a correction: the signed changes, not the request in which they were put before the signer."""
    return _compose("drafts/_correction.j2", draft, setting)


def opening_of(kind: DocumentKind, setting: Mapping[str, object]) -> str:
    """What stands before a signed summary on a document of this kind."""
    return _compose("drafts/_opening.j2", kind, setting)


def closing_of(kind: DocumentKind, setting: Mapping[str, object]) -> str:
    """What stands behind it."""
    return _compose("drafts/_closing.j2", kind, setting)


def urging_text(urging: Urging, setting: Mapping[str, object]) -> str:
    """Word a 催办通知单."""
    return _compose("drafts/_urging.j2", urging, setting)


def extension_text(view: ExtensionView, setting: Mapping[str, object]) -> str:
    """Word a unit's request for a later date for the leaders who decide about it."""
    return _compose("drafts/_extension.j2", view, setting)


def referral_text(view: ReferralText, setting: Mapping[str, object]) -> str:
    """Word a proposal to hand a grave case over, for its signers."""
    return _compose("drafts/_referral.j2", view, setting)


def letter_up_text(view: LetterUpText, setting: Mapping[str, object]) -> str:
    """Word a letter to those above a unit: what its signers sign goes out, word for word."""
    return _compose("drafts/_letter_up.j2", view, setting)


def _compose(template: str, content: object, setting: Mapping[str, object]) -> str:
    text = environment().get_template(template).render(it=content, **setting)
    return plain(text).strip()

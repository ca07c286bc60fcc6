"""汇总: the units' accepted reports become one text, and each sentence of it keeps the report that it rests on (R2).

The Office and the signers may change the text as they like. What they leave as it was still stands on its report; what
they write anew stands on none, and is shown to the signers as the Office's own words (督查室补充).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from supervision.model import Chain, ChainStatus, Part, Report, Sentence, Summary, SummaryStatus
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput

LONGEST_SUMMARY = 8000
"""Characters of a summary; longer ones belong into a paper of their own."""

ALIKE = 0.8
"""Ours: from what share of common characters on a sentence that was touched up is still the same sentence."""

_SENTENCE = re.compile(r"[^。！？；\n]*[^。！？；\s][^。！？；\n]*[。！？；]?[”’）]?")
_IGNORED = re.compile(r"[\s，。；：、！？,.;:!?“”（）()]+")


@dataclass(frozen=True, slots=True)
class Result:
    """What one unit achieved, in the words of its accepted report."""

    task_seq: int
    task_text: str
    unit_name: str
    part: Part
    text: str
    report_id: int = 0
    received_at: datetime | None = None
    due_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of a summary that report nothing: its title, and what each task was."""

    lines: frozenset[str]

    @classmethod
    def of(cls, title: str, tasks: Collection[tuple[int, str]]) -> Frame:
        """The frame of a matter with these tasks (number, text)."""
        headings = {f"{seq}. {text}" for seq, text in tasks}
        return cls(frozenset(_same(piece) for line in (title, *headings) for piece in pieces(line)))

    def holds(self, text: str) -> bool:
        """Tell whether a sentence is one of them."""
        return _same(text) in self.lines


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One sentence and the report that it rests on; without `unit_name` it is the Office's own (督查室补充)."""

    number: int
    text: str
    unit_name: str = ""
    due_seq: int | None = None
    received_at: datetime | None = None


def title_of(title: str) -> str:
    """The first line of a summary."""
    return f"关于{title}办理情况的报告"


def draft(title: str, results: Sequence[Result]) -> tuple[str, tuple[Sentence, ...]]:
    """The text to begin from, and its sentences: the title, then task by task each unit's words, lead units first."""
    lines: list[tuple[str, int | None]] = [(title_of(title), None)]
    task = 0
    for result in sorted(results, key=lambda item: (item.task_seq, item.part is Part.SUPPORT)):
        if result.task_seq != task:
            task = result.task_seq
            lines.append((f"{task}. {result.task_text}", None))
        lines.append((f"{result.unit_name}：{result.text or '见佐证材料'}", result.report_id or None))
    sentences = tuple(Sentence(piece, report) for line, report in lines for piece in pieces(line))
    return "\n".join(line for line, _ in lines), sentences


def pieces(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; a line without a full stop is one."""
    return tuple(found.group().strip() for found in _SENTENCE.finditer(text))


def rebind(before: Sequence[Sentence], text: str) -> tuple[Sentence, ...]:
    """The sentences of a changed text: what stands as it was, or nearly so, keeps its report; the rest has none.

    The same words of two reports are told apart by their order.
    """
    left = list(before)
    found = []
    for piece in pieces(text):
        match = _match(piece, left)
        if match is not None:
            left.remove(match)
        found.append(Sentence(piece, match.report_id if match else None))
    return tuple(found)


def basis_of(
    sentences: Sequence[Sentence], frame: Frame, reports: Mapping[int, Report], units: Mapping[int, str]
) -> tuple[BasisLine, ...]:
    """What each sentence rests on, numbered in the order of the text; the frame is left out."""
    told = [sentence for sentence in sentences if not frame.holds(sentence.text)]
    return tuple(_basis_line(number, item, reports, units) for number, item in enumerate(told, 1))


def _basis_line(number: int, sentence: Sentence, reports: Mapping[int, Report], units: Mapping[int, str]) -> BasisLine:
    report = reports.get(sentence.report_id or 0)
    if report is None:
        return BasisLine(number, sentence.text)
    name = units.get(report.unit_id, "")
    return BasisLine(number, sentence.text, name, report.due_seq, report.received_at)


def _match(piece: str, left: Sequence[Sentence]) -> Sentence | None:
    same = _same(piece)
    for sentence in left:
        if _same(sentence.text) == same:
            return sentence
    likeness = [(SequenceMatcher(None, _same(sentence.text), same).ratio(), sentence) for sentence in left]
    alike = [item for item in likeness if item[0] >= ALIKE]
    return max(alike, key=lambda item: item[0])[1] if alike else None


def _same(text: str) -> str:
    """The words of a sentence, without marks and blanks."""
    return _IGNORED.sub("", text)


def is_rewritten(last: Chain, reopened_at: datetime | None) -> bool:
    """Whether a new text begins with the last one that was decided: it was sent back, and nothing was reported since.

    What units report after a reopening is in no older text.
    """
    return last.status is ChainStatus.SENT_BACK and (reopened_at is None or last.started_at > reopened_at)


def require_text(text: str) -> str:
    """The summary's words, if they will do.

    Raises:
        InvalidInput: there are none, or too many.
    """
    if not text.strip():
        raise InvalidInput("summary", "empty")
    if len(text) > LONGEST_SUMMARY:
        raise InvalidInput("summary", "too_long", limit=LONGEST_SUMMARY)
    return text.strip()


def void(summary: Summary) -> Outcome:
    """The matter ended while the summary was with its signers."""
    fact = Fact("summary.voided", matter_subject(summary.matter_id), {"summary": summary.id})
    return Outcome((replace(summary, status=SummaryStatus.VOID),), (fact,))

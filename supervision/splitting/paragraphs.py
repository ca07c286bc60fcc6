"""The first pass over a text: its numbered paragraphs, headings left out, with the units and dates they label."""

from __future__ import annotations

import re
from itertools import pairwise

from supervision.splitting.proposals import Proposal

_LEVELS = (
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[项条][、，,]?",
    r"[(（][一二三四五六七八九十]{1,3}[)）]",
    r"\d{1,3}[.．、](?!\d)",
    r"[(（]\d{1,2}[)）]|\d{1,2}[)）]",
)
"""How numbers are written, from the outermost level in (党政机关公文格式: 一、 （一） 1. （1）)."""

_NUMBER = re.compile(
    r"^[ \t　]*(?:" + "|".join(f"(?P<level{n}>{level})" for n, level in enumerate(_LEVELS)) + r")[ \t　]*",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<label>牵头单位|责任单位|配合单位|完成时限|办理时限|完成时间)\s*[:：]\s*(?P<value>[^；;。()（）\n]+)"
)
_MARKS_BETWEEN = re.compile(r"[、,，\s]+")

LONGEST_HEADING = 30
"""Characters up to which a numbered line with deeper ones below it is a heading."""


def numbered_paragraphs(text: str) -> tuple[Proposal, ...]:
    """Propose one task a numbered paragraph: `1. …`, `（一）…`, `一、…`; its unnumbered lines belong to it."""
    marks = list(_NUMBER.finditer(text))
    proposals = []
    for match, following in pairwise([*marks, None]):
        if match is None:
            break
        end = following.start() if following else len(text)
        body = "".join(line.strip() for line in text[match.end() : end].splitlines())
        deeper = following is not None and _level(following) > _level(match)
        if body and not (deeper and len(body) <= LONGEST_HEADING):
            proposals.append(_proposal(body, match.start(), end))
    return tuple(proposals)


def _level(match: re.Match[str]) -> int:
    return next(n for n in range(len(_LEVELS)) if match[f"level{n}"])


def _proposal(body: str, start: int, end: int) -> Proposal:
    labels = {match["label"]: match["value"].strip() for match in _LABEL.finditer(body)}
    responsible = _listed(labels.get("责任单位", ""))
    # A single 责任单位 answers alone; beside others it may lead or support, which the text must say (practice.md §7).
    leads = _listed(labels.get("牵头单位", "")) or (responsible if len(responsible) == 1 else ())
    due = next((labels[name] for name in ("完成时限", "办理时限", "完成时间") if name in labels), "")
    return Proposal(body, leads, _listed(labels.get("配合单位", "")), due, start, end)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(filter(None, _MARKS_BETWEEN.split(names)))

"""Reading out of a unit's own words which paper and which task they answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
_TASK = re.compile(r"^\s*(?:关于|针对|现将)?\s*第\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[项条]")
_FULL_NUMBER = re.compile(r"([一-鿿]{2,8})\s*[〔\[［(（【]\s*(\d{4})\s*[〕\]］)）】]\s*(\d{1,4})\s*号")
_SHORT_NUMBER = re.compile(r"(?<![\d〕\]］)）】])(\d{1,4})\s*号(?!楼|院|线|路|地块)")


def named_task(text: str, tasks: Collection[int]) -> int | None:
    """The task that a text names at its beginning (第2项, 第二项), if it is one of these."""
    found = _TASK.match(text)
    if found is None:
        return None
    number = _number(found[1])
    return number if number in tasks else None


def is_only_a_task(text: str) -> bool:
    """Whether a text says no more than which task is meant: the answer to 请点选, typed."""
    return _TASK.sub("", text).strip(" 。.，,") == "" and _TASK.match(text) is not None


def named_papers(text: str, document_numbers: Iterable[str]) -> tuple[str, ...]:
    """Those of the document numbers that a text names: in full (夏政督〔2026〕12号), else shortly (12号)."""
    numbers = tuple(document_numbers)
    full = {_full(match) for match in _FULL_NUMBER.finditer(text)}
    named = tuple(number for number in numbers if any(number.endswith(said) or said.endswith(number) for said in full))
    if named:
        return named
    short = {f"{int(match[1])}号" for match in _SHORT_NUMBER.finditer(text)}
    return tuple(number for number in numbers if short_number(number) in short)


def short_number(document_number: str) -> str:
    """How people call a paper: 夏政督〔2026〕12号 is 12号."""
    return document_number.rpartition("〕")[2] or document_number


def _full(match: re.Match[str]) -> str:
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号"


def _number(text: str) -> int:
    if text[0] not in "一二三四五六七八九十":
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _DIGITS[units] if len(units) == 1 else 0
    return (_DIGITS.get(tens, 1 if not tens else 0)) * 10 + (_DIGITS.get(units, 0) if units else 0)

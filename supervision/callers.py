"""What a hotline order says of its caller, which never passes the bot (P7.1): found, so as to be refused or masked.

个人信息保护法 art. 6: no more than the purpose needs. The unit fetches the caller's name and number from the Office.
"""

from __future__ import annotations

import re
import unicodedata

from supervision.refusals import InvalidInput
from supervision.tracks import TrackKey

APART = frozenset({TrackKey.HOTLINE})
"""Tracks whose callers go another way than through the bot."""

_MOBILE = r"(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)"
_LANDLINE = r"(?<!\d)[(]?0\d{2,3}[)]?[-\s]?[2-9]\d{6,7}(?!\d)"
_IDENTITY = r"(?<![\dA-Za-z])\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
_SAID = r"(?:电话|手机|号码|联系方式)(?:号码?|为|是)?[:\s]*\d[\d\-\s]{5,16}\d"
NUMBERS = re.compile("|".join((_IDENTITY, _MOBILE, _LANDLINE, _SAID)))
"""Telephone numbers and numbers of identity cards, in half-width digits."""

_WHO = "来电人|反映人|投诉人|诉求人|举报人|求助人|咨询人|联系人|当事人"
_WHAT = "姓名|名称|名字|信息"
_OWN = "姓名"
NAMED = re.compile(rf"(?P<label>(?:{_WHO})(?:{_WHAT})?|(?<![\u4e00-\u9fff]){_OWN})[:]\s*(?P<name>[^\s,，。;；、|｜]+)")
"""A name behind its label."""

_ADDRESSED = re.compile(r"(?P<surname>[\u4e00-\u9fff])(?:先生|女士|小姐)")
_NOT_SURNAMES = frozenset("某位名一各的等及和与或该此男女老小")

_HIDDEN, _UNNAMED = "****", "**"
_KEPT = 3
"""How many digits of a masked number are left, so that it can be told from another."""


def has_caller(text: str) -> bool:
    """Say whether a text has a number or a name of its caller: 138…, 0370-…, an identity card, 来电人：…, 张先生."""
    plain = _plain(text)
    addressed = any(found["surname"] not in _NOT_SURNAMES for found in _ADDRESSED.finditer(plain))
    return bool(NUMBERS.search(plain) or NAMED.search(plain)) or addressed


def masked(text: str) -> str:
    """Give the text with numbers and labelled names masked (138****); one without them is given as it is."""
    plain = _plain(text)  # as long as the text, so that what is found there is hidden here
    hidden = [(*found.span("name"), _UNNAMED) for found in NAMED.finditer(plain)]
    hidden += [(_after_kept(found), found.end(), _HIDDEN) for found in NUMBERS.finditer(plain)]
    pieces, end = [], 0
    for start, stop, instead in sorted(hidden):
        if start >= end:
            pieces += [text[end:start], instead]
        end = max(end, stop)
    return "".join((*pieces, text[end:]))


def require_none(track: str, *texts: str) -> None:
    """Refuse texts that hand a caller on, on the tracks where that goes another way. Raises InvalidInput."""
    if track in APART and any(map(has_caller, texts)):
        raise InvalidInput("text", "caller")


def as_kept(track: str, text: str) -> str:
    """Give what a unit reported as it is kept: never refused, since its time counts, but masked."""
    return masked(text) if track in APART else text


def is_masked(text: str) -> bool:
    """Say whether something was masked in a text as it is kept."""
    return _HIDDEN in text or f"：{_UNNAMED}" in text


def _after_kept(found: re.Match[str]) -> int:
    """Where the part of a number begins that is not left."""
    digits = [place for place, character in enumerate(found[0]) if character.isdigit()]
    return found.start() + digits[_KEPT - 1] + 1


def _plain(text: str) -> str:
    """Digits, letters and colons in half width, as they are looked for; Chinese stays as it is."""
    return "".join(unicodedata.normalize("NFKC", character) if character in _WIDE else character for character in text)


_WIDE = frozenset("０１２３４５６７８９Ｘｘ：－＋（）　")

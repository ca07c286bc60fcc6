"""What a hotline order says of its caller, which never passes the bot (P7.1): found, so as to be refused or masked.

个人信息保护法 art. 6: no more than the purpose needs. The unit fetches the caller's name and number from the Office.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from supervision.model import (
    Change,
    ExtensionRequest,
    Finding,
    FurtherInstruction,
    Note,
    Rectification,
    Submission,
    Summary,
    Transfer,
)
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput

APART = frozenset({TrackKey.HOTLINE})
"""Tracks whose callers go another way than through the bot."""

_GAP = r"[-\s.·]?"
_MOBILE = rf"(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d{_GAP}(?:\d{{4}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d{{5}})(?!\d)"
_LANDLINE = r"(?<!\d)[(]?0\d{2,3}[)]?[-\s]?[2-9]\d{6,7}(?!\d)"
_IDENTITY = (
    r"(?<![\dA-Za-z])(?P<identity>\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])"
)
_SAID = r"(?:电话|手机|号码|联系方式)(?:号码?|为|是)?[:\s]*\d[\d\-\s]{5,16}\d"
_SAID_IDENTITY = r"身份证(?:件)?(?:号码?)?(?:为|是)?[:\s]*\d{14,17}[\dXx]"
_NUMBERS = re.compile("|".join((_IDENTITY, _SAID_IDENTITY, _MOBILE, _LANDLINE, _SAID)))

_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
"""GB 11643: the last sign of an identity card's number follows from the others. An order's number of the same form
(区划代码, day, 流水) seldom has it."""

_HAN = r"\u4e00-\u9fff"
_WHO = "来电人|反映人|投诉人|诉求人|举报人|求助人|咨询人|联系人|当事人"
_WHAT = "姓名|名称|名字|信息"
_OWN = "姓名"
_LABELLED = rf"(?P<label>(?:{_WHO})(?:{_WHAT})?|(?<![{_HAN}]){_OWN})[:]\s*(?P<name>(?!\*)[^\s,，。;；、|｜]+)"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_NO_NAMES = (
    "于[是前后上下今昨当本]|曾[经多在向到于就反因]|陆续|高[度兴声]|任[何意]|何[时处]|方便|安全|严[重厉]|程度|金额|万[一分]"
    "|周[日一二三四五六末边]|白天|夏[季天]|石油"
)
_GIVEN = rf"(?!{_NO_NAMES})(?:[{_SURNAMES}]|欧阳|上官|司马|诸葛)(?:(?!某)[{_HAN}]){{1,3}}?(?<![村庄镇乡局街路组])"
_SAID_NEXT = "反映|来电|投诉|称|诉"
_UNLABELLED = (
    rf"(?:{_WHO})(?:姓名|名字)?(?:是|为|叫)?[(]?(?P<unlabelled>{_GIVEN})"
    rf"(?=[\s,，。;；、()（]|{_SAID_NEXT}|住|说|电话|手机|$)"
)
_OF_THE_PEOPLE = rf"(?:市民|居民|村民|群众|网友)(?P<resident>{_GIVEN})(?={_SAID_NEXT})"
_NAMED = re.compile("|".join((_LABELLED, _UNLABELLED, _OF_THE_PEOPLE)))
"""A name behind its label, with or without a colon: 来电人张三，…; 市民李建国反映…"""

_ADDRESSED = re.compile(r"(?P<surname>[\u4e00-\u9fff])(?:先生|女士|小姐)")
_NOT_SURNAMES = frozenset("某位名一各的等及和与或该此男女老小")

_HIDDEN, _UNNAMED = "****", "**"
_KEPT = 3
"""How many digits of a masked number are left, so that it can be told from another."""


def has_caller(text: str) -> bool:
    """Say whether a text has a number or a name of its caller: 138…, 0370-…, an identity card, 来电人：…, 张先生."""
    plain = _plain(text)
    return any(_numbers(plain)) or bool(_NAMED.search(plain)) or any(_addressed(plain))


def in_number(number: str) -> bool:
    """Say whether what was given as an order's number is a caller's: a mobile's number, or one with a name in it.

    An order's number has mostly the length of an identity card's, so that it is not looked at as one.
    """
    plain = _plain(number)
    return bool(re.fullmatch(_MOBILE, plain) or (re.search(f"[{_HAN}]", plain) and has_caller(plain)))


def masked(text: str) -> str:
    """Give the text with numbers and names masked (138****, **先生); one without them is given as it is."""
    plain = _plain(text)  # as long as the text, so that what is found there is hidden here
    hidden = [(*found.span(str(found.lastgroup)), _UNNAMED) for found in _NAMED.finditer(plain)]
    hidden += [(_after_kept(found), found.end(), _HIDDEN) for found in _numbers(plain)]
    hidden += [(*found.span("surname"), _UNNAMED) for found in _addressed(plain)]
    pieces, end = [], 0
    for start, stop, instead in sorted(hidden):
        if start >= end:
            pieces += [text[end:start], instead]
        end = max(end, stop)
    return "".join((*pieces, text[end:]))


def require_none(track: str, *texts: str, numbers: Iterable[str] = ()) -> None:
    """Refuse texts, and numbers of papers, that hand a caller on where that goes another way. Raises InvalidInput."""
    if track in APART and (any(map(has_caller, texts)) or any(map(in_number, numbers))):
        raise InvalidInput("text", "caller")


def as_kept(track: str, text: str) -> str:
    """Give what a unit reported as it is kept: never refused, since its time counts, but masked."""
    return masked(text) if track in APART else text


def is_masked(text: str) -> bool:
    """Say whether something was masked in a text as it is kept."""
    return _UNNAMED in text


def require_none_in(track: str, rows: Iterable[object]) -> None:
    """Refuse what the Office or a signer wrote of a matter if it hands a caller on, whatever the act was.

    Raises InvalidInput.
    """
    require_none(track, *(str(getattr(row, name)) for row in rows for name in FREE_TEXT.get(type(row), ())))


FREE_TEXT: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Change: ("reason",),
        ExtensionRequest: ("words",),
        Finding: ("text",),
        FurtherInstruction: ("gist",),
        Note: ("text",),
        Rectification: ("problem", "check_words", "basis"),
        Submission: ("words", "extension_answer"),
        Summary: ("text",),
        Transfer: ("note",),
    }
)
"""By row of a matter: its fields that the Office, a section or a signer writes freely. What a unit writes is masked
before (`as_kept`); titles and tasks are looked at by their own rules."""


def _addressed(plain: str) -> Iterator[re.Match[str]]:
    return (found for found in _ADDRESSED.finditer(plain) if found["surname"] not in _NOT_SURNAMES)


def _numbers(plain: str) -> Iterator[re.Match[str]]:
    """Telephone numbers and numbers of identity cards, in half-width digits."""
    return (found for found in _NUMBERS.finditer(plain) if not found["identity"] or _is_identity(found["identity"]))


def _is_identity(number: str) -> bool:
    """Whether 18 signs are an identity card's number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % len(_CHECKS)] == number[-1].upper()


def _after_kept(found: re.Match[str]) -> int:
    """Where the part of a number begins that is not left."""
    digits = [place for place, character in enumerate(found[0]) if character.isdigit()]
    return found.start() + digits[_KEPT - 1] + 1


def _plain(text: str) -> str:
    """Digits, letters and colons in half width, as they are looked for; Chinese stays as it is."""
    return "".join(unicodedata.normalize("NFKC", character) if character in _WIDE else character for character in text)


_WIDE = frozenset("０１２３４５６７８９Ｘｘ：－＋（）．　")

"""Dates as people type them: 6月15日, 2026-06-15, 6.15, 明天, 本月底, 6月15日18:00 …

Pure: the day is an argument. What could mean two things is refused, never guessed; a date that gives no year is
this year's, unless that lies more than half a year on the wrong side (in December `1月10日` is next year's).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from types import MappingProxyType

from supervision.calendars.schedules import Schedule, add_months, day_of_month, last_day_of_month, occurrences
from supervision.refusals import InvalidInput

MOST_DAYS = 60
"""How many dates one answer may give."""


class Toward(IntEnum):
    """On which side of today a date is expected: a limit lies ahead, a paper's date behind."""

    PAST = -1
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day that was typed, and the hour if one was; 24:00 is the end of the day, which needs no hour."""

    day: date
    hour: time | None = None


def read_day(field: str, text: str, today: date, toward: Toward = Toward.FUTURE) -> TypedDay:
    """Read one date, with or without an hour.

    Raises:
        InvalidInput: it is no date, or may be several (`bad_date`).
    """
    found = _parse(text, today, toward)
    if found is None:
        raise InvalidInput(field, "bad_date", given=_shown(text))
    return found


def read_deadline(field: str, text: str, now: datetime) -> TypedDay:
    """Read a date that lies ahead of `now` (local time; today counts until its hour or its end).

    Raises:
        InvalidInput: `bad_date`, or `past_date`.
    """
    found = read_day(field, text, now.date())
    if (found.day, found.hour or time.max) < (now.date(), now.time()):
        raise InvalidInput(field, "past_date", given=_shown(text))
    return found


def read_paper_date(field: str, text: str, today: date) -> date:
    """Read the date of a paper, which is not after today.

    Raises:
        InvalidInput: `bad_date`, or `future_date`.
    """
    found = read_day(field, text, today, Toward.PAST)
    if found.day > today:
        raise InvalidInput(field, "future_date", given=_shown(text))
    return found.day


def read_days(field: str, text: str, today: date) -> tuple[date, ...]:
    """Read one or several dates ahead, in order and each once: `3月10日、20日`, `每月25日至9月30日`.

    A day without a month belongs to the month before it.

    Raises:
        InvalidInput: one of them is no date (`bad_date`) or is past (`past_date`), or there are too many.
    """
    days = _series(field, text, today) or _listed(field, text, today)
    if len(days) > MOST_DAYS:
        raise InvalidInput(field, "too_many", limit=MOST_DAYS)
    past = next((day for day in days if day < today), None)
    if past is not None:
        raise InvalidInput(field, "past_date", given=f"{past.month}月{past.day}日")
    return days


_NUMERALS = "〇一二三四五六七八九"
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号时点分])")
_WEEKDAYS = "一二三四五六日"
_NOTED_WEEKDAY = re.compile(r"\((?:周|星期)([一二三四五六日天])\)")
_HOUR = re.compile(
    r"^(?P<day>.*?)\s*(?P<part>上午|早上|中午|下午|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})\s*(?::|时|点)\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<half>半))?整?$"
)
_AFTERNOON = frozenset({"下午", "晚上", "晚"})

_RELATIVE: Mapping[str, int] = MappingProxyType(
    {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
)
_YEARS: Mapping[str, int] = MappingProxyType({"去年": -1, "今年": 0, "本年": 0, "明年": 1})
_MONTHS: Mapping[str, int] = MappingProxyType(
    {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "下月": 1, "下个月": 1}
)

Reader = Callable[[re.Match[str], date, Toward], date]


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"


def _number(match: re.Match[str]) -> str:
    word = match[0].replace("零", "〇")
    if "十" not in word:
        return "".join(str(_NUMERALS.index(sign)) for sign in word)
    tens, _, ones = word.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return word
    return str((_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0))


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    return _CHINESE_NUMBER.sub(_number, plain)


def _parse(text: str, today: date, toward: Toward) -> TypedDay | None:
    plain = re.sub(r"(之前|以前|前|止)$", "", _normal(text)).strip()
    noted = _NOTED_WEEKDAY.search(plain)
    plain = _NOTED_WEEKDAY.sub("", plain)
    hour: time | None = None
    with_hour = _HOUR.match(plain)
    if with_hour:
        try:
            hour = _clock(with_hour)
        except ValueError:
            return None
        plain = with_hour["day"]
    try:
        day = _day(plain.strip(), today, toward)
    except ValueError:
        return None
    if day is None or (noted and _WEEKDAYS.index(noted[1].replace("天", "日")) != day.weekday()):
        return None
    return TypedDay(day, hour)


def _clock(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if match["part"] in _AFTERNOON and hour < 12:
        hour += 12
    return None if (hour, minute) == (24, 0) else time(hour, minute)


def _day(text: str, today: date, toward: Toward) -> date | None:
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    for pattern, read in _READERS:
        match = pattern.match(text)
        if match:
            return read(match, today, toward)
    return None


def _full(match: re.Match[str], _today: date, _toward: Toward) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _of_year(match: re.Match[str], today: date, toward: Toward) -> date:
    if match[1]:
        return date(today.year + _YEARS[match[1]], int(match[2]), int(match[3]))
    day = date(today.year, int(match[2]), int(match[3]))
    wrong_side = (today - day).days * toward
    return day.replace(year=day.year + toward) if wrong_side > 180 else day


def _month_offset(today: date, word: str | None) -> date:
    return add_months(today.replace(day=1), _MONTHS[word or "本月"])


def _of_month(match: re.Match[str], today: date, _toward: Toward) -> date:
    return _month_offset(today, match[1]).replace(day=int(match[2]))


def _end_of_month(match: re.Match[str], today: date, _toward: Toward) -> date:
    month = _month_offset(today, match[1])
    return last_day_of_month(month.year, month.month)


def _end_of_named_month(match: re.Match[str], today: date, toward: Toward) -> date:
    month = date(today.year, int(match[1]), 1)
    day = last_day_of_month(month.year, month.month)
    wrong_side = (today - day).days * toward
    return last_day_of_month(day.year + toward, day.month) if wrong_side > 180 else day


def _end_of_year(match: re.Match[str], today: date, _toward: Toward) -> date:
    return date(today.year + _YEARS.get(match[1] or "", 0), 12, 31)


def _end_of_quarter(_match: re.Match[str], today: date, _toward: Toward) -> date:
    return last_day_of_month(today.year, 3 * ((today.month + 2) // 3))


def _weekday(match: re.Match[str], today: date, _toward: Toward) -> date:
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=_WEEKDAYS.index(match[2].replace("天", "日")))
    if match[1] in ("下周", "下星期", "下礼拜"):
        return day + timedelta(days=7)
    named_week = match[1] in ("本周", "本星期", "这周")
    return day if named_week or day >= today else day + timedelta(days=7)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"^(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*[日号]?$"), _full),
    (re.compile(r"^(\d{4})(\d{2})(\d{2})$"), _full),
    (re.compile(r"^(去年|今年|本年|明年)?(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*[日号]?$"), _of_year),
    (re.compile(r"^(上月|上个月|本月|这个月|下月|下个月)?(\d{1,2})[日号]$"), _of_month),
    (re.compile(r"^(?:月|(本月|这个月|下月|下个月))[底末]$"), _end_of_month),
    (re.compile(r"^(\d{1,2})月[底末]$"), _end_of_named_month),
    (re.compile(r"^(?:年|(今年|本年|明年)年?)[底末内]$"), _end_of_year),
    (re.compile(r"^本?季(?:度)?[底末]$"), _end_of_quarter),
    (re.compile(r"^(本周|这周|周|本星期|星期|礼拜|下周|下星期|下礼拜)([一二三四五六日天])$"), _weekday),
)

_SEPARATORS = re.compile(r"[、,;\n\s]+|和|及")
_SERIES = re.compile(
    r"^每(?P<kind>月|周|星期)(?P<days>[\d日号、,一二三四五六天]+?)(?:反馈|报送)?[,、\s]*(?:至|到)(?P<end>.+)$"
)
_NO_END = re.compile(r"^\d{1,2}[日号]|^月[底末]|周|星期|礼拜")
_BARE_DAY = re.compile(r"^(\d{1,2})[日号]$")


def names_an_end(text: str) -> bool:
    """Say whether the end of a series says its month: 至9月30日, 至年底; not 每月10日至15日, 每周一至周五."""
    return not _NO_END.search(_normal(text))


def _series(field: str, text: str, today: date) -> tuple[date, ...]:
    match = _SERIES.match(_normal(text))
    if not match:
        return ()
    numbers = tuple(int(number) for number in re.findall(r"\d+", match["days"]))
    weekdays = tuple(
        _WEEKDAYS.index(sign.replace("天", "日")) for sign in re.findall("[一二三四五六日天]", match["days"])
    )
    if not names_an_end(match["end"]) or (numbers and match["kind"] != "月"):
        raise InvalidInput(field, "bad_date", given=_shown(text))
    end = read_day(field, match["end"], today).day
    try:
        schedule = Schedule("", month_days=numbers) if match["kind"] == "月" else Schedule("", weekdays=weekdays)
    except ValueError as error:
        raise InvalidInput(field, "bad_date", given=_shown(text)) from error
    days = occurrences(schedule, today, end)
    if not days:
        raise InvalidInput(field, "bad_date", given=_shown(text))
    return days


def _listed(field: str, text: str, today: date) -> tuple[date, ...]:
    found: list[date] = []
    for piece in filter(None, _SEPARATORS.split(_normal(text))):
        bare = _BARE_DAY.match(piece)
        if bare and found and 1 <= int(bare[1]) <= 31:
            found.append(day_of_month(found[-1].year, found[-1].month, int(bare[1])))
        else:
            found.append(read_day(field, piece, today).day)
    if not found:
        raise InvalidInput(field, "bad_date", given=_shown(text))
    return tuple(sorted(set(found)))

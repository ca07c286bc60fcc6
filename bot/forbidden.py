"""What no configuration may ask for: points, ranks, or anything counted from how the bot is used (基层减负).

国办函〔2026〕12号 (政务移动互联网应用程序规范化管理办法) forbids 打卡签到、积分排名、在线时长 and
reports on how much an application is used; 《整治形式主义为基层减负若干规定》 (2024) and
《关于防治“指尖上的形式主义”的若干意见》 (2023) forbid demanding quick replies and ranking in groups.
Such a key is refused with that reason, before it is refused as one that does not exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

BASIS = "国办函〔2026〕12号、《整治形式主义为基层减负若干规定》"

FORBIDDEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![a-z])(?:{english})(?![a-z])|{chinese}"), what)
    for english, chinese, what in (
        (
            "scores?|scored|scoring|points?|ratings?|grades?|stars?",
            "积分|计分|得分|评分|打分|扣分|加分|分数|分值|考核|星级",
            "打分、积分",
        ),
        ("ranks?|ranked|rankings?|leaderboard|top_?n|bottom_?n", "排名|排行|名次|末位|红黑榜", "排名、排行"),
        ("online|presence|last_seen|seen_time|idle", "在线|离线", "在线时长"),
        (
            "(?:reply|replies|response|answer|read|ack)_(?:within_)?(?:speed|time|rate|seconds|minutes)|speed|latency",
            "响应速度|回复速度|响应时长|秒回|即时响应|已读",
            "回复快慢",
        ),
        ("check_?ins?|punch|sign_?ins?|attendance|streaks?|logins?", "打卡|考勤|签到|登录", "打卡、登录"),
        (
            "usage|activeness|activity_(?:rate|time|count)|active_(?:time|minutes|rate)|use_count|clicks?|likes?|installs?",
            "活跃|使用率|使用次数|点赞|安装率|热度",
            "使用次数",
        ),
    )
)
"""Words of a key, or of a text with fields to be filled in, and what they would have people judged by."""

_FIELD = re.compile(r"(?P<before>[^{}]*)\{(?P<inside>[^{}]*)\}(?=(?P<after>[^{}]*))")
"""A field with what stands beside it: 得分{n}, 得分：{n} and {n}分数 ask for points,
县在线政务办{n} does not."""


def forbidden(written: Mapping[str, object], names: Iterable[str] = ()) -> Iterator[str]:
    """Find what tries to judge people by how they use the bot, each as a line in Chinese.

    Args:
        written: the configuration file, tables within tables.
        names: dotted keys that the environment sets.
    """
    for path, words in (*_places(written, ""), *((name, _words_of(name)) for name in names)):
        what = _judged_beside(words) if _FIELD.search(words) else _judged_by(words)
        if what:
            yield f"配置项 {path} 不予采用：不得以{what}评价单位和人员（{BASIS}）"


def _judged_by(words: str) -> str:
    return next((what for pattern, what in FORBIDDEN if pattern.search(words)), "")


def _judged_beside(text: str) -> str:
    """What a text with fields would judge by: in a field, or in the word that stands right before or behind it."""
    for field in _FIELD.finditer(unicodedata.normalize("NFKC", text)):
        before, after = _words_of(field["before"]).rstrip("_"), _words_of(field["after"])
        for pattern, what in FORBIDDEN:
            beside = pattern.match(after) or any(found.end() == len(before) for found in pattern.finditer(before))
            if beside or pattern.search(_words_of(field["inside"])):
                return what
    return ""


def _places(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every key, and every text with fields, by its dotted path."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            inner = f"{path}.{key}" if path else str(key)
            yield inner, _words_of(str(key))
            yield from _places(below, inner)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _places(below, path)
    elif isinstance(value, str) and _FIELD.search(value):
        yield path, value


def _words_of(text: str) -> str:
    """`replySpeed`, `REPLY-SPEED` and `reply speed` alike."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain)).lower()

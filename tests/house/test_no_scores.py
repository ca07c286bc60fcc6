"""Nothing counts how people use the bot: no column keeps it, and no message speaks of it (基层减负).

国办函〔2026〕12号, as `bot/forbidden.py` reads it.
"""

from __future__ import annotations

import re

import pytest

from bot.forbidden import FORBIDDEN
from messages import flow_names, kinds, labels
from messages.render import TEMPLATES
from storage.tables import metadata
from tests.house.source import ROOT, text_of

WORDS = re.compile(
    "积分|得分|评分|打分|排名|排行|名次|末位|在线|离线|响应速度|回复速度|秒回|即时响应|打卡|考勤|活跃度|使用率|使用次数|点赞|安装率"
)

SAID_AGAINST_IT = ("不作排名", "不排名", "不得以使用次数、回复快慢、在线时长评分排名")
"""Where the words stand because it is not done."""


def speaks_of(text: str) -> list[str]:
    """The forbidden words of a text."""
    for phrase in SAID_AGAINST_IT:
        text = text.replace(phrase, "")
    return WORDS.findall(text)


def test_no_column_keeps_it() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        for pattern, _ in FORBIDDEN
        if pattern.search(column.name)
    }
    assert found == set()


def test_no_message_speaks_of_it() -> None:
    found = {path.name: words for path in sorted(TEMPLATES.rglob("*.j2")) if (words := speaks_of(text_of(path)))}
    assert found == {}
    for module in (labels, kinds, flow_names):
        assert speaks_of(text_of(ROOT / f"{module.__name__.replace('.', '/')}.py")) == []


@pytest.mark.parametrize(("text", "found"), [("按回复速度排名", ["回复速度", "排名"]), ("按事实列示，不作排名", [])])
def test_the_words_are_found(text: str, found: list[str]) -> None:
    assert speaks_of(text) == found

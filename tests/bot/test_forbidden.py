"""A configuration that would judge people by how they use the bot is refused, and says why (基层减负)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError, load
from bot.forbidden import forbidden

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def keys(model: type[BaseModel]) -> dict[str, object]:
    """All settings that there are, as a file that names each of them."""
    found: dict[str, object] = {}
    for name, field in model.model_fields.items():
        kind = field.annotation
        found[name] = keys(kind) if isinstance(kind, type) and issubclass(kind, BaseModel) else 1
    return found


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        ("score = true", "score", "打分、积分"),
        ("[bulletins]\nscore_weight = 3", "bulletins.score_weight", "打分、积分"),
        ("[bulletins]\n'积分' = 3", "bulletins.积分", "打分、积分"),
        ("[bulletins]\nunitRanking = true", "bulletins.unitRanking", "排名、排行"),
        ("[a.b]\nc = [{leaderboard = 1}]", "a.b.c.leaderboard", "排名、排行"),
        ("[rules]\nreply_speed = 1", "rules.reply_speed", "回复快慢"),
        ("[rules]\n'响应速度' = 1", "rules.响应速度", "回复快慢"),
        ("[digests]\nONLINE-TIME = true", "digests.ONLINE-TIME", "在线时长"),
        ("daily_check_in = true", "daily_check_in", "打卡、登录"),
        ("[digests]\nusage = true", "digests.usage", "使用次数"),
        ('[numbers.templates]\nbulletin = "{masthead}第{n}期 第{rank}名"', "numbers.templates.bulletin", "排名、排行"),
        ("'扣分' = 1", "扣分", "打分、积分"),
        ("'ｓｃｏｒｅ' = 1", "ｓｃｏｒｅ", "打分、积分"),
        ("RANKINGS = 1", "RANKINGS", "排名、排行"),
        ("'红黑榜' = 1", "红黑榜", "排名、排行"),
        ("reply_within_seconds = 1", "reply_within_seconds", "回复快慢"),
        ("seen_time = 1", "seen_time", "在线时长"),
        ("'热度' = 1", "热度", "使用次数"),
        ("[a]\nb = '得分：{n}'", "a.b", "打分、积分"),
        ('[papers]\nmark_office = "{office_name}积分文件"', "papers.mark_office", "打分、积分"),
    ],
)
def test_what_would_count_use_or_speed_is_refused_with_its_reason(text: str, path: str, what: str) -> None:
    (line,) = forbidden(tomllib.loads(text))
    assert line.startswith(f"配置项 {path} 不予采用：不得以{what}评价单位和人员（国办函〔2026〕12号")


@pytest.mark.parametrize("source", ["file", "environment"])
def test_the_bot_does_not_start_with_it(source: str, tmp_path: Path) -> None:
    file, environ = tmp_path / "config.toml", {"DUCHA_TOKEN": "1:x"}
    file.write_text("[bulletins]\nrank = true\n" if source == "file" else "", encoding="utf-8")
    if source == "environment":
        environ["DUCHA_BULLETINS__RANK"] = "1"
    with pytest.raises(ConfigError) as refused:
        load(file, environ)
    assert "bulletins.rank 不予采用" in str(refused.value)


def test_no_setting_that_there_is_is_taken_for_one() -> None:
    assert list(forbidden(keys(Config))) == []
    assert list(forbidden(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")))) == []


def test_what_is_no_setting_is_left_alone() -> None:
    assert list(forbidden({}, ["hours.office_opens"])) == []
    assert list(forbidden(tomllib.loads('[place]\nname = "在线县"'))) == [], "a name is not a rule"
    for text in ("夏政办〔{year}〕{n}号（在线）", "县在线政务办{n}"):
        assert list(forbidden({"numbers": {"templates": {"office": text}}})) == []

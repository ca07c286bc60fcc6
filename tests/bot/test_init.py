"""The interview of `ducha init`, as a dialogue: what is asked, what is answered, what file comes of it."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot import init
from bot.config import load
from bot.init import run_interview
from supervision.papers.numbering import REGISTERS

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


def unreachable(token: str) -> str | None:
    return None


class Person:
    """Answers by the words of the question; an answer may be a list, taken one at a time."""

    def __init__(self, **answers: str | list[str]) -> None:
        self.answers: dict[str, str | list[str]] = {"令牌": TOKEN, "首任系统管理员": "42"}
        self.answers.update(answers)
        self.heard: list[str] = []

    def ask(self, question: str) -> str:
        self.heard.append(question)
        for words, answer in self.answers.items():
            if words in question:
                return answer.pop(0) if isinstance(answer, list) else answer
        return ""

    def say(self, line: str) -> None:
        self.heard.append(line)

    def interview(self, path: Path, probe: init.Probe = unreachable) -> int:
        return run_interview(path, self.ask, self.say, probe)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_the_shortest_way_takes_the_defaults_and_the_file_loads(path: Path) -> None:
    assert Person().interview(path) == 0
    config = load(path, {})
    assert config.token.get_secret_value() == TOKEN
    assert config.administrators == (42,)
    assert config.place.name == "夏邑县"
    assert config.county().code_supervision == "夏政督"
    assert config.data_dir == path.parent / "data"


def test_the_file_belongs_to_its_owner_alone_and_nothing_is_left_beside_it(path: Path) -> None:
    Person().interview(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_another_countys_codes_follow_from_its_own(path: Path) -> None:
    person = Person(县名="虞城县", 县政府机关代字=["", "虞政"], 催办通知单代字="虞政催")
    assert person.interview(path) == 0
    county = load(path, {}).county()
    assert county.office_name == "虞城县人民政府办公室"
    assert (county.code_office, county.code_supervision, county.code_urging) == ("虞政办", "虞政督", "虞政催")
    assert county.bulletin_masthead == "虞城政务督查"
    assert "不能为空。" in person.heard


def test_every_register_is_asked_for_and_counted_for_this_year(path: Path) -> None:
    answers = {f"{register.title}已用到": str(n) for n, register in enumerate(REGISTERS.values(), start=1)}
    before = datetime.now(UTC).year
    assert Person(**answers).interview(path) == 0
    last = load(path, {}).county().last_numbers
    years = {key.partition("/")[2] for key in last}
    assert sorted(last.values()) == list(range(1, len(REGISTERS) + 1))
    assert years <= {str(before), str(before + 1)}
    assert len(years) == 1


@pytest.mark.parametrize(
    ("question", "bad", "good", "said"),
    [
        ("令牌", "123:short", TOKEN, "令牌应为"),
        ("时区", "Asia/Peking", "Asia/Urumqi", "没有这个时区"),
        ("时区", "../../etc/passwd", "Asia/Urumqi", "没有这个时区"),
        ("首任系统管理员", "@zhangsan", "42", "不能是用户名"),
        ("首任系统管理员", "-100123", "42", "不能是用户名或群组编号"),
        ("督查通报已用到", "第三期", "3", "应为数字"),
        ("县名", "夏\x07邑县", "夏邑县", "无法显示的字符"),
    ],
)
def test_a_bad_answer_is_explained_and_asked_again(path: Path, question: str, bad: str, good: str, said: str) -> None:
    person = Person(**{question: [bad, good]})
    assert person.interview(path) == 0
    assert any(said in line for line in person.heard)


def test_several_administrators(path: Path) -> None:
    Person(首任系统管理员="42 7，9").interview(path)
    assert load(path, {}).administrators == (42, 7, 9)


def test_quotes_and_backslashes_in_answers_arrive_as_typed(path: Path) -> None:
    typed = '示范区"东\\区"'
    assert Person(县名=typed, 县政府机关代字="示政").interview(path) == 0
    assert load(path, {}).place.name == typed


class TestExistingFile:
    @pytest.mark.parametrize("answer", ["", "否", "不"])
    def test_it_stays_unless_one_says_yes(self, path: Path, answer: str) -> None:
        path.write_text("old", encoding="utf-8")
        assert Person(覆盖=answer).interview(path) == 1
        assert path.read_text(encoding="utf-8") == "old"

    def test_it_is_replaced_after_a_yes_and_becomes_private(self, path: Path) -> None:
        path.write_text("old", encoding="utf-8")
        path.chmod(0o644)
        assert Person(覆盖="是").interview(path) == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert load(path, {}).administrators == (42,)


@pytest.mark.parametrize("leaving", [EOFError, KeyboardInterrupt])
def test_leaving_in_the_middle_writes_nothing(path: Path, leaving: type[BaseException]) -> None:
    person = Person()

    def leave(question: str) -> str:
        if "时区" in question:
            raise leaving
        return person.ask(question)

    assert run_interview(path, leave, person.say, unreachable) == 1
    assert list(path.parent.iterdir()) == []
    assert "未写入任何文件" in person.heard[-1]


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    person = Person()
    assert person.interview(tmp_path / "nowhere" / "config.toml") == 1
    assert "无法写入" in person.heard[-1]


class TestToken:
    def test_a_valid_one_is_answered_with_the_bots_name(self, path: Path) -> None:
        person = Person()
        person.interview(path, lambda token: "xiayi_ducha_bot")
        assert "令牌有效，机器人是 @xiayi_ducha_bot。" in person.heard

    def test_a_refused_one_is_asked_for_again(self, path: Path) -> None:
        def refuse_once(token: str) -> str | None:
            if token.endswith("X"):
                raise ValueError("不承认")
            return None

        person = Person(令牌=[f"{TOKEN}X", TOKEN])
        assert person.interview(path, refuse_once) == 0
        assert load(path, {}).token.get_secret_value() == TOKEN

    def test_an_unreachable_telegram_does_not_stop_the_interview(self, path: Path) -> None:
        person = Person()
        assert person.interview(path, unreachable) == 0
        assert any("暂时连不上" in line for line in person.heard)

    @pytest.mark.parametrize(
        ("answer", "name"),
        [
            (httpx.Response(200, json={"ok": True, "result": {"username": "a_bot"}}), "a_bot"),
            (httpx.Response(502, text="<html>Bad Gateway</html>"), None),
            (httpx.Response(429, json={"ok": False, "error_code": 429}), None),
            (httpx.ConnectError("refused"), None),
        ],
        ids=["valid", "front down", "too many", "offline"],
    )
    def test_probing(
        self, monkeypatch: pytest.MonkeyPatch, answer: httpx.Response | Exception, name: str | None
    ) -> None:
        monkeypatch.setattr(httpx, "get", telegram(answer))
        assert init.probe_token(TOKEN) == name

    def test_probing_a_revoked_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(httpx, "get", telegram(httpx.Response(401, json={"ok": False})))
        with pytest.raises(ValueError, match="不承认"):
            init.probe_token(TOKEN)


def telegram(answer: httpx.Response | Exception) -> object:
    """What `httpx.get` would be, if Telegram answered thus."""

    def get(url: str, *, timeout: float) -> httpx.Response:
        assert url == f"https://api.telegram.org/bot{TOKEN}/getMe"
        if isinstance(answer, Exception):
            raise answer
        return answer

    return get

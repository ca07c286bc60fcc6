"""Configuration: the example, the two sources, the file's mode, and what is said about mistakes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError, load
from bot.settings import Numbers, NumberTemplates
from supervision.county import County
from supervision.papers.numbering import RegisterKey
from supervision.roles import Role

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
WITH_TOKEN = {"DUCHA_TOKEN": TOKEN}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a configuration file with the given mode."""

    def write(text: str, mode: int = 0o600, encoding: str = "utf-8") -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding=encoding)
        path.chmod(mode)
        return path

    return write


def problems(path: Path | None, environ: Mapping[str, str] = WITH_TOKEN) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(path, environ)
    return caught.value.problems


def keys_of_model(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from keys_of_model(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def keys_of_file(written: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in written.items():
        if isinstance(value, dict):
            yield from keys_of_file(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


class TestExample:
    def test_it_has_every_key_of_the_model_and_no_other(self) -> None:
        written = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
        assert sorted(keys_of_file(written)) == sorted(keys_of_model(Config))

    def test_its_values_are_the_defaults(self) -> None:
        written = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
        assert Config(**written).model_dump() == Config().model_dump()

    def test_it_loads_as_it_is_once_there_is_a_token(self) -> None:
        assert load(EXAMPLE, WITH_TOKEN).county() == County()

    def test_every_key_is_explained_in_chinese_and_in_english(self) -> None:
        """Each run of keys without a blank line between stands under a comment with both."""
        for block in EXAMPLE.read_text(encoding="utf-8").split("\n\n"):
            lines = block.splitlines()
            comment = "".join(line for line in lines if line.startswith("#"))
            if any("=" in line and not line.startswith("#") for line in lines):
                assert any("\u4e00" <= c <= "\u9fff" for c in comment), block
                assert any(line.startswith("# ") and line[2:3].isascii() for line in lines), block


class TestSources:
    def test_the_file_is_read_and_the_environment_overrules_it(self, write: Write) -> None:
        path = write('[hours]\noffice_opens = "09:00"\noffice_closes = "18:00"\n[log]\nlevel = "error"\n')
        config = load(path, WITH_TOKEN | {"DUCHA_HOURS__OFFICE_OPENS": "08:00", "DUCHA_ADMINISTRATORS": "[7]"})
        assert (config.hours.office_opens, config.hours.office_closes) == (time(8), time(18))
        assert config.log.level == "error"
        assert config.administrators == (7,)

    def test_without_a_path_config_toml_of_the_working_directory(
        self, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert load(None, WITH_TOKEN).log.level == "info"
        write('[log]\nlevel = "debug"\n')
        assert load(None, WITH_TOKEN).log.level == "debug"

    def test_the_processs_own_environment_is_not_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DUCHA_LOG__LEVEL", "debug")
        assert load(EXAMPLE, WITH_TOKEN).log.level == "info"

    def test_the_tests_own_variables_are_no_keys(self) -> None:
        load(EXAMPLE, WITH_TOKEN | {"DUCHA_TEST_POSTGRES": "postgresql+asyncpg://x", "DUCHA_CONFIG": "a"})

    def test_a_relative_data_directory_is_taken_from_the_file(self, write: Write, tmp_path: Path) -> None:
        config = load(write('data_dir = "var"\n'), WITH_TOKEN)
        assert config.data_dir == tmp_path / "var"
        assert config.database() == f"sqlite+aiosqlite:///{tmp_path}/var/ducha.db"

    def test_a_file_saved_by_notepad_is_read(self, write: Write) -> None:
        assert load(write('[place]\nname = "夏邑县"\n', encoding="utf-8-sig"), WITH_TOKEN).place.name == "夏邑县"


class TestSecrets:
    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
    @pytest.mark.parametrize(
        "secret",
        [
            f'token = "{TOKEN}"',
            'database_url = "postgresql+asyncpg://ducha:geheim@db/ducha"',
            '[webhook]\nsecret = "geheim"',
        ],
        ids=["token", "database", "webhook"],
    )
    def test_a_file_with_a_secret_that_others_can_open_is_refused(self, write: Write, secret: str, mode: int) -> None:
        path = write(secret, mode)
        (problem,) = problems(path)
        assert f"chmod 600 {path}" in problem
        assert TOKEN not in problem

    def test_a_file_with_a_secret_of_its_owner_alone_is_read(self, write: Write) -> None:
        assert load(write(f'token = "{TOKEN}"'), {}).token.get_secret_value() == TOKEN

    def test_a_file_without_secrets_may_be_open(self, write: Write) -> None:
        load(write('database_url = "postgresql+asyncpg://ducha@db/ducha"', 0o644), WITH_TOKEN)

    def test_no_secret_is_shown(self) -> None:
        config = load(EXAMPLE, WITH_TOKEN | {"DUCHA_DATABASE_URL": "postgresql+asyncpg://ducha:geheim@db/d"})
        assert TOKEN not in repr(config)
        assert "geheim" not in repr(config)
        assert config.database().endswith("ducha:geheim@db/d")


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("colour = 1", "colour：没有这个配置项，请检查拼写"),
            ("[hours]\noffice_open = 1", "hours.office_open：没有这个配置项，请检查拼写"),
            ('[hours]\noffice_opens = "25:00"', "hours.office_opens：应为时刻，如“08:30”"),
            ('[hours]\noffice_opens = "18:00"', "hours.office_closes：应晚于 hours.office_opens"),
            ('[place]\nzone = "Asia/Peking"', "place.zone：没有这个时区，应为“Asia/Shanghai”之类"),
            ("[rules]\nobjection_workdays = -1", "rules.objection_workdays：不能小于0"),
            ('[rules]\nobjection_workdays = "三"', "rules.objection_workdays：应为整数"),
            ("[delivery]\nper_second = 9999", "delivery.per_second：不能大于1000.0"),
            ('mode = "push"', "mode：只能是'polling' 或 'webhook'"),
            ("administrators = [-100123]", "administrators：应为个人的 Telegram 数字编号，不能是群组"),
            ("administrators = 5", 'administrators：应为列表，如 ["甲", "乙"]'),
            ("hours = 5", "hours：应为一节，如 [hours]，其下每行一项"),
            ("[numbers]\nbulletin = 3", "numbers.year：填了已用编号，须填写是哪一年的"),
            ('[papers]\ncode_office = ""', "papers.code_office：不能为空"),
            ("[papers]\ncode_office = 5", "papers.code_office：应为文字，请加引号"),
            ('token = "123:abc"', "token：不完整，应为“数字:35位字符”，请从 @BotFather 处整行复制"),
        ],
    )
    def test_each_is_named_with_its_path(self, write: Write, text: str, line: str) -> None:
        environ = {} if text.startswith("token") else WITH_TOKEN
        assert problems(write(text), environ) == (line,)

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ('base_url = "http://127.0.0.1:8081/bot"', "base_file_url"),
            ('base_url = "a/bot"\nbase_file_url = "http://a/file/bot"', "base_url"),
            ('proxy = "127.0.0.1:1080"', "proxy"),
            ('database_url = "sqlite:///ducha.db"', "database_url"),
            ('clock_url = "http://10.1.2.3:9000"', "clock_url"),
            ('[rules]\nextra_vet_roles = ["liaison"]', "rules.extra_vet_roles"),
            ('[leaders]\nlist_only_roles = ["officer"]', "leaders.list_only_roles"),
            ("[urgent]\nhours_before = [4, -1]", "urgent.hours_before"),
            ("[urgent]\nhours_after = [0, 1]", "urgent.hours_after"),
            ("[urgent]\nhours_after = [0, 2, 1]", "urgent.hours_after"),
            ("[urgent]\nurgent_days = [-1, 0, 1, 1, 3]", "urgent.urgent_days"),
            ('[numbers.templates]\nsupervision = "{code}[{year}]{n}号"', "numbers.templates.supervision"),
            ('[numbers.templates]\nmatter = "{year_cn}-{n}"', "numbers.templates.matter"),
            ('[bulletins]\nsteps = ["mayor", "director"]', "bulletins.steps"),
            ('[digests]\nleader_roles = ["liaison"]', "digests.leader_roles"),
            ('[papers]\nmark_office = "{office}文件"', "papers.mark_office"),
        ],
    )
    def test_contradictions_are_named_with_their_path(self, write: Write, text: str, key: str) -> None:
        (problem,) = problems(write(text))
        assert problem.startswith(f"{key}：")

    def test_webhook_needs_an_address_and_a_secret(self, write: Write) -> None:
        assert [p.partition("：")[0] for p in problems(write('mode = "webhook"'))] == [
            "webhook.url",
            "webhook.secret",
        ]

    def test_all_are_said_at_once_one_a_line(self, write: Write) -> None:
        path = write("colour = 1\n[log]\nlevl = 2\n")
        with pytest.raises(ConfigError) as caught:
            load(path, WITH_TOKEN)
        assert len(str(caught.value).splitlines()) == 2

    def test_a_missing_token_says_where_to_get_one(self) -> None:
        (problem,) = problems(EXAMPLE, {})
        assert problem.startswith("token：未填写")
        assert "@BotFather" in problem

    def test_another_county_must_name_its_own_codes(self, write: Write) -> None:
        lines = problems(write('[place]\nname = "虞城县"\n[papers]\ncode_office = "虞政办"\n'))
        assert "papers.code_supervision：县名不是夏邑县时须填写，以免用错代字" in lines
        assert not any("code_office" in line for line in lines)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path / "config.toml")
        assert "ducha init" in problem

    def test_a_broken_file_names_the_line(self, write: Write) -> None:
        (problem,) = problems(write("[log]\nlevel = info\n"))
        assert "第2行" in problem

    def test_a_file_in_another_encoding(self, write: Write) -> None:
        (problem,) = problems(write('[place]\nname = "夏邑县"', encoding="gb18030"))
        assert "UTF-8" in problem

    def test_a_directory_instead_of_a_file(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path)
        assert "无法读取" in problem

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("DUCHA_TOEKN", "x", "环境变量 DUCHA_TOEKN：没有这个配置项"),
            ("DUCHA_ADMINISTRATORS", "1,2", "环境变量 DUCHA_ADMINISTRATORS：列表应写成"),
            ("DUCHA_HOURS__OFFICE_OPEN", "08:00", "hours.office_open：没有这个配置项"),
            ("DUCHA_LOG__LEVEL", "loud", "log.level：只能是"),
        ],
    )
    def test_the_environment_is_checked_alike(self, name: str, value: str, said: str) -> None:
        (problem,) = problems(EXAMPLE, WITH_TOKEN | {name: value})
        assert problem.startswith(said)


class TestCounty:
    def test_the_defaults_are_the_countys_own(self) -> None:
        assert Config().county() == County()

    def test_names_are_made_from_the_countys_name(self, write: Write) -> None:
        config = Config(place={"name": "虞城县"})
        assert config.county().government_name == "虞城县人民政府"
        assert config.county().office_name == "虞城县人民政府办公室"

    def test_a_given_name_stands(self) -> None:
        county = Config(place={"government_name": "示范区管委会"}).county()
        assert county.government_name == "示范区管委会"
        assert county.office_name == "示范区管委会办公室"

    def test_settings_of_every_section_arrive(self) -> None:
        county = Config(
            papers={"code_supervision": "虞政督", "addressees": ["各单位"]},
            hours={"quiet_from": "22:00"},
            rules={"extra_vet_roles": ["office_head"], "bulletin_draft_workdays": 3},
            records={"ratify_workdays": 5},
            leaders={"list_only_roles": ["mayor"]},
            urgent={"urgent_days": [-2, -1, 0, 1, 2]},
            numbers={"templates": {"bulletin": "督查通报　{year}年第{n}期"}},
            bulletins={"steps": ["executive_vice_mayor"], "picture": False},
            documents={"send": False},
            digests={"head_weekday": 0},
        ).county()
        assert county.number_templates == {"bulletin": "督查通报　{year}年第{n}期"}
        assert (county.bulletin_steps, county.bulletin_picture) == ((Role.EXECUTIVE_VICE_MAYOR,), False)
        assert (county.send_documents, county.head_weekday) == (False, 0)
        assert county.ratify_workdays == 5
        assert county.list_only_roles == (Role.MAYOR,)
        assert county.urgent_days == (-2, -1, 0, 1, 2)
        assert county.code_supervision == "虞政督"
        assert county.addressees == ("各单位",)
        assert county.quiet_from == time(22)
        assert county.extra_vet_roles == (Role.OFFICE_HEAD,)
        assert county.bulletin_draft_workdays == 3

    def test_there_is_a_number_for_each_register(self) -> None:
        assert (
            set(Numbers.model_fields)
            == {"year", "templates", *RegisterKey}
            == {"year", "templates", *NumberTemplates.model_fields}
        )

    def test_used_numbers_are_those_of_their_year(self) -> None:
        config = Config(numbers={"year": 2026, "supervision": 11, "bulletin": 1})
        assert config.county().last_numbers == {"supervision/2026": 11, "bulletin/2026": 1}

"""Configuration: a TOML file, overruled key by key by the environment (`DUCHA_TOKEN`, `DUCHA_LOG__LEVEL`).

Whatever is wrong is said in plain Chinese, all of it at once, each line with the dotted path of its key. A
file that holds a secret must belong to its owner alone (mode 0600). `config.example.toml` explains every key.
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import EnvSettingsSource, SettingsError

from bot.forbidden import forbidden
from bot.ladder_checks import ladder_problems, urgency_problems
from bot.settings import PREFIX, Config
from supervision.county import County
from supervision.county_limits import CRITICS
from supervision.papers.numbering import REGISTERS, check_template, same_numbers
from supervision.roles import LEADERS, SIGNERS

__all__ = ["DEFAULT_PATH", "TOKEN_SHAPE", "Config", "ConfigError", "load"]

DEFAULT_PATH = Path("config.toml")

NOT_SETTINGS = ("DUCHA_CONFIG", "DUCHA_TEST_")
"""How names in the environment begin that are ours but no keys: the file's path, the tests' servers."""

TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
"""What @BotFather gives out: the bot's id, a colon, 35 characters."""

_DRIVERS = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_WORDS: Mapping[str, str] = {
    "missing": "未填写",
    "extra_forbidden": "没有这个配置项，请检查拼写",
    "greater_than": "应大于{gt}",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "literal_error": "只能是{expected}",
    "enum": "只能是{expected}",
    "string_too_short": "不能为空",
    "string_type": "应为文字，请加引号",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "time_parsing": "应为时刻，如“08:30”",
    "time_type": "应为时刻，如“08:30”",
    "tuple_type": '应为列表，如 ["甲", "乙"]',
    "zoneinfo_str": "没有这个时区，应为“Asia/Shanghai”之类",
    "model_type": "应为一节，如 [hours]，其下每行一项",
}
"""Pydantic's kinds of error in Chinese; the braces are filled from the error's context."""


class ConfigError(Exception):
    """The configuration cannot be used; the message is a list in Chinese, one line for each thing wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """Read the configuration from `path` (none: `./config.toml`, if there is one) and from `environ`.

    A relative data directory is taken from the directory of the file. Raises ConfigError.
    """
    file = path or (DEFAULT_PATH if DEFAULT_PATH.exists() else None)
    written = _read(file) if file else {}
    refused = tuple(dict.fromkeys(forbidden(written, _keys_set(environ))))
    if refused:
        raise ConfigError(*refused)
    try:
        config = Config(**_merged(written, _from_environment(environ)))
    except ValidationError as error:
        raise ConfigError(*(_in_chinese(detail) for detail in error.errors())) from None
    problems = list(_contradictions(config))
    if problems:
        raise ConfigError(*problems)
    base = file.parent if file else Path()
    letterheads = (base / config.documents.letterheads).absolute()
    documents = config.documents.model_copy(update={"letterheads": letterheads})
    return config.model_copy(update={"data_dir": (base / config.data_dir).absolute(), "documents": documents})


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad puts a mark in front
        mode = file.stat().st_mode
    except FileNotFoundError:
        raise ConfigError(f"找不到配置文件 {file}，请先运行 ducha init") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}：不是 UTF-8 编码，请另存为 UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{file}：无法读取（{error.strerror}）") from None
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "末尾"
        raise ConfigError(f"{file}：{where}不合 TOML 写法，请对照 config.example.toml") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO) and _holds_secret(written):
        raise ConfigError(f"{file} 中有令牌或密码，但本机其他用户也能打开这个文件。请先运行：chmod 600 {file}")
    return written


def _holds_secret(written: Mapping[str, Any]) -> bool:
    webhook = written.get("webhook")
    return bool(
        written.get("token")
        or (isinstance(webhook, dict) and webhook.get("secret"))
        or _password(str(written.get("database_url", "")))
    )


def _password(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:  # no URL at all; that is said where it is checked
        return ""


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    ours = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    settings = {name: value for name, value in ours.items() if not name.startswith(NOT_SETTINGS)}
    unknown = [name for name in settings if _key(name).partition(".")[0] not in Config.model_fields]
    if unknown:
        raise ConfigError(*(f"环境变量 {name}：没有这个配置项，请检查拼写" for name in sorted(unknown)))
    source = EnvSettingsSource(Config)
    source.env_vars = {name.lower(): value for name, value in settings.items()}
    try:
        return source()
    except SettingsError as error:
        field = re.search(r'field "(\w+)"', str(error))
        name = f"{PREFIX}{field[1].upper()}" if field else PREFIX
        raise ConfigError(f'环境变量 {name}：列表应写成 [1, 2] 或 ["甲", "乙"]') from None


def _keys_set(environ: Mapping[str, str]) -> list[str]:
    return [_key(name) for name in sorted(environ) if name.startswith(PREFIX) and not name.startswith(NOT_SETTINGS)]


def _key(name: str) -> str:
    return name.removeprefix(PREFIX).lower().replace("__", ".")


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`below` with what stands in `above` laid over it, table by table."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _in_chinese(detail: ErrorDetails) -> str:
    path = ".".join(str(part) for part in detail["loc"])
    words = _WORDS.get(detail["type"], "取值不正确")
    context = {name: str(value).replace(" or ", " 或 ") for name, value in detail.get("ctx", {}).items()}
    return f"{path}：{words.format_map(context)}"


def _contradictions(config: Config) -> Iterator[str]:
    """What each key allows by itself, but not together with the others, or not in that form."""
    yield from _telegram_problems(config)
    yield from _county_problems(config)
    database = config.database_url.get_secret_value()
    if database and not database.startswith(_DRIVERS):
        yield f"database_url：应以 {_DRIVERS[0]} 或 {_DRIVERS[1]} 开头"
    if config.clock_url and urlsplit(config.clock_url).hostname not in _LOOPBACK:
        yield "clock_url：只供沙盒使用，只能指向本机（127.0.0.1），正式使用请留空"


def _telegram_problems(config: Config) -> Iterator[str]:
    token = config.token.get_secret_value()
    if not token:
        yield "token：未填写。请向 @BotFather 申请，写入配置文件或环境变量 DUCHA_TOKEN"
    elif not TOKEN_SHAPE.fullmatch(token):
        yield "token：不完整，应为“数字:35位字符”，请从 @BotFather 处整行复制"
    default = Config.model_fields
    if (config.base_url == default["base_url"].default) != (config.base_file_url == default["base_file_url"].default):
        yield "base_file_url：与 base_url 须同时修改，如 http://127.0.0.1:8081/bot 和 http://127.0.0.1:8081/file/bot"
    for name in ("base_url", "base_file_url"):
        if urlsplit(getattr(config, name)).scheme not in {"http", "https"}:
            yield f"{name}：应以 http:// 或 https:// 开头"
    if config.proxy and urlsplit(config.proxy).scheme not in {"http", "https", "socks5", "socks5h"}:
        yield "proxy：应以 http:// 或 socks5:// 开头，如 socks5://127.0.0.1:1080"
    if config.mode == "webhook":
        if not config.webhook.url.startswith(("https://", "http://127.0.0.1")):
            yield "webhook.url：使用 webhook 时须填写，以 https:// 开头"
        if not _WEBHOOK_SECRET.fullmatch(config.webhook.secret.get_secret_value()):
            yield "webhook.secret：使用 webhook 时须填写，只能用字母、数字、下划线和短横"


_CODES = ("code_government", "code_office", "code_letter", "code_supervision", "code_urging")


def _county_problems(config: Config) -> Iterator[str]:
    if config.numbers.by_register() and not config.numbers.year:
        yield "numbers.year：填了已用编号，须填写是哪一年的"
    if config.hours.office_opens >= config.hours.office_closes:
        yield "hours.office_closes：应晚于 hours.office_opens"
    yield from ladder_problems(config.reminders.ladder)
    yield from urgency_problems(config.urgent)
    yield from _paper_problems(config)
    signing = {
        "rules.extra_vet_roles": config.rules.extra_vet_roles,
        "leaders.list_only_roles": config.leaders.list_only_roles,
    }
    for key, roles in signing.items():
        if not SIGNERS.issuperset(roles):
            yield f"{key}：只能是{'、'.join(sorted(SIGNERS))}"
    if any(number < 1 for number in config.administrators):
        yield "administrators：应为个人的 Telegram 数字编号，不能是群组"
    default = type(config.place).model_fields["name"].default
    if config.place.name != default:
        for name in sorted({*_CODES, "bulletin_masthead"} - config.papers.model_fields_set):
            yield f"papers.{name}：县名不是{default}时须填写，以免用错代字"


def _paper_problems(config: Config) -> Iterator[str]:
    yield from _number_problems(config)
    steps = config.bulletins.steps
    if not steps or not SIGNERS.issuperset(steps) or steps[-1] not in CRITICS:
        yield f"bulletins.steps：应为审签的领导，最后一位只能是{'、'.join(sorted(CRITICS))}"
    if not LEADERS.issuperset(config.digests.leader_roles):
        yield f"digests.leader_roles：只能是{'、'.join(sorted(LEADERS))}"
    yield from _issuer_problems(config)


def _number_problems(config: Config) -> Iterator[str]:
    wrong = False
    for key, form in config.numbers.templates.changed().items():
        try:
            check_template(REGISTERS[key], form)
        except ValueError as error:
            wrong = True
            yield f"numbers.templates.{key}：{error}"
    if not wrong and (same := same_numbers(_as_numbered(config))):
        first, second = (REGISTERS[key].title for key in same)
        yield f"numbers.templates.{same[1]}：{second}与{first}的编号相同，不能区分，请修改格式或机关代字"


def _as_numbered(config: Config) -> County:
    """The county as far as its numbers go, whatever else of it contradicts itself."""
    named = {name: getattr(config.papers, name) for name in (*_CODES, "bulletin_masthead")}
    return County(name=config.place.name, **named, number_templates=config.numbers.templates.changed())


def _issuer_problems(config: Config) -> Iterator[str]:
    """Formal papers go out in the name of the government or of its office: 公文处理条例 art. 17."""
    within = config.place.supervision_office
    for name in ("government_name", "office_name"):
        if within in getattr(config.place, name):
            yield f"place.{name}：应为县政府、县政府办公室的全称，内设机构不得对外正式行文"
    for key in ("mark_government", "mark_office"):
        form, issuer = getattr(config.papers, key), key.removeprefix("mark_") + "_name"
        try:
            form.format(government_name="", office_name="")
        except (KeyError, IndexError, ValueError):
            yield f"papers.{key}：花括号内只能是 government_name 或 office_name"
            continue
        if f"{{{issuer}}}" not in form or within in form:
            yield f"papers.{key}：应含{{{issuer}}}，内设机构不得对外正式行文"
    if within in config.papers.print_office:
        yield "papers.print_office：印发机关应为县政府或其办公室，内设机构不得对外正式行文"

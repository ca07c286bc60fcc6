"""The checkers themselves: what each must catch, and what it must leave alone."""

from __future__ import annotations

import ast
from pathlib import PurePath

import pytest

from tests.house import checkers
from tests.house.names import references
from tests.house.test_house import Checker, except_for

MARK = "odot"[::-1].upper()
"""Spelt backwards, so that this file does not break the rule itself."""

ZONED = "from datetime import datetime, UTC\nx = datetime"

CAUGHT: list[tuple[Checker, str]] = [
    (checkers.reads_time, "from datetime import datetime, UTC\nnow = datetime.now(UTC)"),
    (checkers.reads_time, "import datetime as dt\nx = dt.datetime.utcnow()"),
    (checkers.reads_time, "from datetime import date\ndef f(): return date.today()"),
    (checkers.reads_time, "from time import monotonic as tick\nx = tick()"),
    (checkers.reads_time, "import time\ndef wait(clock=time.monotonic): ..."),
    (checkers.reads_time, "import time\nx = time.clock_gettime(time.CLOCK_BOOTTIME)"),
    (checkers.reads_time, "from sqlalchemy import func\nx = func.now()"),
    (checkers.makes_naive_datetime, "from datetime import datetime\nx = datetime(2026, 3, 2)"),
    (checkers.makes_naive_datetime, "from datetime import datetime\nx = datetime(2026, 3, 2, tzinfo=None)"),
    (checkers.makes_naive_datetime, "from datetime import datetime\nx = datetime.combine(d, t)"),
    (checkers.makes_naive_datetime, "import datetime\nx = datetime.datetime.fromtimestamp(5)"),
    (checkers.makes_naive_datetime, "import datetime\nx = datetime.datetime.utcfromtimestamp(5)"),
    (checkers.sends, "async def f(bot): await bot.send_message(1, 'x')"),
    (checkers.sends, "async def f(update): await update.message.reply_text('x')"),
    (checkers.sends, "async def f(bot): await bot.edit_message_text('x')"),
    (checkers.sends, "async def f(bot): await bot.do_api_request('sendRichMessage')"),
    (checkers.sends, "async def f(bot): await bot.do_api_request('edit_message_text')"),
    (checkers.reaches_for_the_bot, "async def f(update, context): await context.bot.get_me()"),
    (checkers.reaches_for_the_bot, "async def f(update): await update.callback_query.answer()"),
    (checkers.reaches_for_the_bot, "async def f(update): update.get_bot()"),
    (checkers.words_a_sentence, "def f(): return '已收到。'"),
    (checkers.words_a_sentence, "def f(n): return f'共{n}项。'"),
    (checkers.words_a_sentence, "WORDS = {'a': '真的吗？'}"),
    (checkers.sleeps, "import asyncio\nasync def f(): await asyncio.sleep(0.1)"),
    (checkers.sleeps, "from time import sleep\ndef f(): sleep(0)"),
    (checkers.sleeps, "from asyncio import sleep as nap\nasync def f(): await nap(1)"),
    (checkers.leaves_work_undone, f"x = 1  # {MARK}: later"),
    (checkers.leaves_work_undone, f'"""{MARK}"""'),
    (checkers.is_a_long_file, "x = 1\n" * 301),
    (checkers.has_a_long_function, "def f():\n" + "    x = 1\n" * 40),
    (checkers.has_a_long_function, "class A:\n    async def f(self):\n" + "        x = 1\n" * 40),
    (checkers.is_undocumented, "x = 1"),
    (checkers.is_undocumented, '"""M."""\ndef f(): ...'),
    (checkers.is_undocumented, '"""M."""\nclass A:\n    """A."""\n    async def f(self): ...'),
]

LEFT_ALONE: list[tuple[Checker, str]] = [
    (checkers.reads_time, "def f(clock, zone): return clock.now(), clock.today(zone)"),
    (checkers.reads_time, "from datetime import time\nNOON = time(12)\nx = time.fromisoformat('12:00')"),
    (checkers.reads_time, "from bot.clock import monotonic\nx = monotonic()"),
    (
        checkers.makes_naive_datetime,
        "from datetime import datetime, UTC\nx = datetime(2026, 3, 2, tzinfo=UTC)",
    ),
    (
        checkers.makes_naive_datetime,
        "from datetime import datetime, UTC\nx = datetime(2026, 3, 2, 0, 0, 0, 0, UTC)",
    ),
    (checkers.makes_naive_datetime, ZONED + ".combine(d, t, UTC)"),
    (
        checkers.makes_naive_datetime,
        "from datetime import datetime, UTC\nx = datetime.fromtimestamp(5, tz=UTC)",
    ),
    (
        checkers.sends,
        "def f(message): return message.edit_date, message.reply_to_message, message.reply_markup",
    ),
    (checkers.sends, "async def f(bot): await bot.do_api_request('getUpdates')"),
    (checkers.sends, "async def f(bot): await bot.answer_callback_query('1')"),
    (checkers.reaches_for_the_bot, "async def f(context): context.bot_data.now()"),
    (checkers.reaches_for_the_bot, "def f(draft): draft.answer('x')"),
    (checkers.words_a_sentence, '"""文件说明。"""\nX = 1\n"""X 是什么。"""  # 注释。'),
    (checkers.words_a_sentence, "def f(): return '待办'"),
    (checkers.words_a_sentence, "import re\nEND = re.compile('[。！？]')"),
    (checkers.sleeps, "import asyncio\nasync def f(): await asyncio.sleep(0)"),
    (checkers.sleeps, "import asyncio\nasync def f(e): await asyncio.wait_for(e.wait(), 5)"),
    (checkers.leaves_work_undone, "x = 1  # todo list is a name here"),
    (checkers.is_a_long_file, "x = 1\n" * 300),
    (checkers.has_a_long_function, 'def f():\n    """' + "words\n" * 20 + '    """\n' + "    x = 1\n" * 39),
    (checkers.is_undocumented, '"""M."""\ndef _f(): ...\nclass _A:\n    def f(self): ...'),
    (checkers.is_undocumented, '"""M."""\ndef f():\n    """F."""\n    def inner(): ...'),
]


def name_of(case: object) -> str | None:
    return getattr(case, "__name__", None)


@pytest.mark.parametrize(("checker", "text"), CAUGHT, ids=name_of)
def test_a_breach_is_caught(checker: Checker, text: str) -> None:
    assert list(checker(text))


@pytest.mark.parametrize(("checker", "text"), LEFT_ALONE, ids=name_of)
def test_what_is_right_is_left_alone(checker: Checker, text: str) -> None:
    assert list(checker(text)) == []


def test_a_breach_names_its_line() -> None:
    text = "import time\n\n\nx = time.time()\n"
    assert list(checkers.reads_time(text)) == [(4, "reads time: time.time")]


def test_senders_are_python_telegram_bots_own_methods() -> None:
    assert {"send_message", "edit_message_text", "reply_document", "copy_message"} <= checkers.SENDERS
    assert "get_me" not in checkers.SENDERS


@pytest.mark.parametrize("path", ["bot/utils.py", "storage/helpers/rows.py", "tests/common.py"])
def test_an_empty_name_is_caught(path: str) -> None:
    assert checkers.says_nothing(PurePath(path))


def test_a_topic_is_a_name() -> None:
    assert not checkers.says_nothing(PurePath("handlers/splitting/start.py"))


def test_names_are_followed_through_imports() -> None:
    tree = ast.parse("import a.b as c\nfrom d import e\nx = c.f, e.g.h, other.i")
    assert {name for _, name in references(tree)} >= {"a.b.f", "d.e.g.h"}
    assert not any(name.startswith("other") for _, name in references(tree))


class TestImports:
    KNOWN = frozenset(
        {"bot", "bot.timers", "handlers", "handlers.reminding", "handlers.reminding.sweep", "supervision"}
    )

    def test_ours_come_with_their_packages_and_others_by_their_top(self) -> None:
        text = "import telegram.ext\nfrom handlers.reminding import sweep\nfrom supervision import x"
        assert checkers.imports_of(text, "bot.timers", self.KNOWN) == {
            "telegram",
            "handlers",
            "handlers.reminding",
            "handlers.reminding.sweep",
            "supervision",
        }

    def test_an_import_inside_a_function_counts(self) -> None:
        assert "telegram" in checkers.imports_of("def f():\n    import telegram", "bot.timers", self.KNOWN)

    def test_an_import_for_types_alone_does_not(self) -> None:
        text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import telegram"
        assert "telegram" not in checkers.imports_of(text, "bot.timers", self.KNOWN)

    def test_the_chain_is_shown(self) -> None:
        imports = {"a": frozenset({"b", "c"}), "b": frozenset({"a"}), "c": frozenset({"telegram"})}
        assert checkers.path_to("a", "telegram", imports) == ["a", "c", "telegram"]
        assert checkers.path_to("b", "nothing", imports) == []


def test_exceptions_are_files_or_folders_not_beginnings_of_names() -> None:
    files = [PurePath(name) for name in ("bot/delivery.py", "bot/delivery/edits.py", "bot/delivery_log.py")]
    assert except_for(("bot/delivery",), files) == [PurePath("bot/delivery_log.py")]

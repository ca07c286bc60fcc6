"""The rules of the house, held against the whole source. What each means is said at its checker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import TypeVar

import pytest

from tests.house import checkers
from tests.house.source import BOT_PACKAGES, PACKAGES, ROOT, module_name, python_files, text_of

CLOCK = Path("bot/clock.py")

SENDING = ("bot/sending",)
"""The module that calls Telegram to say something, in the service of `bot/delivery.py` alone."""

MAY_WORD_SENTENCES = ("supervision/procedures/tracks.py", "supervision/splitting")
"""Clauses of the notice, and the patterns that find sentences in other people's texts."""

COMMAND_LINE = ("bot/cli.py", "bot/init.py", "bot/doctor.py", "bot/config.py")
"""What is printed to a terminal has no template."""

P = TypeVar("P", bound=PurePath)

Checker = Callable[[str], Iterator[checkers.Breach]]


def hold(checker: Checker, files: Iterable[Path]) -> None:
    """Fail with every breach, one a line."""
    found = [f"{path}:{line}: {what}" for path in files for line, what in checker(text_of(ROOT / path))]
    assert not found, "\n".join(["", *found])


def except_for(prefixes: tuple[str, ...], files: Iterable[P]) -> list[P]:
    """The files that lie neither at nor under one of the paths."""
    return [
        path
        for path in files
        if not any(path.as_posix() == p or path.as_posix().startswith((f"{p}.", f"{p}/")) for p in prefixes)
    ]


def test_only_the_clock_reads_time() -> None:
    files = list(python_files(*BOT_PACKAGES))
    assert CLOCK in files
    hold(checkers.reads_time, except_for((CLOCK.as_posix(),), files))


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_every_datetime_has_a_zone(package: str) -> None:
    hold(checkers.makes_naive_datetime, python_files(package))


def test_only_delivery_sends() -> None:
    files = {module_name(path): path for path in python_files(*BOT_PACKAGES)}
    hold(checkers.sends, except_for(SENDING, files.values()))
    imports = {name: checkers.imports_of(text_of(ROOT / path), name, frozenset(files)) for name, path in files.items()}
    for sent_by, may_use in (("bot.sending", {"bot.calling"}), ("bot.calling", {"bot.delivery"})):
        assert {name for name, used in imports.items() if sent_by in used} <= may_use


def test_handlers_have_no_bot() -> None:
    hold(checkers.reaches_for_the_bot, python_files("handlers"))


@pytest.mark.parametrize("package", BOT_PACKAGES)
def test_what_people_read_stands_in_templates(package: str) -> None:
    files = except_for(MAY_WORD_SENTENCES + COMMAND_LINE, python_files(package))
    hold(checkers.words_a_sentence, files)


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_no_work_is_left_undone(package: str) -> None:
    hold(checkers.leaves_work_undone, python_files(package))


BENCH = Path("tests/bench")
"""Measures time instead of asserting it, and keeps a pace as a person would."""

MIGRATIONS = Path("storage/migrations/versions")
"""History, written once and never touched again: as long as the schema was."""


def tended_files(package: str) -> list[Path]:
    """The files that people go on reading and changing."""
    return [path for path in python_files(package) if MIGRATIONS not in path.parents]


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_files_are_short(package: str) -> None:
    hold(checkers.is_a_long_file, tended_files(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_are_short(package: str) -> None:
    hold(checkers.has_a_long_function, tended_files(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_public_is_documented(package: str) -> None:
    hold(checkers.is_undocumented, python_files(package))


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_modules_are_named_after_their_topic(package: str) -> None:
    assert [path for path in python_files(package) if checkers.says_nothing(path)] == []


def test_tests_do_not_sleep() -> None:
    files = [path for path in python_files("tests") if BENCH not in path.parents]
    hold(checkers.sleeps, files)


def test_timers_reach_no_telegram() -> None:
    files = {module_name(path): path for path in python_files(*BOT_PACKAGES)}
    assert ("bot.timers" in files) == ("bot.application" in files)
    known = frozenset(files)
    imports = {name: checkers.imports_of(text_of(ROOT / path), name, known) for name, path in files.items()}
    assert checkers.path_to("bot.timers", "telegram", imports) == []

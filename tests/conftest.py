"""Fixtures of all tests."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot import logs
from bot.cli import event_loop
from tests import databases
from tests.office_template import make_template
from tests.world import World, world


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop of the service, not another: a test waits for the database's thread as `ducha run` does."""
    return {"loop": event_loop() or asyncio.new_event_loop}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database=postgres`: the offices of tests/flows and tests/e2e run on PostgreSQL."""
    parser.addoption(databases.OPTION, choices=databases.KINDS, default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the database before anything opens one."""
    databases.choose(config.getoption(databases.OPTION))
    if not databases.on_postgres() or databases.POSTGRES:
        return
    if os.environ.get("CI"):
        pytest.exit("DUCHA_TEST_POSTGRES is not set, though CI must test PostgreSQL", returncode=1)
    pytest.exit(f"skipped: {databases.MISSING}", returncode=0)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """A worker more for every two processors: with one each, they stand still a quarter of the time, waiting for disk,
    for threads and for the processes of the end-to-end tests.
    """
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return processors + (processors + 1) // 2


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave out of every later collection of garbage what lives as long as the run: modules and five thousand tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def quiet_logs() -> None:
    """Log as in service, warnings and worse."""
    logs.configure("warning", "json")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A migrated SQLite file with the test office in it."""
    path = tmp_path_factory.mktemp("template") / "ducha.db"
    asyncio.run(make_template(path))
    yield path
    asyncio.run(databases.drop_templates())


@pytest.fixture
async def office(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """A running office on Monday 2 March 2026."""
    async with world(tmp_path, template) as running:
        yield running


@pytest.fixture
async def office_with_papers(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """The same office, whose papers go out as files too."""
    async with world(tmp_path, template, papers=True) as running:
        yield running

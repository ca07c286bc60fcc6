"""Fixtures of all tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import logs
from tests.world import World, make_template, world


@pytest.fixture(scope="session", autouse=True)
def quiet_logs() -> None:
    """Log as in service, warnings and worse."""
    logs.configure("warning", "json")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the test office in it."""
    path = tmp_path_factory.mktemp("template") / "ducha.db"
    asyncio.run(make_template(path))
    return path


@pytest.fixture
async def office(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """A running office on Monday 2 March 2026."""
    async with world(tmp_path, template) as running:
        yield running

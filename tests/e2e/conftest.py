"""What several tests of the real process begin with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.builders import issued_matter
from tests.e2e.process import machine, stop
from tests.world import setting_at


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A folder with an issued matter whose cards a healthy process has delivered; to be copied for each test."""
    folder = tmp_path_factory.mktemp("morning")

    async def play() -> None:
        async with machine(folder, template) as office:
            database = office.database()
            async with database.write(setting_at()) as unit:
                await issued_matter(unit, acknowledged=False)
                await unit.commit()
            await database.close()
            process = await office.start()
            await office.settle()
            await stop(process)

    asyncio.run(play())
    return folder

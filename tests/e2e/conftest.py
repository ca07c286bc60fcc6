"""What several tests of the real process begin with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.builders import issued_matter
from tests.databases import office_database
from tests.e2e.process import Machine, machine_on, stop
from tests.world import setting_at


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Machine]:
    """A machine with an issued matter whose cards a healthy process has delivered; to be copied for each test."""
    folder = tmp_path_factory.mktemp("morning")
    with asyncio.Runner() as runner, ExitStack() as after:
        opened = office_database(folder, template)
        url = runner.run(opened.__aenter__())
        after.callback(lambda: runner.run(opened.__aexit__(None, None, None)))
        yield runner.run(_play(folder, url))


async def _play(folder: Path, url: str) -> Machine:
    async with machine_on(folder, url) as office:
        database = office.database()
        async with database.write(setting_at()) as unit:
            await issued_matter(unit, acknowledged=False)
            await unit.commit()
        await database.close()
        process = await office.start()
        await office.settle()
        await stop(process)
        return office

"""Chaos: the kept seeds, played against the real process; the oracle finds nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.chaos.running import FULL, MIDDLE, Shape, can_mount, run

SEEDS = tomllib.loads((Path(__file__).parent / "seeds.toml").read_text(encoding="utf-8"))


async def played(folder: Path, seed: int, shape: Shape) -> None:
    """Play a seed; where no disk can be mounted, without the full disk, and the report says so."""
    if not can_mount():
        pytest.skip("the full disk needs a small tmpfs, and only root may mount one")
    seen, found = await run(folder, seed, shape)
    assert found == [], found
    assert sum(count for name, count in seen.happened.items() if name.startswith("kill ")) >= shape.kills


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS["middle"])
async def test_pitfall_01_27_complaint_02_a_busy_office_loses_nothing_and_doubles_nothing_in_silence(
    tmp_path: Path, seed: int
) -> None:
    await played(tmp_path, seed, MIDDLE)


@pytest.mark.long
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("seed", SEEDS["full"])
async def test_pitfall_01_27_complaint_02_two_hundred_people_and_fifty_kills(tmp_path: Path, seed: int) -> None:
    await played(tmp_path, seed, FULL)

"""Row 2: how fast a broadcast goes out ÷ the rate that is configured, at 25 and at 29 a second.

The sandbox refuses (429) what a token bucket of 30 filled at 30 a second does not hold; none may be refused. The pace
is that of the messages between the first two seconds, in which the bucket is used up, and the last message.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.bench.crowd import Crowd, crowd
from tests.bench.measuring import Line

COUNT = 300
ROUNDS = 3
BURST_SECONDS = 2.0
GOAL = 0.98


async def measure() -> list[Line]:
    """A line for each rate."""
    return [await _at(25), await _at(29)]


async def _at(rate: int) -> Line:
    with tempfile.TemporaryDirectory() as name:
        async with crowd(Path(name), per_second=rate) as many:
            found = [await pace(many, COUNT) / rate for _ in range(ROUNDS)]
            refused = many.office.sandbox.state.rates.refused
    absolute = {f"refused (429) of {ROUNDS * COUNT}": refused, "messages a second": round(sorted(found)[1] * rate, 2)}
    return Line(2, f"broadcast ÷ configured {rate}/s", found, GOAL, absolute, at_least=True)


async def pace(many: Crowd, count: int) -> float:
    """Messages a second of one broadcast."""
    begun = time.perf_counter()
    await many.broadcast(count)
    while len(many.of_crowd(begun)) < count:
        await many.office.sandbox.state.signal.wait(1.0)
    times = many.of_crowd(begun)
    steady = [at for at in times if at > times[0] + BURST_SECONDS]
    return (len(steady) - 1) / (steady[-1] - steady[0])

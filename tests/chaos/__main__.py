"""Run seeds by hand: `python -m tests.chaos middle 1 20` (quick, middle or full; from, to).

Each seed prints one line: what happened, and what the oracle found. The folder of a seed with findings is kept.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.chaos.comparing import doubled
from tests.chaos.running import FULL, MIDDLE, QUICK, run


def main() -> None:
    """Run the seeds named by the arguments."""
    shape = {"quick": QUICK, "middle": MIDDLE, "full": FULL}[sys.argv[1]]
    first, last = int(sys.argv[2]), int(sys.argv[-1])
    for seed in range(first, last + 1):
        folder = Path(tempfile.mkdtemp(prefix=f"chaos-{seed}-"))
        seen, found = asyncio.run(run(folder, seed, shape))
        happened = ", ".join(f"{name} {count}" for name, count in sorted(seen.happened.items()))
        doubts = Counter(why for causes in seen.declared.values() for why in causes)
        print(f"seed {seed}: {seen.seconds:.0f} s, processors {_used():.0f} s; {happened}", flush=True)
        print(
            f"  in doubt {doubts.total()} {dict(doubts)}, doubled {dict(doubled(seen))}, held {seen.held}", flush=True
        )
        for one in found:
            print(f"  {one}", flush=True)
        if found:
            print(f"  kept in {folder}", flush=True)
        else:
            shutil.rmtree(folder)


def _used() -> float:
    """Seconds of processors for all seeds so far, people's and bots': the time itself says how busy the machine was."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    main()

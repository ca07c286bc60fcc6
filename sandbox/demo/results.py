"""What the demonstration leaves behind: the ledger as a table, the bulletin as text."""

from pathlib import Path

from sandbox.demo.stage import Stage


async def write_results(stage: Stage, out: Path) -> None:
    """Write `ledger.csv` and `bulletin.txt`."""

"""`make bench`: every row in a process of its own, one after the other; prints one table, writes `out/bench.json`.

`python -m tests.bench 4` measures one row. What is missed is shown and fails nothing: timings are no tests.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.rows import ROWS

RESULT = Path("out/bench.json")


def main(arguments: list[str]) -> int:
    """Measure the rows that are asked for, or all; fails if a row could not be measured."""
    if arguments[:1] == ["--into"]:
        _measure(int(arguments[2]), Path(arguments[1]))
        return 0
    wanted = [int(argument) for argument in arguments] or list(ROWS)
    lines, failed = [], []
    for row in wanted:
        print(f"row {row} ({ROWS[row]}) ...", file=sys.stderr, flush=True)
        found = _in_own_process(row)
        lines += found
        failed += [] if found else [row]
    if RESULT.exists():
        kept = [line for line in json.loads(RESULT.read_text(encoding="utf-8")) if line["row"] not in wanted]
        lines = sorted([*lines, *kept], key=lambda line: line["row"])
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(table([line for line in lines if line["row"] in wanted]))
    for row in failed:
        print(f"row {row} could not be measured", file=sys.stderr)
    return 1 if failed else 0


def table(lines: list[dict[str, Any]]) -> str:
    """The rows as a person reads them, what was measured absolutely below each."""
    shown = [f"{'row':3} {'what':58} {'ratio':>7} {'min':>7} {'max':>7} {'runs':>4}  goal"]
    for line in lines:
        sign = "≥" if line["at_least"] else "≤"
        figures = f"{line['ratio']:7.3g} {line['min']:7.3g} {line['max']:7.3g} {line['runs']:4}"
        met = "met" if line["met"] else "MISSED"
        shown.append(f"{line['row']:<3} {line['name']:58} {figures}  {sign} {line['goal']:g} {met}")
        shown += [f"      {name}: {value}" for name, value in line["absolute"].items()]
    return "\n".join(shown)


def _in_own_process(row: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "lines.json"
        ended = subprocess.run([sys.executable, "-m", "tests.bench", "--into", str(into), str(row)], check=False)
        if ended.returncode or not into.exists():
            return []
        found: list[dict[str, Any]] = json.loads(into.read_text(encoding="utf-8"))
        return found


def _measure(row: int, into: Path) -> None:
    lines = asyncio.run(importlib.import_module(f"tests.bench.{ROWS[row]}").measure())
    into.write_text(json.dumps([line.as_json() for line in lines], ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

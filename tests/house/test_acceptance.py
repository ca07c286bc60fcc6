"""`docs/acceptance.md` names for every pitfall and complaint a file that has a test with its number, or says later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "acceptance.md").read_text(encoding="utf-8")
LATER = {("pitfall", 34), ("pitfall", 47)}
"""What no part of the bot can meet yet; the page says why."""

NUMBERS = [*(("pitfall", n) for n in range(1, 49)), *(("complaint", n) for n in range(1, 21))]


def row_of(kind: str, number: int) -> str:
    """The last cell of the number's row."""
    heading, following = ("## Pitfalls", "## Complaints") if kind == "pitfall" else ("## Complaints", "## Bad input")
    part = PAGE.partition(heading)[2].partition(following)[0]
    (line,) = [line for line in part.splitlines() if line.startswith(f"| {number} |")]
    return line.rstrip("| ").rpartition("|")[2]


@pytest.mark.parametrize(("kind", "number"), NUMBERS)
def test_every_number_is_on_the_page_with_files_that_prove_it(kind: str, number: int) -> None:
    cell = row_of(kind, number)
    files = re.findall(r"\b\w+/test_\w+", cell)
    if (kind, number) in LATER:
        assert not files
        assert "later" in cell
        return
    named = [ROOT / "tests" / f"{file}.py" for file in files]
    assert named
    with_number = re.compile(rf"{kind}(_\d\d)*_{number:02}(?!\d)|{kind} {number}\b")
    assert [path.name for path in named if not with_number.search(path.read_text(encoding="utf-8"))] == []


def test_every_file_that_is_named_exists() -> None:
    for file in set(re.findall(r"\b\w+/test_\w+", PAGE.replace("tests/house", "house"))):
        assert (ROOT / "tests" / f"{file}.py").exists(), file

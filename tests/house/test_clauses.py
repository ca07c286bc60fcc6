"""Every clause of the notice works: each has a flow test that carries its id in its name.

The ids are those of the requirements, typed off. P4.2 is proved by a test named `test_P4_2_…`, "Counting" by
`test_counting_…`; a test that proves several carries them one after the other (`test_P4_2_P5_2_…`).
"""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT

SCOPE = ("S1", "S2", "S3", "S4", "S5", "S6", "S7")
PROCEDURES = (
    *("P1.1", "P1.2", "P1.3"),
    *("P2.1", "P2.2", "P2.3"),
    *("P3.1", "P3.2", "P3.3"),
    *("P4.1", "P4.2", "P4.3"),
    *("P5.1", "P5.2", "P5.3", "P5.4"),
    *("P6.1", "P6.2", "P6.3"),
    *("P7.1", "P7.2", "P7.3"),
    *("P8.1", "P8.2", "P8.3"),
)
REQUIREMENTS = ("R1", "R2", "R3a", "R3b", "R3c", "R3d")
COUNTING = "counting"
CLAUSES = (*SCOPE, *PROCEDURES, *REQUIREMENTS, COUNTING)

_TEST = re.compile(r"^(?:async )?def test_(\w+)\(", re.MULTILINE)
_ID = re.compile(r"(?<![A-Za-z0-9])(?:P\d_\d+|R\d[a-z]?|S\d|counting)(?![A-Za-z0-9])")
_LOOKS_LIKE_ONE = re.compile(r"^(?:[PRS]\d|counting)")


def named(name: str) -> list[str]:
    """The clauses that a test's name carries."""
    spaced = re.sub(r"_(?!\d)", " ", name)
    return [found.replace("_", ".") for found in _ID.findall(spaced)]


def flow_tests() -> list[str]:
    return [
        name
        for path in sorted((ROOT / "tests" / "flows").glob("test_*.py"))
        for name in _TEST.findall(path.read_text())
    ]


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_played_in_a_flow(clause: str) -> None:
    assert any(clause in named(name) for name in flow_tests()), f"no flow test carries {clause}"


def test_no_test_claims_a_clause_that_there_is_not() -> None:
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    names = [(path, name) for path in paths for name in _TEST.findall(path.read_text())]
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, name in names
        if not set(named(name)) <= set(CLAUSES) or (_LOOKS_LIKE_ONE.match(name) and not named(name))
    ]
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("P4_2_a_section_follows", ["P4.2"]),
        ("P4_1_P8_1_instead_of_a_notice", ["P4.1", "P8.1"]),
        ("S1_S2_S3_every_source", ["S1", "S2", "S3"]),
        ("R3b_R3c_every_candidate", ["R3b", "R3c"]),
        ("counting_the_day_ends", ["counting"]),
        ("the_gate_P4_2", ["P4.2"]),
        ("P4_2026", ["P4.2026"]),
        ("a_paper_of_2026", []),
    ],
)
def test_how_a_name_is_read(name: str, clauses: list[str]) -> None:
    assert named(name) == clauses

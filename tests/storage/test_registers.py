"""Registers: whatever is drawn, fails, is void or comes from an old ledger, no number is missing and none is double."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.documents.numbers import draw, void_of
from storage.engine import Database
from storage.queries.registers import extent_of, go_on_after, numbers_of_page
from supervision.actors import MACHINE
from supervision.model import NumberTaken
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key, format_number
from supervision.subjects import Subject
from tests.world import setting_at

YEARS = count(2100)
"""A year of its own for each example: the registers of a year begin at 1, and the database stays."""

STEPS = st.tuples(
    st.sampled_from(["draw", "draw", "fail", "void", "ledger"]),
    st.sampled_from([RegisterKey.SUPERVISION, RegisterKey.OFFICE, RegisterKey.BULLETIN]),
    st.integers(1, 9),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=10))
async def test_no_number_is_missing_and_none_is_double(
    database: Database, steps: list[tuple[str, RegisterKey, int]]
) -> None:
    year, things = next(YEARS), count(1)
    drawn: dict[RegisterKey, list[int]] = defaultdict(list)
    elsewhere: dict[RegisterKey, int] = defaultdict(int)
    void: set[tuple[RegisterKey, int]] = set()
    for step, key, n in steps:
        async with database.write(setting_at()) as unit:
            if step in ("draw", "fail"):
                subject = Subject("try", f"{year}/{next(things)}")
                number = await draw(unit, key, subject=subject, title="试", year=year)
                following = max([*drawn[key], elsewhere[key], 0]) + 1
                assert number == format_number(REGISTERS[key], unit.county, year, following)
                if step == "fail":
                    continue  # nothing is committed: the number is given back
                drawn[key].append(following)
            elif step == "void" and n in drawn[key]:
                row = await unit.require(NumberTaken, key.value, year, n)
                await void_of(unit, MACHINE, [Subject(row.subject_kind, row.subject_key)], "withdrawn")
                void.add((key, n))
            elif step == "ledger":
                await go_on_after(unit, counter_key(REGISTERS[key], year), n)
                elsewhere[key] = max(elsewhere[key], n)
            await unit.commit()
    async with database.read(setting_at()) as unit:
        for key, numbers in drawn.items():
            rows = await numbers_of_page(unit, key.value, year, start=0, size=100)
            assert [row.n for row in reversed(rows)] == sorted(set(numbers)) == numbers
            assert {row.n for row in rows if row.void_at} == {n for k, n in void if k is key}
            gaps = set(range(1, max(numbers, default=0) + 1)) - set(numbers)
            assert all(n <= elsewhere[key] for n in gaps), "only the old ledger has numbers that are not entered here"
            extent = await extent_of(unit, key, year)
            assert (extent.drawn if extent else 0) == len(numbers)

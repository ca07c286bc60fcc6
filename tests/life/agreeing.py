"""Whether the product's figures and the independent count are the same, figure by figure, fact by fact."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.unit_of_work import UnitOfWork
from supervision.model import Bulletin, BulletinFigure
from tests.life import ledger_count, standing_count, texts
from tests.life.county import Seats
from tests.life.independent_count import Figures, count


@dataclass
class Agreement:
    """What was compared, and what was not the same."""

    bulletins: int = 0
    figures: int = 0
    facts: int = 0
    said: int = 0
    pictures: int = 0
    ledger: int = 0
    wrong: list[str] = field(default_factory=list)

    async def hold(self, unit: UnitOfWork, bulletin: Bulletin) -> None:
        """Hold a bulletin against the raw rows as they are now: its figures with their facts, its text, its annex."""
        theirs, ours = await figures_of(unit, bulletin), await count(unit.connection, bulletin.period)
        for name in sorted({*theirs, *ours}):
            product, sql = theirs.get(name, frozenset()), ours.get(name, frozenset())
            if product != sql:
                more, less = sorted(product - sql)[:5], sorted(sql - product)[:5]
                self.wrong.append(f"{bulletin.period} {name}: only the product {more}, only the SQL {less}")
        what = await texts.said(unit, bulletin)
        self.wrong += [f"{bulletin.period} says {one}" for one in texts.wrong(what, ours)]
        self.bulletins += 1
        self.figures += len({*theirs, *ours})
        self.facts += sum(len(facts) for facts in ours.values())
        self.said += len(what)

    async def hold_pictures(self, unit: UnitOfWork, seats: Seats) -> None:
        """Hold what every head would be told now, and the mayor, against the raw rows."""
        compared, wrong = await standing_count.differences(unit, seats)
        self.pictures += compared
        self.wrong += [f"{unit.today}: {one}" for one in wrong]

    async def hold_ledger(self, unit: UnitOfWork) -> None:
        """Hold the sums of the exported ledger against the raw rows."""
        compared, wrong = await ledger_count.differences(unit)
        self.ledger += compared
        self.wrong += wrong


async def figures_of(unit: UnitOfWork, bulletin: Bulletin) -> Figures:
    """The product's figures of a bulletin that count anything, as its rows keep them."""
    rows = await unit.find(BulletinFigure, bulletin_id=bulletin.id)
    assert all(row.value == len(row.facts) == len(set(row.facts)) for row in rows)
    overall = {row.key: row.value for row in rows if not row.scope}
    assert {key: value for key, value in bulletin.figures.items() if value} == {k: v for k, v in overall.items() if v}
    return {(row.scope, row.key): frozenset(row.facts) for row in rows if row.facts}

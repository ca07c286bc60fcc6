"""Whether the product's figures and the independent count are the same, figure by figure, fact by fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from handlers.bulletins.counting import held
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.figures import group_of
from supervision.figures.counting import scopes_of_group
from supervision.figures.groups import keys_of, name_of
from supervision.model import Bulletin, BulletinFact, BulletinGroup
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
    groups = {row.number: row for row in await unit.find(BulletinGroup, bulletin_id=bulletin.id)}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept: Counter[int] = Counter()
    for fact in await unit.find(BulletinFact, bulletin_id=bulletin.id):
        row = groups[fact.group_number]
        kept[row.number] += 1
        for key in keys_of(row.verdict):
            for scope in scopes_of_group(group_of(row), key):
                found[scope, key].add(name_of((fact.matter_id, fact.task_seq, fact.unit_id, fact.seq)))
            if key in _UNITS:
                for scope in ("year",) if row.year else ("", f"kind/{row.kind}"):
                    found[scope, _UNITS[key]].add(str(fact.unit_id))
    assert kept == {row.number: row.value for row in groups.values()}
    cells = {(cell.scope, cell.key): cell.value for cell in await held(unit, bulletin) if cell.value}
    assert cells == {name: len(facts) for name, facts in found.items()}
    assert {key: value for key, value in bulletin.figures.items() if value} == {
        key: value for (scope, key), value in cells.items() if not scope
    }
    return {name: frozenset(facts) for name, facts in found.items()}


_UNITS = {"due": "units", "late": "late_units"}

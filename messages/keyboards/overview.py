"""Keyboards of the picture of the work: to the tasks of the unit, or to the ledger."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Button, Keyboard
from messages.presses.lookups import TurnLedger, TurnTasks
from supervision.ledger.choice import LedgerChoice
from supervision.notices.overview import Overview, OverviewNow


def overview(it: Overview) -> Keyboard:
    """What there is more to see of."""
    return rows([*_of_unit(wanted=it.unit is not None), *_of_county(wanted=it.county is not None)])


def overview_now(it: OverviewNow) -> Keyboard:
    """The same for what was asked."""
    return rows([*_of_unit(wanted=bool(it.units)), *_of_county(wanted=it.county is not None)])


def _of_unit(*, wanted: bool) -> list[Button]:
    return [button("本单位任务", TurnTasks(0))] if wanted else []


def _of_county(*, wanted: bool) -> list[Button]:
    picked = LedgerChoice()
    ledger = TurnLedger(picked.code, 0)
    return [button("台账", ledger)] if wanted else []


KEYBOARDS = {"overview": overview, "overview_now": overview_now}

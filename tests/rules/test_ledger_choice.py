"""The filters of the ledger in a button: all of them together fit, and nothing but ours is read back."""

from __future__ import annotations

import pytest

from messages.presses.base import pack
from messages.presses.lookups import ExportLedger, NarrowLedger, TurnLedger
from supervision.ledger.choice import LIGHTS_PICKED, TIMES, TRACK_ORDER, LedgerChoice
from supervision.refusals import StaleButton


def test_pitfall_12_all_filters_together_fit_into_a_button() -> None:
    most = LedgerChoice("followed", len(TRACK_ORDER), 10**12, len(LIGHTS_PICKED), len(TIMES))
    assert LedgerChoice.of_code(most.code) == most
    for press in (TurnLedger(most.code, 10**9), NarrowLedger("track", most.code, 10**9), ExportLedger(most.code)):
        assert pack(press)


@pytest.mark.parametrize(
    "code", ["", "open", "open.1.2.3", "open.1.2.3.x", "open.-1.0.0.0", "none.0.0.0.0", "open.².0.0.0"]
)
def test_pitfall_11_filters_that_are_none_of_ours_are_refused(code: str) -> None:
    with pytest.raises(StaleButton):
        LedgerChoice.of_code(code)

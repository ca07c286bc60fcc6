"""What an old ledger would bring."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.takeover import LedgerPreviewCard


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPreviewView:
    """The card. `outcome`: empty while it waits, `taken`, `dropped`, or `overtaken` by one that was shown anew."""

    shown: LedgerPreviewCard
    outcome: str
    may_decide: bool

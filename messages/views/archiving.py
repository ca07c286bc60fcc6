"""What the card of a year's archive shows."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.model import YearArchive


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The card. `shown` is the packing as it stands."""

    shown: YearArchive

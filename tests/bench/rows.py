"""The rows of `make bench`, by number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ROWS: Mapping[int, str] = MappingProxyType(
    {
        1: "row_taps",
        2: "row_broadcast",
        3: "row_report",
        4: "row_sweep",
        5: "row_figures",
        6: "row_start",
    }
)
"""Each is a module of `tests/bench` whose `measure()` gives the row's lines."""

"""All workbooks by kind: each module of `messages/sheets` has a table `SHEETS`, by the word in `Extras.made`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import messages.sheets

Maker = Callable[[Any], bytes]
"""Makes a workbook from what the template is given: the notice, or a card's view."""


@cache
def sheets() -> Mapping[str, Maker]:
    """The tables of all topics in one."""
    found: dict[str, Maker] = {}
    for info in pkgutil.iter_modules(messages.sheets.__path__, "messages.sheets."):
        for kind, maker in getattr(importlib.import_module(info.name), "SHEETS", {}).items():
            if kind in found:
                raise ValueError(f"two workbooks for {kind}")
            found[kind] = maker
    return found

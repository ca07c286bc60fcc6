"""What cards stand for and what the audit speaks of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that cards stand for and that the audit speaks of: `Subject("matter", "12")`."""

    kind: str
    key: str

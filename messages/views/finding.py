"""What the list of what was found is given."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.model import Matter


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A matter that was found. For a unit `paper_id` is its own paper and `unit_id` says which unit's; for the Office
    both are 0. `leads` are the units that lead, by their short names."""

    matter: Matter
    document_number: str = ""
    leads: tuple[str, ...] = ()
    paper_id: int = 0
    unit_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """One page of it; `allowed` is false for who may not look (any more), `most` is set where there are more."""

    allowed: bool
    words: str = ""
    total: int = 0
    page: int = 0
    pages: int = 1
    lines: tuple[FoundLine, ...] = ()
    most: int = 0

"""What registering looks up."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Text, or_, select, type_coerce

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Matter, MatterStatus

_matters = MODELS[Matter]


async def registered_from(unit: UnitOfWork, numbers: Sequence[str]) -> dict[str, str]:
    """By the number of a source: the registration number of the newest matter that names it and was not withdrawn."""
    wanted = [number for number in dict.fromkeys(numbers) if number]
    if not wanted:
        return {}
    as_text = type_coerce(_matters.c.sources, Text)
    written = [as_text.like(f"%{_escaped(number)}%", escape="\\") for number in wanted]
    statement = select(_matters).where(or_(*written), _matters.c.status != MatterStatus.WITHDRAWN)
    found = await unit.all(Matter, statement.order_by(_matters.c.id))
    return {
        source.number: matter.registration_number
        for matter in found
        for source in matter.sources
        if source.number in wanted
    }


def _escaped(number: str) -> str:
    """A number as it stands in the JSON of the sources, for LIKE."""
    plain = json.dumps(number, ensure_ascii=False)[1:-1]
    return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

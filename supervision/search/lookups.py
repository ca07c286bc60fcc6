"""How people name a matter: registration number, document number, or words of its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from supervision.actors import Actor
from supervision.county import County
from supervision.model import MatterStatus
from supervision.papers.numbering import REGISTERS, RegisterKey, as_typed, format_number, read_number
from supervision.roles import LEADERS, OFFICE, Role

LONGEST_WORDS = 60

_BARE = re.compile(r"(?:第|登记号)?(\d{1,6})号?")
_REGISTRATION = re.compile(r"(?:登记号)?((?:19|20)\d\d)[-年](\d{1,6})号?")

_ISSUED_IN = (RegisterKey.SUPERVISION, RegisterKey.OFFICE, RegisterKey.GOVERNMENT)
"""The series in which a bare number is looked for, besides registration numbers."""

_NUMBERED_IN = (RegisterKey.MATTER, *_ISSUED_IN, RegisterKey.LETTER)
"""The series whose numbers are read in the form that the county has given them."""

FILTERS: Mapping[str, tuple[MatterStatus, ...]] = MappingProxyType(
    {
        "open": (MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED, MatterStatus.CLOSING),
        "before": (
            MatterStatus.REGISTERED,
            MatterStatus.SPLIT,
            MatterStatus.IN_APPROVAL,
            MatterStatus.SENT_BACK,
            MatterStatus.APPROVED,
        ),
        "followed": (MatterStatus.FOLLOWED,),
        "closed": (MatterStatus.CLOSED,),
        "all": tuple(MatterStatus),
    }
)
"""What the buttons of the ledger pick."""


def numbers_meant(words: str, today: date, county: County) -> list[str]:
    """The numbers, written out in full, that these words can mean; none if they are not a number.

    `31` or `12号` means this year's registration number and the papers of this year with that number.
    """
    text = as_typed(words)
    if bare := _BARE.fullmatch(text):
        n = int(bare[1])
        return [_written(key, county, today.year, n) for key in (RegisterKey.MATTER, *_ISSUED_IN)] if n else []
    read = [(key, read_number(text, REGISTERS[key], county)) for key in _NUMBERED_IN]
    if meant := [_written(key, county, *number) for key, number in read if number]:
        return meant
    if registered := _REGISTRATION.fullmatch(text):
        n = int(registered[2])
        return [_written(RegisterKey.MATTER, county, int(registered[1]), n)] if n else []
    if "〔" in text and any(sign.isdigit() for sign in text):  # of another series, or of before the bot
        return [text if text.endswith("号") else f"{text}号"]
    return []


def _written(key: RegisterKey, county: County, year: int, n: int) -> str:
    return format_number(REGISTERS[key], county, year, n)


def sees_all(actor: Actor) -> bool:
    """Tell whether he sees every matter; the staff of a section see only what their section registered."""
    return not actor.roles.isdisjoint(OFFICE | LEADERS | {Role.SECRETARY})

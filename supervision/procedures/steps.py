"""Steps of a chain: who signs, and with which act."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from supervision.roles import COUNTY_LEADERS, Role


class Act(StrEnum):
    """What a signer does in a step."""

    VET = "vet"
    REVIEW = "review"
    COUNTERSIGN = "countersign"
    APPROVE = "approve"


ACT_TITLES: Mapping[Act, str] = MappingProxyType(
    {Act.VET: "核稿", Act.REVIEW: "审阅", Act.COUNTERSIGN: "会签", Act.APPROVE: "审定"}
)


def acts_in_one(act: str, merged: tuple[str, ...]) -> tuple[str, ...]:
    """The acts that one signature stands for, each once: those of the signer's merged steps, then its own."""
    return tuple(dict.fromkeys((*merged, act)))


class Named(StrEnum):
    """A signer whom the registration names, not the table."""

    LEADER = "leader"


LEADER: Final = Named.LEADER
"""县政府领导 / 县委、县政府领导: the one who gave the instruction, named at registration."""

SignerRole = Role | Named


@dataclass(frozen=True, slots=True)
class Step:
    """One signature of a chain; with `post_id` it is that very post's (会签), which has the role."""

    role: SignerRole
    act: Act
    post_id: int | None = None


Steps = tuple[Step, ...]


STEPS_OF_THE_NAMED: Mapping[SignerRole, frozenset[Role]] = MappingProxyType(
    {
        LEADER: COUNTY_LEADERS | {Role.PARTY_LEADER},
        Role.VICE_MAYOR: frozenset({Role.VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR}),
    }
)
"""Steps that go to the very leader who gave the instruction, and the roles he may have. There are several
vice mayors, and the executive vice mayor's meetings and instructions take the vice-mayor tracks."""


def is_for_named(step: Step, leader: Role) -> bool:
    """Say whether the step goes to the leader named at registration, who has this role."""
    return leader in STEPS_OF_THE_NAMED.get(step.role, frozenset())

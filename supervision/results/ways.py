"""Where an approved summary goes: to those above in whose name, into print, or nowhere.

P1.3, P2.3, P4.3, P5.4, P6.1, P7.3, P8.3. 县政府 reports to 市政府, its office to 市政府办公室 (公文处理条例 (2012)
art. 14, 15: 上行文 by rank, to the organ above). What goes up in the government's name the mayor signs (art. 22);
`chains.upward` puts him into the chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from supervision.model import Matter
from supervision.procedures.chains import upward
from supervision.procedures.forms import UPWARD, Destination, Issuer
from supervision.procedures.sources import SOURCES, SourceKind
from supervision.procedures.steps import Steps
from supervision.procedures.tracks import TRACKS, Track
from supervision.refusals import InvalidInput, StaleButton


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of where a summary goes; `in_group`: its bulletin is posted into the working groups, too."""

    key: str
    title: str
    destinations: tuple[Destination, ...] = ()
    issuer: Issuer = Issuer.GOVERNMENT_OFFICE
    in_group: bool = False


_D = Destination
NOWHERE = Way("none", "暂不上报、不印发")

_ROWS = (
    Way("city", "以县政府名义报市政府", (_D.CITY_GOVERNMENT,), Issuer.GOVERNMENT),
    Way("city_office", "以县政府办公室名义报市政府办公室", (_D.CITY_GOVERNMENT_OFFICE,)),
    Way("both", "以县政府名义报市政府，并报县政府", (_D.CITY_GOVERNMENT, _D.COUNTY_GOVERNMENT), Issuer.GOVERNMENT),
    Way("county", "报县政府", (_D.COUNTY_GOVERNMENT,)),
    Way("hotline", "报市长热线电话室", (_D.HOTLINE_OFFICE,)),
    Way("letter", "函告市直机关并答复代表、委员", (_D.LETTER_AND_REPLY,)),
    Way("bulletin", "印发督查通报（发责任单位）", (_D.BULLETIN,)),
    Way("bulletin_group", "印发督查通报（并发工作群）", (_D.BULLETIN,), in_group=True),
    NOWHERE,
)
WAYS: Mapping[str, Way] = MappingProxyType({row.key: row for row in _ROWS})
"""All of them. A track offers those whose destinations its row has; whether to report at all is the Office's choice."""

SENT_OUT = frozenset({Destination.COUNTY_GOVERNMENT, Destination.LETTER_AND_REPLY})
"""Besides those above: what is reported at home, and the letter to the city's organ about a proposal (P6.1)."""

NAMING = ("表扬", "批评")
"""Words of praise and criticism, whatever stands before them (予以, 提出, 给予, 通报, 点名): a bulletin
with them takes the chain of bulletins, after a hearing (Order 733 art. 16, 21), and is no result's by-product."""


def ways_of(track: Track, *, reports_up: bool) -> tuple[Way, ...]:
    """What the track offers, the notice's own first; nothing where the notice sends the result nowhere.

    `reports_up` is false for the county's own documents (`sources.SourceDefault`): nobody above waits for them.
    """
    offered = [way for way in _ROWS if way.destinations and set(way.destinations) <= set(track.destinations)]
    if not reports_up:
        offered = [way for way in offered if UPWARD.isdisjoint(way.destinations)]
    offered.sort(key=lambda way: -len(way.destinations))
    return (*offered, NOWHERE) if offered else ()


def reports_up(matter: Matter) -> bool:
    """Whether those above wait for the result (P1.3), as far as its source tells."""
    return not matter.source_kind or SOURCES[SourceKind(matter.source_kind)].reports_up


def ways_of_matter(matter: Matter) -> tuple[Way, ...]:
    """Where the matter's summary may go."""
    return ways_of(TRACKS[matter.track], reports_up=reports_up(matter))


def steps_for(steps: Steps, way: Way) -> Steps:
    """The chain with whom the way asks for besides: the mayor, where it goes to the city in the government's name."""
    for destination in way.destinations:
        steps = upward(steps, way.issuer, destination)
    return steps


def headed(text: str, way: Way) -> str:
    """The text under the title of what it becomes: 报告, or 通报 where it is printed as one.

    Raises:
        InvalidInput: it praises or criticises by name, and would be printed (`names_units`).
    """
    if Destination.BULLETIN not in way.destinations:
        return text
    found = next((words for words in NAMING if words in text), None)
    if found is not None:
        raise InvalidInput("bulletin", "names_units", given=found)
    title, *rest = text.split("\n", 1)
    return "\n".join([title.removesuffix("的报告") + "的通报" if title.endswith("的报告") else title, *rest])


def reported_to(way: Way) -> tuple[Destination, ...]:
    """The destinations to which something is reported or written; a bulletin is printed instead."""
    return tuple(item for item in way.destinations if item in UPWARD or item in SENT_OUT)


def way_of(key: str) -> Way:
    """The row with this key; a forged one is stale."""
    if key not in WAYS:
        raise StaleButton
    return WAYS[key]

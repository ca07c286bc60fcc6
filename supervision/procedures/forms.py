"""What a matter is issued in, in whose name, and where its result goes: the words of the track table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from supervision.model import Urgency


class Form(StrEnum):
    """The paper that a matter is issued in."""

    BREAKDOWN_NOTICE = "breakdown_notice"
    SUPERVISION_NOTICE = "supervision_notice"
    ACTIVITY = "activity"
    ASSIGNMENT_NOTICE = "assignment_notice"
    HOTLINE_NOTICE = "hotline_notice"
    LETTER = "letter"
    """函, to units that are asked and not ordered (Order 733 art. 5); no track is issued in it as a whole."""


FORM_TITLES: Mapping[Form, str] = MappingProxyType(
    {
        Form.BREAKDOWN_NOTICE: "立项分解通知",
        Form.SUPERVISION_NOTICE: "督查通知单",
        Form.ACTIVITY: "督查活动",
        Form.ASSIGNMENT_NOTICE: "交办通知",
        Form.HOTLINE_NOTICE: "督促查办事项通知单",
        Form.LETTER: "函",
    }
)


URGENCY_TITLES: Mapping[str, str] = MappingProxyType(
    {Urgency.ROUTINE: "平件", Urgency.URGENT: "加急", Urgency.MOST_URGENT: "特急"}
)
"""紧急程度, as a paper and a message say it."""


class Issuer(StrEnum):
    """In whose name a paper is issued."""

    GOVERNMENT = "government"
    GOVERNMENT_OFFICE = "government_office"


ISSUER_TITLES: Mapping[Issuer, str] = MappingProxyType(
    {Issuer.GOVERNMENT: "县政府", Issuer.GOVERNMENT_OFFICE: "县政府办公室"}
)


class Destination(StrEnum):
    """Where the result of a matter goes."""

    CITY_GOVERNMENT = "city_government"
    CITY_GOVERNMENT_OFFICE = "city_government_office"
    COUNTY_GOVERNMENT = "county_government"
    BULLETIN = "bulletin"
    MONTHLY_BULLETIN = "monthly_bulletin"
    LETTER_AND_REPLY = "letter_and_reply"
    REPLY = "reply"
    HOTLINE_OFFICE = "hotline_office"


DESTINATION_TITLES: Mapping[Destination, str] = MappingProxyType(
    {
        Destination.CITY_GOVERNMENT: "报市政府",
        Destination.CITY_GOVERNMENT_OFFICE: "报市政府办公室",
        Destination.COUNTY_GOVERNMENT: "报县政府",
        Destination.BULLETIN: "印发督查通报",
        Destination.MONTHLY_BULLETIN: "印发每月通报",
        Destination.LETTER_AND_REPLY: "函告市直机关并答复代表、委员",
        Destination.REPLY: "答复代表、委员",
        Destination.HOTLINE_OFFICE: "报市长热线电话室",
    }
)

UPWARD = frozenset({Destination.CITY_GOVERNMENT, Destination.CITY_GOVERNMENT_OFFICE, Destination.HOTLINE_OFFICE})
"""Destinations above or outside the county: planned dates that feed them move before a holiday, not after."""


class Archive(StrEnum):
    """How finished work is filed (立卷归档, P6.3)."""

    MATTER = "matter"
    YEAR = "year"

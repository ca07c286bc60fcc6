"""Lists of people and invitations, and the questions of inviting and of changing people."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from messages.views.enrolment import InvitationLine, OpenInvitationsView
from messages.views.people import KindLine, PeopleView, PostLine, UnitLine
from supervision.model import Person, Post, Unit, UnitKind
from supervision.notices.dialogue import Choice
from supervision.notices.invitations import InvitationPrompt
from supervision.notices.people import ConfirmPrompt, SuccessionPrompt
from supervision.notices.rosters import RosterPrompt
from supervision.roles import Role

EXPIRES = datetime(2026, 3, 9, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CODE = "fYk2Vb1xPq8Rz0LmT5wCsA7e"
DRAFT = "700008/8"

WATER = Unit(5, "县水利局", UnitKind.DEPARTMENT, ("水利局",))
LIAISON = Post(16, 5, Role.LIAISON, "县水利局联络员A", "A", 16)
VACANT = Post(17, 5, Role.UNIT_HEAD, "县水利局主要负责同志")
HOLDER = Person(16, "水利局联络员", "13800000016", 700016)
NEW_HOLDER = Person(21, "水利局新联络员", "13800000021")

_PEOPLE = (
    (
        "kinds",
        "people_list",
        PeopleView(page="kinds", kinds=(KindLine("department", 25, 100, 61), KindLine("township", 24, 96, 50))),
    ),
    ("empty", "people_list", PeopleView(page="kinds")),
    ("units", "people_list", PeopleView(page="units", kind="department", units=(UnitLine(WATER, 3, 2),))),
    ("found", "people_list", PeopleView(page="units", units=(UnitLine(WATER, 3, 2),))),
    ("near", "people_list", PeopleView(page="units", units=(UnitLine(WATER, 3, 2),), unknown="水务局<b>&")),
    (
        "posts",
        "people_list",
        PeopleView(
            page="posts", kind="department", unit=WATER, posts=(PostLine(LIAISON, HOLDER), PostLine(VACANT, None))
        ),
    ),
    (
        "post",
        "people_list",
        PeopleView(page="post", unit=WATER, posts=(PostLine(LIAISON, HOLDER),), may_edit=True, may_invite=True),
    ),
    (
        "post-invited",
        "people_list",
        PeopleView(page="post", unit=WATER, posts=(PostLine(LIAISON, NEW_HOLDER),), invited=True),
    ),
    (
        "post-vacant",
        "people_list",
        PeopleView(page="post", unit=WATER, posts=(PostLine(VACANT, None),), may_edit=True, may_invite=True),
    ),
    ("closed", "people_list", PeopleView(page="closed")),
    ("none", "open_invitations", OpenInvitationsView(allowed=True)),
    (
        "some",
        "open_invitations",
        OpenInvitationsView(
            allowed=True, lines=(InvitationLine(CODE, "水利局联络员", "县水利局联络员A", EXPIRES),), more=2
        ),
    ),
    ("closed", "open_invitations", OpenInvitationsView(allowed=False)),
)

_PROMPTS = (
    (
        "kind",
        InvitationPrompt(
            draft=DRAFT,
            step=1,
            question="invitation.kind",
            choices=(Choice("department", "县直"), Choice("township", "乡镇"), Choice("open", "未使用的邀请")),
            backable=False,
        ),
    ),
    (
        "unit",
        InvitationPrompt(
            draft=DRAFT, step=2, question="invitation.unit", facts={"more": 3}, choices=(Choice("5", "水利局"),)
        ),
    ),
    (
        "near",
        InvitationPrompt(
            draft=DRAFT,
            step=2,
            question="invitation.unit",
            facts={"more": 0, "unknown": "水务局<b>&"},
            choices=(Choice("5", "水利局"),),
        ),
    ),
    (
        "post",
        InvitationPrompt(
            draft=DRAFT,
            step=3,
            question="invitation.post",
            facts={"unit_name": "县水利局", "vacant": ["县水利局主要负责同志"], "nobody": False},
            choices=(Choice("16", "县水利局联络员A　水利局联络员（已开通）"),),
            per_row=1,
        ),
    ),
    (
        "answered",
        InvitationPrompt(
            draft=DRAFT,
            step=3,
            question="invitation.post",
            facts={"unit_name": "县水利局", "vacant": [], "nobody": False},
            answered="县水利局联络员A　水利局联络员",
        ),
    ),
    (
        "name",
        SuccessionPrompt(
            draft=DRAFT,
            step=1,
            question="succession.name",
            facts={"title": "县水利局联络员A", "holder": "水利局联络员"},
            choices=(Choice("vacant", "暂时空缺"),),
            backable=False,
        ),
    ),
    (
        "who",
        SuccessionPrompt(
            draft=DRAFT,
            step=2,
            question="succession.who",
            facts={"name": "水利局新联络员"},
            choices=(
                Choice("21", "水利局新联络员（县水利局联络员B）"),
                Choice("new", "不是以上人员，新增"),
            ),
            per_row=1,
        ),
    ),
    (
        "phone",
        SuccessionPrompt(
            draft=DRAFT,
            step=3,
            question="succession.phone",
            facts={"name": "水利局新联络员"},
            choices=(Choice("none", "暂不填写"),),
        ),
    ),
    (
        "confirm",
        SuccessionPrompt(
            draft=DRAFT,
            step=4,
            question="succession.confirm",
            facts={
                "title": "县水利局联络员A",
                "holder": "水利局联络员",
                "name": "水利局新联络员",
                "phone": "13800000021",
            },
            choices=(Choice("yes", "确认变更"),),
        ),
    ),
    (
        "confirm-vacant",
        SuccessionPrompt(
            draft=DRAFT,
            step=4,
            question="succession.confirm",
            facts={"title": "县水利局联络员A", "holder": "水利局联络员", "name": "", "phone": ""},
            choices=(Choice("yes", "确认变更"),),
        ),
    ),
    (
        "unbind",
        ConfirmPrompt(
            draft=DRAFT,
            step=1,
            question="people.unbind",
            facts={"name": "水利局联络员", "titles": ["县水利局联络员A"]},
            choices=(Choice("yes", "确认解除"),),
            backable=False,
        ),
    ),
    (
        "deactivate",
        ConfirmPrompt(
            draft=DRAFT,
            step=1,
            question="people.deactivate",
            facts={"name": "水利局联络员", "titles": ["县水利局联络员A"]},
            choices=(Choice("yes", "确认卸任"),),
            backable=False,
        ),
    ),
    ("", RosterPrompt(draft=DRAFT, step=1, question="roster.file", backable=False)),
)

EXAMPLES = (*_PEOPLE, *_PROMPTS)

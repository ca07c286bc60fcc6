"""Greeting, help, invitations, people, rosters, groups."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from supervision.notices.base import to_person
from supervision.notices.enrolment import CommandMenu, Welcome
from supervision.notices.groups import GroupBound, GroupEntered, GroupMuted, GroupReported
from supervision.notices.helping import HelpLine, HelpShown
from supervision.notices.invitations import (
    InvitationIssued,
    InvitationRevoked,
    InvitationUsed,
)
from supervision.notices.people import (
    PersonDeactivated,
    PersonUnbound,
    PostLeft,
    PostTaken,
    SuccessionDone,
)
from supervision.notices.rosters import (
    RosterCounts,
    RosterImported,
    RosterReading,
    RosterRefused,
    RosterUnreadable,
    RowError,
)
from supervision.refusals import InvalidInput, InvitationRefused, LastAdministrator

ZONE = ZoneInfo("Asia/Shanghai")
EXPIRES = datetime(2026, 3, 9, 8, 30, tzinfo=ZONE)
USED = datetime(2026, 3, 2, 10, 5, tzinfo=ZONE)
CODE = "fYk2Vb1xPq8Rz0LmT5wCsA7e"
LINK = f"https://t.me/xiayi_ducha_bot?start={CODE}"
DRAFT = "700008/8"

COMMANDS = (
    HelpLine("ledger", "督查台账", "台账"),
    HelpLine("mine", "本单位在办任务", "我的任务"),
    HelpLine("cancel", "取消当前操作", "取消"),
)

_ERRORS = (
    RowError(3, "类别", "unknown_kind", "县局"),
    RowError(4, "角色", "missing"),
    RowError(5, "角色", "unknown_role", "负责人"),
    RowError(6, "角色", "wrong_home", "联络员"),
    RowError(7, "席位", "bad_seat", "C"),
    RowError(8, "席位", "needless_seat", "A"),
    RowError(9, "职务", "twice", "县水利局联络员A", 2),
    RowError(10, "电话", "bad_phone", "见通讯录"),
    RowError(11, "电话", "phone_of_nobody", "13800000011"),
    RowError(12, "简称", "name_taken", "水利局（县水利局）", 2),
    RowError(13, "角色", "post_taken", "县长"),
    RowError(14, "类别", "contradicts", "乡镇", 2),
    RowError(15, "单位", "too_long", "某某"),
)

EXAMPLES = (
    (
        "",
        Welcome(name="督查室甲", titles=("督查室工作人员甲",), words=(("登记", "分解", "台账"), ("查询", "帮助"))),
    ),
    ("fresh", Welcome(name="水利局联络员", titles=("县水利局联络员A",), words=(("我的任务", "帮助"),), fresh=True)),
    ("no-post", Welcome(name="某同志", titles=(), words=(("帮助",),))),
    ("", CommandMenu(to=to_person(1), menu=(("new", "登记督查事项"), ("ledger", "督查台账")))),
    ("unit", HelpShown(commands=COMMANDS[1:], for_unit=True)),
    ("leader", HelpShown(commands=COMMANDS[:1], for_leader=True)),
    ("office", HelpShown(commands=COMMANDS, for_office=True)),
    (
        "",
        InvitationIssued(code=CODE, name="水利局联络员", title="县水利局联络员A", link=LINK, expires_at=EXPIRES),
    ),
    (
        "rebind",
        InvitationIssued(
            code=CODE, name="水利局联络员", title="县水利局联络员A", link=LINK, expires_at=EXPIRES, has_account=True
        ),
    ),
    ("", InvitationUsed(to=to_person(7), name="水利局联络员", title="县水利局联络员A", at=USED)),
    ("rebound", InvitationUsed(to=to_person(7), name="水利局联络员", title="县水利局联络员A", at=USED, rebound=True)),
    ("", InvitationRevoked(name="水利局联络员", title="县水利局联络员A")),
    *(
        (reason.replace("_", "-"), InvitationRefused(reason))
        for reason in ("unknown", "used", "expired", "revoked", "account_taken")
    ),
    ("", LastAdministrator()),
    (
        "",
        SuccessionDone(
            post_id=16, title="县水利局联络员A", name="水利局新联络员", open_work=2, has_account=False, may_invite=True
        ),
    ),
    (
        "vacant",
        SuccessionDone(post_id=16, title="县水利局联络员A", name="", open_work=2, has_account=False, may_invite=True),
    ),
    ("", PostLeft(to=to_person(16), title="县水利局联络员A")),
    ("", PostTaken(to=to_person(21), name="水利局新联络员", title="县水利局联络员A", open_work=2)),
    ("idle", PostTaken(to=to_person(21), name="水利局新联络员", title="县水利局联络员A", open_work=0)),
    ("", PersonUnbound(name="水利局联络员")),
    ("", PersonDeactivated(name="水利局联络员", titles=("县水利局联络员A",))),
    ("", RosterReading(to=to_person(7), name="名册.xlsx")),
    (
        "",
        RosterImported(
            to=to_person(7),
            rows=120,
            name="名册.xlsx",
            counts=RosterCounts(rows=120, units_new=53, posts_new=118, posts_changed=1, people_new=117, handed_over=1),
        ),
    ),
    ("same", RosterImported(to=to_person(7), name="名册.xlsx", rows=120)),
    ("", RosterRefused(to=to_person(7), name="名册.csv", errors=_ERRORS, more=1)),
    (
        "not-allowed",
        RosterRefused(to=to_person(7), name="名册.csv", errors=(RowError(0, "", "not_allowed"),)),
    ),
    (
        "last-administrator",
        RosterRefused(to=to_person(7), name="名册.csv", errors=(RowError(0, "", "last_administrator"),)),
    ),
    *(
        (reason.replace("_", "-"), RosterUnreadable(to=to_person(7), name="名册.doc", reason=reason))
        for reason in ("wrong_kind", "empty", "no_header", "too_long", "refused", "failed", "damaged")
    ),
    ("", GroupBound(title="夏邑政务督查群")),
    ("again", GroupBound(title="夏邑政务督查群", again=True)),
    ("", GroupEntered()),
    ("", GroupMuted(to=to_person(7), title="夏邑政务督查群")),
    ("bound", GroupReported(title="夏邑政务督查群", by="群主", bound=True)),
    ("new", GroupReported(title="夏邑政务督查群", by="群主", bound=False)),
    ("phone", InvalidInput("phone", "bad_phone", given="见通讯录")),
    ("holder", InvalidInput("name", "same_holder", given="水利局联络员")),
    ("oneself", InvalidInput("person", "oneself")),
)

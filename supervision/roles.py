"""Who takes part, and what each role may do: two literal tables, and default deny.

A role says what kind of post a person holds; which person, section or unit it is belongs to the roster.
Scope (own unit, own section, own drafts) is checked by the use case, after the permission.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A kind of post. The notice names all of them but the secretary, the liaison and the administrator."""

    OFFICER = "officer"
    OFFICE_HEAD = "office_head"
    SECTION_CLERK = "section_clerk"
    DEPUTY_DIRECTOR = "deputy_director"
    DIRECTOR = "director"
    MAYOR = "mayor"
    EXECUTIVE_VICE_MAYOR = "executive_vice_mayor"
    VICE_MAYOR = "vice_mayor"
    PARTY_LEADER = "party_leader"
    SECRETARY = "secretary"
    LIAISON = "liaison"
    UNIT_DEPUTY = "unit_deputy"
    UNIT_HEAD = "unit_head"
    ADMINISTRATOR = "administrator"


TITLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OFFICER: "督查室工作人员",
        Role.OFFICE_HEAD: "督查室主任",
        Role.SECTION_CLERK: "科室工作人员",
        Role.DEPUTY_DIRECTOR: "分管副主任",
        Role.DIRECTOR: "办公室主任",
        Role.MAYOR: "县长",
        Role.EXECUTIVE_VICE_MAYOR: "常务副县长",
        Role.VICE_MAYOR: "副县长",
        Role.PARTY_LEADER: "县委领导",
        Role.SECRETARY: "领导秘书",
        Role.LIAISON: "联络员",
        Role.UNIT_DEPUTY: "分管督查工作的负责同志",
        Role.UNIT_HEAD: "主要负责同志",
        Role.ADMINISTRATOR: "系统管理员",
    }
)
"""The title of every role, as cards and papers write it."""

COUNTY_LEADERS = frozenset({Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR})
"""县政府领导: whom the notice means where it says that a county leader approves (P1.1, P1.3, P6.1)."""

LEADERS = COUNTY_LEADERS | {Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.PARTY_LEADER}
"""Everyone who signs in a chain of the notice."""

SIGNERS = LEADERS | {Role.OFFICE_HEAD}
"""LEADERS, and the head of the Office, who signs only where the county adds a check (核稿)."""

OFFICE = frozenset({Role.OFFICER, Role.OFFICE_HEAD})
"""督查室, the supervision office."""

DRAFTERS = OFFICE | {Role.SECTION_CLERK}
"""Those who register and draft: the Office, and the sections on the vice-mayor tracks (P4.2, P5.2)."""

UNIT = frozenset({Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD})
"""Those who act for a responsible unit (责任单位)."""

UNIT_LEADERS = frozenset({Role.UNIT_DEPUTY, Role.UNIT_HEAD})
"""Who in a unit can say that a report is the unit's (R1, U3)."""

KEEPERS = frozenset({Role.OFFICE_HEAD, Role.ADMINISTRATOR})
"""Those who keep the roster, the calendar and the groups."""


class Permission(StrEnum):
    """What may be done, as ``scope:action``. Keep the list sorted by value."""

    ACTIVITY_FIND = "activity:find"
    ACTIVITY_PLAN = "activity:plan"
    ANSWER_DECIDE = "answer:decide"
    ANSWER_SEND = "answer:send"
    APPROVAL_LIST = "approval:list"
    ARCHIVE_FILE = "archive:file"
    BULLETIN_DRAFT = "bulletin:draft"
    BULLETIN_EDIT = "bulletin:edit"
    BULLETIN_READ = "bulletin:read"
    CALENDAR_ENTER = "calendar:enter"
    CALENDAR_READ = "calendar:read"
    CARD_READ = "card:read"
    CARD_SIGN = "card:sign"
    DELEGATION_ENTER = "delegation:enter"
    DELEGATION_GRANT = "delegation:grant"
    DELEGATION_READ = "delegation:read"
    DIGEST_READ = "digest:read"
    DOCUMENT_READ = "document:read"
    DUTY_SET = "duty:set"
    EXTENSION_DECIDE = "extension:decide"
    EXTENSION_REQUEST = "extension:request"
    GROUP_BIND = "group:bind"
    HOTLINE_ENTER = "hotline:enter"
    INSTRUCTION_ENTER = "instruction:enter"
    INVITATION_ISSUE = "invitation:issue"
    LEADER_REMIND = "leader:remind"
    LEAVE_ENTER = "leave:enter"
    LEDGER_EXPORT = "ledger:export"
    LEDGER_READ = "ledger:read"
    LEDGER_TAKE_OVER = "ledger:take_over"
    LETTER_UP_DRAFT = "letter_up:draft"
    MATTER_CLOSE = "matter:close"
    MATTER_CORRECT = "matter:correct"
    MATTER_FIND = "matter:find"
    MATTER_FOLLOW = "matter:follow"
    MATTER_HAND_OVER = "matter:hand_over"
    MATTER_MERGE = "matter:merge"
    MATTER_READ = "matter:read"
    MATTER_REGISTER = "matter:register"
    MATTER_REOPEN = "matter:reopen"
    MATTER_SPLIT = "matter:split"
    MATTER_SUBMIT = "matter:submit"
    MATTER_SUSPEND = "matter:suspend"
    MATTER_WITHDRAW = "matter:withdraw"
    NUMBER_READ = "number:read"
    NUMBER_VOID = "number:void"
    OBJECTION_DECIDE = "objection:decide"
    OBJECTION_SUBMIT = "objection:submit"
    PAPER_ACKNOWLEDGE = "paper:acknowledge"
    PAPER_ISSUE = "paper:issue"
    PAPER_READ = "paper:read"
    PAPER_TRANSFER = "paper:transfer"
    PEOPLE_EDIT = "people:edit"
    PEOPLE_READ = "people:read"
    PLAN_ENTER = "plan:enter"
    PROPOSAL_HANDLE = "proposal:handle"
    RECORD_CONFIRM = "record:confirm"
    RECORD_ENTER = "record:enter"
    RECTIFICATION_CHECK = "rectification:check"
    REFERRAL_PROPOSE = "referral:propose"
    REMINDER_SEND = "reminder:send"
    REPORT_ENDORSE = "report:endorse"
    REPORT_READ = "report:read"
    REPORT_REVIEW = "report:review"
    REPORT_SUBMIT = "report:submit"
    REVIEW_ASK = "review:ask"
    ROSTER_IMPORT = "roster:import"
    SUBMISSION_ENTER = "submission:enter"
    TASK_LIST_OWN = "task:list_own"
    TEXT_AMEND = "text:amend"
    TRANSFER_DECIDE = "transfer:decide"
    UNIT_CHANGE = "unit:change"
    WHY_READ = "why:read"


PERMISSIONS: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.ACTIVITY_FIND: DRAFTERS,
        Permission.ACTIVITY_PLAN: OFFICE,
        Permission.ANSWER_DECIDE: LEADERS,
        Permission.ANSWER_SEND: DRAFTERS,
        Permission.APPROVAL_LIST: SIGNERS | {Role.SECRETARY},
        Permission.ARCHIVE_FILE: OFFICE,
        Permission.BULLETIN_DRAFT: OFFICE,
        Permission.BULLETIN_EDIT: OFFICE,
        Permission.BULLETIN_READ: frozenset(Role),
        Permission.CALENDAR_ENTER: KEEPERS,
        Permission.CALENDAR_READ: frozenset(Role),
        Permission.CARD_READ: SIGNERS | {Role.SECRETARY},
        Permission.CARD_SIGN: SIGNERS,
        Permission.DELEGATION_ENTER: OFFICE,
        Permission.DELEGATION_GRANT: SIGNERS,
        Permission.DELEGATION_READ: SIGNERS | OFFICE | {Role.SECRETARY},
        Permission.DIGEST_READ: UNIT_LEADERS | LEADERS,
        Permission.DOCUMENT_READ: frozenset(Role),
        Permission.DUTY_SET: OFFICE,
        Permission.EXTENSION_DECIDE: DRAFTERS,
        Permission.EXTENSION_REQUEST: UNIT,
        Permission.GROUP_BIND: KEEPERS,
        Permission.HOTLINE_ENTER: OFFICE,
        Permission.INSTRUCTION_ENTER: DRAFTERS | {Role.SECRETARY},
        Permission.INVITATION_ISSUE: KEEPERS,
        Permission.LEADER_REMIND: DRAFTERS | {Role.SECRETARY},
        Permission.LEAVE_ENTER: UNIT | OFFICE,
        Permission.LEDGER_EXPORT: DRAFTERS | LEADERS,
        Permission.LEDGER_READ: DRAFTERS | LEADERS | {Role.SECRETARY},
        Permission.LEDGER_TAKE_OVER: KEEPERS,
        Permission.LETTER_UP_DRAFT: OFFICE,
        Permission.MATTER_CLOSE: DRAFTERS,
        Permission.MATTER_CORRECT: DRAFTERS,
        Permission.MATTER_FIND: DRAFTERS | LEADERS | UNIT | {Role.SECRETARY},
        Permission.MATTER_FOLLOW: frozenset({Role.SECTION_CLERK}),
        Permission.MATTER_HAND_OVER: DRAFTERS,
        Permission.MATTER_MERGE: OFFICE,
        Permission.MATTER_READ: DRAFTERS | LEADERS | {Role.SECRETARY},
        Permission.MATTER_REGISTER: DRAFTERS,
        Permission.MATTER_REOPEN: DRAFTERS,
        Permission.MATTER_SPLIT: DRAFTERS,
        Permission.MATTER_SUBMIT: DRAFTERS,
        Permission.MATTER_SUSPEND: OFFICE,
        Permission.MATTER_WITHDRAW: OFFICE,
        Permission.NUMBER_READ: DRAFTERS | LEADERS,
        Permission.NUMBER_VOID: OFFICE,
        Permission.OBJECTION_DECIDE: OFFICE | {Role.DEPUTY_DIRECTOR, Role.DIRECTOR},
        Permission.OBJECTION_SUBMIT: UNIT,
        Permission.PAPER_ACKNOWLEDGE: UNIT,
        Permission.PAPER_ISSUE: OFFICE,
        Permission.PAPER_READ: DRAFTERS | LEADERS | UNIT | {Role.SECRETARY},
        Permission.PAPER_TRANSFER: UNIT,
        Permission.PEOPLE_EDIT: KEEPERS,
        Permission.PEOPLE_READ: OFFICE | {Role.ADMINISTRATOR},
        Permission.PLAN_ENTER: UNIT,
        Permission.PROPOSAL_HANDLE: OFFICE,
        Permission.RECORD_CONFIRM: OFFICE | {Role.ADMINISTRATOR},
        Permission.RECORD_ENTER: DRAFTERS,
        Permission.RECTIFICATION_CHECK: DRAFTERS,
        Permission.REFERRAL_PROPOSE: OFFICE,
        Permission.REMINDER_SEND: DRAFTERS | {Role.DEPUTY_DIRECTOR, Role.DIRECTOR},
        Permission.REPORT_ENDORSE: UNIT_LEADERS,
        Permission.REPORT_READ: DRAFTERS | LEADERS | UNIT | {Role.SECRETARY},
        Permission.REPORT_REVIEW: DRAFTERS,
        Permission.REPORT_SUBMIT: UNIT,
        Permission.REVIEW_ASK: UNIT,
        Permission.ROSTER_IMPORT: KEEPERS,
        Permission.SUBMISSION_ENTER: DRAFTERS,
        Permission.TASK_LIST_OWN: UNIT,
        Permission.TEXT_AMEND: SIGNERS,
        Permission.TRANSFER_DECIDE: DRAFTERS,
        Permission.UNIT_CHANGE: KEEPERS,
        Permission.WHY_READ: DRAFTERS | LEADERS | UNIT | {Role.SECRETARY},
    }
)
"""Who holds which permission. What is not in a row is refused.

The administrator never signs and never reviews. He confirms records only because an Office with one clerk
has nobody else: a record must be confirmed by another person than the one who entered it.
"""


def permits(roles: Iterable[Role], permission: Permission) -> bool:
    """Say whether somebody who holds these roles may do this. No roles: never."""
    return not PERMISSIONS.get(permission, frozenset()).isdisjoint(roles)

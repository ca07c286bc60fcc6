"""Who may do what, row by row."""

import pytest

from supervision.roles import COUNTY_LEADERS, LEADERS, PERMISSIONS, SIGNERS, TITLES, Permission, Role, permits

LETTERS = {
    "o": Role.OFFICER,
    "h": Role.OFFICE_HEAD,
    "c": Role.SECTION_CLERK,
    "p": Role.DEPUTY_DIRECTOR,
    "d": Role.DIRECTOR,
    "m": Role.MAYOR,
    "e": Role.EXECUTIVE_VICE_MAYOR,
    "v": Role.VICE_MAYOR,
    "l": Role.PARTY_LEADER,
    "s": Role.SECRETARY,
    "a": Role.LIAISON,
    "b": Role.UNIT_DEPUTY,
    "u": Role.UNIT_HEAD,
    "x": Role.ADMINISTRATOR,
}

#                        ohc pdmevl s abu x
MATRIX = {
    "activity:find":      "ohc ...... . ... .",
    "activity:plan":      "oh. ...... . ... .",
    "answer:decide":      "... pdmevl . ... .",
    "answer:send":        "ohc ...... . ... .",
    "approval:list":      ".h. pdmevl s ... .",
    "archive:file":       "oh. ...... . ... .",
    "bulletin:draft":     "oh. ...... . ... .",
    "bulletin:edit":      "oh. ...... . ... .",
    "bulletin:read":      "ohc pdmevl s abu x",
    "calendar:enter":     ".h. ...... . ... x",
    "calendar:read":      "ohc pdmevl s abu x",
    "card:read":          ".h. pdmevl s ... .",
    "card:sign":          ".h. pdmevl . ... .",
    "delegation:enter":   "oh. ...... . ... .",
    "delegation:grant":   ".h. pdmevl . ... .",
    "delegation:read":    "oh. pdmevl s ... .",
    "digest:read":        "... pdmevl . .bu .",
    "document:read":      "ohc pdmevl s abu x",
    "duty:set":           "oh. ...... . ... .",
    "extension:decide":   "ohc ...... . ... .",
    "extension:request":  "... ...... . abu .",
    "group:bind":         ".h. ...... . ... x",
    "hotline:enter":      "oh. ...... . ... .",
    "instruction:enter":  "ohc ...... s ... .",
    "invitation:issue":   ".h. ...... . ... x",
    "leader:remind":      "ohc ...... s ... .",
    "leave:enter":        "oh. ...... . abu .",
    "ledger:export":      "ohc pdmevl . ... .",
    "ledger:read":        "ohc pdmevl s ... .",
    "ledger:take_over":   ".h. ...... . ... x",
    "letter_up:draft":    "oh. ...... . ... .",
    "matter:close":       "ohc ...... . ... .",
    "matter:correct":     "ohc ...... . ... .",
    "matter:find":        "ohc pdmevl s abu .",
    "matter:follow":      "..c ...... . ... .",
    "matter:hand_over":   "ohc ...... . ... .",
    "matter:merge":       "oh. ...... . ... .",
    "matter:read":        "ohc pdmevl s ... .",
    "matter:register":    "ohc ...... . ... .",
    "matter:reopen":      "ohc ...... . ... .",
    "matter:split":       "ohc ...... . ... .",
    "matter:submit":      "ohc ...... . ... .",
    "matter:suspend":     "oh. ...... . ... .",
    "matter:withdraw":    "oh. ...... . ... .",
    "number:read":        "ohc pdmevl . ... .",
    "number:void":        "oh. ...... . ... .",
    "objection:decide":   "oh. pd.... . ... .",
    "objection:submit":   "... ...... . abu .",
    "paper:acknowledge":  "... ...... . abu .",
    "paper:issue":        "oh. ...... . ... .",
    "paper:read":         "ohc pdmevl s abu .",
    "paper:transfer":     "... ...... . abu .",
    "people:edit":        ".h. ...... . ... x",
    "people:read":        "oh. ...... . ... x",
    "plan:enter":         "... ...... . abu .",
    "proposal:handle":    "oh. ...... . ... .",
    "record:confirm":     "oh. ...... . ... x",
    "record:enter":       "ohc ...... . ... .",
    "rectification:check":"ohc ...... . ... .",
    "referral:propose":   "oh. ...... . ... .",
    "reminder:send":      "ohc pd.... . ... .",
    "report:endorse":     "... ...... . .bu .",
    "report:read":        "ohc pdmevl s abu .",
    "report:review":      "ohc ...... . ... .",
    "report:submit":      "... ...... . abu .",
    "review:ask":         "... ...... . abu .",
    "roster:import":      ".h. ...... . ... x",
    "submission:enter":   "ohc ...... . ... .",
    "task:list_own":      "... ...... . abu .",
    "text:amend":         ".h. pdmevl . ... .",
    "transfer:decide":    "ohc ...... . ... .",
    "unit:change":        ".h. ...... . ... x",
    "why:read":           "ohc pdmevl s abu .",
}  # fmt: skip


@pytest.mark.parametrize("permission", Permission)
def test_permission_is_held_by_exactly_these_roles(permission: Permission) -> None:
    expected = {LETTERS[letter] for letter in MATRIX[permission] if letter.isalpha()}
    assert {role for role in Role if permits([role], permission)} == expected


def test_matrix_and_permissions_have_the_same_rows() -> None:
    assert set(MATRIX) == {permission.value for permission in Permission} == set(PERMISSIONS)


def test_permissions_are_sorted_and_named_scope_action() -> None:
    values = [permission.value for permission in Permission]
    assert values == sorted(values)
    assert all(value.count(":") == 1 and value == value.lower() for value in values)
    names = {permission.name: permission.value for permission in Permission}
    assert all(name == value.replace(":", "_").upper() for name, value in names.items())


@pytest.mark.parametrize("permission", Permission)
def test_nobody_is_refused_everything(permission: Permission) -> None:
    assert not permits([], permission)


def test_roles_add_up() -> None:
    both = [Role.LIAISON, Role.OFFICER]
    assert permits(both, Permission.REPORT_SUBMIT)
    assert permits(both, Permission.REPORT_REVIEW)
    assert not permits(both, Permission.CARD_SIGN)


def test_U2_leaders_are_those_who_sign() -> None:
    assert Role.OFFICE_HEAD not in LEADERS
    assert {Role.OFFICE_HEAD} == SIGNERS - LEADERS
    assert {Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR} == COUNTY_LEADERS
    assert COUNTY_LEADERS < LEADERS


def test_every_role_has_its_own_title() -> None:
    assert set(TITLES) == set(Role)
    assert len(set(TITLES.values())) == len(Role)

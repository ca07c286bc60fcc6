"""What did not arrive is called by its name in the Office's list."""

from __future__ import annotations

from messages.kinds import KIND
from supervision.notices.base import Answer
from supervision.notices.registry import NOTICES

NEVER_LISTED = {
    "command_menu",
    "duty_list",
    "found_list",
    "ledger_filters",
    "ledger_list",
    "open_invitations",
    "own_tasks",
    "people_list",
    "record_list",
    "undelivered_list",
}
"""No message, or a list that somebody asked for just now."""


def test_every_message_that_can_wait_has_a_name() -> None:
    waiting = {kind for kind, notice in NOTICES.items() if not issubclass(notice, Answer)} - NEVER_LISTED
    assert sorted(waiting - KIND.keys()) == []


def test_no_name_is_left_over() -> None:
    assert sorted(KIND.keys() - NOTICES.keys()) == []

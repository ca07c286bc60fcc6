"""Who sits where, and changes of it."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, ListCard, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList(ListCard):
    """The roster on one message: kinds of units; the units of a kind; the posts of a unit; one post.

    What is given picks the page: a post, else a unit, else units by id (found by name), else a kind, else the kinds.
    `unknown` is a name that no unit has; `units` are then the most like it.
    """

    kind: str = ""
    units: tuple[int, ...] = ()
    unknown: str = ""
    unit_id: int = 0
    post_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionPrompt(Prompt):
    """Who takes a post over: name, the same person or another, telephone, confirmation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPrompt(Prompt):
    """Whether to take an account away, or to deactivate a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionDone(Answer):
    """The post has its new holder, or is vacant (no name)."""

    post_id: int
    title: str
    name: str
    open_work: int
    has_account: bool
    may_invite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLeft(Notice):
    """To the predecessor: the post is no longer his."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTaken(Notice):
    """To the successor: the post is his, and what is open follows."""

    name: str
    title: str
    open_work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnbound(Answer):
    """The account was taken away."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDeactivated(Answer):
    """The person no longer takes part; these posts are vacant now."""

    name: str
    titles: tuple[str, ...]

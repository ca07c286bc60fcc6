"""The only exceptions that a person sees, in words of their own.

Each kind has a template of its name in `messages/templates/refusals/`. Anything else that is raised is a bug: it is
rolled back, logged and answered with an incident number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What was asked cannot be done, and the person is told why."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's posts do not permit the act. `what` is a label of `messages/labels.py` or empty."""

    what: str = ""


@dataclass(eq=False)
class Stranger(Refusal):
    """The account belongs to nobody of the roster."""


@dataclass(eq=False)
class NotFound(Refusal):
    """What was named does not exist, or is not for this person to see (the two are not told apart)."""

    what: str
    name: str = ""


@dataclass(eq=False)
class WrongState(Refusal):
    """The thing is not in a state in which this can be done; `state` is its present status."""

    what: str
    state: str


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody was first: who, with which verdict, when, and with whom the paper is now (empty: with nobody).

    `act` is what the one who signed did: he reviewed, or he approved.
    """

    by: str
    verdict: str
    at: datetime
    now_with: str = ""
    act: str = ""


@dataclass(eq=False)
class StaleButton(Refusal):
    """The button belongs to an older version of the card or to a question that was answered."""


@dataclass(eq=False)
class InvalidInput(Refusal):
    """An answer does not fit its field; `reason` picks the words, `limit` and `given` fill them."""

    field: str
    reason: str
    given: str = ""
    limit: int = 0


@dataclass(eq=False)
class OwnDraft(Refusal):
    """Nobody signs what he drafted himself."""


@dataclass(eq=False)
class DraftedIt(Refusal):
    """Who drafted a bulletin does not decide on what the criticised say to it (Order 733 art. 17)."""


@dataclass(eq=False)
class VacantPost(Refusal):
    """A step's post is vacant, so the paper cannot be sent for approval; names the post and the ways out.

    `several`: it is not vacant, but several people hold such posts and the registration names none of them.
    """

    title: str
    several: bool = False


@dataclass(eq=False)
class SignedAlready(Refusal):
    """Nobody signs twice in a chain: he signed an earlier step before he came to this post, or has a `later` one."""

    later: bool = False


@dataclass(eq=False)
class WrongChat(Refusal):
    """The command belongs into another kind of chat: `wanted` is `private` or `group`."""

    wanted: str


@dataclass(eq=False)
class AnonymousSender(Refusal):
    """A message in the name of a group or channel: nobody can answer for it."""


@dataclass(eq=False)
class InvitationRefused(Refusal):
    """A one-time link does not open: `unknown`, `used`, `revoked`, `expired`, or `account_taken`."""

    reason: str


@dataclass(eq=False)
class LastAdministrator(Refusal):
    """Without this account nobody could administer the bot any more."""


@dataclass(eq=False)
class BulletinNotReady(Refusal):
    """A bulletin cannot be sent for approval or drafted yet: `not_asked`, `changed`, `undelivered`, `term_running`,
    `not_phoned`, `objection_open`, `upheld`, `nobody_to_ask`, `before_cut_off` or `nothing_in_hand`; which units, and
    until when."""

    reason: str
    unit_ids: tuple[int, ...] = ()
    until: datetime | None = None
    units: tuple[str, ...] = ()


@dataclass(eq=False)
class NamesUnits(Refusal):
    """Words name units that they must not: `where` is `words` (of a bulletin, as they are typed), `worded` (those that
    stand in it), `group` (the text that names nobody), `correction_unnamed` or `correction`."""

    where: str
    units: tuple[str, ...]


@dataclass(eq=False)
class DelegationRefused(Refusal):
    """A delegation cannot be given: `reason` is a row of `delegating`, with the posts and the days that clash."""

    reason: str
    away: str
    deputy: str
    since: date
    until: date


@dataclass(eq=False)
class SecondPerson(Refusal):
    """A record needs two people: `entered`, he entered it himself; `own_act`, the act to be recorded is his own;
    `instruction`, it is a leader's instruction on paper, on which tasks are to be given again."""

    reason: str

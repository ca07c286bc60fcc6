"""What all notices share: to whom, how urgent, what makes one unsendable twice, what voids it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import ClassVar

from supervision.subjects import Subject


class RecipientKind(StrEnum):
    """The ways a recipient can be named; never a chat id."""

    PERSON = "person"
    POST = "post"
    SIGNER = "signer"
    """The post that signs, those who stand in for it today, and the secretaries who serve it."""
    UNIT = "unit"
    """The unit's liaisons A and B who are not on leave; both and their deputy if nobody is left."""
    OFFICE = "office"
    """The post given by id, or all officers when the id is 0 or that post is vacant."""
    GROUP = "group"
    HERE = "here"
    """The chat that the update came from: answers to a command, to a stranger, in a group."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a notice goes. Expanded to seats at commit; who sits there is looked up when it is sent."""

    kind: RecipientKind
    id: int = 0


HERE = Recipient(RecipientKind.HERE)
OFFICE = Recipient(RecipientKind.OFFICE)


def to_person(person_id: int) -> Recipient:
    """Name a person."""
    return Recipient(RecipientKind.PERSON, person_id)


def to_post(post_id: int) -> Recipient:
    """Name a post: whoever holds it when the notice is sent."""
    return Recipient(RecipientKind.POST, post_id)


def to_signer(post_id: int) -> Recipient:
    """Name a signer by his post: with him his deputies of today and his secretaries."""
    return Recipient(RecipientKind.SIGNER, post_id)


def to_unit(unit_id: int) -> Recipient:
    """Name a unit: its liaisons A and B, without those on leave."""
    return Recipient(RecipientKind.UNIT, unit_id)


def to_officer(post_id: int) -> Recipient:
    """Name a matter's officer by his post; all officers if it is vacant by then."""
    return Recipient(RecipientKind.OFFICE, post_id)


def to_group(group_id: int) -> Recipient:
    """Name a bound group by our id of it."""
    return Recipient(RecipientKind.GROUP, group_id)


class Lane(IntEnum):
    """Which rows of the outbox go first."""

    INTERACTIVE = 0
    NOTICE = 1
    BULK = 2


class OnKey(StrEnum):
    """What happens when a notice with the same key is told again."""

    KEEP = "keep"
    """The first one stands, the second is dropped."""
    REPLACE = "replace"
    """A row that was not claimed yet takes the new fields; one that was sent stands."""


class OnDoubt(StrEnum):
    """What happens to a message that may or may not have arrived (a kill or a time-out while sending)."""

    RESEND = "resend"
    """It is sent again and says so: a card, a receipt."""
    HOLD = "hold"
    """It is shown to the Office and not repeated: nags, bulletins."""


@dataclass(frozen=True, slots=True)
class Until:
    """A named condition (`CONDITIONS` of a topic in `handlers/`) that voids an unsent notice when it has come true."""

    condition: str
    key: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of a document: `docx`, `pdf`, or a form that a topic makes (`FILES` in `handlers/`)."""

    document_id: int
    form: str = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What a message is besides text and buttons.

    `words` is a keyboard of words below the chat; `qr` is sent as a picture with the text as its caption; `copies` are
    ids of messages in chat `copy_from` that are copied instead of any text, without their captions if `bare`; `menu`
    sets the chat's commands (name, description) and is no message at all. `files` are documents that go out with it; no
    card has any, as a card is edited and a file is not. `made` is the kind of workbook (`messages/sheets`) that goes
    out as `file_name`, with the text as its caption; it is made beside the rounds of delivery. `text_apart`: the text
    is never the caption of a file, so that it arrives where files are refused.
    """

    words: tuple[tuple[str, ...], ...] = ()
    qr: str = ""
    copy_from: int = 0
    copies: tuple[int, ...] = ()
    bare: bool = False
    menu: tuple[tuple[str, str], ...] = ()
    files: tuple[FileRef, ...] = ()
    made: str = ""
    file_name: str = ""
    text_apart: bool = False


PLAIN = Extras()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message as data. Subclasses add the facts; one template of the same name adds the words."""

    to: Recipient

    lane: ClassVar[Lane] = Lane.NOTICE
    on_key: ClassVar[OnKey] = OnKey.KEEP
    on_doubt: ClassVar[OnDoubt] = OnDoubt.RESEND

    @property
    def key(self) -> str | None:
        """What must not be said twice; none lets the unit of work make a key from the update and the position."""
        return None

    @property
    def until(self) -> Until | None:
        """The condition that voids it while it waits."""
        return None

    @property
    def subject(self) -> Subject | None:
        """The thing that the message stands for, so that replies to it are understood; none for a plain message."""
        return None

    @property
    def send_after(self) -> datetime | None:
        """The time before which it is not sent (aware); none for now."""
        return None

    @property
    def extras(self) -> Extras:
        """What it is besides text and buttons."""
        return PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Notice):
    """Answers what somebody just did and overtakes everything else; goes HERE unless told otherwise."""

    to: Recipient = HERE

    lane: ClassVar[Lane] = Lane.INTERACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedAnswer(Answer):
    """No words of its own: messages that somebody sent, copied from their chat."""

    chat_id: int
    message_ids: tuple[int, ...]

    @property
    def extras(self) -> Extras:
        """The messages themselves."""
        return Extras(copy_from=self.chat_id, copies=self.message_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Notice):
    """A message that stands for a thing and is edited in place. Its template takes a view, loaded when it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCard(Card):
    """A list on one message: another page, or the list as it is now, is written into the same message."""

    to: Recipient = HERE
    serial: int

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    @property
    def subject(self) -> Subject | None:
        """The list itself, so that its message can be rewritten."""
        return Subject("list", str(self.serial))


def kind_of(notice: type[Notice]) -> str:
    """The snake-case name of a notice, which is also the name of its template: `TaskIssued` → `task_issued`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", notice.__name__).lower()
